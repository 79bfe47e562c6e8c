"""A list of places, gatherings or organisations held against what is here already."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db.models import Field
from django.utils.translation import gettext as _

from sasaeai.areas.models import Municipality
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.base.models import Record
from sasaeai.exchange import joined, kept, pairs, queries
from sasaeai.exchange.doubts import Doubts
from sasaeai.exchange.drafts import Drafts, Words, words_of
from sasaeai.exchange.forms import ROWS
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import Kind, Source, StagedRow
from sasaeai.exchange.previews import Choice, Preview, Said, gone, kept_as_it_is, label_of, missing
from sasaeai.exchange.readers.messages import Message, about_file, at
from sasaeai.exchange.readers.readings import Reading, Report
from sasaeai.exchange.returned import Returned
from sasaeai.exchange.staging import batches

KEYS = ("area", "kind")
"""Fields that are keys: said as the id's text, '' where the town is not founded yet."""


@dataclass(frozen=True, slots=True)
class Here:
    """The town, and the list's former edition."""

    choice: Choice
    town: Municipality
    source: Source | None
    ground: Ground
    words: Words

    @property
    def model(self) -> type[Any]:
        """The table that the rows go to."""
        return ROWS[self.choice.kind][0]


def preview(reading: Reading, choice: Choice, town: Municipality, report: Report) -> Preview:
    """Return what a list would add, change and leave; it is found out while its rows are asked for."""
    found = Preview(reading, choice.source)
    source = queries.source(town.pk, choice.kind, choice.source)
    found.seen = source.updated_at if source else None
    before = queries.visibility(town.pk, choice.kind, choice.source)
    choice = replace(choice, visibility=choice.visibility or before or Visibility.PUBLIC.value)
    if before and choice.visibility != before:
        found.messages.append(_shown_otherwise(before, choice.visibility))
    here = Here(choice, town, source, queries.ground(town), words_of(town))
    found.rows = _compared(found, here, report)
    return found


def _shown_otherwise(before: str, now: str) -> Message:
    sentence = _(
        "前の版は「%(before)s」でした。こんどは「%(now)s」なので、前の版で入れたものも、そうなります。"
        "前のままでよければ、取り込まずに、「だれに見せるか」を「前と同じ」にして選びなおしてください。"
    ) % {"before": Visibility(before).label, "now": Visibility(now).label}
    return about_file("warning", sentence)


