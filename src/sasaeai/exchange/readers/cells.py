"""One cell at a time: from what people typed to a value, or to the reason why not."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from math import isclose, isfinite
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.calc import codes, dates
from sasaeai.calc.refusal import Refusal
from sasaeai.calc.text import nfkc
from sasaeai.ui import wording

Trouble = Literal["", "blank", "half", "zero", "swapped", "outside", "unreadable"]
TROUBLES: dict[str, Promise] = {
    "half": gettext_lazy("緯度と経度の片方が空なので、地図に置きません。両方を入力してください。"),
    "zero": gettext_lazy("緯度・経度が0なので、地図に置きません。正しい位置を入力してください。"),
    "swapped": gettext_lazy(
        "緯度と経度が入れかわっているようなので、地図に置きません。列を入れかえてください。"
    ),
    "outside": gettext_lazy(
        "日本の外の位置なので、地図に置きません。緯度・経度を確かめてください。"
    ),
    "unreadable": gettext_lazy(
        "緯度・経度として読めないので、地図に置きません。35.63のような数字で入力してください。"
    ),
}
Flag = Literal["yes", "partly", "no", ""]

_HALF_KANA = re.compile(r"[\uff61-\uff9f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff]")
_BREAK = re.compile(r"\r\n?|（改行）|\(改行\)|_x000D_\n?")
_DASHES = re.compile(r"[‐‑‒–—―−ー－ｰ]")
_DMS = re.compile(r"^(\d{1,3})[°度](\d{1,2})['′分](\d{1,2}(?:\.\d+)?)(?:[\"″秒]|'')?$")
_PLAIN = re.compile(r"^[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?$")
# What is read once is not given back, nor looked for again from its middle: a long cell takes no longer.
_PAIR = re.compile(r"^[\s(]*+([0-9.]++)(?:\s*+[,、/]\s*+|\s++)([0-9.]++)[\s)]*+$")
_PHONE = re.compile(r"\+?\d[\d()\s-]{4,}\d")
_NUMBER = re.compile(r"^[+-]?[\d,]+(?:\.\d+)?")
_URL = re.compile(r"https?://[^\s<>\"()（）、。]+")
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++", re.ASCII)
_OWN_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOTHING = {"", "なし", "無", "無し"}
_YES = {
    "○",
    "◯",
    "〇",
    "◎",
    "●",
    "有",
    "有り",
    "あり",
    "ある",
    "可",
    "可能",
    "yes",
    "available",
    "y",
    "true",
    "1",
    "はい",
    "レ",
    "✓",
    "✔",
}
_NO = {
    "×",
    "✕",
    "✖",
    "x",
    "無",
    "無し",
    "なし",
    "ない",
    "不可",
    "no",
    "none",
    "not available",
    "n",
    "false",
    "0",
    "いいえ",
    "-",
}
_PARTLY = {"△", "▲", "一部", "一部可", "要相談", "partly", "partial", "some"}
_TIME_OF_DAY = re.compile(r"[T\s]\d{1,2}:\d{2}(:\d{2})?$")
_SERIAL_DAY_ZERO = date(1899, 12, 30)
_SERIALS = range(10_000, 80_000)
_SERIAL_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Point:
    """Where a row lies; `trouble` says why it cannot be drawn."""

    lat: float | None
    lon: float | None
    trouble: Trouble = ""


def clean(text: str) -> str:
    """Return text trimmed, with half-width kana widened and line breaks as newlines."""
    if not text:
        return ""
    plain = _CONTROL.sub("", _BREAK.sub("\n", text))
    wide = _HALF_KANA.sub(lambda hit: nfkc(hit[0]), plain)
    return "\n".join(line.strip() for line in wide.split("\n")).strip()


def is_own_id(text: str) -> bool:
    """Say whether a text is a number as this house gives them to its rows."""
    return bool(_OWN_ID.fullmatch(text))


def one_line(text: str) -> str:
    """Return cleaned text on one line with single spaces, as names and addresses are kept."""
    return " ".join(clean(text).split())


def key(text: str) -> str:
    """Return text for comparing names and addresses: NFKC, without any space."""
    return "".join(nfkc(text).split())


def degrees(text: str) -> float | None:
    """Return a latitude or longitude in degrees from 35.63, ３５．６３, 35°38′1″ or 北緯35.63度."""
    plain = "".join(nfkc(text).split())
    plain = plain.removeprefix("北緯").removeprefix("東経").rstrip("NE")
    dms = _DMS.match(plain)
    if dms:
        return int(dms[1]) + int(dms[2]) / 60 + float(dms[3]) / 3600
    plain = plain.rstrip("°度")
    return float(plain) if _PLAIN.match(plain) else None


def point(lat_text: str, lon_text: str) -> Point:
    """Return the place of two cells, or why it is none in Japan (20–46 N, 122–154 E)."""
    blanks = (not lat_text.strip(), not lon_text.strip())
    if any(blanks):
        return Point(None, None, "blank" if all(blanks) else "half")
    lat, lon = degrees(lat_text), degrees(lon_text)
    if lat is None or lon is None:
        return Point(None, None, "unreadable")
    if lat == 0 and lon == 0:
        return Point(None, None, "zero")
    if in_japan(lat, lon):
        return Point(lat, lon)
    return Point(None, None, "swapped" if in_japan(lon, lat) else "outside")


def pair(text: str) -> Point:
    """Return the place of one cell that holds 「緯度,経度」."""
    hit = _PAIR.match(nfkc(text))
    if not hit:
        return Point(None, None, "unreadable" if text.strip() else "blank")
    return point(hit[1], hit[2])


def in_japan(lat: float, lon: float) -> bool:
    """Say whether a latitude and longitude lie in the rectangle around Japan."""
    return 20 <= lat <= 46 and 122 <= lon <= 154


def phone(text: str) -> tuple[str, str]:
    """Return the first telephone number with hyphens, and what was repaired or is missing."""
    plain = _DASHES.sub("-", nfkc(text))
    hit = _PHONE.search(plain)
    if not hit:
        unread = _(
            "電話番号として読めないので、覚え書きに残しました。数字とハイフンで入力してください。"
        )
        return "", unread if plain.strip(" -") else ""
    number = re.sub(r"[()\s-]+", "-", hit[0].strip("() ")).strip("-")
    number = re.sub(r"^\+81-?", "0", number)
    digits = number.replace("-", "")
    if _PHONE.search(plain, hit.end()):
        return number, _(
            "電話番号が2つ以上あるので、1つ目を入れ、もとの言葉を覚え書きに残しました。"
        )
    if number.startswith("0") and len(digits) in {10, 11}:
        return number, ""
    if not number.startswith("0") and len(digits) == 9:
        return f"0{number}", _("電話番号の先頭の0を補いました。")
    if len(digits) <= 8:
        return number, _(
            "市外局番がないようですが、そのまま入れました。市外局番から入力してください。"
        )
    return number, _("電話番号のけた数が合いませんが、そのまま入れました。確かめてください。")


def postal_code(text: str) -> tuple[str, str]:
    """Return 206-0802 and what was repaired, or '' and why not."""
    digits = re.sub(r"\D", "", nfkc(text))
    if not digits:
        unread = _(
            "郵便番号として読めないので、覚え書きに残しました。7けたの数字で入力してください。"
        )
        return "", unread if text.strip() else ""
    repaired = _("郵便番号の先頭の0を補いました。") if len(digits) == 6 else ""
    digits = digits.zfill(7) if repaired else digits
    if len(digits) != 7:
        return "", _("郵便番号は7けたなので、覚え書きに残しました。けた数を確かめてください。")
    return f"{digits[:3]}-{digits[3:]}", repaired


def municipality_code(text: str) -> tuple[str, str]:
    """Return the 6-digit code of a municipality and what was repaired, or '' and why not."""
    plain = nfkc(text).strip().removesuffix(".0")
    if not plain:
        return "", ""
    try:
        normal = codes.normalise(plain)
    except Refusal as error:
        return "", wording.refusal(error)
    if plain in {normal, normal[:5]}:
        return normal, ""
    return normal, _("全国地方公共団体コードを%(code)sに直して読みました。") % {"code": normal}


def url(text: str) -> tuple[str, str]:
    """Return the first web address in a cell, or '' and why there is none."""
    hit = _URL.search(nfkc(text))
    if hit:
        return hit[0], ""
    if text.strip(" -") in _NOTHING:
        return "", ""
    return "", _("URLとして読めないので、覚え書きに残しました。https:// から入力してください。")


def email(text: str) -> tuple[str, str]:
    """Return the first e-mail address in a cell, or '' and why there is none."""
    hit = _EMAIL.search(nfkc(text))
    if hit:
        return hit[0], ""
    if text.strip(" -") in _NOTHING:
        return "", ""
    return "", _("メールアドレスとして読めないので、覚え書きに残しました。確かめてください。")


def number(text: str) -> float | None:
    """Return a number from 「1,234人」「１２」「11,176 」, or None."""
    if not text:
        return None
    hit = _NUMBER.match(nfkc(text).strip())
    if not hit or not any(c.isdigit() for c in hit[0]):
        return None
    found = float(hit[0].replace(",", ""))
    return found if isfinite(found) else None


def is_number(text: str, shown: float) -> bool:
    """Say whether a cell holds a number that is kept, or what a file made of its last figures."""
    found = number(text)
    # Of degrees that is a tenth of a millimetre: 15 figures, as a sheet keeps them, tell them closer.
    return found is not None and isclose(found, shown, rel_tol=0, abs_tol=1e-9)


def flag(text: str) -> Flag:
    """Return yes, partly or no for ○ △ × 有 無 1 0 and the like, '' for anything else."""
    plain = nfkc(text).strip().casefold().removesuffix(".0")
    if plain in _YES:
        return "yes"
    if plain in _NO:
        return "no"
    return "partly" if plain in _PARTLY else ""


def day(text: str) -> date | None:
    """Return a date from 2026/4/1, 令和8年4月1日, H18.4.1 or an Excel serial number, or None."""
    if not text:
        return None
    plain = nfkc(text).strip()
    if plain.isdecimal() and len(plain) == _SERIAL_DIGITS and int(plain) in _SERIALS:
        return _SERIAL_DAY_ZERO + timedelta(days=int(plain))
    try:
        return dates.parse_date(_TIME_OF_DAY.sub("", plain))
    except ValueError:
        return None
