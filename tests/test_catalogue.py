"""The English catalogue: complete, up to date, compiled, and true to its placeholders."""

import re
from collections import Counter

import polib
import pytest
from django.utils import translation

from tests.house import SOURCE
from tests.messages import in_python, in_templates

pytestmark = pytest.mark.once

CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACE = re.compile(r"%\(\w+\)[sd]|%%|%[sd]|\{\w*\}")
JAPANESE = re.compile(r"[぀-ヿ㐀-鿿]")
# Sentences that show how Japanese is written keep the example.
EXAMPLES = {
    "日付は「令和8年12月1日」か「2026/12/1」のように書いてください。",
}


@pytest.fixture(scope="module")
def entries() -> list[polib.POEntry]:
    return list(polib.pofile(str(CATALOGUE)))


def english(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_sentence_of_the_source_stands_in_the_catalogue_and_no_other(entries) -> None:
    wanted = in_python() | in_templates()
    written = {(entry.msgctxt, entry.msgid) for entry in entries}
    assert (wanted - written, written - wanted) == (set(), set())


def test_every_sentence_is_said_in_english(entries) -> None:
    silent = [entry.msgid for entry in entries if not all(english(entry)) or entry.fuzzy]
    assert silent == []


def test_english_keeps_every_placeholder(entries) -> None:
    wrong = [
        entry.msgid
        for entry in entries
        for words in english(entry)
        if Counter(PLACE.findall(words)) != Counter(PLACE.findall(entry.msgid))
    ]
    assert wrong == []


def test_english_holds_no_japanese(entries) -> None:
    left = {entry.msgid for entry in entries for words in english(entry) if JAPANESE.search(words)}
    assert left == EXAMPLES


def test_compiled_catalogue_says_what_the_written_one_says(entries) -> None:
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {(one.msgctxt, one.msgid): english(one) for one in compiled} == {
        (one.msgctxt, one.msgid): english(one) for one in entries
    }


def test_english_pages_speak_english() -> None:
    with translation.override("en"):
        assert translation.gettext("今日") == "Today"
