"""From a record of a file to the words a room keeps: every cell finds a field or the notes."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sasaeai.areas.visibility import Visibility
from sasaeai.assets import times
from sasaeai.exchange.previews import Said
from sasaeai.exchange.readers import establishments
from sasaeai.exchange.readers.kinds import Record

# What the readers call a fact of access, as the national list codes it.
ACCESS = {
    "車いすで使えるトイレ": "wheelchair_toilet",
    "多機能トイレ": "wheelchair_toilet",
    "オストメイト対応トイレ": "ostomate_toilet",
    "車いすで入れる": "wheelchair",
    "身障者用駐車場": "wheelchair_parking",
    "エレベーター": "elevator",
}
LARGEST = 32767  # what the column holds; larger crowds go to the notes
FLAGS = {"yes": "あり", "no": "なし", "partly": "一部あり"}
SHOWN = (
    ("nickname", "通称"),
    ("section", "区分"),
    ("category", "種別"),
    ("position", "場所の詳細"),
    ("fee_note", "費用について"),
    ("access", "交通"),
    ("parking", "駐車場"),
)
KEPT = (
    ("postal_code", "郵便番号"),
    ("extension", "内線"),
    ("fax", "FAX"),
    ("email", "メール"),
    ("corporate_number", "法人番号"),
    ("status", "状態"),
    ("area_words", "地区"),
    ("checked_on", "元の名簿の確認日"),
    ("founded_on", "設立"),
    ("members", "会員数"),
    ("participants", "参加人数"),
)
TOLD = (
    ("meals", "飲食の提供"),
    ("bring_food", "飲食の持ち込み"),
    ("transport", "送迎"),
    ("programme", "総合事業"),
)


SERVICES = "サービス："
# What one service of an establishment says otherwise than the place: for all, and for staff.
PUBLIC_APART = (
    ("name", "名称"),
    ("address", "住所"),
    ("building", "方書"),
    ("phone", "電話"),
    ("url", "ホームページ"),
    ("capacity", "定員"),
    ("description", "説明"),
    ("note", "備考"),
    ("contact", "連絡先"),
    ("organisation", "法人"),
)
KEPT_APART = (
    ("kana", "ふりがな"),
    ("section", "区分"),
    *(pair for pair in KEPT if pair[0] in establishments.SHARED),
)


def of_facility(record: Record, visibility: str) -> Said:
    """Return what a row says of a place."""
    capacity = _whole(record["capacity"])
    too_many = capacity is not None and capacity > LARGEST
    beyond = [f"定員：{capacity}"] if too_many else []
    codes, words = _access(record)
    return {
        **_common(record, visibility),
        "address": _address(record),
        "longitude": record["lon"],
        "latitude": record["lat"],
        "placed_by_address": bool(record["located_by_address"]),
        "description": _lines(record["description"], record["note"], *_pairs(record, SHOWN), words),
        **_opening(record),
        "fee": record["fee"],
        "public_phone": record["phone"],
        "public_contact": record["contact"],
        "owner_words": record["organisation"],
        "capacity": None if too_many or not capacity else capacity,
        "barrier_free": codes,
        "notes": _lines(*_pairs(record, KEPT), *beyond, *_extra(record)),
    }


def of_care_provider(record: Record, visibility: str) -> Said:
    """Return what the rows of an establishment say of the place: all its services, and what differs."""
    lines, kept, own = [], [], []
    for service, words in _apart(record):
        own += [f"{service}：{words['hours_words']}"] if words.get("hours_words") else []
        lines += _of_service(service, words, PUBLIC_APART)
        kept += _of_service(service, words, KEPT_APART)
        kept += [f"{service}　{line}" for line in _extra({"extra": words.get("extra", {})})]
    opening: Any = record["hours"]
    whole = "\n".join(own) or str(record["hours_words"])
    fits = len(whole) <= times.LONGEST_WORDS
    told = {**record, "hours_words": whole} if fits else {**record, "hours_words": ""}
    days = "" if own else opening.columns
    services = "、".join(dict.fromkeys(_listed(record["services"])))
    facility = of_facility({**told, "category": ""}, visibility)
    return {
        **facility,
        **({} if fits else times.told(days if len(days) <= times.LONGEST_WORDS else "")),
        "description": _lines(
            f"{SERVICES}{services}" if services else "",
            facility["description"],
            *([] if fits else [f"曜日と時間：{whole}"]),
            *lines,
        ),
        "notes": _lines(facility["notes"], *kept),
    }


def _of_service(
    service: str, words: Mapping[str, Any], labels: Iterable[tuple[str, str]]
) -> list[str]:
    told = [f"{label}：{_plain(words[name])}" for name, label in labels if words.get(name)]
    return [f"{service}　{'、'.join(told)}"] if told else []


def _apart(record: Record) -> list[tuple[str, Mapping[str, Any]]]:
    apart: Any = record["apart"]
    return list(apart)


def _listed(value: Any) -> list[str]:  # noqa: ANN401 -- a record holds any value
    return list(value)


def _opening(record: Record) -> Said:
    """Return when a place is open; of rows that were put together, only what they say as a whole."""
    opening: Any = record["hours"]
    whole = str(record["hours_words"])
    if whole != opening.words:
        return times.told(whole)
    return times.told(whole, columns=opening.columns, remarks=opening.remarks)


def of_gathering(record: Record, visibility: str) -> Said:
    """Return what a row says of a gathering; a contact is often somebody's own and stays inside."""
    is_public = visibility == Visibility.PUBLIC
    equipment = _equipment(record["barrier_free"])
    words = [*_pairs(record, SHOWN), *_pairs(record, TOLD, FLAGS.get), equipment]
    capacity = [f"定員：{_whole(record['capacity'])}"] if record["capacity"] else []
    written = " ".join(filter(None, _words(record, "frequency", "hours_words")))
    return {
        **_common(record, visibility),
        **times.told(written),
        "description": _lines(
            record["activity_words"], record["description"], record["note"], *words
        ),
        "fee": record["fee"],
        "place_words": " ".join(filter(None, (str(record["venue"]), _address(record)))),
        "who_may_come": record["who"],
        "organiser_words": record["organisation"],
        "public_phone": record["phone"] if is_public else "",
        "private_phone": "" if is_public else record["phone"],
        "private_contact": record["contact"],
        "notes": _lines(*_pairs(record, KEPT), *capacity, *_extra(record)),
    }


