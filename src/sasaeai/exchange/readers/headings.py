"""What people see of a file's columns: each heading, what it is read as, and what stands below it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext_lazy as _

from sasaeai.exchange.readers import ages, cells
from sasaeai.exchange.readers.columns import NONE, Columns
from sasaeai.exchange.readers.tables import Table

LOOKED_AT = 20  # rows, for what stands in a column
SHOWN = 2  # different cells of a column
LONGEST = 40  # letters of one that is shown
# A heading as long as this is none that anybody wrote; of so many columns nobody chooses one by one.
LONGEST_NAME, MOST = 200, 300
# Columns that are read together with others of their kind.
TIMES, ACCESS, AGES = "times", "access", "ages"
TOGETHER = {
    TIMES: _("曜日ごとの時間"),
    ACCESS: _("バリアフリー"),
    AGES: _("年齢・性別ごとの人数"),
    "either_name": _("名前（書いてある列を使う）"),
    "either_kana": _("ふりがな（書いてある列を使う）"),
    "either_code": _("コード（書いてある列を使う）"),
    "either_kind": _("目印の種別（書いてある列を使う）"),
    "either_place": _("その種別の名前（書いてある列を使う）"),
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


_LANDMARKS = {
    "kind": _("目印の種別"),
    "name": _("名前"),
    "kana": _("ふりがな"),
    "station": _("駅の名前"),
    "river": _("川・水路の名前"),
    "railway": _("線路の名前"),
    "road": _("道の名前"),
    "green": _("公園・緑地の名前"),
    "hill": _("山・丘の名前"),
}
_TOWNS = {
    "town": _("町丁の名前"),
    "koaza": _("小字・通称の名前"),
    "kana": _("ふりがな"),
    "code": _("町丁のコード"),
    "city_code": _("市区町村のコード"),
    "city": _("市区町村"),
    "prefecture": _("都道府県"),
    "lat": _("緯度"),
    "lon": _("経度"),
}
_OWN: Mapping[str, Mapping[str, object]] = {
    "population": _POPULATION,
    "boundaries": {"name": _("区域の名前"), "code": _("区域のコード")},
    "landmarks": _LANDMARKS,
    "towns": _TOWNS,
}
# Of each group one must be read, or nothing can be: of a list, its names.
_NAMES: Sequence[Sequence[str]] = (("name",),)
_NEEDED: Mapping[str, Sequence[Sequence[str]]] = {
    "population": (("area", "code"),),
    "boundaries": (("name", "either_name", "code", "either_code"),),
    "landmarks": (),
    "towns": (("town",), ("lat",), ("lon",)),
}
# Map files have names of one thing in several attributes, such as those of 政令市 and ward.
EITHER = {
    **dict.fromkeys(_LANDMARKS, "either_place"),
    **{meaning: f"either_{meaning}" for meaning in ("name", "kana", "code", "kind")},
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A column: its name in the file, what people call it, what it is read as, the first cells."""

    name: str
    label: str
    meaning: str
    samples: tuple[str, ...]


def meanings(kind: str) -> Mapping[str, object]:
    """Return what a column of a KIND can be read as, and what people call that."""
    return _OWN[kind] if kind in _OWN else {**_PLACE, **_MORE[kind]}


def unread(kind: str) -> object:
    """Return what people call it that a column of a KIND has no meaning."""
    return _("読まない（覚え書きに残す）") if kind in _MORE else _("読まない")


def missing(kind: str, chosen: Collection[str]) -> object | None:
    """Return what people call a column without which a KIND cannot be read, None where all are chosen."""
    groups = _NEEDED.get(kind, _NAMES)
    open_groups = (group for group in groups if not {*group} & {*chosen})
    return next((meanings(kind)[group[0]] for group in open_groups), None)


def first(table: Table) -> list[Mapping[str, str]]:
    """Return the cells of the first rows of a table that is not read any further."""
    return [row.cells for row in islice(table.rows, LOOKED_AT)]


def of_table(
    table: Table, found: Columns, kind: str, first: Sequence[Mapping[str, str]]
) -> list[Heading]:
    """Return the headings of a table, with what stands below them in its first rows."""
    return of_columns(table.columns, found, kind, first, labels=table.labels)


def of_columns(
    names: Sequence[str],
    found: Columns,
    kind: str,
    first: Sequence[Mapping[str, str]],
    *,
    labels: Mapping[str, str] = NONE,
) -> list[Heading]:
    """Return columns of these names as headings; `labels` are a JSON file's words for its keys."""
    read_as = _read_as(names, found, kind)
    return listed(
        (name, labels.get(name, name), read_as.get(name, ""), samples(name, first))
        for name in names
    )


def listed(columns: Iterable[tuple[str, str, str, tuple[str, ...]]]) -> list[Heading]:
    """Return columns as headings, as many and as long as a page can show."""
    told = (
        Heading(name, cells.one_line(label)[:LONGEST] or str(_("（名前なし）")), meaning, shown)
        for name, label, meaning, shown in columns
        if len(name) <= LONGEST_NAME
    )
    return list(islice(told, MOST))


def _read_as(names: Sequence[str], found: Columns, kind: str) -> dict[str, str]:
    known = meanings(kind)
    together = {name: TIMES for pair in found.times.values() for name in pair if name}
    together |= dict.fromkeys(found.barrier_free.values(), ACCESS)
    if kind == "population":
        together |= {name: AGES for name in names if ages.column(name) is not None}
    return together | {
        name: meaning for meaning, name in found.by_meaning.items() if meaning in known
    }


def samples(name: str, rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """Return the first different cells of a column."""
    said = (cells.one_line(row.get(name, ""))[:LONGEST] for row in rows)
    return tuple(islice(dict.fromkeys(filter(None, said)), SHOWN))
