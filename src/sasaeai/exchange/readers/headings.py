"""What people see of a file's columns: each heading, what it is read as, and what stands below it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext_lazy as _

from sasaeai.exchange.readers import ages, cells
from sasaeai.exchange.readers.columns import Columns
from sasaeai.exchange.readers.tables import Table

LOOKED_AT = 20  # rows, for what stands in a column
SHOWN = 2  # different cells of a column
LONGEST = 40  # letters of one that is shown
# Columns that are read together with others of their kind.
TIMES, ACCESS, AGES = "times", "access", "ages"
TOGETHER = {
    TIMES: _("曜日ごとの時間"),
    ACCESS: _("バリアフリー"),
    AGES: _("年齢・性別ごとの人数"),
}
_PLACE = {
    "name": _("名前"),
    "kana": _("ふりがな"),
    "address": _("住所"),
    "building": _("建物の名前・部屋"),
    "address_prefecture": _("住所のうち都道府県"),
    "address_city": _("住所のうち市区町村"),
    "address_town": _("住所のうち町名"),
    "address_number": _("住所のうち番地"),
    "postal_code": _("郵便番号"),
    "lat": _("緯度"),
    "lon": _("経度"),
    "location": _("緯度と経度（1つのセルに両方）"),
    "area_words": _("地区"),
    "phone": _("電話番号"),
    "extension": _("内線番号"),
    "fax": _("ファックス"),
    "email": _("メールアドレス"),
    "contact": _("問い合わせ先"),
    "url": _("ホームページ"),
    "days": _("開いている曜日"),
    "hours": _("開いている時間"),
    "start": _("はじまる時刻"),
    "end": _("おわる時刻"),
    "hours_note": _("時間のただし書き"),
    "closed": _("休みの日"),
    "closed_note": _("休みの日のただし書き"),
    "fee": _("料金"),
    "fee_note": _("料金のただし書き"),
    "capacity": _("定員"),
    "barrier_free": _("バリアフリー"),
    "description": _("説明"),
    "note": _("備考"),
    "category": _("種別"),
    "nickname": _("通称"),
    "position": _("場所の中の位置"),
    "access": _("行きかた"),
    "parking": _("駐車場"),
    "organisation": _("運営している団体"),
    "corporate_number": _("法人番号"),
    "source_id": _("名簿の番号"),
    "code": _("市区町村のコード"),
    "status": _("状態（廃止・削除など）"),
    "checked_on": _("確かめた日"),
}
_MORE: Mapping[str, Mapping[str, object]] = {
    "facilities": {},
    "care-providers": {
        "provider_number": _("事業所番号"),
        "category": _("サービスの種類"),
        "organisation": _("法人"),
    },
    "organisations": {
        "representative": _("代表者"),
        "members": _("会員数"),
        "founded_on": _("設立した日"),
        "organisation": _("上の団体"),
    },
    "gatherings": {
        "venue": _("会場"),
        "activity_words": _("していること"),
        "who": _("来られる人"),
        "days": _("開いている曜日・日"),
        "frequency": _("どのくらいの頻度で"),
        "participants": _("参加人数"),
        "meals": _("飲食の提供"),
        "bring_food": _("飲食の持ち込み"),
        "transport": _("送迎"),
        "programme": _("総合事業"),
        "organisation": _("主催"),
    },
}
_POPULATION = {
    "area": _("地域（町丁）の名前"),
    "code": _("地域のコード"),
    "key_code": "KEY_CODE",
    "city": _("市区町村"),
    "city_code": _("市区町村のコード"),
    "prefecture": _("都道府県"),
    "date": _("いつの人口か（日）"),
    "year": _("いつの人口か（年）"),
    "households": _("世帯数"),
    "lat": _("緯度"),
    "lon": _("経度"),
    "location": _("緯度と経度（1つのセルに両方）"),
    "note": _("備考"),
    "serial": _("名簿の番号"),
    "level": _("表章（統計表の段階）"),
    "withheld": _("秘匿処理"),
    "merged_into": _("秘匿先"),
    "merged_from": _("合算"),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its name in the file, what people call it, what it is read as, the first cells."""

    name: str
    label: str
    meaning: str
    samples: tuple[str, ...]


def meanings(kind: str) -> Mapping[str, object]:
    """Return what a column of a KIND can be read as, and what people call that; none for maps."""
    if kind == "population":
        return _POPULATION
    return {**_PLACE, **_MORE[kind]} if kind in _MORE else {}


def first(table: Table) -> list[Mapping[str, str]]:
    """Return the cells of the first rows of a table that is not read any further."""
    return [row.cells for row in islice(table.rows, LOOKED_AT)]


def of_table(
    table: Table, found: Columns, kind: str, first: Sequence[Mapping[str, str]]
) -> list[Heading]:
    """Return the headings of a table, with what stands below them in its first rows."""
    read_as = _read_as(table.columns, found, kind)
    return [
        Heading(name, table.labels.get(name, name), read_as.get(name, ""), _samples(name, first))
        for name in table.columns
    ]


def _read_as(names: Sequence[str], found: Columns, kind: str) -> dict[str, str]:
    known = meanings(kind)
    together = {name: TIMES for pair in found.times.values() for name in pair if name}
    together |= dict.fromkeys(found.barrier_free.values(), ACCESS)
    if kind == "population":
        together |= {name: AGES for name in names if ages.column(name) is not None}
    return together | {
        name: meaning for meaning, name in found.by_meaning.items() if meaning in known
    }


def _samples(name: str, rows: Sequence[Mapping[str, str]]) -> tuple[str, ...]:
    said = (cells.one_line(row.get(name, ""))[:LONGEST] for row in rows)
    return tuple(islice(dict.fromkeys(filter(None, said)), SHOWN))
