"""Rows of one 介護サービス事業所 put together: what all its services share, and what each says for itself."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from sasaeai.calc.geography import distance_m
from sasaeai.exchange.readers import addresses, cells, kinds
from sasaeai.exchange.readers.kinds import Record

NEAR_METRES = 50
_PARTED = re.compile(r"[;；、,，\n]+")
# What is each service's own: where two differ, neither stands for the place.
OWN = ("hours_words", "capacity")
# What is the place's: the first row's, and what others say differently.
SHARED = (
    "name", "kana", "address", "building", "postal_code", "phone", "extension", "fax", "email", "url",
    "organisation", "corporate_number", "description", "note", "contact", "status", "section",
)  # fmt: skip
# What is written in two ways is no other thing.
_ALIKE: Mapping[str, Callable[[str], str]] = {
    "address": lambda text: addresses.alike(text, ""),
    "phone": lambda text: text.replace("-", ""),
    "fax": lambda text: text.replace("-", ""),
    "url": lambda text: text.rstrip("/").casefold(),
}
_NOTHING: tuple[object, ...] = ("", None, 0, 0.0, [], {})
Apart = tuple[str, dict[str, object]]


def services(made: Record) -> list[str]:
    """Return the services that an establishment names, each once."""
    return list(dict.fromkeys(_listed(made.get("services"))))


def merged(records: Sequence[Record]) -> list[Record]:
    """Return one record for each establishment, in the order of the first rows."""
    groups: dict[str, list[Record]] = {}
    unnumbered: list[Record] = []
    for made in records:
        number = str(made["provider_number"])
        if number:
            groups.setdefault(number, []).append(made)
        else:
            unnumbered.append(made)
    known: dict[tuple[str, str], list[list[Record]]] = defaultdict(list)
    for group in groups.values():
        known[_called(group[0])].append(group)
    every = list(groups.values())
    for made in unnumbered:
        here = next((group for group in known[_called(made)] if _is_near(group[0], made)), None)
        if here is None:
            here = []
            known[_called(made)].append(here)
            every.append(here)
        here.append(made)
    # Rows stand in the file one after the other; no two of them at one spot.
    order = {id(made): at for at, made in enumerate(records)}
    return [_one(group) for group in sorted(every, key=lambda group: order[id(group[0])])]


def _called(made: Record) -> tuple[str, str]:
    return cells.key(str(made["name"])), addresses.alike(str(made["address"]), "")


def _is_near(one: Record, other: Record) -> bool:
    """Say whether two rows of one name and address are at one point, as far as they say."""
    if None in (one["lat"], other["lat"]):
        return bool(one["address"]) or one["lat"] == other["lat"]
    here, there = _point(one), _point(other)
    return distance_m(here, there) <= NEAR_METRES


def _point(made: Record) -> tuple[float, float]:
    return float(str(made["lon"])), float(str(made["lat"]))


def _one(rows: Sequence[Record]) -> Record:
    """Return the place of some rows, what all its services are, and what single ones say apart."""
    whole = dict(rows[0])
    apart: dict[int, dict[str, object]] = defaultdict(dict)
    for name in (*SHARED, *OWN):
        said = [row[name] for row in rows]
        told = [value for value in said if value not in _NOTHING]
        whole[name] = told[0] if told else said[0]
        differs = [at for at, value in enumerate(said) if not _is_like(name, value, whole[name])]
        if differs and name in OWN:
            whole[name] = "" if name == "hours_words" else None
            differs = [at for at, value in enumerate(said) if value not in _NOTHING]
        for at in differs:
            apart[at][name] = said[at]
    for at, row in enumerate(rows):
        if more := _more(row, rows[0]):
            apart[at]["extra"] = more
    whole["hours"] = next((row["hours"] for row in rows if row["hours_words"]), whole["hours"])
    points = [row for row in rows if row["lat"] is not None]
    placed = min(points, key=lambda row: bool(row["located_by_address"]), default=rows[0])
    whole |= {name: placed[name] for name in ("lat", "lon", "located_by_address", "point_spot")}
    return whole | {
        "services": [service for row in rows for service in _split(str(row["category"]))],
        "apart": [(str(rows[at]["category"]), words) for at, words in sorted(apart.items())],
        "spots": kinds.spots(rows),
        "merged_spots": [row["spot"] for row in rows[1:]],
        "barrier_free": list(
            dict.fromkeys(word for row in rows for word in _listed(row["barrier_free"]))
        ),
    }


def _is_like(name: str, value: object, kept: object) -> bool:
    """Say whether a row says nothing, or nothing else than what is kept."""
    alike = _ALIKE.get(name, cells.key)
    return value in _NOTHING or alike(str(value)) == alike(str(kept))


def _more(made: Record, kept: Record) -> dict[str, str]:
    """Return the cells without a meaning in which a row says something else than the first one."""
    more, first = _cells(made), _cells(kept)
    return {column: text for column, text in more.items() if text != first.get(column)}


def _cells(made: Record) -> Mapping[str, str]:
    extra = made["extra"]
    return extra if isinstance(extra, Mapping) else {}


def _split(text: str) -> list[str]:
    """Return the services of one cell: some lists write several into it."""
    return [word.strip() for word in _PARTED.split(text) if word.strip()]


def _listed(value: object) -> Iterable[str]:
    return [str(word) for word in value] if isinstance(value, list) else []
