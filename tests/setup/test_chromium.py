"""Which browser the tests use, and what is said when there is none."""

import sys

import pytest

from bootstrap import chromium, suite


def test_find_takes_the_browser_that_is_named(monkeypatch):
    monkeypatch.setenv("SASAEAI_CHROMIUM", sys.executable)
    assert chromium.find() == sys.executable


def test_obtain_puts_no_other_browser_in_place_of_a_named_one(monkeypatch):
    monkeypatch.setenv("SASAEAI_CHROMIUM", "/nowhere/chromium")
    assert chromium.obtain() is None


def test_find_looks_on_the_path(monkeypatch, tmp_path):
    program = tmp_path / "chromium"
    program.touch(mode=0o755)
    monkeypatch.delenv("SASAEAI_CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert chromium.find() == str(program)


@pytest.mark.parametrize(("ci", "failed"), [("", []), ("true", ["browser tests"])])
def test_browser_tests_without_a_browser_fail_only_on_ci(monkeypatch, tmp_path, ci, failed):
    monkeypatch.setenv("SASAEAI_CHROMIUM", "/nowhere/chromium")
    monkeypatch.setenv("CI", ci)
    assert suite.browser_tests(tmp_path) == (failed, chromium.NONE)
