"""The items of the grants' indicators as they lie in `data/`: dated data, to be made sure of each year."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import get_language

FILE = Path(__file__).parent / "data" / "indicators.toml"


@dataclass(frozen=True, slots=True)
class Item:
    """What a town is asked, and which of its records may tell."""

    code: str
    label_ja: str
    label_en: str
    source_ja: str
    source_en: str
    figures: tuple[str, ...]
    since: date | None
    until: date | None
    to_verify: bool

    @property
    def label(self) -> str:
        return self.label_en if _in_english() else self.label_ja

    @property
    def source(self) -> str:
        return self.source_en if _in_english() else self.source_ja


def _in_english() -> bool:
    return (get_language() or "").startswith("en")


@cache
def items() -> tuple[Item, ...]:
    """Return every item in the order of the list."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["items"]
    return tuple(
        Item(
            row["code"], row["label"], row["en"], row["source"], row["source_en"],
            tuple(row["figures"]), row.get("since"), row.get("until"), row.get("to_verify", False),
        )
        for row in rows
    )  # fmt: skip


def of_year(since: date, until: date) -> list[Item]:
    """Return the items that are asked of a 年度."""
    return [
        one
        for one in items()
        if (one.since is None or one.since <= until) and (one.until is None or one.until >= since)
    ]
