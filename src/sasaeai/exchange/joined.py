"""Rows of a list that the town has already from elsewhere: they take what they lack, no more."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Municipality
from sasaeai.exchange import kept, providers, queries
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import Kind, StagedRow
from sasaeai.exchange.namesakes import Named, Namesakes
from sasaeai.exchange.previews import Preview, Said, kept_as_it_is, label_of
from sasaeai.exchange.readers.messages import Message, about_each, at
from sasaeai.ui import wording

# What belongs together: one part without the others would say something that nobody said.
PLACED = ("longitude", "latitude", "placed_by_address")
TIMED = ("times", "times_words")
TOGETHER = (PLACED, TIMED)
# What a list from elsewhere does not decide: it is the same by these, or the town says so.
WHERE = ("address", "place_words")
OURS = {"name", "source_id", "visibility", "area", "kind", "categories", *WHERE, *PLACED, *TIMED}
LINKED = {"owner_words": "owner_id", "organiser_words": "organiser_id", "place_words": "place_id"}
NOTHING: tuple[object, ...] = ("", None, [], {}, False)
Line = tuple[Said, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a row of the file is called and where, for a town that may have it from elsewhere."""

    index: int
    spot: str
    named: Named
    number: str  # of a 事業所


def newcomer(index: int, line: Line, town: Municipality) -> Newcomer:
    """Return how a row of the file is known, the n-th."""
    said, record = line
    number = str(record.get("provider_number", ""))
    return Newcomer(index, str(record["spot"]), _named(said, record, town.name), number)


def meet(
    found: Preview,
    kind: str,
    town: Municipality,
    new: Sequence[Newcomer],
    *,
    known: Collection[UUID],
) -> dict[int, UUID]:
    """Return the ids of the town's own rows for those that are the same, by their index in the file.

    Of those that may be the same it is told that they are added all the same.
    """
    if not new:
        return {}
    here = (one for one in queries.standing(kind, town) if one.pk not in known)
    namesakes = Namesakes(here, by_name=kind == Kind.ORGANISATIONS)
    numbered = _of_number(kind, town, new, known=known)
    taken = set(numbered.values())
    same = namesakes.same([one.named for one in new])
    ours = {
        one.index: other.pk
        for one, other in zip(new, same, strict=True)
        if other and other.pk and one.index not in numbered and other.pk not in taken
    }
    found.messages += _recognised([one.spot for one in new if one.index in ours])
    found.messages += _numbered([one.spot for one in new if one.index in numbered])
    ours |= numbered
    fresh = [one for one in new if one.index not in ours]
    likes = namesakes.like([one.named for one in fresh])
    found.messages += [_alike(one, other) for one, other in zip(fresh, likes, strict=True) if other]
    return ours


def _of_number(
    kind: str, town: Municipality, new: Sequence[Newcomer], *, known: Collection[UUID]
) -> dict[int, UUID]:
    """Return the town's establishments of the same 事業所番号."""
    if kind != Kind.CARE_PROVIDERS:
        return {}
    numbers = {one.number for one in new} - {""}
    here = {number: pk for number, pk in queries.providers(town, numbers) if pk not in known}
    return {one.index: here[one.number] for one in new if one.number in here}


def _named(said: Said, record: Mapping[str, Any], town: str) -> Named:
    point = None if record["lat"] is None else (record["lon"], record["lat"])
    # A 町丁's own point stands for all that is there.
    point = None if record["located_by_address"] else point
    places = (said.get("place_words"), said.get("address"), record["venue"], record["address"])
    return Named(said["name"], tuple(dict.fromkeys(filter(None, places))), town, point)


def join(
    found: Preview, row: Any, line: Line, *, ground: Ground, is_far: bool  # noqa: ANN401 -- a row of any of three rooms
) -> StagedRow:  # fmt: skip
    """Return what fills what the row lacks with what a list says of it; what differs stays, and is told."""
    said, record = line
    stood = kept.values_of(row)
    named = str(record["area_named"])
    is_elsewhere = bool(named) and not ground.tells(named, row.area, around=True)
    # The row is shown as the town says: a point far outside would be shown with it.
    near = {name: value for name, value in said.items() if not (is_far and name in PLACED)}
    if "services" in record:
        near["description"] = providers.described(row, said)
    wanted = _lacking(row, near)
    if "services" in record and near["description"] != row.description:
        wanted["description"] = near["description"]
    differing = [
        *_differing(row, near, wanted),
        *(["area"] if is_elsewhere else []),
    ]
    if differing:
        sentence = _(
            "同じ名前・場所の「%(name)s」がすでにあります。%(fields)sは、ここの書き方のまま残します。"
            "ファイルのほうが正しいときは、画面で直してください。"
        ) % {"name": row, "fields": wording.told(label_of(row, name) for name in differing)}
        found.messages.append(Message(None, "", "", "warning", at(record["spot"], sentence)))
    for name, value in wanted.items():
        setattr(row, name, value)
    if wanted:
        return found.change(row, wanted, stood=stood, said=said)
    found.unchanged += 1
    return kept_as_it_is(row, said)


def _lacking(row: Any, said: Said) -> Said:  # noqa: ANN401 -- as above
    names = [
        name for name in said if name not in OURS and not getattr(row, LINKED.get(name, ""), 0)
    ]
    wanted = {
        name: said[name]
        for name in (*names, "address")
        if said.get(name) not in NOTHING and getattr(row, name) in NOTHING
    }
    for group in TOGETHER:
        is_said = any(said.get(name) not in NOTHING for name in group)
        if is_said and all(getattr(row, name, None) in NOTHING for name in group):
            wanted |= {name: said[name] for name in group if name in said}
    return wanted


def _differing(row: Any, said: Said, wanted: Said) -> Iterator[str]:  # noqa: ANN401 -- as above
    for name in said:
        if name in wanted or name in OURS - {"times_words"}:
            continue
        value = said[name]
        is_linked = getattr(row, LINKED.get(name, ""), None)
        if value not in NOTHING and not is_linked and value != getattr(row, name):
            yield name


def _recognised(spots: Sequence[str]) -> list[Message]:
    sentence = ngettext(
        "%(number)s件は、町にすでにあるものと名前・場所が同じなので、加えずに、足りないところだけを書き足します（例：%(spots)s）。",
        "%(number)s件は、町にすでにあるものと名前・場所が同じなので、加えずに、足りないところだけを書き足します（例：%(spots)s）。",
        len(spots),
    )
    return about_each("info", sentence, spots)


def _numbered(spots: Sequence[str]) -> list[Message]:
    sentence = ngettext(
        "%(number)s件は、同じ事業所番号の場所が町にすでにあるので、加えずに、サービスと足りないところを書き足します（例：%(spots)s）。",
        "%(number)s件は、同じ事業所番号の場所が町にすでにあるので、加えずに、サービスと足りないところを書き足します（例：%(spots)s）。",
        len(spots),
    )
    return about_each("info", sentence, spots)


def _alike(new: Newcomer, other: Named) -> Message:
    sentence = _(
        "似たものがすでにあります。ファイルは%(new)s、町には%(other)s。別のものとして加えます。"
        "同じものなら、ファイルの住所を町のものに合わせて、もう一度選んでください。"
    ) % {"new": _told(new.named), "other": _told(other)}
    return Message(None, "", "", "warning", at(new.spot, sentence))


def _told(one: Named) -> str:
    name = _("「%(name)s」") % {"name": one.name}
    return wording.placed(name, one.places[0]) if one.places else name
