"""What a person reads before and after an import: totals, and the first lines of each part."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.areas import rules as areas
from sasaeai.areas.models import Municipality
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.exchange.forms import ROWS
from sasaeai.exchange.models import Import, StagedRow
from sasaeai.exchange.readers import headings
from sasaeai.exchange.readers.messages import NAMED
from sasaeai.exchange.rooms import ROOMS
from sasaeai.insight import rules as insight
from sasaeai.jobs.models import Job
from sasaeai.needs import rules as needs
from sasaeai.organisations import rules as organisations
from sasaeai.paper.files import FORMATS
from sasaeai.people import exports as people_exports
from sasaeai.people import queries as persons
from sasaeai.people import rules as people
from sasaeai.ui import wording
from sasaeai.voices import rules as voices

SHOWN, WHOLE_SHOWN = 50, 5000
COLON = chr(0xFF1A)  # between a cell and what is said of it, see `messages.at`
MANY = 4  # from so many on, cells with the same remark are told together
LEADS = {
    Import.State.READING: gettext_lazy(
        "ファイルを読んで、町にあるものと比べています。まだ何も変わりません。"
    ),
    Import.State.READ: gettext_lazy("まだ何も書いていません。よければボタンで取り込みます。"),
    Import.State.REFUSED: gettext_lazy("このファイルからは、何も取り込んでいません。"),
    Import.State.APPLIED: gettext_lazy("取り込みました。まちがえたときは、まとめて取り消せます。"),
    Import.State.UNDONE: gettext_lazy(
        "取り消しました。同じファイルを、もう一度取り込むこともできます。"
    ),
}
OLDER = gettext_lazy("取り込みました。そのあとに、この出どころの新しい版も取り込んであります。")
Change = StagedRow.Change
# In each state: which rows are shown.
PARTS: dict[Import.State, tuple[tuple[Sequence[str], Promise], ...]] = {
    Import.State.READ: (
        ([Change.ADD], gettext_lazy("加えるもの")),
        ([Change.SET], gettext_lazy("直すもの")),
        ([Change.MISSING], gettext_lazy("このファイルにないもの（残します）")),
    ),
    Import.State.APPLIED: (
        ([Change.ADD], gettext_lazy("加えたもの")),
        ([Change.SET], gettext_lazy("直したもの")),
    ),
    Import.State.UNDONE: (
        (
            [Change.ADD, Change.SET],
            gettext_lazy("そのあと書きかえられたか、使われているので、残したもの"),
        ),
    ),
}
ALWAYS = {"rows", "created", "updated", "unchanged", "refused"}
NAMES = {
    "rows": gettext_lazy("ファイルの記録"),
    "created": gettext_lazy("加える"),
    "updated": gettext_lazy("直す"),
    "unchanged": gettext_lazy("そのまま"),
    "refused": gettext_lazy("取り込めない"),
    "remarks": gettext_lazy("気になるところ"),
    "skipped": gettext_lazy("読みとばした"),
    "duplicates": gettext_lazy("1つにまとめた"),
    "with_location": gettext_lazy("場所が分かる記録"),
    "without_location": gettext_lazy("場所が分からない記録"),
    "located_by_address": gettext_lazy("うち、住所から分かった"),
}
# What every room with a list gives out, and to whom.
EXPORTS: tuple[tuple[str, Promise, Callable[[Viewer], bool]], ...] = (
    ("assets:export", gettext_lazy("資源（場所・モノ・人・金・情報）"), areas.may_see_town),
    ("activities:export", gettext_lazy("活動"), areas.may_see_town),
    ("organisations:export", gettext_lazy("団体"), areas.may_see_town),
    ("organisations:export_approaches", gettext_lazy("働きかけ"), organisations.may_approach),
    ("voices:export", gettext_lazy("声（読めるところだけ）"), voices.may_hear),
    ("needs:export", gettext_lazy("ニーズ（どなたのことかは除く）"), needs.may_take_up),
    ("insight:export_goals", gettext_lazy("目標（指標と、役に立っているもの）"), insight.may_check),
    ("people:export", gettext_lazy("人（見られるところだけ）"), people.may_look),
    ("areas:export", gettext_lazy("区域と人口"), areas.may_see_town),
    ("vocabulary:export", gettext_lazy("用語"), areas.may_see_town),
    ("areas:export_staff", gettext_lazy("人と配置"), areas.may_keep_town),
    ("pages:export_audit", gettext_lazy("記録簿"), areas.may_keep_town),
)


# A list that shows one's own and what goes on first is given out whole.
WHOLE = {"organisations:export_approaches": "whose=all&state=all&"}


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, and where it names only the first of many, each of them.

    One about a row that is here begins with what leads to it.
    """

    text: str
    each: Sequence[str] = ()
    name: str = ""
    url: str = ""

    @property
    def all(self) -> str:
        """All of them one after the other; nothing where the sentence names them itself."""
        return wording.told(self.each) if len(self.each) > NAMED else ""

    @property
    def rest(self) -> str:
        """What stands behind the name of a row."""
        return self.text.removeprefix(self.name)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a preview: how many it counts, its first lines, and how many more there are."""

    id: str
    title: str
    total: int
    lines: Sequence[Line]
    more: int


def counts(numbers: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return the totals with their names, in the order of the counts; of most only where there are some."""
    return [
        (str(name), numbers[key])
        for key, name in NAMES.items()
        # What was taken in before does not count all that is counted now.
        if key in numbers and (numbers[key] or key in ALWAYS)
    ]


class Heading(NamedTuple):
    """What the page of an import begins with."""

    title: str
    state: str
    lead: str