def _compared(found: Preview, here: Here, report: Report) -> Iterator[StagedRow]:
    """Go through the records twice: each by itself, then each beside what it continues or meets."""
    choice, town = here.choice, here.town
    total, drafts, ours = len(found.reading.records), Drafts(), Returned(found, choice.kind, town)
    done = 0
    for records in batches(found.reading.records):
        report(done // 2, total)
        rows, others = ours.hold(records)
        yield from rows
        drafts.add(others, choice, found, ground=here.ground, words=here.words)
        done += len(records)
    known = _known(found, drafts, here, without=ours.ids)
    done += total - len(drafts)
    for some in batches(zip(drafts, known.each, strict=True)):
        report(done // 2, total)
        yield from _held(found, some, known, here)
        done += len(some)
    found.messages += known.doubts.messages()
    new = (said for said, pk in zip(drafts.said, known.each, strict=True) if pk is None)
    yield from _missing(found, known, new, here)


@dataclass(slots=True)
class Known:
    """Which row of the town each draft is: one that it continues, or one that is there from elsewhere."""

    each: Sequence[UUID | None]
    continued: set[UUID]
    gone: Sequence[UUID]
    doubts: Doubts


def _known(found: Preview, drafts: Drafts, here: Here, *, without: set[UUID]) -> Known:
    town = here.town
    before = queries.words_of_source(here.model, town.pk, here.source)
    old, gone = pairs.paired(
        drafts.said, (one for one in before if one[0] not in without), town=town.name
    )
    continued = {pk for pk in old if pk}
    new = [
        joined.newcomer(index, (said, record), town)
        for index, (said, record, _is_far) in enumerate(drafts)
        if old[index] is None
    ]
    met = joined.meet(found, here.choice.kind, town, new, known=continued | without)
    kinds = {str(term.pk): term for term in here.words.bodies.values()}
    return Known(
        each=[pk or met.get(index) for index, pk in enumerate(old)],
        continued=continued,
        gone=gone if drafts else [],
        doubts=Doubts(here.ground, kinds if here.choice.kind == Kind.ORGANISATIONS else {}),
    )


def _held(
    found: Preview,
    some: Sequence[tuple[tuple[Said, Mapping[str, Any], bool], UUID | None]],
    known: Known,
    here: Here,
) -> Iterator[StagedRow]:
    """Yield what some drafts come to, and keep what is doubtful in them."""
    ids = [pk for _draft, pk in some if pk]
    rows: Mapping[UUID | None, Any] = queries.by_id(here.model, here.town.pk, ids)
    told = queries.said_of(here.source, ids)
    for (said, record, is_far), pk in some:
        row = rows.get(pk) or _new(here, said)
        if pk is None:
            yield found.add(row, said=said, categories=_terms(said, here))
        elif pk in known.continued:
            yield from _continued(
                found, row, said, told.get(pk), where=str(record["spot"]), here=here
            )
        else:
            yield joined.join(found, row, (said, record), ground=here.ground, is_far=is_far)
        known.doubts.look(row, record, said, is_far=is_far)


def _missing(found: Preview, known: Known, new: Iterable[Said], here: Here) -> Iterator[StagedRow]:
    lost: list[Said] = []
    for some in batches(known.gone):
        rows: Mapping[UUID | None, Any] = queries.by_id(here.model, here.town.pk, some)
        for pk in some:
            row = rows[pk]
            place = {name: getattr(row, name, "") for name in ("address", "place_words")}
            lost.append({"name": str(row), **place})
            yield missing(row)
    if lost:
        renamed = pairs.renamed(lost, new, town=here.town.name)
        found.messages += [gone([said["name"] for said in lost]), *map(_perhaps_renamed, renamed)]


def _terms(said: Said, here: Here) -> list[str] | None:
    """Return the ids of the categories that a row names, where its kind of list speaks of them."""
    if "categories" not in said:
        return None
    return [str(here.words.activities[label].pk) for label in said["categories"]]


def _new(here: Here, said: Said) -> Record:
    row: Record = here.model(municipality=here.town, source=here.choice.source)
    if isinstance(row, Asset):
        row.kind = Asset.Kind.PLACE
    for name, value in said.items():
        _put(row, name, value)
    return row


def _continued(
    found: Preview, row: Record, new: Said, old: Said | None, *, where: str, here: Here
) -> Iterator[StagedRow]:
    """Set what the file says anew; what was changed here by hand since stays as it is."""
    stood = kept.values_of(row)
    changed = []
    for name, value in new.items():
        before = _before(row, name, old)
        if value == before or (name != kept.CATEGORIES and value == _now(row, name)):
            continue
        if name != kept.CATEGORIES and before != _now(row, name):
            found.messages.append(_kept(row, name, where))
            continue
        _put(row, name, value)
        changed.append(name)
    if not changed:
        found.unchanged += 1
        if new != old:
            yield kept_as_it_is(row, new)
        return
    more: dict[str, Any] = {}
    if kept.CATEGORIES in changed:
        stood |= {kept.CATEGORIES: kept.categories_of(row)}
        more = {"categories": _terms(new, here)}
    yield found.change(row, changed, stood=stood, said=new, said_before=old, **more)


def _before(row: Record, name: str, old: Said | None) -> object:
    """Return what the source said of a field; an edition that did not speak of it said nothing."""
    if old is None:
        return _now(row, name)
    if name in old or name == kept.CATEGORIES:
        return old.get(name)
    field = row._meta.get_field(name)  # noqa: SLF001 -- Django's public name for it
    return field.get_default() if isinstance(field, Field) else None


def _now(row: Record, name: str) -> object:
    if name in KEYS:
        return str(getattr(row, f"{name}_id") or "")
    return getattr(row, name, None)


def _put(row: Record, name: str, value: Any) -> None:  # noqa: ANN401 -- a field's value
    if name in KEYS:
        setattr(row, f"{name}_id", UUID(value) if value else None)
    elif name != kept.CATEGORIES:
        setattr(row, name, value)


def _kept(row: Record, name: str, where: str) -> Message:
    label = label_of(row, name)
    sentence = _("「%(label)s」はここで直してあるので、そのままにしました。") % {"label": label}
    return Message(None, label, "", "warning", at(where, sentence))


def _perhaps_renamed(names: tuple[str, str]) -> Message:
    sentence = _(
        "「%(old)s」はこのファイルになく、同じ住所に「%(new)s」が加わります。"
        "名前が変わっただけなら、先に町の「%(old)s」の名前を「%(new)s」に直して、もう一度このファイルを選んでください。1つのままになります。"
    )
    return about_file("warning", sentence % {"old": names[0], "new": names[1]})
