"""A list of places, gatherings or organisations held against what is here already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Field
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.models import Municipality
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.base.models import Record
from sasaeai.calc.geography import Point
from sasaeai.exchange import doubts, joined, pairs, queries, returned, values
from sasaeai.exchange.forms import ROWS, row_form
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import Kind
from sasaeai.exchange.previews import Changed, Choice, Preview, Said, label_of
from sasaeai.exchange.readers import columns
from sasaeai.exchange.readers.messages import NAMED, Message, about_file, at, quoted
from sasaeai.exchange.readers.readings import Reading
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind as Terms
from sasaeai.vocabulary.models import Term

KEYS = ("area", "kind")
"""Fields that are keys: said as the id's text, '' where the town is not founded yet."""
OTHER = "other"


@dataclass(frozen=True, slots=True)
class Words:
    """The town's own terms that rows of lists are sorted by."""

    activities: Mapping[str, Term]
    bodies: Mapping[str, Term]
    named: Mapping[str, Term]


def preview(reading: Reading, choice: Choice, town: Municipality) -> Preview:
    """Return what a list would add, change and leave."""
    found = Preview(reading, choice.source)
    words = _words(town)
    others, held = returned.hold(found, reading.records, choice.kind, town)
    ground = queries.ground(town)
    _place(others, ground, choice.kind)
    records, drafts = _checked(others, choice, found)
    far = ground.far(_points(records))
    for said, record, is_far in zip(drafts, records, far, strict=True):
        said.update(_sorted(choice.kind, record, words), area=record["area"])
        if is_far:
            # Most likely a slip or another town's: nobody outside reads it before somebody looked.
            said["visibility"] = Visibility.STAFF.value
    source = queries.source(town.pk, choice.kind, choice.source)
    found.seen = source.updated_at if source else None
    told = queries.said(source)
    rows = _taken_before(choice, town, told, without=held)
    old = pairs.paired(drafts, rows, told, town=town.name)
    kept = {row.pk for row in old if row is not None}
    ours = joined.meet(found, choice.kind, town, [
        (said, record)
        for said, record, row in zip(drafts, records, old, strict=True)
        if row is None
    ], known=kept | held)  # fmt: skip
    taken: list[Record] = []
    for said, record, row, is_far in zip(drafts, records, old, far, strict=True):
        here = ours.get(id(said))
        if row is not None:
            _hold(found, row, said, told.get(row.pk), where=str(record["spot"]))
        elif here is not None:
            joined.join(found, here, (said, record), ground=ground, is_far=is_far)
        taken.append(row or here or _add(found, choice, town, said))
    _categorise(found, words.activities)
    found.messages += [
        *doubts.far_away(taken, records, far),
        *doubts.without_area(taken, records, ground),
        *doubts.unknown_areas(taken, records, ground),
        *_doubts(choice.kind, taken, records, drafts, words),
    ]
    found.missing = [row for row in rows if row.pk not in kept]
    if found.missing and drafts:
        found.messages.append(_gone(found.missing))
    return found


def _doubts(
    kind: str,
    rows: Sequence[Record],
    records: Sequence[Mapping[str, Any]],
    drafts: Sequence[Said],
    words: Words,
) -> list[Message]:
    kinds = {str(term.pk): term for term in words.bodies.values()}
    unknown = doubts.unknown_kinds(rows, records, kinds) if kind == Kind.ORGANISATIONS else []
    times = [*doubts.unread_times(rows, records), *doubts.qualified_times(rows, records, drafts)]
    return [*unknown, *times]


def _taken_before(
    choice: Choice, town: Municipality, told: Mapping[UUID, Said], *, without: set[UUID]
) -> list[Record]:
    """Return the rows that the source brought, and those of others that it spoke of too."""
    model = _model(choice.kind)
    rows = {row.pk: row for row in queries.of_source(model, town.pk, choice.source)}
    rows |= queries.by_id(model, town.pk, told.keys() - rows.keys())
    return [row for pk, row in rows.items() if pk not in without]


def _model(kind: str) -> type[Any]:
    return ROWS[kind][0]


def _words(town: Municipality) -> Words:
    today = timezone.localdate()
    activities = vocabulary.of_kind(town.pk, Terms.GATHERING_MAIN_ACTIVITY, today)
    bodies = vocabulary.by_code(town.pk, Terms.ORG_TYPE)
    named = {name: term for term in bodies.values() for name in doubts.names_of(term)}
    return Words({term.label: term for term in activities}, bodies, named)


def _checked(
    read: Iterable[dict[str, Any]], choice: Choice, found: Preview
) -> tuple[list[dict[str, Any]], list[Said]]:
    """Return the records that pass the row's form, each with what it says."""
    records, drafts = [], []
    for record in read:
        said = values.OF_KIND[choice.kind](record, choice.visibility)
        if _is_good(said, record, found, kind=choice.kind):
            records.append(record)
            drafts.append(said)
        else:
            found.refused += 1
    return records, drafts


