"""Which Python the set-up takes, and what it says when none will do."""

import ast
import platform
import sys

import pytest

from bootstrap.environment import ROOT
from bootstrap.interpreter import Interpreter, choose, probe
from bootstrap.say import StopError

FIRST_STAGE = ("__init__", "__main__", "say", "interpreter", "environment")


def python(*version, implementation="CPython", missing=()):
    return Interpreter("/opt/python", implementation, version, missing)


def test_probe_of_the_running_python_tells_its_version():
    found = probe(sys.executable)
    assert (found.implementation, found.version) == (
        platform.python_implementation(),
        sys.version_info[:2],
    )


@pytest.mark.parametrize("path", ["/nowhere/python3", "/bin/false", "/bin/echo"])
def test_probe_of_what_is_no_python_finds_nothing(path):
    assert probe(path) is None


def test_probe_of_a_python_without_ensurepip_says_so(tmp_path):
    program = tmp_path / "python3"
    hide = "import sys; sys.modules['ensurepip'] = None"
    (tmp_path / "sitecustomize.py").write_text(hide)
    program.write_text(f'#!/bin/sh\nPYTHONPATH={tmp_path} exec {sys.executable} "$@"\n')
    program.chmod(0o755)
    assert probe(str(program)).missing == ("ensurepip",)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13)])
def test_choose_of_a_fitting_python_takes_it(version):
    assert choose([python(*version)]) == python(*version)


def test_choose_passes_over_an_old_python_for_a_later_one():
    assert choose([python(3, 9), python(3, 12)]) == python(3, 12)


def test_choose_prefers_a_python_that_can_make_a_venv():
    broken = python(3, 12, missing=("ensurepip",))
    assert choose([broken, python(3, 11)]) == python(3, 11)


@pytest.mark.parametrize(
    "unfit", [python(3, 10), python(3, 14), python(3, 11, implementation="PyPy")]
)
def test_choose_of_an_unfit_python_stops_with_its_version_and_ours(unfit):
    with pytest.raises(StopError) as stop:
        choose([unfit])
    words = str(stop.value)
    assert (str(unfit) in words, "CPython 3.11-3.13" in words, "入れて" in words) == (True,) * 3


def test_choose_without_venv_stops_with_the_debian_package_on_one_line():
    with pytest.raises(StopError) as stop:
        choose([python(3, 11, missing=("venv", "ensurepip"))])
    words = str(stop.value)
    assert ("`apt-get install python3-venv`" in words, words.count("\n")) == (True, 0)


@pytest.mark.parametrize("name", FIRST_STAGE)
def test_first_stage_can_be_read_by_an_old_python(name):
    source = (ROOT / "bootstrap" / f"{name}.py").read_text("utf-8")
    tree = ast.parse(source, feature_version=(3, 8))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    ours = {module for module in imported if module.startswith("bootstrap")}
    assert ours <= {f"bootstrap.{stage}" for stage in FIRST_STAGE}