def heading(made: Import, town: Municipality, job: Job | None, *, newer: Import | None) -> Heading:
    """Return which file it is, as a list of what and for which town, and how far it is."""
    words = {"file": made.file_name, "kind": made.get_kind_display(), "town": town.name}
    title = _("『%(file)s』（%(kind)s・%(town)s）") % words
    # A file whose reading came to no end is no longer read.
    is_given_up = made.state == Import.State.READING and job is not None and not job.is_open
    state = Import.State.REFUSED if is_given_up else Import.State(made.state)
    lead = OLDER if newer else LEADS[state]
    return Heading(title, str(state.label), str(lead))


def shown_to(made: Import) -> str:
    """Return who is to see its rows; nothing where everybody does anyway."""
    return str(Visibility(made.visibility).label) if made.kind in ROWS and made.visibility else ""


def of_import(made: Import, *, whole: str = "") -> list[Section]:
    """Return what to look at, and what it would add, change and leave, or did, or could not take back.

    Of the section called `whole` all is shown that a page can hold.
    """
    parts = PARTS.get(Import.State(made.state), ())
    rows = [section for part in parts for section in _rows(made, *part, whole=whole)]
    return [*of_messages(made.messages, whole=whole), *rows]


def columns(made: Import) -> list[dict[str, Any]]:
    """Return the columns of a file that may still be read otherwise: heading, meaning, examples."""
    if made.state not in (Import.State.READ, Import.State.REFUSED):
        return []
    names = {**headings.TOGETHER, **headings.meanings(made.kind)}
    return [
        {
            "label": one["label"],
            "meaning": names.get(one["meaning"], ""),
            "unread": headings.unread(made.kind),
            "samples": wording.told(one["samples"]),
        }
        for one in made.headings
    ]


def _rows(made: Import, changes: Sequence[str], title: Promise, *, whole: str) -> list[Section]:
    rows = made.rows.filter(change__in=changes).order_by("change", "number")
    most = _most(changes[0], whole)
    shown = list(rows[:most])
    urls = ROOMS[made.kind].urls(made, shown)
    total, lines = rows.count(), [_line(made, row, urls.get(row.subject, "")) for row in shown]
    return [Section(changes[0], str(title), total, lines, total - len(lines))] if total else []


def _most(ident: str, whole: str) -> int:
    return WHOLE_SHOWN if ident == whole else SHOWN


def _line(made: Import, row: StagedRow, url: str) -> Line:
    if made.state == Import.State.UNDONE or row.change != StagedRow.Change.SET:
        return Line(row.name, name=row.name, url=url)
    told = wording.told(ROOMS[made.kind].labels(row))
    text = _("%(row)s：%(fields)s") % {"row": row.name, "fields": told}
    return Line(text, name=row.name, url=url)


def of_messages(remarks: Sequence[Mapping[str, Any]], *, whole: str = "") -> list[Section]:
    """Return what could not be taken in, what to look at, and what was done on the way."""
    titles = {
        "error": _("取り込めないもの"),
        "warning": _("気になるところ"),
        "info": _("お知らせ"),
    }
    found: list[Section] = []
    for level, title in titles.items():
        # What was taken in before does not hold each.
        lines = [
            Line(remark["message"], remark.get("each", ()))
            for remark in remarks
            if remark["level"] == level
        ]
        told = _together(lines)
        shown = told[: _most(level, whole)]
        more = len(told) - len(shown)
        found += [Section(level, title, len(lines), shown, more)] if lines else []
    return found


def _together(lines: Sequence[Line]) -> list[Line]:
    """Return sentences that stand behind many cells as one that names the cells; the widest first."""
    parted = [(line, *line.text.partition(COLON)) for line in lines]
    spots: dict[str, list[str]] = {}
    for line, spot, _colon, sentence in parted:
        if sentence and not line.each:
            spots.setdefault(sentence, []).append(spot)
    many = {sentence: found for sentence, found in spots.items() if len(found) >= MANY}
    told = [Line(_of_many(sentence, found), found) for sentence, found in many.items()]
    alone = [line for line, _spot, _colon, sentence in parted if line.each or sentence not in many]
    # What holds for the whole file stands before what holds for many rows, and for single cells.
    return sorted([*told, *alone], key=_narrow)


def _narrow(line: Line) -> tuple[bool, int]:
    return not line.each and COLON in line.text, -len(line.each) if line.each else -WHOLE_SHOWN


def _of_many(sentence: str, spots: Sequence[str]) -> str:
    words = {"number": len(spots), "spots": wording.told(spots[:NAMED]), "sentence": sentence}
    return _("%(number)s件（%(spots)sなど）：%(sentence)s") % words


def exports(viewer: Viewer) -> list[dict[str, Any]]:
    """Return the exports the viewer may take along, by their rooms' own addresses, in each form.

    One that would be an empty file says why instead.
    """
    return [
        {
            "label": str(label),
            "text": (missing := _missing(viewer, name)),
            "acts": []
            if missing
            else [
                {
                    "label": str(words),
                    "url": f"{reverse(name)}?{WHOLE.get(name, '')}format={form}",
                    "icon": "download",
                }
                for form, words in FORMATS
            ],
        }
        for name, label, may in EXPORTS
        if may(viewer)
    ]


def _missing(viewer: Viewer, name: str) -> str:
    """Return why a list holds nothing for the viewer now, where it may hold something later."""
    if name != "people:export" or persons.visible_to(viewer).exists():
        return ""
    return people_exports.nothing(viewer, narrowed=False)
