"""The documents say what is there: nothing less, nothing that is gone."""

import ast
import re

from django.apps import apps

from sasaeai.areas.models import Role
from tests.house import (
    DECISIONS,
    ROOT,
    commands,
    environment_variables,
    floors,
    lines,
    modules,
    pyproject,
    tree,
)

DOCS = ROOT / "docs"
ALLOWED = {
    "architecture.md", "benchmarks.md", "glossary.md", "roles.md", "settings.md", "suggestions.md",
}  # fmt: skip
READMES = ("README.md", "README.ja.md")


def read(name):
    return (ROOT / name).read_text("utf-8")


def cells(name):
    """Return the rows of a document's tables as lists of cells."""
    return [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in read(name).splitlines()
        if line.startswith("| ")
    ]


def defined():
    """Return every class and function of the package, classes' members as `Class.MEMBER`."""
    names = set()
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                names.add(node.name)
            if isinstance(node, ast.ClassDef):
                members = (one for one in node.body if isinstance(one, ast.Assign))
                names |= {f"{node.name}.{ast.unparse(one.targets[0])}" for one in members}
    return names


def test_settings_describe_every_variable_and_no_other():
    headings = re.findall(r"^## (\w+)$", read("docs/settings.md"), re.MULTILINE)
    assert sorted(headings) == sorted(environment_variables())


def test_architecture_lists_every_command_and_no_other():
    listed = {row[0].split()[1].strip("`") for row in cells("docs/architecture.md") if row[0].startswith("`sasaeai ")}  # fmt: skip
    assert listed == commands()


def test_architecture_stays_short():
    assert lines(DOCS / "architecture.md") <= 200


def test_architecture_names_files_that_are_there():
    named = re.findall(r"`((?:src|tests|docs|bootstrap)/[^`*]+)`", read("docs/architecture.md"))
    assert len(named) > 15
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_architecture_shows_every_room_that_is_there():
    shown = {
        room
        for row in cells("docs/architecture.md")
        if len(row) == 3
        for room in re.findall(r"`(\w+)`", row[1])
    }
    rooms = {name for name in floors() if (ROOT / "src/sasaeai" / name).is_dir()}
    assert shown == rooms


def test_glossary_has_a_row_for_every_table_and_role():
    named = [
        (row[2].strip("`"), row[1].strip("`"))
        for row in cells("docs/glossary.md")
        if row[1][0] == "`"
    ]
    tables = {
        (model._meta.app_label, model.__name__)
        for model in apps.get_models()
        if model._meta.app_label in floors()
    }
    roles = {("areas", f"Role.{role.name}") for role in Role}
    assert (tables | roles) - set(named) == set()
    assert len(named) == len(set(named))


def test_glossary_names_what_is_defined_in_its_room():
    here = defined()
    rows = [row for row in cells("docs/glossary.md") if row[1].startswith("`")]
    assert [row[1] for row in rows if row[1].strip("`") not in here] == []
    assert [row[2] for row in rows if row[2].strip("`") not in floors()] == []


def test_glossary_calls_tables_what_screens_call_them():
    called = {
        (row[2].strip("`"), row[1].strip("`")): row[0]
        for row in cells("docs/glossary.md")
        if row[1][0] == "`"
    }
    wrong = {
        model._meta.label: str(model._meta.verbose_name)
        for model in apps.get_models()
        if model._meta.app_label in floors()
        and called.get((model._meta.app_label, model.__name__)) != str(model._meta.verbose_name)
    }
    assert wrong == {}


def test_decisions_are_numbered_without_a_gap():
    numbers = [int(path.name[:4]) for path in sorted(DECISIONS.glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_decisions_fit_a_page_and_say_when():
    wrong = [
        path.name
        for path in DECISIONS.glob("*.md")
        if lines(path) > 60
        or not re.match(
            rf"# {int(path.name[:4])} \S.*\n\n\*20\d\d-\d\d-\d\d · (accepted|superseded)",
            path.read_text("utf-8"),
        )
    ]
    assert wrong == []


def test_every_runtime_dependency_has_its_reason():
    words = " ".join(path.read_text("utf-8") for path in DECISIONS.glob("*.md")).lower()
    names = [
        re.match(r"[\w-]+", dependency)[0] for dependency in pyproject()["project"]["dependencies"]
    ]
    assert [name for name in names if name.lower() not in words] == []


def test_docs_hold_nothing_else():
    assert {path.name for path in DOCS.glob("*.md")} - ALLOWED == set()


def test_readmes_stay_short_and_show_a_picture():
    assert [name for name in READMES if lines(ROOT / name) > 80] == []
    assert [name for name in READMES if "docs/pictures/today.png" not in read(name)] == []


def test_readmes_name_targets_that_are_there():
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    named = {
        (name, target)
        for name in (*READMES, "CONTRIBUTING.md")
        for target in re.findall(r"(?:`|^ {4})make ([a-z]+)", read(name), re.MULTILINE)
    }
    assert len(named) > 2
    assert {(name, target) for name, target in named if target not in targets} == set()


def test_links_lead_to_files_that_are_there():
    pages = [*(ROOT / name for name in (*READMES, "CONTRIBUTING.md", "SECURITY.md")), *DOCS.rglob("*.md")]  # fmt: skip
    broken = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
        if not (page.parent / link).exists()
    ]
    assert broken == []


def test_package_takes_its_version_from_the_head_of_the_changelog():
    hatch = pyproject()["tool"]["hatch"]["version"]
    versions = re.findall(r"^## (\S+)", read("CHANGELOG.md"), re.MULTILINE)
    newest = re.search(hatch["pattern"], read(hatch["path"]))["version"]
    assert versions == sorted(versions, key=lambda one: [int(n) for n in one.split(".")])[::-1]
    assert (hatch["path"], newest) == ("CHANGELOG.md", versions[0])