def of_organisation(record: Record, visibility: str) -> Said:
    """Return what a row says of an organisation; who stands for it is for staff only."""
    is_public = visibility == Visibility.PUBLIC
    more = [*_pairs(record, SHOWN), _equipment(record["barrier_free"])]
    return {
        **_common(record, visibility),
        "address": _address(record),
        "longitude": record["lon"],
        "latitude": record["lat"],
        "description": _lines(record["description"], record["note"], *more),
        "phone": record["phone"] if is_public else "",
        "contact_phone": "" if is_public else record["phone"],
        "contact_name": record.get("representative", "") or record["contact"],
        "notes": _lines(record["hours_words"], *_pairs(record, KEPT), *_extra(record)),
    }


OF_KIND: Mapping[str, Callable[[Record, str], Said]] = {
    "facilities": of_facility,
    "care-providers": of_care_provider,
    "gatherings": of_gathering,
    "organisations": of_organisation,
}


def _common(record: Record, visibility: str) -> Said:
    return {
        "name": record["name"],
        "kana": record["kana"],
        "url": record["url"],
        "visibility": visibility,
        "source_id": record["source_id"],
    }


def _address(record: Record) -> str:
    address, building = str(record["address"]), str(record["building"])
    return address if not building or building in address else f"{address} {building}"


def _access(record: Record) -> tuple[list[str], str]:
    words: Any = record["barrier_free"]
    codes = sorted({ACCESS[word] for word in words if word in ACCESS})
    return codes, _equipment([word for word in words if word not in ACCESS])


def _equipment(words: Any) -> str:  # noqa: ANN401 -- a record holds any value
    return f"設備：{'、'.join(words)}" if words else ""


def _pairs(
    record: Record,
    labels: Iterable[tuple[str, str]],
    say: Callable[[Any], object] = lambda value: value,
) -> list[str]:
    told = ((label, say(record[name])) for name, label in labels)
    return [f"{label}：{_plain(value)}" for label, value in told if value not in ("", None)]


def _extra(record: Record) -> list[str]:
    extra: Any = record["extra"]
    return [f"{column}：{value}" for column, value in extra.items()]


def _words(record: Record, *names: str) -> list[str]:
    return [str(record[name]) for name in names]


def _lines(*parts: object) -> str:
    return "\n".join(str(part) for part in parts if part)


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, float | int) else None


def _plain(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value