def _is_good(said: Said, record: Mapping[str, Any], found: Preview, *, kind: str) -> bool:
    """Put the form's clean values into `said`; what does not fit a field goes to the notes."""
    form = row_form(kind)(said)
    form.is_valid()
    for name, errors in form.errors.items():
        label = form.fields[name].label
        is_fatal = name == "name" or form.fields[name].required
        sentence = (
            _("%(label)sの欄に入りません（%(why)s）。")
            if is_fatal
            else _("%(label)sの欄に入りません（%(why)s）。覚え書きに移しました。")
        ) % {"label": label, "why": " ".join(map(str, errors)).rstrip(returned.FULL_STOPS)}
        found.messages.append(
            Message(
                record["row"],
                str(label),
                str(said[name])[:100],
                "error" if is_fatal else "warning",
                at(record["spot"], sentence),
            )
        )
        if is_fatal:
            return False
        said["notes"] = _with_note(said["notes"], label, said[name])
        said[name] = None if said[name] is None or isinstance(said[name], float | int) else ""
    notes = said["notes"]
    said |= {name: value for name, value in form.cleaned_data.items() if name in said}
    said["notes"] = notes
    return True


def _with_note(notes: str, label: object, value: object) -> str:
    """Return notes with one more line, in the language of the house."""
    # The next edition is held against it: it must not turn with the language of who imports.
    with translation.override(settings.LANGUAGE_CODE):
        return f"{notes}\n{label}：{value}".strip()


def _place(records: Sequence[dict[str, Any]], ground: Ground, kind: str) -> None:
    """Put the id of its area into each row, and take the words that say nothing else out of it.

    It is the area of its point, else the one that its words name, else the whole town.
    """
    root = ground.root
    for record, drawn in zip(records, ground.containing(_points(records)), strict=True):
        words = str(record["area_words"])
        # A point in the town but in none of its drawn areas tells less than an area that is named.
        area = (
            (drawn if drawn is not root else None)
            or ground.called(words)
            or ground.named(words, str(record["address"]))
            or root
        )
        # What an organisation says of a wider area is how far it reaches, not where it is.
        around = kind != Kind.ORGANISATIONS
        is_told = bool(words and area and ground.tells(words, area, around=around))
        record["area"] = str(area.pk) if area else ""
        record["area_named"] = words if is_told else ""
        record["area_words"] = "" if is_told else words


def _points(records: Sequence[Mapping[str, Any]]) -> list[Point | None]:
    return [None if record["lat"] is None else (record["lon"], record["lat"]) for record in records]


def _sorted(kind: str, record: Mapping[str, Any], words: Words) -> Said:
    """Return the terms a row names itself; of an organisation, its kind as its name tells it."""
    # Nothing is guessed but the kind, which none can be without: 「○○自治会」 is one, the rest その他.
    if kind == Kind.ORGANISATIONS:
        bodies = words.bodies
        body = (
            words.named.get(columns.fold(str(record["category"])))
            or bodies.get(str(record["category_guess"]))
            or bodies.get(OTHER)
        )
        return {"kind": str(body.pk) if body else ""}
    if kind == Kind.GATHERINGS:
        listed = str(record["activity_words"]).replace("、", "\n").replace("・", "\n").split("\n")
        whole = [str(record["activity_words"]).strip(), *(word.strip() for word in listed)]
        return {"categories": sorted({word for word in whole if word in words.activities})}
    return {}


def _add(found: Preview, choice: Choice, town: Municipality, said: Said) -> Record:
    row: Record = _model(choice.kind)(municipality=town, source=choice.source)
    if isinstance(row, Asset):
        row.kind = Asset.Kind.PLACE
    for name, value in said.items():
        _put(row, name, value)
    found.created.append(row)
    found.said[row.pk] = said
    return row


def _hold(found: Preview, row: Record, new: Said, old: Said | None, *, where: str) -> None:
    """Set what the file says anew; what was changed here by hand since stays as it is."""
    changed = []
    for name, value in new.items():
        before = _before(row, name, old)
        if value == before or (name != "categories" and value == _now(row, name)):
            continue
        if name != "categories" and before != _now(row, name):
            found.messages.append(_kept(row, name, where))
            continue
        _put(row, name, value)
        changed.append(name)
    found.said[row.pk] = new
    if changed:
        found.changed.append(Changed(row, tuple(changed)))
    else:
        found.unchanged += 1


def _before(row: Record, name: str, old: Said | None) -> object:
    """Return what the source said of a field; an edition that did not speak of it said nothing."""
    if old is None:
        return _now(row, name)
    if name in old or name == "categories":
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
    elif name != "categories":
        setattr(row, name, value)


def _categorise(found: Preview, terms: Mapping[str, Term]) -> None:
    touched = {row.pk for row in found.created}
    touched |= {change.row.pk for change in found.changed if "categories" in change.fields}
    for pk in touched:
        if "categories" in found.said[pk]:
            found.categories[pk] = [terms[label] for label in found.said[pk]["categories"]]


def _kept(row: Record, name: str, where: str) -> Message:
    label = label_of(row, name)
    sentence = _("「%(label)s」はここで直してあるので、そのままにしました。") % {"label": label}
    return Message(None, label, "", "warning", at(where, sentence))


def _gone(missing: Sequence[Record]) -> Message:
    sentence = ngettext(
        "前に取り込んだ%(number)s件が、このファイルにはありません（%(names)sなど）。消さずに残します。",
        "前に取り込んだ%(number)s件が、このファイルにはありません（%(names)sなど）。消さずに残します。",
        len(missing),
    )
    told = sentence % {"number": len(missing), "names": quoted(missing[:NAMED])}
    return about_file("warning", told, each=missing)
