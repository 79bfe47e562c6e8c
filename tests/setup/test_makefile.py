"""The Makefile: a thin skin that explains itself."""

import os
import re
import subprocess

import pytest

from bootstrap.environment import ROOT

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
TARGETS = re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE)


def make(*arguments):
    command = ["make", "--no-print-directory", *arguments]
    bare = {"PATH": os.environ["PATH"]}  # not the DB= of the make that runs these tests
    done = subprocess.run(command, cwd=ROOT, env=bare, capture_output=True, text=True, check=True)
    return done.stdout


def test_makefile_has_at_most_fifteen_targets():
    assert len(TARGETS) <= 15


def test_every_target_is_phony():
    assert re.search(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)[1].split() == TARGETS


def test_help_lists_every_target_with_words():
    listed = [line.split(maxsplit=1) for line in make("help").splitlines()]
    assert [name for name, words in listed if words] == TARGETS


@pytest.mark.parametrize(
    ("arguments", "verb"),
    [
        (("demo",), "demo --port 8000"),
        (("demo", "PORT=8123", "FRESH=1"), "demo --port 8123 --fresh"),
        (("test",), "test --db sqlite"),
        (("test", "DB=postgresql"), "test --db postgresql"),
    ],
)
def test_target_passes_its_words_to_the_bootstrap(arguments, verb):
    assert make("-n", *arguments).strip().endswith(f"python3 -m bootstrap {verb}")
