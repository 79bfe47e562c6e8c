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


def hyphenated(digits: str) -> str:
    """Return a number typed without hyphens in its parts, 「090-0000-1234」; any other as it is."""
    found = KINDS.fullmatch(digits)
    return "-".join(part for part in found.groups() if part) if found else digits
