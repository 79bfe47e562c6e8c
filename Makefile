# The one door for commands. Everything is done by `python3 -m bootstrap` (standard library only).
PYTHON ?= python3
PORT ?= 8000
DB ?= sqlite
BOOTSTRAP = @cd "$(CURDIR)" && $(PYTHON) -m bootstrap

.DEFAULT_GOAL := help
.PHONY: help demo test gates lock vendor messages screenshots browser postgresql clean

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

demo: ## serve the demo town at http://127.0.0.1:8000 (PORT=8001, FRESH=1 starts over)
	$(BOOTSTRAP) demo --port $(PORT) $(if $(FRESH),--fresh)

test: ## gates, all tests, browser tests (DB=postgresql: the tests on PostgreSQL)
	$(BOOTSTRAP) test --db $(DB)

gates: ## the gates alone: style, types, arrows, vendored files, checks, migrations
	$(BOOTSTRAP) gates

lock: ## maintainers: lock the requirement files (UPGRADE=1 takes the newest versions)
	$(BOOTSTRAP) lock $(if $(UPGRADE),--upgrade)

vendor: ## maintainers: fetch the files of vendor.toml anew and cut the letters (needs npm)
	$(BOOTSTRAP) vendor

messages: ## maintainers: collect and compile the English catalogue (needs gettext)
	$(BOOTSTRAP) messages

screenshots: ## pictures of the pages into test-results/screenshots
	$(BOOTSTRAP) screenshots

browser: ## find a Chromium, or install one where that is possible
	$(BOOTSTRAP) browser

postgresql: ## find PostgreSQL's server, or install it where that is possible
	$(BOOTSTRAP) postgresql

clean: ## remove what can be made again (the demo's data stays)
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache test-results dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
