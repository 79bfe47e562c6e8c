"""The words in which people speak of a category, as they lie in `data/typical/`, read once.

They stand in for what a town has not confirmed yet (calc.filing says how much they weigh).
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from sasaeai.calc.filing import Lexicon, Typical
from sasaeai.vocabulary.models import Kind, Term

DATA = Path(__file__).parent / "data" / "typical"
BETWEEN = re.compile(r"[\s・、,／/()（）]+")


@cache
def national() -> dict[str, Typical]:
    """Return the typical words of every national category that has some."""
    told = tomllib.loads((DATA / f"{Kind.SUPPORT_CATEGORY}.toml").read_text(encoding="utf-8"))
    return {
        code: Typical(words["clear"].split(), words["hint"].split())
        for code, words in told.items()
        if isinstance(words, dict)
    }


def lexicon(terms: Iterable[Term]) -> Lexicon:
    """Return the typical words of these categories; of a town's own one, those of its name."""
    return _lexicon(tuple((term.code, term.label if term.is_own else "") for term in terms))


@lru_cache(maxsize=64)
def _lexicon(terms: tuple[tuple[str, str], ...]) -> Lexicon:
    return Lexicon(
        {code: _of_name(own) if own else national().get(code, Typical()) for code, own in terms}
    )


def _of_name(label: str) -> Typical:
    return Typical(clear=[word for word in BETWEEN.split(label) if len(word) > 1])
