"""How the gates are run, and with which variables."""

import re

import pytest

from bootstrap.environment import ROOT
from bootstrap.gates import Gate, gates, run_gates
from bootstrap.say import run_step
from bootstrap.settings import for_tests, like_production


@pytest.fixture
def caller(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://someone@db/real")
    monkeypatch.setenv("SASAEAI_PUBLIC_URL", "https://real.example.jp")
    monkeypatch.setenv("SASAEAI_CHROMIUM", "/opt/chromium")


def test_gates_stand_in_the_order_of_the_house(tmp_path):
    assert [gate.name for gate in gates(tmp_path)] == [
        "ruff check",
        "ruff format",
        "templates: djlint",
        "types: mypy",
        "import contracts",
        "vendored files",
        "check --deploy",
        "migrations",
    ]


def test_run_gates_goes_on_after_a_failure_and_names_it_at_the_end(capsys):
    given = [
        Gate(name, (program,), {}) for name, program in (("a", "/bin/false"), ("b", "/bin/true"))
    ]
    failed = run_gates(given)
    last = capsys.readouterr().out.splitlines()[-2:]
    assert (failed, last[0][:3], last[1]) == (["a"], "✓ b", "✗ gates failed: a")


def test_step_that_passes_prints_one_line_with_its_seconds(capsys):
    run_step("talks", ["echo", "hidden"], cwd=ROOT)
    assert re.fullmatch(r"✓ talks  \d+\.\d s\n", capsys.readouterr().out)


def test_step_that_fails_prints_all_its_output(capsys):
    run_step("breaks", ["sh", "-c", "echo one; echo two >&2; exit 3"], cwd=ROOT)
    assert capsys.readouterr().out.splitlines()[1:] == ["one", "two"]


@pytest.mark.usefixtures("caller")
def test_variables_for_tests_keep_only_the_browser_of_the_callers_own(tmp_path):
    env = for_tests(tmp_path)
    ours = {name: value for name, value in env.items() if name.startswith(("SASAEAI", "DATABASE"))}
    assert ours == {"SASAEAI_HOME": str(tmp_path), "SASAEAI_CHROMIUM": "/opt/chromium"}


@pytest.mark.usefixtures("caller")
def test_variables_like_production_have_https_and_a_fresh_key(tmp_path):
    one, other = like_production(tmp_path), like_production(tmp_path)
    assert one["SASAEAI_PUBLIC_URL"] == "https://sasaeai.example.jp"
    assert one["SASAEAI_SECRET_KEY"] != other["SASAEAI_SECRET_KEY"]
