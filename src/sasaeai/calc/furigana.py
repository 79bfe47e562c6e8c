"""Which part of a name a reading belongs to: 桜台ふれあいサロン, さくらだいふれあいサロン.

A name is cut into kana, which read themselves, and everything else, which needs a reading; the
reading is laid along the kana. Texts are plain strings; nothing is looked up in a dictionary.
"""

import re
from functools import cache

from sasaeai.calc.text import nfkc

KANJI = re.compile(r"[々〆㐀-䶿一-鿿豈-﫿𠀀-𰍊]")
# ヶ between kanji is read with them: 梅ヶ丘.
SIGNS = r"\s・、。「」（）()〜～\-"
READ = rf"(?:[ヶヵ]|[^{SIGNS}ぁ-ゖァ-ヺー])"
DOT = "・"
# Two words side by side share one reading, unless a dot cuts both: where else is not known.
RUN = re.compile(
    rf"(?P<kana>(?:(?![ヶヵ])[ぁ-ゖァ-ヺー])+)|(?P<read>{READ}(?:[{SIGNS}]*{READ})*)|(?P<sign>[{SIGNS}]+)"
)
LONGEST = 5  # kana one character is ever read with (承る has four, 志 five)
HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
Part = tuple[str, str]


def aligned(written: str, reading: str) -> list[Part]:
    """Return the name in parts with the reading of each, empty where it reads itself.

    A reading that cannot be laid along the name stands over the whole of it; a name without
    kanji needs none.
    """
    if not reading.strip() or not KANJI.search(written):
        return [(written, "")]
    words, read = written.split(DOT), reading.split(DOT)
    if len(words) == len(read) > 1 and all(map(str.strip, read)):
        each = [aligned(*pair) for pair in zip(words, read, strict=True)]
        return each[0] + [part for parts in each[1:] for part in [(DOT, ""), *parts]]
    runs = [(match.lastgroup or "", match.group()) for match in RUN.finditer(written)]
    return _laid(runs, _plain(reading)) or [(written, reading)]


def _laid(runs: list[Part], reading: str) -> list[Part]:
    @cache
    def rest(index: int, start: int) -> tuple[Part, ...] | None:
        if index == len(runs):
            return () if start == len(reading) else None
        kind, text = runs[index]
        for length in _lengths(kind, text, reading[start:]):
            if (after := rest(index + 1, start + length)) is not None:
                return ((text, reading[start : start + length] if kind == "read" else ""), *after)
        return None

    return list(rest(0, 0) or ())


def _lengths(kind: str, text: str, ahead: str) -> range:
    if kind == "sign":
        return range(1)
    if kind == "kana":
        plain = _plain(text)
        return range(len(plain), len(plain) + 1) if ahead.startswith(plain) else range(0)
    return range(1, min(len(ahead), LONGEST * len(text)) + 1)


def _plain(reading: str) -> str:
    """Return the reading in hiragana, without what is not read."""
    text = nfkc(reading)
    return re.sub(r"[\s・、。「」()〜~\-]", "", text).translate(HIRAGANA)
