"""Of which municipality a row is, by its code, and what is said of the others."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import ngettext

from sasaeai.calc.text import nfkc
from sasaeai.exchange.readers import columns, towns
from sasaeai.exchange.readers.messages import Message, about_file
from sasaeai.exchange.readers.towns import Town


@dataclass(frozen=True, slots=True)
class Whose:
    """The municipality that takes a list in: its six digits, its name, and its 町丁, where they are known."""

    code: str
    name: str = ""
    towns: Sequence[Town] = ()


def is_ours(code: str, city: str, *, whose: Whose) -> bool | None:
    """Return whether a row is the town's by its code, None where its code does not say."""
    digits = nfkc(code).strip().removesuffix(".0")
    if not digits.isdecimal() or len(digits) not in (4, 5, 6):
        return None
    # A wrong check digit tells the same town; which five digits lost a zero, the town knows itself.
    fives = {digits[:5]} if len(digits) == 6 else {digits.zfill(5), f"0{digits}"[:5]}
    if any(five.endswith("000") for five in fives):
        return columns.fold(city) == columns.fold(whose.name) if city and whose.name else None
    return any(towns.is_of(five, municipality_code=whose.code) for five in fives)


def skipped(number: int, whose: Whose) -> list[Message]:
    """Return the one sentence on the rows of other municipalities, none where there are none."""
    if not number:
        return []
    sentence = ngettext(
        "%(number)s件は、ほかの市区町村のコードなので、読みとばしました。コードが%(code)sの行だけを取り込みます。",
        "%(number)s件は、ほかの市区町村のコードなので、読みとばしました。コードが%(code)sの行だけを取り込みます。",
        number,
    )
    return [about_file("info", sentence % {"number": number, "code": whose.code})]
