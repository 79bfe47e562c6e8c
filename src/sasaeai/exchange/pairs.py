"""Which row of a new edition is which row that is here already."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from uuid import UUID

from sasaeai.base.models import Record
from sasaeai.exchange.previews import Said
from sasaeai.exchange.readers import addresses
from sasaeai.exchange.readers.cells import key

SERIAL_DIGITS = 4
Key = Callable[[Said], Hashable]


def paired(
    new: Sequence[Said], rows: Sequence[Record], said: Mapping[UUID, Said], *, town: str
) -> list[Record | None]:
    """Return for each new row the one it continues: the same in all, by id and name, by name and
    address, by id.

    A running number alone proves nothing: a list that lost its third line gives all that follow a
    neighbour's number.
    """
    found: list[Record | None] = [None] * len(new)
    free = {row.pk: row for row in rows}
    old = {row.pk: said.get(row.pk) or _as_it_stands(row) for row in rows}
    alike = partial(_name_and_address, town=town)
    for tell in (_all, _id_and_name, alike, _id):
        waiting: dict[Hashable, list[UUID]] = defaultdict(list)
        for pk in free:
            waiting[tell(old[pk])].append(pk)
        for index, words in enumerate(new):
            mark = tell(words)
            if found[index] is None and mark is not None and waiting.get(mark):
                found[index] = free.pop(waiting[mark].pop(0))
    return found


def address(said: Said) -> str:
    """Return where a row says it is, folded for comparing."""
    return key(_place(said))


def _place(said: Said) -> str:
    return str(said.get("address") or said.get("place_words") or "")


def _as_it_stands(row: Record) -> Said:
    names = ("name", "source_id", "address", "place_words", "longitude", "latitude")
    return {name: getattr(row, name) for name in names if hasattr(row, name)}


def _all(said: Said) -> Hashable:
    spot = said.get("longitude"), said.get("latitude")
    return said["source_id"], key(said["name"]), address(said), *spot


def _id_and_name(said: Said) -> Hashable:
    return (said["source_id"], key(said["name"])) if said["source_id"] else None


def _name_and_address(said: Said, *, town: str) -> Hashable:
    return key(said["name"]), addresses.alike(_place(said), town)


def _id(said: Said) -> Hashable:
    ident = str(said["source_id"])
    is_serial = ident.isdecimal() and len(ident.lstrip("0")) <= SERIAL_DIGITS
    if not ident or (is_serial and not address(said)):
        return None
    return ident, address(said) if is_serial else ""
