"""The words in which people speak of a category."""

import pytest

from sasaeai.calc.filing import Learned
from sasaeai.calc.text import fold
from sasaeai.vocabulary import national, typical
from sasaeai.vocabulary.models import Kind, Term


def codes(kind: str) -> list[str]:
    return [term.code for term in national.terms() if term.kind == kind]


def proposed(words: str, terms: list[Term]) -> list[str]:
    return [one.code for one in Learned([]).propose(words, typical.lexicon(terms))]


def test_every_national_category_has_words_and_no_other() -> None:
    assert list(typical.national()) == codes(Kind.SUPPORT_CATEGORY)


def test_no_word_is_clear_and_a_hint_for_the_same_category() -> None:
    both = {
        code: set(map(fold, words.clear)) & set(map(fold, words.hint))
        for code, words in typical.national().items()
    }
    assert {code: words for code, words in both.items() if words} == {}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("ごみ出しがつらい", "trash"),
        ("話し相手がほしい", "talk"),
        ("ボタンをつけてほしい", "sewing"),
        ("屋根の雪をおろせない", "snow"),
        ("免許を返納して足がない", "transport"),
    ],
)
def test_category_is_known_by_its_words_before_anybody_confirmed_one(words: str, code: str) -> None:
    terms = [Term(code=one, national_label="もと") for one in codes(Kind.SUPPORT_CATEGORY)]
    assert proposed(words, terms)[0] == code


def test_own_category_of_a_town_is_known_by_its_name() -> None:
    terms = [
        Term(code="boat", label="渡し船・釣り舟"),
        Term(code="shopping", national_label="買い物"),
    ]
    assert proposed("渡し船がなくなった", terms) == ["boat"]


def test_category_that_is_not_offered_is_not_proposed() -> None:
    assert proposed("ごみ出しがつらい", [Term(code="snow", national_label="除雪")]) == []
