"""What the files of the look promise: no inline code, defined variables, known icons, small modules."""

import re
from pathlib import Path

import pytest

import sasaeai.ui
from sasaeai.ui import samples

UI = Path(sasaeai.ui.__file__).parent
SOURCE = UI.parent
CSS = UI / "static" / "ui" / "css"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
PARTS = sorted((UI / "templates" / "ui" / "parts").glob("*.html"))
INLINE = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>|<style|\son\w+=|\sstyle=|javascript:")
VARIABLE = re.compile(r"var\((--[\w-]+)([,)])")


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("page", TEMPLATES, ids=named)
def test_template_holds_no_inline_style_script_or_handler(page: Path) -> None:
    assert INLINE.findall(text_of(page)) == []


def test_every_icon_used_is_in_the_sprite() -> None:
    known = set(re.findall(r'<symbol id="i-([\w-]+)"', text_of(UI / "templates/ui/sprite.html")))
    used = {
        name
        for page in TEMPLATES
        for name in re.findall(r'(?:{% icon |\bicon=|icon icon\|default:)"([\w-]+)"', text_of(page))
        if name != "name"
    }
    assert used - known == set()


def test_style_guide_shows_every_icon_of_the_sprite() -> None:
    sprite = re.findall(r'<symbol id="i-([\w-]+)"', text_of(UI / "templates/ui/sprite.html"))
    assert sprite == samples.ICONS


def test_every_css_variable_used_is_defined() -> None:
    sheets = "".join(text_of(sheet) for sheet in CSS.glob("*.css"))
    defined = set(re.findall(r"(--[\w-]+):", sheets))
    used = {name for name, end in VARIABLE.findall(sheets) if end == ")"}
    assert used - defined == set()


def test_ui_css_loads_every_sheet_but_the_fonts() -> None:
    loaded = re.findall(r'@import url\("([^"]+)"\)', text_of(CSS / "ui.css"))
    there = {sheet.name for sheet in CSS.glob("*.css")} - {"ui.css", "fonts.css"}
    assert sorted(loaded) == sorted(there)
    assert (loaded[0], loaded[-1]) == ("tokens.css", "print.css")


def test_no_sheet_loads_anything_from_another_host() -> None:
    assert [s.name for s in CSS.glob("*.css") if re.search(r"https?://|url\(//", text_of(s))] == []


@pytest.mark.parametrize("script", sorted((UI / "static/ui/js").glob("*.js")), ids=named)
def test_script_is_small_and_asks_for_its_neighbours_alone(script: Path) -> None:
    lines = text_of(script).splitlines()
    assert len(lines) <= 100
    asked = [line for line in lines if line.startswith("import ")]
    assert [line for line in asked if not re.search(r'from "\./\w+\.js";$', line)] == []


@pytest.mark.parametrize("part", PARTS, ids=named)
def test_part_tells_on_top_what_it_is(part: Path) -> None:
    assert text_of(part).startswith(("{# ", "{% comment %}"))


def test_every_part_is_shown_or_used_by_the_look_itself() -> None:
    pages = "".join(text_of(page) for page in UI.rglob("*.html")) + text_of(UI / "forms.py")
    assert [part.name for part in PARTS if f'"ui/parts/{part.name}"' not in pages] == []


@pytest.mark.parametrize("page", sorted((UI / "templates").rglob("*.html")), ids=named)
def test_template_stays_short(page: Path) -> None:
    assert len(text_of(page).splitlines()) <= 60
