"""Sizes and names that keep the house readable."""

import ast
import re

import pytest

from tests.house import found, lines, modules, pyproject, room, shipped, short, templates, tree

pytestmark = pytest.mark.once

DRAWERS = {
    "common", "core", "handlers", "helper", "helpers", "lib", "manager", "managers", "misc",
    "mixins", "service", "services", "shared", "stuff", "tools", "util", "utilities", "utils",
}  # fmt: skip
ENDINGS = ("Service", "Manager", "Handler", "Repository", "Factory", "Helper", "Util", "Utils")
NAMED_SO_BY_DJANGO = {"UserManager": "the base of Django's own accounts asks for one"}
FILE, TEMPLATE, SCRIPT, GROUND, DEPENDENCIES = 400, 120, 300, 1000, 32
NOQA = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no cover|fmt:\s*off)(.*)")


def longer(paths, most):
    return {short(path): lines(path) for path in paths if lines(path) > most}


def test_no_file_is_longer_than_one_can_read():
    # Tests and tests/house.py and its kind are read by people too.
    assert longer(modules("src", "bootstrap", "benchmarks", "tests"), FILE) == {}


def test_no_template_is_longer_than_a_screen_or_two():
    assert longer([path for path in templates() if path.name != "sprite.html"], TEMPLATE) == {}


def test_no_script_is_longer_than_one_can_read():
    assert longer(shipped(".js", ".mjs"), SCRIPT) == {}


def test_the_ground_stays_small():
    ground = [path for path in modules() if room(path) in {"base", "ui"}]
    assert sum(lines(path) for path in ground if path.name != "samples.py") <= GROUND


def test_the_house_stands_on_few_packages():
    assert len(pyproject()["project"]["dependencies"]) <= DEPENDENCIES


def test_no_module_is_a_drawer():
    drawers = [
        short(path)
        for path in modules("src", "bootstrap", "tests")
        if DRAWERS & {*path.relative_to(path.parents[1]).parts, path.stem}
    ]
    assert drawers == []


def test_no_class_is_named_after_a_pattern():
    classes = {
        node.name
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(ENDINGS)
    }
    assert classes == set(NAMED_SO_BY_DJANGO)


def test_no_except_catches_everything():
    broad = [
        f"{short(path)}:{node.lineno}"
        for path in modules("src", "bootstrap", "tests")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler)
        if node.type is None or {"Exception", "BaseException"} & set(re.findall(r"\w+", ast.unparse(node.type)))
    ]  # fmt: skip
    assert broad == []


def test_every_exception_to_a_rule_says_why():
    silent = [
        line
        for path in modules("src", "bootstrap", "tests", "benchmarks")
        for line in found(path, NOQA.pattern)
        if (match := NOQA.search(line)) and path.name != "test_budgets.py"
        if not re.search(r"(--|#) \S+ \S+", match[2])
    ]
    assert silent == []


def test_nothing_is_left_for_later():
    later = r"\b(TODO|FIXME|XXX|HACK)\b|raise NotImplementedError"
    paths = [*modules("src", "bootstrap"), *templates(), *shipped(".js", ".css")]
    assert [line for path in paths for line in found(path, later)] == []
