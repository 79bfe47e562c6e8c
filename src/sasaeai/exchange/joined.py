"""Rows of a list that the town has already from elsewhere: they take what they lack, no more."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Municipality
from sasaeai.exchange import queries
from sasaeai.exchange.forms import ROWS
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import Kind
from sasaeai.exchange.namesakes import Named, Namesakes
from sasaeai.exchange.previews import Changed, Preview, Said, label_of
from sasaeai.exchange.readers.messages import Message, about_file, at, first
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


def meet(
    found: Preview,
    kind: str,
    town: Municipality,
    new: Sequence[Line],
    *,
    known: Collection[UUID],
) -> dict[int, Any]:
    """Return the town's own rows for those that are the same, by the id of what is said of them.

    Of those that may be the same it is told that they are added all the same.
    """
    if not new:
        return {}
    here = (one for one in queries.standing(kind, town) if one.pk not in known)
    namesakes = Namesakes(here, by_name=kind == Kind.ORGANISATIONS)
    named = [_named(said, record, town.name) for said, record in new]
    same = namesakes.same(named)
    ids = {one.pk for one in same if one and one.pk}
    model: type[Any] = ROWS[kind][0]
    rows: dict[UUID | None, Any] = queries.by_id(model, town.pk, ids)
    ours = {
        id(said): row
        for (said, _record), one in zip(new, same, strict=True)
        if one and (row := rows.get(one.pk))
    }
    spots = [record["spot"] for said, record in new if id(said) in ours]
    found.messages += _recognised(spots)
    fresh = [
        (one, str(record["spot"]))
        for (said, record), one in zip(new, named, strict=True)
        if id(said) not in ours
    ]
    likes = namesakes.like([one for one, _where in fresh])
    found.messages += [
        _alike(one, other, where) for (one, where), other in zip(fresh, likes, strict=True) if other
    ]
    return ours


def _named(said: Said, record: Mapping[str, Any], town: str) -> Named:
    point = None if record["lat"] is None else (record["lon"], record["lat"])
    # A 町丁's own point stands for all that is there.
    point = None if record["located_by_address"] else point
    places = (said.get("place_words"), said.get("address"), record["venue"], record["address"])
    return Named(said["name"], tuple(dict.fromkeys(filter(None, places))), town, point)


def join(
    found: Preview, row: Any, line: Line, *, ground: Ground, is_far: bool  # noqa: ANN401 -- a row of any of three rooms
) -> None:  # fmt: skip
    """Fill what the row lacks with what a list says of it; what differs stays, and is told."""
    said, record = line
    named = str(record["area_named"])
    is_elsewhere = bool(named) and not ground.tells(named, row.area, around=True)
    # The row is shown as the town says: a point far outside would be shown with it.
    near = {name: value for name, value in said.items() if not (is_far and name in PLACED)}
    wanted = _lacking(row, near)
    differing = [
        *_differing(row, {**said, **wanted}, wanted),
        *(["area"] if is_elsewhere else []),
    ]
    for name, value in wanted.items():
        setattr(row, name, value)
    found.said[row.pk] = said
    if wanted:
        found.changed.append(Changed(row, tuple(wanted)))
    else:
        found.unchanged += 1
    if differing:
        sentence = _(
            "同じ名前・場所の「%(name)s」がすでにあります。%(fields)sは、ここの書き方のまま残します。"
            "ファイルのほうが正しいときは、画面で直してください。"
        ) % {"name": row, "fields": wording.told(label_of(row, name) for name in differing)}
        found.messages.append(Message(None, "", "", "warning", at(record["spot"], sentence)))


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
    words = {"number": len(spots), "spots": first(spots)}
    return [about_file("info", sentence % words, each=spots)] if spots else []


def _alike(new: Named, other: Named, where: str) -> Message:
    sentence = _(
        "似たものがすでにあります。ファイルは%(new)s、町には%(other)s。別のものとして加えます。"
        "同じものなら、ファイルの住所を町のものに合わせて、もう一度選んでください。"
    ) % {"new": _told(new), "other": _told(other)}
    return Message(None, "", "", "warning", at(where, sentence))


def _told(one: Named) -> str:
    name = _("「%(name)s」") % {"name": one.name}
    return wording.placed(name, one.places[0]) if one.places else name
