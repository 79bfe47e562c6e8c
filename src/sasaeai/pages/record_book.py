"""The record book as an officer reads it: entries with names, on a page and as a file."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from sasaeai.activities import queries as activities
from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.audit.models import NOBODY, Entry
from sasaeai.exchange import queries as exchange
from sasaeai.organisations import queries as organisations
from sasaeai.pages import record_words
from sasaeai.paper.files import Column
from sasaeai.ui import wording
from sasaeai.vocabulary import queries as vocabulary

NO_PERSON = _("住民の方・装置")
NAMED = 3
AT_ONCE = 1000
IMPORT = "import"
# Persons are not among them: an officer sees who was looked at only with a reason, on their record.
READERS: dict[str, tuple[Callable[[Viewer], QuerySet[Model]], ...]] = {
    "activity": (activities.visible_to,),
    "area": (areas.with_ended,),
    "asset": (assets.visible_to,),
    "employer": (areas.employers,),
    IMPORT: (exchange.imports,),
    "organisation": (organisations.visible_to,),
    "round": (assets.visible_to,),
    "suggestion": (assets.visible_to, activities.visible_to),
    "term": (vocabulary.visible_to,),
    "user": (areas.staff,),
    "walk": (assets.visible_to, activities.visible_to),
}


class Line(NamedTuple):
    """One entry with the name of who acted and the names of what it was about."""

    entry: Entry
    name: str
    subjects: str


def lines(viewer: Viewer, entries: Sequence[Entry]) -> list[Line]:
    """Return entries with their names, in one query for each kind of thing among them."""
    actors = {entry.actor for entry in entries if entry.actor}
    names = areas.names_on(viewer.municipality, actors)
    told = _names(viewer, entries)
    return [
        Line(entry, names.get(entry.actor or NOBODY, str(NO_PERSON)), _about(entry, told))
        for entry in entries
    ]


def all_lines(viewer: Viewer, entries: QuerySet[Entry]) -> Iterator[Line]:
    """Yield every entry with its names, some at a time: a book can be longer than the memory."""
    some: list[Entry] = []
    for entry in entries.iterator(chunk_size=AT_ONCE):
        some.append(entry)
        if len(some) == AT_ONCE:
            yield from lines(viewer, some)
            some = []
    yield from lines(viewer, some)


def _names(viewer: Viewer, entries: Iterable[Entry]) -> dict[str, str]:
    asked: dict[Callable[[Viewer], QuerySet[Model]], set[str]] = defaultdict(set)
    for entry in entries:
        for reader in READERS.get(entry.kind, ()):
            asked[reader].update(_named(entry))
    return {
        str(row.pk): str(row)
        for reader, ids in asked.items()
        for row in reader(viewer).filter(pk__in=ids)
    }


def _named(entry: Entry) -> list[str]:
    """Return the things that an entry is told by: its first ones, of an import the import itself."""
    subjects: list[str] = entry.subjects
    return subjects[-1:] if entry.kind == IMPORT else subjects[:NAMED]


def _number(entry: Entry) -> int:
    """Return how many things an entry was about; an import stands behind its rows and is none of them."""
    return len(entry.subjects) - (1 if entry.kind == IMPORT and entry.subjects else 0)


def _about(entry: Entry, told: dict[str, str]) -> str:
    """Return what an entry was about: its kind, the first names, how many there are."""
    kind = record_words.kind_words(record_words.kind_of(entry))
    if record_words.kind_of(entry) != entry.kind:
        return kind
    names = [told[pk] for pk in _named(entry) if pk in told]
    total = _number(entry)
    if entry.kind == IMPORT and names:
        words = ngettext(
            "取り込み「%(source)s」 %(number)s件", "取り込み「%(source)s」 %(number)s件", total
        )
        return words % {"source": names[0], "number": total}
    if not names:
        words = ngettext("%(kind)s %(number)s件", "%(kind)s %(number)s件", total)
        return words % {"kind": kind, "number": total} if total else kind
    words = gettext("%(kind)s「%(names)s」") % {"kind": kind, "names": wording.told(names)}
    if total == len(names):
        return words
    more = total - len(names)
    rest = ngettext("%(words)sほか%(number)s件", "%(words)sほか%(number)s件", more)
    return rest % {"words": words, "number": more}


def _postings(line: Line) -> str:
    return " ".join(map(str, line.entry.postings))


def _seal(line: Line) -> int | None:
    return line.entry.seal.number if hasattr(line.entry, "seal") else None


def _digest(line: Line) -> str:
    return line.entry.seal.digest if hasattr(line.entry, "seal") else ""


COLUMNS: tuple[Column[Line], ...] = (
    Column(_("記録の番号"), lambda line: line.entry.pk),
    Column(_("日時"), lambda line: timezone.localtime(line.entry.at).replace(tzinfo=None)),
    Column(_("した人"), lambda line: line.name),
    Column(_("した人の番号"), lambda line: str(line.entry.actor or "")),
    Column(_("そのときの配置の番号"), _postings),
    Column(_("したこと"), lambda line: record_words.verb_words(line.entry.verb)),
    Column(_("したことの印"), lambda line: line.entry.verb, _("版が変わっても同じ印です")),
    Column(_("何を"), lambda line: line.subjects, _("人の名前は書きません")),
    Column(_("件数"), lambda line: _number(line.entry)),
    Column(_("番号"), lambda line: " ".join(map(str, line.entry.subjects))),
    Column(_("項目"), lambda line: record_words.fields_words(line.entry)),
    Column(_("封印の番号"), _seal, _("空は、まだ封じていない記録です")),
    Column(_("封印の指紋"), _digest),
)
