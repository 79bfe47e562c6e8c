"""A list that was written out here and comes back: each row is held against itself, cell by cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from sasaeai.activities import exports as activities
from sasaeai.areas.models import Municipality, Role
from sasaeai.areas.models.access import Access
from sasaeai.areas.viewer import Post, Viewer, resident
from sasaeai.assets import exports as assets
from sasaeai.assets import times
from sasaeai.assets.models import Asset
from sasaeai.assets.rules import hides_place
from sasaeai.exchange import kept, queries
from sasaeai.exchange.forms import ROWS, row_form
from sasaeai.exchange.models import PLACES, Kind, StagedRow
from sasaeai.exchange.previews import Preview, Said
from sasaeai.exchange.readers import cells, columns
from sasaeai.exchange.readers.messages import Level, Message, at
from sasaeai.organisations import exports as organisations
from sasaeai.paper import sheets
from sasaeai.paper.files import Column
from sasaeai.vocabulary import queries as vocabulary
from sasaeai.vocabulary.models import Kind as Terms

# Words that stand in for a row of another list: where there is one, its name is not ours to change.
LINKED = {"owner_words": "owner", "organiser_words": "organiser", "place_words": "place"}
FULL_STOPS = "。."
# Files written out before hold codes, with a space between them.
BETWEEN = "、，,;；・ 　\n"
HIDDEN = {"address", "longitude", "latitude"}
Cells = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Told:
    """A column of ours, and what the file calls it."""

    name: str
    column: Column[Any]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of ours that a file has, the language of its headings, the town's facts."""

    language: str
    columns: Sequence[Told]
    facts: Sequence[tuple[str, str]]


class Returned:
    """The rows of one file that went out from here, each held against itself."""

    def __init__(self, found: Preview, kind: str, town: Municipality) -> None:
        self._found = found
        self._kind = kind
        self._town = town
        self._layouts: dict[tuple[str, ...], Layout] = {}
        self.ids: set[UUID] = set()

    def hold(
        self, records: Sequence[dict[str, Any]]
    ) -> tuple[list[StagedRow], list[dict[str, Any]]]:
        """Return what some rows of the file change of themselves, and those that did not go out from here."""
        model: type[Any] = ROWS[self._kind][0]
        ids = {number for record in records if (number := _number(record)) is not None}
        ours: dict[UUID | None, Any] = queries.by_id(model, self._town.pk, ids)
        rows: list[StagedRow] = []
        others: list[dict[str, Any]] = []
        for record in records:
            row = ours.get(_number(record))
            if row is None:
                others.append(record)
                continue
            self.ids.add(row.pk)
            rows += _held(self._found, row, record, self._layout(record), kind=self._kind)
        return rows, others

    def _layout(self, record: Mapping[str, Any]) -> Layout:
        names = tuple(record["cells"])
        if names not in self._layouts:
            self._layouts[names] = _layout(self._kind, names, self._town)
        return self._layouts[names]


def _number(record: Mapping[str, Any]) -> UUID | None:
    text = record["source_id"]
    return UUID(text) if cells.is_own_id(text) else None


def _layout(kind: str, names: Iterable[str], town: Municipality) -> Layout:
    """Return our columns as this file names them, in the language that names most of them."""
    folded, ours = {columns.fold(name): name for name in names}, _columns(kind, town)
    facts = _facts(town) if kind in PLACES else []
    layouts = []
    for language, _label in settings.LANGUAGES:
        with translation.override(language):
            told = [
                Told(folded[heading], column)
                for column in ours
                if (heading := columns.fold(str(column.heading))) in folded
            ]
        layouts.append(Layout(language, told, facts))
    return max(layouts, key=lambda layout: len(layout.columns))


def _columns(kind: str, town: Municipality) -> Sequence[Column[Any]]:
    keeper = _keeper(town)
    if kind == Kind.ORGANISATIONS:
        return organisations.columns(keeper)
    return assets.columns(keeper) if kind in PLACES else activities.columns(keeper)


def _keeper(town: Municipality) -> Viewer:
    """Return somebody who sees every cell: only an officer brings lists, whoever wrote them out."""
    post = Post(town.pk, Role.OFFICER, "", town.pk, "", "", None, Access.NONE)
    return replace(resident(town.pk), posts=(post,))


