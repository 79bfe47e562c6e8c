"""The files that come from other packages and lie in this repository."""

import shutil
import subprocess
import sys

import pytest

from bootstrap.environment import ROOT
from bootstrap.vendored import TABLE, problems, wanted

HTMX = "src/sasaeai/ui/static/ui/vendor/htmx.min.js"
FOLDERS = ("src/sasaeai/ui/static/ui/vendor", "src/sasaeai/ui/static/ui/fonts")
MEGABYTE = 1_000_000


@pytest.fixture
def copied(tmp_path):
    for name in ("vendor.toml", TABLE, *(file.target for file in wanted(ROOT))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def test_check_of_the_repository_passes_without_a_word():
    command = [sys.executable, "-m", "bootstrap.vendored", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_changed_file_is_found(copied):
    with (copied / HTMX).open("a") as file:
        file.write(" ")
    assert [HTMX in problem for problem in problems(copied)] == [True, True]


def test_absent_file_is_found(copied):
    (copied / HTMX).unlink()
    assert problems(copied) == [f"not there: {HTMX}"]


def test_changed_version_is_found(copied):
    file = copied / "vendor.toml"
    file.write_text(file.read_text("utf-8").replace('"4.0.1"', '"4.0.2"'), "utf-8")
    assert any("| 4.0.2 |" in problem for problem in problems(copied))


@pytest.mark.parametrize("folder", FOLDERS)
def test_folder_holds_nothing_that_the_table_does_not_name(folder):
    named = {file.target for file in wanted(ROOT)} | {TABLE}
    here = {str(path.relative_to(ROOT)) for path in (ROOT / folder).iterdir()}
    assert here - named == set()


def test_every_package_brings_its_licence():
    packages = {file.package for file in wanted(ROOT)}
    assert {file.package for file in wanted(ROOT) if "LICENSE" in file.source} == packages


def test_shipped_files_stay_under_thirty_megabytes():
    ours = [file.target for file in wanted(ROOT) if file.target.startswith("src/")]
    sizes = [(ROOT / target).stat().st_size for target in ours]
    assert sum(sizes) < 30 * MEGABYTE
