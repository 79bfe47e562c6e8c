"""`.ci/run`, with a make that only notes how it was called."""

import shutil
import subprocess

import pytest

from bootstrap.environment import ROOT

MAKE = """#!/bin/sh
echo "make $* CI=$CI HOME=${HOME:+set}"
read -r word && echo "read $word"
case "$*" in
  test) exit SQLITE ;;
  *) exit POSTGRESQL ;;
esac
"""


@pytest.fixture
def run(tmp_path):
    (tmp_path / "bin").mkdir()
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "run", tmp_path / ".ci" / "run")

    def with_codes(sqlite, postgresql):
        make = tmp_path / "bin" / "make"
        make.write_text(MAKE.replace("SQLITE", sqlite).replace("POSTGRESQL", postgresql))
        (tmp_path / "bin" / "python3").write_text("#!/bin/sh\nexit 0\n")
        for program in (tmp_path / "bin").iterdir():
            program.chmod(0o755)
        path = f"PATH={tmp_path / 'bin'}:/usr/bin:/bin"
        command = ["env", "-i", path, str(tmp_path / ".ci" / "run")]
        return subprocess.run(command, input="typed\n", capture_output=True, text=True, check=False)

    return with_codes


@pytest.mark.parametrize(
    ("sqlite", "postgresql", "passed"),
    [("0", "0", True), ("2", "0", False), ("0", "2", False), ("2", "2", False)],
)
def test_ci_passes_only_when_both_suites_pass(run, sqlite, postgresql, passed):
    assert (run(sqlite, postgresql).returncode == 0) is passed


def test_ci_runs_both_suites_with_a_home_and_without_input_from_an_empty_environment(run):
    assert run("2", "0").stdout.splitlines() == [
        "make test CI=true HOME=set",
        "make test DB=postgresql CI=true HOME=set",
        "ci: make test exited 2, make test DB=postgresql exited 0",
    ]
