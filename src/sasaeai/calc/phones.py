"""Telephone numbers in their parts, where the parts are the same for all numbers of a kind.

Source: 電気通信番号計画（令和元年総務省告示第6号）. An area code takes two to five digits, and which one it
is stands in a long table that changes; such numbers stay as they were written, but for 03 and 06.
"""

import re

KINDS = re.compile(
    r"(0[6-9]0)([1-9]\d{3})(\d{4})"  # mobile
    r"|(050)([1-9]\d{3})(\d{4})"  # over the internet
    r"|(0120|0570)(\d{3})(\d{3})"  # free of charge, one number for the whole country
    r"|(0800)(\d{3})(\d{4})"  # free of charge
    r"|(0[36])([1-9]\d{3})(\d{4})",  # Tokyo, Osaka
    re.ASCII,
)
# Of a folded text: every hyphen is ー in it. So few digits are no telephone number.
RUN = re.compile(r"[0-9+().ー]{6,}")
LEAST_DIGITS = 6


def hyphenated(digits: str) -> str:
    """Return a number typed without hyphens in its parts, 「090-0000-1234」; any other as it is."""
    found = KINDS.fullmatch(digits)
    return "-".join(part for part in found.groups() if part) if found else digits


def bare(folded: str) -> str:
    """Return the digits alone of a folded word that reads as a telephone number; any other as it is."""
    return _digits(folded) if RUN.fullmatch(folded) and _is_number(folded) else folded


def bare_in(folded: str) -> list[str]:
    """Return the digits alone of every telephone number in a folded text that is written with signs."""
    runs = dict.fromkeys(RUN.findall(folded))
    return [_digits(run) for run in runs if _is_number(run) and _digits(run) != run]


def _digits(run: str) -> str:
    return re.sub("[^0-9]", "", run)


def _is_number(run: str) -> bool:
    return len(_digits(run)) >= LEAST_DIGITS
