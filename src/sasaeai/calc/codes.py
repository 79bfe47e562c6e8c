"""Codes people type and files carry: 全国地方公共団体コード and telephone numbers.

A municipality's code has 6 digits: 2 of the prefecture, 3 of the municipality, 1 check digit.
Errors are `Refusal` with a whole sentence.
Sources: 総務省「全国地方公共団体コード」(JIS X 0401, JIS X 0402) 「検査数字を算出する算式」;
総務省「電気通信番号計画」 for the lengths of telephone numbers.
"""

import re

from sasaeai.calc.refusal import Refusal, gettext_noop
from sasaeai.calc.text import nfkc

WEIGHTS = (6, 5, 4, 3, 2)
PREFECTURES = range(1, 48)
EXTENSION = re.compile(r"内線|\(内\)|ext", re.IGNORECASE)
ELEVEN_DIGITS = ("020", "050", "060", "070", "080", "090")
NEVER_TEN_DIGITS = ("020", "050", "070", "080", "090")


def check_digit(code5: str) -> str:
    """Return the check digit of the five digits of a municipality's code.

    (11 − Σ digit·weight mod 11) mod 10 with the weights 6, 5, 4, 3, 2.
    Raises Refusal unless `code5` is five ASCII digits.
    """
    if not _is_digits(code5, 5):
        raise Refusal(gettext_noop("「%(code)s」は5桁の数字ではありません。"), code=code5)
    total = sum(int(digit) * weight for digit, weight in zip(code5, WEIGHTS, strict=True))
    return str((11 - total % 11) % 10)


def is_valid(code6: str) -> bool:
    """Return whether these are six ASCII digits of which the last is the right check digit."""
    return _is_digits(code6, 6) and check_digit(code6[:5]) == code6[5]


def readings(text: str) -> tuple[str, ...]:
    """Return every six-digit code the text can mean, the likeliest first; empty if none.

    Five digits are a code without its check digit, or a code whose leading zero was lost
    (as spreadsheets do); where both hold, as with 12106 (千葉市美浜区, or 岩見沢市 012106),
    a caller that knows its municipality can choose.
    """
    digits = _cleaned(text)
    if not _is_digits(digits, len(digits)):
        return ()
    if len(digits) == 6:
        return (digits,) if is_valid(digits) else ()
    if len(digits) == 5:
        return _readings_of_five(digits)
    return ("0" + digits + check_digit("0" + digits),) if len(digits) == 4 else ()


def normalise(text: str) -> str:
    """Return the six-digit code the text most likely means.

    Takes six or five digits, a lost leading zero, full width, spaces and hyphens.
    Raises Refusal with a sentence that names the right check digit where it is wrong.
    """
    found = readings(text)
    if found:
        return found[0]
    digits = _cleaned(text)
    if _is_digits(digits, 6):
        right = check_digit(digits[:5])
        raise Refusal(
            gettext_noop(
                "「%(code)s」は団体コードとして正しくありません。"
                "最後の桁（検査数字）は%(last)sではなく%(right)sのはずです。"
                "「%(likely)s」でよいか確かめてください。"
            ),
            code=digits,
            last=digits[5],
            right=right,
            likely=digits[:5] + right,
        )
    raise Refusal(
        gettext_noop(
            "「%(text)s」は団体コードではありません。6桁の数字（例 132250）で入れてください。"
        ),
        text=text.strip(),
    )


def phone_digits(text: str) -> str:
    """Return the digits of a telephone number: 「０４２-000(1234)」 becomes "0420001234".

    An extension (内線) is left off and +81 becomes 0. Empty where there is no digit.
    """
    line = EXTENSION.split(nfkc(text))[0].strip()
    digits = re.sub(r"[^0-9]", "", line)
    if line.startswith("+81"):
        return "0" + digits.removeprefix("81").removeprefix("0")
    return digits


def is_plausible_phone(text: str) -> bool:
    """Return whether the text can be a Japanese telephone number someone dials in full.

    Ten digits from 0, or eleven for mobile, IP and 0800 numbers; no short numbers such as 110.
    """
    digits = phone_digits(text)
    if len(digits) == 11:
        return digits.startswith(ELEVEN_DIGITS)
    return (
        len(digits) == 10
        and digits.startswith("0")
        and not digits.startswith(("00", *NEVER_TEN_DIGITS))
    )


def _is_digits(text: str, length: int) -> bool:
    return len(text) == length and text.isascii() and text.isdigit()


def _cleaned(text: str) -> str:
    """Return the text in half width without spaces, hyphens and a spreadsheet's 「.0」."""
    plain = re.sub(r"[\s\-‐−–ー]", "", nfkc(text))
    return plain.removesuffix(".0")


def _readings_of_five(digits: str) -> tuple[str, ...]:
    whole = digits + check_digit(digits)
    zeroless = ("0" + digits,) if is_valid("0" + digits) else ()
    municipality = int(digits[2:])
    if int(digits[:2]) in PREFECTURES and (municipality == 0 or municipality >= 100):
        return (whole, *zeroless)
    return zeroless or (whole,)
