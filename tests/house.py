"""What lies in the repository, for the tests that read the house itself."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "sasaeai"
VENDORED = SOURCE / "ui" / "static" / "ui" / "vendor"
DECISIONS = ROOT / "docs" / "decisions"


@cache
def pyproject() -> dict:
    """Return pyproject.toml."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def short(path: Path) -> str:
    """Return a path as it stands in the repository."""
    return str(path.relative_to(ROOT))


def lines(path: Path) -> int:
    """Return how many lines a file has."""
    return len(path.read_text("utf-8").splitlines())


def modules(*folders: str) -> list[Path]:
    """Return the Python files of folders of the repository, without migrations."""
    return sorted(
        path
        for folder in folders or ("src/sasaeai",)
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    )


def room(path: Path) -> str:
    """Return the room that a file of the package lies in."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def doors(*names: str) -> list[Path]:
    """Return the files of all rooms behind these doors: views.py as well as views/*.py."""
    return [
        path
        for path in modules()
        if len(parts := path.relative_to(SOURCE).parts) > 1
        if parts[1].removesuffix(".py") in names
    ]


def templates() -> list[Path]:
    """Return all templates of the package."""
    return sorted(path for path in SOURCE.rglob("templates/**/*") if path.is_file())


def shipped(*endings: str) -> list[Path]:
    """Return our own front-end files of these endings, without what other packages made."""
    return sorted(
        path
        for path in SOURCE.rglob("*")
        if path.suffix in endings and path.is_file() and VENDORED not in path.parents
    )


@cache
def tree(path: Path) -> ast.Module:
    """Return a file's syntax tree."""
    return ast.parse(path.read_text("utf-8"))


def calls(path: Path) -> Iterator[ast.Call]:
    """Return every call in a file."""
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def called(node: ast.Call) -> str:
    """Return the last name of what is called: `filter` of `a.b.filter()`."""
    function = node.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def found(path: Path, pattern: str) -> list[str]:
    """Return `file:line: text` for every line that matches."""
    return [
        f"{short(path)}:{number}: {text.strip()}"
        for number, text in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(pattern, text)
    ]


def floors() -> dict[str, int]:
    """Return room -> height, read from the import contract so that there is one truth."""
    contracts = pyproject()["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract.get("exhaustive"))
    return {
        name.strip(" ()"): height
        for height, layer in enumerate(reversed(layers))
        for name in layer.split("|")
    }


def commands() -> set[str]:
    """Return the verbs of `sasaeai` that the rooms bring."""
    return {
        path.stem for path in SOURCE.glob("*/management/commands/*.py") if path.stem != "__init__"
    }


def environment_variables() -> set[str]:
    """Return the variables that settings.py reads."""
    readers = {"env", "envbool", "envlist"}
    return {
        str(node.args[0].value)
        for node in calls(SOURCE / "settings.py")
        if called(node) in readers and isinstance(node.args[0], ast.Constant)
    }
