"""Numbers of 声の用紙: eight digits, written and read out as 4-4, the last of them a check digit.

Every wrong digit and every two neighbours that changed places are noticed, so that whoever takes a
number down on the telephone hears at once that it is none.
Source: H. M. Damm, Total anti-symmetrische Quasigruppen (2004), the quasigroup of order 10.
"""

import re

from sasaeai.calc.refusal import Refusal, gettext_noop
from sasaeai.calc.text import nfkc

DIGITS = 8
# The first digit is never 0: a spreadsheet would drop it, and 「ゼロ」 is not heard by everybody.
FIRST, COUNT = 1_000_000, 9_000_000
NEXT = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
SIGNS = re.compile(r"[\s()‐‑‒–—―−ーｰ・.-]+")


def numbered(place: int) -> str:
    """Return the number at this place of all numbers, from 0 to COUNT - 1."""
    digits = str(FIRST + place % COUNT)
    return f"{digits}{_check(digits)}"


def read(text: str) -> str:
    """Return the eight digits of a number as somebody typed it.

    Full width, spaces and hyphens are understood. Raises Refusal where it can be no number of ours.
    """
    digits = SIGNS.sub("", nfkc(text))
    if not re.fullmatch(r"[0-9]+", digits):
        raise Refusal(gettext_noop("声の番号は、数字8けたで書いてください。例：1234-5671"))
    if len(digits) != DIGITS:
        raise Refusal(
            gettext_noop("声の番号は8けたです。いまは%(count)sけたです。見くらべてみてください。"),
            count=len(digits),
        )
    if _check(digits) != "0":
        raise Refusal(
            gettext_noop("どこかの数字がちがうようです。用紙の番号と見くらべてみてください。")
        )
    return digits


def spoken(number: str) -> str:
    """Return a number as it is printed and read out: 1234-5671."""
    return f"{number[:4]}-{number[4:]}"


def _check(digits: str) -> str:
    """Return the digit that makes the number whole; of a whole number it is 0."""
    interim = "0"
    for digit in digits:
        interim = NEXT[int(interim)][int(digit)]
    return interim
