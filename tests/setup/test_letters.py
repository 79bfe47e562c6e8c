"""The letters of the screens lie in slices: none is lost, none lies twice, and the sheet tells where."""

import re
from collections import Counter
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from bootstrap.cutting import one_slice
from bootstrap.environment import ROOT
from bootstrap.letters import (
    FACES,
    SHEET,
    most_needed,
    number_of_slices,
    ranges,
    sheet,
    slice_name,
    slices,
)

pytestmark = pytest.mark.once

PAPER = ROOT / "src/sasaeai/paper/fonts"
STEMS = [face.stem for face in FACES]
RULE = re.compile(r'url\("([^"]+)"\) format\("woff2"\);\s+unicode-range: ([^;]+);')


@cache
def characters(font: Path) -> frozenset[int]:
    return frozenset(TTFont(font).getBestCmap())


@cache
def forms(font: Path) -> frozenset[tuple[int, int]]:
    """Characters that a selector gives another form, with the selector."""
    tables = [table for table in TTFont(font)["cmap"].tables if table.format == 14]
    return frozenset(
        (character, selector)
        for table in tables
        for selector, known in table.uvsDict.items()
        for character, _glyph in known
    )


WHOLE = characters(PAPER / "BIZUDPGothic-Regular.ttf")


def promised() -> dict[Path, str]:
    """Return the slices that the sheet names, and for which code points each is loaded."""
    folder = (ROOT / SHEET).parent
    rules = RULE.findall((ROOT / SHEET).read_text("utf-8"))
    return {(folder / address).resolve(): when for address, when in rules}


def covered(when: str) -> list[int]:
    """Return the code points of a unicode-range."""
    sides = [one.removeprefix("U+").split("-") for one in when.split(", ")]
    return [code for side in sides for code in range(int(side[0], 16), int(side[-1], 16) + 1)]


def files(stem: str) -> list[Path]:
    fonts = ROOT / "src/sasaeai/ui/static/ui/fonts"
    return [fonts / slice_name(stem, number) for number in range(number_of_slices())]


def test_sheet_is_what_make_vendor_would_write():
    assert (ROOT / SHEET).read_text("utf-8") == sheet(WHOLE)


def test_sheet_asks_for_the_devices_own_letters_first():
    faces = (ROOT / SHEET).read_text("utf-8").split("@font-face")[1:]
    assert [face for face in faces if not 0 < face.find("local(") < face.find("url(")] == []


def test_sheet_names_every_slice_and_each_is_there():
    named = promised()
    assert sorted(named) == sorted(file for stem in STEMS for file in files(stem))
    assert [file for file in named if not file.is_file()] == []


@pytest.mark.parametrize("stem", STEMS)
def test_slices_hold_every_character_of_the_font_once(stem):
    held = Counter(code for file in files(stem) for code in characters(file))
    assert {chr(code): times for code, times in held.items() if times > 1} == {}
    assert held.keys() == WHOLE


@pytest.mark.parametrize("stem", STEMS)
def test_slice_is_loaded_for_each_of_its_characters_and_for_no_other_of_the_font(stem):
    named = promised()
    assert {
        file.name: sorted(WHOLE.intersection(covered(named[file])) ^ characters(file))
        for file in files(stem)
        if WHOLE.intersection(covered(named[file])) != characters(file)
    } == {}


@pytest.mark.parametrize("stem", STEMS)
def test_ranges_of_the_sheet_do_not_overlap(stem):
    named = promised()
    asked = Counter(code for file in files(stem) for code in covered(named[file]))
    assert [hex(code) for code, times in asked.items() if times > 1] == []


@pytest.mark.parametrize("stem", ["BIZUDPGothic-Regular", "BIZUDPGothic-Bold"])
def test_slices_keep_the_other_forms_of_characters(stem):
    kept = frozenset().union(*(forms(file) for file in files(stem)))
    assert kept == forms(PAPER / f"{stem}.ttf")


def test_cut_slice_is_a_font_of_its_characters_and_their_forms():
    font = (PAPER / "BIZUDPGothic-Regular.ttf").read_bytes()
    cmap = TTFont(BytesIO(one_slice(font, [ord("漢"), ord("字")])))["cmap"]
    (selected,) = [table for table in cmap.tables if table.format == 14]
    assert sorted(cmap.getcmap(3, 1).cmap) == [ord("字"), ord("漢")]
    assert [chr(code) for code, _glyph in selected.uvsDict[0xFE00]] == ["漢"]


def test_no_character_is_named_for_two_slices():
    assert [sign for sign, times in Counter("".join(most_needed())).items() if times > 1] == []


def test_characters_that_no_line_names_lie_behind_by_their_number():
    rare = [0x4E04, 0x4E05, 0x20B9F, *range(0x3400, 0x3440)]
    cut = slices([ord("か"), ord("A"), *rare])
    assert cut[0] == [ord("A"), ord("か")]
    assert [code for share in cut[len(most_needed()) :] for code in share] == sorted(rare)


def test_range_runs_over_a_small_gap_of_the_font_and_over_nothing_else():
    font = [0x41, 0x42, 0x45, 0x60, 0x61, 0x63]
    assert ranges([0x41, 0x42, 0x45], font) == ["U+41-45"]
    assert ranges([0x45, 0x60], font) == ["U+45", "U+60"]
    assert ranges([0x60, 0x63], font) == ["U+60", "U+63"]
