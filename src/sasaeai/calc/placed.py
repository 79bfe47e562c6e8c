"""A folded text, and where each of its characters stands in the text as it was written."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from sasaeai.calc.text import fold

HALF_WIDTH_MARKS = "ﾞﾟ"


class Placed(NamedTuple):
    """A text, its folded form, and for each character of that where it begins and ends in the text."""

    text: str
    folded: str
    at: tuple[tuple[int, int], ...]

    def written(self, start: int, end: int) -> str:
        """Return the text as it was written from one character of the folded form up to another."""
        return self.text[self.at[start][0] : self.at[end - 1][1]]


@lru_cache(maxsize=8192)
def _folded(letter: str) -> str:
    return fold(letter)


def placed(text: str) -> Placed:
    """Return a text with its folded form; where that is not plain, the folded form alone."""
    letters: list[tuple[int, int]] = []
    for place, sign in enumerate(text):
        if letters and (unicodedata.combining(sign) or sign in HALF_WIDTH_MARKS):
            letters[-1] = (letters[-1][0], place + 1)
        else:
            letters.append((place, place + 1))
    said = [_folded(text[start:end]) for start, end in letters]
    folded = fold(text)
    if "".join(said) != folded:
        return Placed(folded, folded, tuple((place, place + 1) for place in range(len(folded))))
    at = [letter for letter, signs in zip(letters, said, strict=True) for _sign in signs]
    return Placed(text, folded, tuple(at))
