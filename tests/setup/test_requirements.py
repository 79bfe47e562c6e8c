"""The locked requirement files, which every installation is made from."""

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires

import pytest
from packaging.requirements import Requirement

from bootstrap.environment import DEVELOPMENT, ROOT

NAME = re.compile(r"^[A-Za-z0-9._-]+")


def canonical(requirement: str) -> str:
    return re.sub(r"[-_.]+", "-", NAME.match(requirement.strip())[0]).lower()


def wishes(file: str) -> set[str]:
    lines = (ROOT / file).read_text("utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith(("#", "-"))}


def pins(file: str) -> dict[str, str]:
    """Name with its marker -> version and hashes, one logical line each."""
    joined = (ROOT / file).read_text("utf-8").replace("\\\n", " ")
    lines = (line for line in joined.splitlines() if line.strip() and not line.startswith("#"))
    return {line.split("==")[0]: line.split("==", 1)[1] for line in lines}


def versions(file: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, rest in pins(file).items():
        found.setdefault(canonical(name), set()).add(rest.split()[0])
    return found


@pytest.mark.parametrize("file", [*DEVELOPMENT, "requirements.in", "requirements-dev.in"])
def test_requirement_file_names_no_index_host(file):
    text = (ROOT / file).read_text("utf-8")
    options = ("://", "--index-url", "--extra-index-url", "--find-links", "--trusted-host")
    assert [option for option in options if option in text] == []


@pytest.mark.parametrize("file", DEVELOPMENT)
def test_every_pin_has_a_hash(file):
    assert [name for name, rest in pins(file).items() if "--hash=sha256:" not in rest] == []


@pytest.mark.parametrize("file", DEVELOPMENT)
def test_every_wish_is_pinned(file):
    wished = {canonical(wish) for wish in wishes(file.replace(".txt", ".in"))}
    assert wished - versions(file).keys() == set()


def test_both_files_pin_the_same_versions():
    runtime, development = (versions(file) for file in DEVELOPMENT)
    assert {name: development.get(name) for name in runtime} == runtime


def test_wishes_are_the_dependencies_of_the_package():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert wishes("requirements.in") == set(project["dependencies"])


def extras_asked_for(file: str) -> set[tuple[str, str]]:
    """Name and extra of everything that the pinned packages ask for on this machine."""
    asked = [Requirement(line) for name in versions(file) for line in installed_requirements(name)]
    return {
        (canonical(one.name), extra)
        for one in asked
        if one.marker is None or one.marker.evaluate({"extra": ""})
        for extra in one.extras
    }


def installed_requirements(name: str) -> list[str]:
    try:
        return requires(name) or []
    except PackageNotFoundError:  # its marker is another platform's
        return []


def test_an_extra_that_a_package_asks_for_stands_on_its_pin():
    # pip before 23.3 looks for the newest `name[extra]` otherwise, which no hash covers.
    file = DEVELOPMENT[-1]
    pinned = {Requirement(name.split(";")[0].strip()) for name in pins(file)}
    offered = {(canonical(one.name), extra) for one in pinned for extra in one.extras}
    assert extras_asked_for(file) - offered == set()
    assert ("coverage", "toml") in offered
