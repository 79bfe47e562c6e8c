"""The record book speaks in words."""

import re

import pytest

from sasaeai.pages.record_verbs import VERBS
from sasaeai.pages.record_words import MATTERS, field_words, verb_words
from tests.house import modules

# What the shared pages and actions write for each room that lists something.
SHARED = ("check", "take_back_check", "suggest", "answer", "look_suggestions")
WRITTEN = re.compile(
    r'"((?:{})\.[a-z_]+)"'.format("|".join(sorted({v.split(".")[0] for v in VERBS})))
)


def written() -> set[str]:
    """Return every verb that the rooms write into the record book."""
    return {
        verb
        for module in modules()
        if module.parent.name == "actions"
        or re.search(r"audit|actions\.note", module.read_text("utf-8"))
        if module.name != "record_words.py"
        for verb in WRITTEN.findall(module.read_text("utf-8"))
    } | {f"{name}.{verb}" for name in ("assets", "activities") for verb in SHARED}


def test_every_verb_has_words_and_every_word_is_written() -> None:
    assert written() == set(VERBS)


@pytest.mark.parametrize(
    ("kind", "name", "words"),
    [
        ("asset", "private_phone", "電話番号（載せない）"),
        ("person", "memberships", "会員"),
        ("person", "name", "名前とふりがな"),
        ("user", "officer", "市町村担当"),
        ("asset", "nonsense", "nonsense"),
        ("report", f"figures_hash:{'0123456789abcdef' * 4}", "数の指紋 0123456789ab…"),
        ("elsewhere", "name", "name"),
    ],
)
def test_field_is_called_as_on_the_screens(kind: str, name: str, words: str) -> None:
    assert field_words(kind, name) == words


def test_verb_of_an_older_release_stands_as_it_was_written() -> None:
    assert verb_words("assets.gone") == "assets.gone"


def test_every_verb_of_a_matter_is_a_verb_of_the_book() -> None:
    named = {verb for one in MATTERS.values() for verb in (*one.besides, *one.without)}

    assert named - set(VERBS) == set()
