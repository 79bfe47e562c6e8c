"""Which row of a new edition is which row that is here already."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable
from functools import partial
from uuid import UUID

from sasaeai.exchange.previews import Said
from sasaeai.exchange.readers import addresses
from sasaeai.exchange.readers.cells import key
from sasaeai.exchange.readers.packed import Packed

SERIAL_DIGITS = 4
Key = Callable[[Said], Hashable]


def paired(
    new: Collection[Said], old: Iterable[tuple[UUID, Said]], *, town: str
) -> tuple[list[UUID | None], list[UUID]]:
    """Return for each new row the id of the one it continues, and the ids that none continues,
    by name.

    It is the one that is the same in all, by id and name, by name and address, or by id.

    A running number alone proves nothing: a list that lost its third line gives all that follow a
    neighbour's number.
    """
    found: list[UUID | None] = [None] * len(new)
    free, known = {}, Packed()
    for index, (pk, words) in enumerate(old):
        known.append(words)
        free[pk] = index
    alike = partial(_name_and_address, town=town)
    for tell in (_all, _id_and_name, alike, _id):
        if not free:
            break
        waiting: dict[Hashable, list[UUID]] = defaultdict(list)
        for pk, index in free.items():
            waiting[tell(known[index])].append(pk)
        for index, words in enumerate(new):
            if found[index] is None:
                mark = tell(words)
                if mark is not None and waiting.get(mark):
                    found[index] = pk = waiting[mark].pop(0)
                    del free[pk]
    return found, sorted(free, key=lambda pk: str(known[free[pk]]["name"]))


def renamed(gone: Iterable[Said], new: Iterable[Said], *, town: str) -> list[tuple[str, str]]:
    """Return former and new names of what may only be called otherwise: alone at one address, in both."""
    before, after = (_by_address(some, town) for some in (gone, new))
    return [
        (before[place][0], after[place][0])
        for place in before
        if place and len(before[place]) == len(after.get(place, ())) == 1
    ]


def _by_address(some: Iterable[Said], town: str) -> dict[str, list[str]]:
    names: dict[str, list[str]] = defaultdict(list)
    for said in some:
        names[addresses.alike(_place(said), town)].append(str(said["name"]))
    return names


def address(said: Said) -> str:
    """Return where a row says it is, folded for comparing."""
    return key(_place(said))


def _place(said: Said) -> str:
    return str(said.get("address") or said.get("place_words") or "")


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