def _held(
    found: Preview, row: Any, record: Mapping[str, Any], layout: Layout, *, kind: str  # noqa: ANN401 -- a row of any of three rooms
) -> Iterator[StagedRow]:  # fmt: skip
    said: Said = {}
    stood = kept.values_of(row)
    for told in _differing(row, record["cells"], layout):
        text = sheets.unguarded(cells.clean(record["cells"].get(told.name, "")))
        if told.column.field and not getattr(row, LINKED.get(told.column.field, ""), None):
            said[told.column.field] = text
        elif text:
            sentence = _("「%(label)s」は、ファイルからは直せません。画面で直してください。")
            _remark(found, record, told, "warning", sentence % {"label": told.column.heading})
    troubles = _read(row, said, layout, kind=kind)
    for name, why in troubles.items():
        told = next(told for told in layout.columns if told.column.field == name)
        sentence = _("%(label)sの欄に入りません（%(why)s）。")
        _remark(found, record, told, "error", sentence % {"label": told.column.heading, "why": why})
    if "times_words" in said and "times" not in said and not troubles and row.times:
        told = next(told for told in layout.columns if told.column.field == "times_words")
        sentence = _("曜日と時間の表は、もとのままです。画面で選びなおしてください。")
        _remark(found, record, told, "warning", sentence)
    if troubles:
        found.refused += 1
    elif said:
        yield found.change(row, said, stood=stood)
    else:
        found.unchanged += 1


def _differing(row: Any, said: Cells, layout: Layout) -> list[Told]:  # noqa: ANN401 -- as above
    """Return the columns whose cell says something else than the row does now."""
    with translation.override(layout.language):
        return [
            told
            for told in layout.columns
            # Whoever may not see a place wrote it out empty.
            if not (told.column.field in HIDDEN and isinstance(row, Asset) and hides_place(row))
            if not _says(said.get(told.name, ""), told.column.read(row))
        ]


def _says(text: str, shown: sheets.Cell) -> bool:
    if isinstance(shown, date):
        return cells.day(text) == shown
    if isinstance(shown, int | float):
        return cells.is_number(text, shown)
    return cells.clean(text) in _spellings(str(shown or ""))


def _spellings(text: str) -> set[str]:
    return {cells.clean(one) for one in sheets.spellings(text)}


def _read(row: Any, said: Said, layout: Layout, *, kind: str) -> dict[str, str]:  # noqa: ANN401 -- as above
    """Put what differs into the row; return why a field cannot hold it."""
    if not said:
        return {}
    troubles = _put_named(row, said, layout)
    if "visibility" in said:
        with translation.override(layout.language):
            codes = {str(label): code for code, label in row._meta.get_field("visibility").choices}  # noqa: SLF001 -- Django's public name for it
        said["visibility"] = codes.get(said["visibility"], said["visibility"])
    form = row_form(kind)({"name": row.name, "visibility": row.visibility} | said)
    form.is_valid()
    troubles |= {
        name: " ".join(map(str, errors)).rstrip(FULL_STOPS)
        for name, errors in form.errors.items()
        if name in said
    }
    if not troubles:
        for name in said.keys() & form.cleaned_data.keys():
            setattr(row, name, form.cleaned_data[name])
        if "latitude" in said and hasattr(row, "placed_by_address"):
            row.placed_by_address = said["placed_by_address"] = False
        if "times_words" in said and (read := times.told(row.times_words))["times"]:
            row.times, row.times_words = read["times"], read["times_words"]
            said["times"] = row.times
    return troubles


def _put_named(row: Any, said: Said, layout: Layout) -> dict[str, str]:  # noqa: ANN401 -- as above
    """Put the area, the kind and the facts that are named into the row; return which there is none of."""
    troubles = {}
    for name in said.keys() & {"area", "kind", "barrier_free"}:
        named: Any = (
            _codes(row, said[name], layout.facts)
            if name == "barrier_free"
            else queries.NAMED[name](row.municipality_id, said[name])
        )
        if named is None:
            troubles[name] = _("町にある名前のとおりに書いてください")
        elif named == getattr(row, name):
            del said[name]  # in other words
        else:
            setattr(row, name, named)
    return troubles


def _facts(town: Municipality) -> list[tuple[str, str]]:
    """Return every spelling of every word for a barrier-free fact of the town, with its code."""
    return [
        (spelling, code)
        for code, term in vocabulary.by_code(town.pk, Terms.BARRIER_FREE).items()
        for word in (code, term.label, term.label_en)
        for spelling in _spellings(word)
        if spelling
    ]


def _codes(row: Asset, text: str, facts: Sequence[tuple[str, str]]) -> list[str] | None:
    """Return the codes of the barrier-free facts a cell names, none where a word is unknown."""
    kept = row.barrier_free
    # Of two facts that are called the same, the one that the row has is meant.
    codes = dict(facts) | {one: one for one in kept} | {one: c for one, c in facts if c in kept}
    found: list[str] = []
    while text := text.strip(BETWEEN):
        word = max(filter(text.startswith, codes), key=len, default="")
        if not word:
            return None
        found.append(codes[word])
        text = text.removeprefix(word)
    return list(dict.fromkeys(found))


def _remark(
    found: Preview, record: Mapping[str, Any], told: Told, level: Level, sentence: str
) -> None:
    text = str(record["cells"].get(told.name, ""))[:100]
    spot = at(record["cell_spots"].get(told.name, record["spot"]), sentence)
    found.messages.append(Message(record["row"], str(told.column.heading), text, level, spot))
