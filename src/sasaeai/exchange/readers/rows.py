"""Rows that are no places: totals, sections, continuations, examples, deleted entries."""

import re
from collections.abc import Mapping
from typing import Literal

from django.utils.translation import gettext_lazy as _

from sasaeai.calc.text import nfkc
from sasaeai.exchange.readers import cells

Skip = Literal["", "total", "section", "continuation", "example", "deleted", "comment"]

SENTENCES = {
    "total": _("合計の行なので取り込みません。"),
    "section": _("区切りの見出しの行なので取り込みません。"),
    "continuation": _("前の行の続きなので、場所としては取り込みません。"),
    "example": _("記入例の行なので取り込みません。"),
    "deleted": _("削除された記録なので取り込みません。"),
    "comment": _("注記の行なので取り込みません。"),
}

_TOTAL = re.compile(
    r"^[(【\[〔<＜《〈「『]?(合計|総計|小計|総合計|計|総数|延べ計?|total|subtotal|grandtotal)[)】\]〕>＞》〉」』]?"
    r"[:：]?(\(?\d{1,6}[^\d]{0,3}\)?)?$",
    re.IGNORECASE,
)
_ENDS_TOTAL = re.compile(r"(合計|小計|総計|計)$")
_EXAMPLE = re.compile(
    r"^[(【\[<]?(記入例|記載例|入力例|記入見本|見本|サンプル|例)\d{0,2}([)】\]>:].*)?$", re.DOTALL
)
_SECTION = re.compile(
    r"^([■□●○◆◇▼▽★☆◎〇【\[〔<＜≪《〈]|第?[0-9一二三四五六七八九十]+[.．章節]\s*\D)|(地区|圏域|校区|方面|一覧|の部|関係|】|施設等)$"
)
_DELETED = re.compile(r"削除|抹消|deleted|removed", re.IGNORECASE)
_COMMENT = re.compile(r"^(#|※|注[)）:：\d]|\*\s|備考[:：]|出典|資料[:：])")
# What stands for an address or a number that a row of sums has not: a dash, or how many there are.
_UNTOLD = re.compile(r"[-‐‑‒–—―−ー*・…./]*|[\d,.]+[^\d]{0,3}")
_FACTS = ("address", "lat", "lon", "location", "phone", "postal_code", "address_number")


def skip(row: Mapping[str, str], meanings: Mapping[str, str], *, width: int) -> Skip:
    """Return why a row is no record of its own, or ''; `row` by column, `meanings` to column."""
    filled = [text.strip() for text in row.values() if text.strip()]
    name = _cell(row, meanings, "name")
    facts = any(_cell(row, meanings, fact) for fact in _FACTS)
    if _DELETED.search(_cell(row, meanings, "status")):
        return "deleted"
    if _EXAMPLE.search(_plain(filled[0])) or _EXAMPLE.search(_plain(name)):
        return "example"
    if _TOTAL.match(cells.key(name)) and not _is_placed(row, meanings):
        return "total"
    if not facts and _is_total(filled, name):
        return "total"
    if len(filled) == 1 and width > 2:
        # An address or a number alone is a row whose name was forgotten, no heading.
        return _alone(filled[0], is_said=bool(name or facts))
    return "" if name or facts or _cell(row, meanings, "source_id") else "continuation"


def _cell(row: Mapping[str, str], meanings: Mapping[str, str], meaning: str) -> str:
    return row.get(meanings.get(meaning, ""), "").strip()


def _is_placed(row: Mapping[str, str], meanings: Mapping[str, str]) -> bool:
    """Say whether a row tells where it is or how to call there; a dash or a number of places does not."""
    lat, lon, pair = (_cell(row, meanings, fact) for fact in ("lat", "lon", "location"))
    if any(point.lat is not None for point in (cells.point(lat, lon), cells.pair(pair))):
        return True
    words = [cells.key(_cell(row, meanings, fact)) for fact in ("address", "address_number")]
    has_words = any(not (_UNTOLD.fullmatch(said) or _TOTAL.match(said)) for said in words)
    return has_words or bool(cells.phone(_cell(row, meanings, "phone"))[0])


def _plain(text: str) -> str:
    return nfkc(text).strip()


def _is_total(filled: list[str], name: str) -> bool:
    """Say whether a row is a label of a sum and figures, and nothing else."""
    label = cells.key(name or filled[0])
    if _TOTAL.match(label) or any(_TOTAL.match(cells.key(text)) for text in filled[:2]):
        return True
    others = [text for text in filled if cells.key(text) != label]
    return bool(_ENDS_TOTAL.search(label) and others) and all(
        cells.number(text) is not None for text in others
    )


def _alone(text: str, *, is_said: bool) -> Skip:
    """Return what a row with one filled cell is: a note, a section, or a place's bare name."""
    plain = _plain(text)
    if _COMMENT.match(plain):
        return "comment"
    if _SECTION.search(plain):
        return "section"
    return "" if is_said else "section"
