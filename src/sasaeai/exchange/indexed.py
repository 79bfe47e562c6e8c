"""Rows that are found by their words: written and taken back in sets, from table to table.

What takes time, keeping the rules of the room and making words and tokens ready, is done before,
some hundred rows at a time. Only what somebody wrote in since is held against it row by row.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from sasaeai.audit.actor import Actor
from sasaeai.base import sets
from sasaeai.base.errors import DomainError
from sasaeai.base.sets import Ready
from sasaeai.exchange import kept, queries, staging
from sasaeai.exchange.models import Import, StagedRow
from sasaeai.exchange.readers.readings import Report
from sasaeai.exchange.records import Records, Rows, Staged
from sasaeai.search import actions as search
from sasaeai.search import queries as search_queries
from sasaeai.search.actions import Wording

Change = StagedRow.Change
PREPARED = ["seen", "values", "categories", "text", "text_before"]


@dataclass(frozen=True, slots=True)
class Indexed(Records):
    """A table of many rows, what makes them ready, and what takes in and out all that are ready."""

    kind: str  # what the search index calls them
    prepares: Callable[[UUID, Rows], Iterable[Wording]]
    takes_in: Callable[[Actor, Ready], object]
    takes_out: Callable[[Actor, QuerySet[StagedRow]], object]

    def prepare(self, made: Import, staged: Staged) -> None:
        """Put the rows right as their room does, and make ready the words they are to be found by."""
        rows = [kept.made_of(self.model, one.values) for one in staged]
        texts = search.unlike(self.prepares(made.municipality_id, rows))
        for one, row in zip(staged, rows, strict=True):
            one.values = kept.values_of(row)
            one.text, one.text_before = texts.get(one.subject, (None, None))

    def take_in(self, actor: Actor, made: Import) -> list[str]:
        """Write new rows and those that nobody wrote in since they were read, then the others."""
        changed = made.rows.filter(change=Change.SET)
        met = made.rows.filter(change__in=(Change.SET, Change.KEEP))
        if queries.gone(self.model, met).exists():
            raise DomainError(
                _(
                    "見直したあとで、なくなったものがあります。もう一度ファイルを選んで、見直してください。"
                )
            )
        self._tell_late(made, changed)
        ready = made.rows.filter(Q(change=Change.ADD) | Q(change=Change.SET, seen__isnull=False))
        self.takes_in(actor, Ready(ready, self._fields(changed), made.created_at))
        return self.set_on(actor, made, changed.filter(seen=None))

    def prepare_back(self, made: Import, report: Report) -> None:
        """Make ready the rows as they were before, and the words by which those to be taken out are found."""
        done, total = 0, made.rows.count()
        for some in staging.of(made, Change.SET):
            self._prepare_back(made, some)
            report(done := done + len(some), total)
        for some in staging.of(made, Change.ADD):
            told = search_queries.told(self.kind, staging.subjects(some))
            for one in some:
                one.text_before = told.get(one.subject)
            staging.put(some, ["text_before"])
            report(done := done + len(some), total)

    def _prepare_back(self, made: Import, staged: Staged) -> None:
        rows = self.here(made, staged)
        mine = [one for one in staged if made.is_last_to_touch(rows.get(one.subject))]
        for one in staged:
            one.seen = None
        for one in mine:
            row = rows[one.subject]
            one.seen = row.updated_at
            one.values = kept.values_of(kept.put(row, one.before))
            one.categories = one.before.get(kept.CATEGORIES)
        self.prepare(made, mine)
        staging.put(staged, PREPARED)

    def take_back(self, actor: Actor, made: Import) -> None:
        """Put back and take out what nobody touched or uses since, and note which rows those are."""
        changed, added = made.rows.filter(change=Change.SET), made.rows.filter(change=Change.ADD)
        self._tell_late(made, changed)
        ready = changed.filter(seen__isnull=False)
        self.takes_in(actor, Ready(ready, self._fields(changed), made.created_at))
        ready.update(done=True)
        self.put_back(actor, made, changed.filter(seen=None))
        queries.hold(self.model, made.municipality_id, added)
        queries.free(self.model, made, added).update(done=True)
        self.takes_out(actor, added.filter(done=True))
        queries.gone(self.model, added).update(done=True)

    def _tell_late(self, made: Import, changed: QuerySet[StagedRow]) -> None:
        """Hold the rows, and take from those that are no longer as they were when they were made ready."""
        queries.hold(self.model, made.municipality_id, changed)
        queries.late(self.model, self.kind, changed).update(seen=None)

    def _fields(self, changed: QuerySet[StagedRow]) -> set[str]:
        columns = sets.names_in(changed, "before")
        return kept.names_of(self.model, columns) | (columns & {kept.CATEGORIES})
