"""The records of a list each by itself: where it lies, its clean values, the terms it names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from sasaeai.areas.models import Municipality
from sasaeai.areas.visibility import Visibility
from sasaeai.calc.geography import Point
from sasaeai.exchange import doubts, values
from sasaeai.exchange.forms import row_form
from sasaeai.exchange.ground import Ground
from sasaeai.exchange.models import PLACES, Kind
from sasaeai.exchange.previews import Choice, Preview, Said
from sasaeai.exchange.readers import columns
from sasaeai.exchange.readers.messages import Message, at
from sasaeai.exchange.readers.packed import Packed
from sasaeai.exchange.returned import FULL_STOPS
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind as Terms
from sasaeai.vocabulary.models import Term

OTHER = "other"
# Which cell a field is made of, where it is called otherwise there: the first that the row has.
CELLS: Mapping[str, Sequence[str]] = {
    "longitude": ("lon", "location"),
    "latitude": ("lat", "location"),
    "address": ("address", "building"),
    "place_words": ("venue", "address", "building"),
    "who_may_come": ("who",),
    "owner_words": ("organisation",),
    "organiser_words": ("organisation",),
    "contact_name": ("representative", "contact"),
    **dict.fromkeys(("public_phone", "private_phone", "contact_phone"), ("phone",)),
    **dict.fromkeys(("public_contact", "private_contact"), ("contact",)),
}


@dataclass(frozen=True, slots=True)
class Words:
    """The town's own terms that rows of lists are sorted by."""

    activities: Mapping[str, Term]
    bodies: Mapping[str, Term]
    named: Mapping[str, Term]


def words_of(town: Municipality) -> Words:
    """Return the town's own terms as they are today."""
    today = timezone.localdate()
    activities = vocabulary.of_kind(town.pk, Terms.GATHERING_MAIN_ACTIVITY, today)
    bodies = vocabulary.by_code(town.pk, Terms.ORG_TYPE)
    named = {name: term for term in bodies.values() for name in doubts.names_of(term)}
    return Words({term.label: term for term in activities}, bodies, named)


@dataclass(slots=True)
class Drafts:
    """What each row of a file says, what was read of it, and whether it lies far outside of the town."""

    said: Packed = field(default_factory=Packed)
    records: Packed = field(default_factory=Packed)
    far: list[bool] = field(default_factory=list)

    def __iter__(self) -> Iterator[tuple[Said, dict[str, Any], bool]]:
        return zip(self.said, self.records, self.far, strict=True)

    def __len__(self) -> int:
        return len(self.far)

    def add(
        self,
        records: Sequence[dict[str, Any]],
        choice: Choice,
        found: Preview,
        *,
        ground: Ground,
        words: Words,
    ) -> None:
        """Add the records that pass their form; the others are counted and told among what is found."""
        _place(records, ground, choice.kind)
        for record, is_far in zip(records, ground.far(_points(records)), strict=True):
            said = values.OF_KIND[choice.kind](record, choice.visibility)
            if not _is_good(said, record, found, kind=choice.kind):
                found.refused += 1
                continue
            said.update(_sorted(choice.kind, record, words), area=record["area"])
            if is_far:
                # Most likely a slip or another town's: nobody outside reads it before somebody looked.
                said["visibility"] = Visibility.STAFF.value
            self.said.append(said)
            self.records.append(record)
            self.far.append(is_far)


def _is_good(said: Said, record: Mapping[str, Any], found: Preview, *, kind: str) -> bool:
    """Put the form's clean values into `said`; what does not fit a field goes to the notes."""
    form = row_form(kind)(said)
    form.is_valid()
    for name, errors in form.errors.items():
        label = form.fields[name].label
        is_fatal = name == "name" or form.fields[name].required
        sentence = (
            _(
                "%(label)sの欄に入りません（%(why)s）。この行は取り込みません。直して、もう一度選んでください。"
            )
            if is_fatal
            else _("%(label)sの欄に入りません（%(why)s）。覚え書きに移しました。")
        ) % {"label": label, "why": " ".join(map(str, errors)).rstrip(FULL_STOPS)}
        found.messages.append(
            Message(
                record["row"],
                str(label),
                str(said[name])[:100],
                "error" if is_fatal else "warning",
                at(_spot(record, name), sentence),
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


def _spot(record: Mapping[str, Any], name: str) -> str:
    """Return the cell that a field is made of, or else the row's name."""
    if name == "times_words" and record["times_spot"]:
        return str(record["times_spot"])
    told = (record["spots"].get(meaning) for meaning in CELLS.get(name, (name,)))
    return str(next(filter(None, told), record["spot"]))


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
        # In another municipality, a part that is called like one of ours is none of it.
        told, address = (
            ("" if kind in PLACES and record["elsewhere"] else words),
            ("" if record["elsewhere"] else str(record["address"])),
        )
        # A point in the town but in none of its drawn areas tells less than an area that is named.
        area = (
            (drawn if drawn is not root else None)
            or ground.called(told)
            or ground.named(told, address)
            or root
        )
        # What an organisation says of a wider area is how far it reaches, not where it is.
        around = kind != Kind.ORGANISATIONS
        is_told = bool(told and area and ground.tells(words, area, around=around))
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
