"""Telephone numbers and street addresses as they stand in passing words: 「090-0000-1234」, 「3-1-2」, 「3丁目1番」.

A method of our own, meant for asking once: what looks like one may be none, and some are not seen.
"""

import re

from sasaeai.calc.text import nfkc

DASHES = "\\-‐‑‒–—―−ー"
NUMBER = "[0-9一二三四五六七八九十]+"
LIKE = re.compile(
    rf"(?<![0-9{DASHES}])(?:"
    # A telephone number: with its area code, or without (a postal code looks the same).
    rf"0[0-9]{{1,4}}[{DASHES}(. ]?[0-9]{{1,4}}[{DASHES}). ]?[0-9]{{3,4}}"
    rf"|[0-9]{{2,4}}[{DASHES}][0-9]{{4}}"
    # 丁目-番-号; a date begins with its year.
    rf"|[0-9]{{1,3}}[{DASHES}][0-9]{{1,3}}[{DASHES}][0-9]{{1,4}}"
    rf")(?![0-9{DASHES}円年])"
    rf"|{NUMBER}丁目(?:の)?{NUMBER}番?(?:地|の?{NUMBER}号?)?|{NUMBER}番地|{NUMBER}番{NUMBER}号"
)


def whereabouts_in(text: str) -> list[str]:
    """Return what looks like a telephone number or a street address in a text, each once, in their order."""
    return list(dict.fromkeys(match[0] for match in LIKE.finditer(nfkc(text))))
