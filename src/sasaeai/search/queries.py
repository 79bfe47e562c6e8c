"""Finding texts. The ids found are those of LIKE '%word%' on the folded text, for every word.

A word that reads as a telephone number is sought by its digits alone, which lie beside the text.

The index only narrows; each hit is compared with the text itself. What a viewer may see is decided
by the rooms: their `visible_to` rows are joined here in SQL, before the page is cut.
"""

import time
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db.models import OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from sasaeai.base.sets import Kept
from sasaeai.calc.phones import bare
from sasaeai.calc.text import fold
from sasaeai.search import index
from sasaeai.search.models import Text

PAGE = 50
# So many of the newest texts tell how common a word is, where the index must collect all its hits;
# for so many seconds, for nothing but speed hangs on it.
PEEK = 400
KEPT = 600
# A hit that the index collects costs about as much as so many texts that are read.
HIT = 3
# Which column of `Text` each part of the order reads.
COLUMNS = {"title": "title", "words": "folded"}


class Hits(NamedTuple):
    """The subjects found, in order, and the key that continues after them (None at the end)."""

    subjects: list[UUID]
    after: str | None


Told = dict[str, str]
"""A text that stands ready elsewhere: its title, who sees it, its folded words and its tokens."""


def told_of(text: Text) -> Told:
    """Return a text as `search.actions.pour` takes it."""
    tokens = " ".join(index.tokens_of(text))
    return {
        "title": text.title,
        "visibility": text.visibility,
        "folded": text.folded,
        "tokens": tokens,
    }


def told(kind: str, subjects: Collection[UUID]) -> dict[UUID, Told]:
    """Return the texts that these subjects have now."""
    texts = Text.objects.filter(kind=kind, subject__in=subjects)
    return {text.subject: told_of(text) for text in texts}


def as_before(kind: str) -> QuerySet[Text]:
    """Return, for a condition of an outer query, the text of its `subject` if it is its `text_before`."""
    told = {name: Kept(OuterRef("text_before"), name, TextField()) for name in ("title", "folded")}
    return Text.objects.filter(kind=kind, subject=OuterRef("subject"), **told)


class _Search(NamedTuple):
    kind: str
    municipality: UUID
    folded: list[str]

    def texts(self) -> QuerySet[Text]:
        return Text.objects.filter(kind=self.kind, municipality=self.municipality)

    def tokens(self, part: str) -> list[str]:
        return index.sought(self.kind, self.municipality, self.folded, part=part)

    def holding(self) -> Q:
        return Q(*(GreaterThan(StrIndex("folded", Value(word)), 0) for word in self.folded))


def _search(kind: str, words: str, municipality: UUID) -> _Search:
    folded = dict.fromkeys(filter(None, (bare(fold(word)) for word in words.split())))
    return _Search(kind, municipality, list(folded))


def matching(kind: str, words: str, *, municipality: UUID) -> QuerySet[Text, UUID]:
    """Returns the subjects that hold all the words, as a subquery for `id__in` (no words: none)."""
    search = _search(kind, words, municipality)
    if not search.folded:
        return Text.objects.none().values_list("subject", flat=True)
    narrowed = search.texts().filter(index.Holds("pk", tokens=search.tokens("words")))
    return narrowed.filter(search.holding()).values_list("subject", flat=True)


def first(
    kind: str,
    words: str,
    *,
    municipality: UUID,
    among: QuerySet[Any],
    after: str | None = None,
    limit: int = PAGE,
) -> Hits:
    """Returns the first hits among the room's visible rows: those in the title, then the newest.

    `after` continues a page before it. At most two queries, now and then one more where the index
    must collect its hits; none without words.
    """
    search = _search(kind, words, municipality)
    if not search.folded:
        return Hits([], None)
    scope = index.of(kind, municipality)
    try:
        visible = scope & index.with_row(among)
    except EmptyResultSet:
        return Hits([], None)
    common = _common_parts(search, limit=limit)
    rows: list[tuple[str, int, UUID]] = []
    for part, wanted in _parts(search.folded, after):
        tokens = None if part in common else search.tokens(part)
        hits = index.newest(wanted & visible, tokens=tokens, limit=limit + 1 - len(rows))
        rows += [(part, pk, subject) for pk, subject in hits]
        if len(rows) > limit:
            break
    subjects = [subject for _, _, subject in rows[:limit]]
    return Hits(subjects, "{}-{}".format(*rows[limit - 1]) if len(rows) > limit else None)


def _parts(folded: list[str], after: str | None) -> Iterator[tuple[str, index.Condition]]:
    """Each part of the order still to be shown, with what it asks of a text."""
    begun, last = after.split("-") if after else ("title", None)
    titled = index.holding(COLUMNS["title"], folded)
    parts = {"title": titled, "words": index.holding(COLUMNS["words"], folded) & ~titled}
    for part in parts if begun == "title" else ["words"]:
        yield part, parts[part] & index.older(int(last)) if last and part == begun else parts[part]


def _common_parts(search: _Search, *, limit: int) -> set[str]:
    """The parts in which the words are so common that a page is full before the index has its hits."""
    if index.is_read_in_order():
        return set()
    age = int(time.monotonic() // KEPT)
    sample = index.sampled(search.kind, search.municipality, size=PEEK, age=age)
    holding = sample.words
    for word in search.folded:
        holding = [(title, folded) for title, folded in holding if word in folded]
    titles = [title for title, _folded in holding]
    for word in search.folded:
        titles = [title for title in titles if word in title]
    titled, held = len(titles), len(holding)
    common, size = set(), len(sample.words)
    # Words in the title are in the text too: the index collects them for both parts.
    for part, count, hits in (("title", titled, titled), ("words", held - titled, held)):
        if HIT * hits * count * sample.texts > limit * size**2:
            common.add(part)
    return common
