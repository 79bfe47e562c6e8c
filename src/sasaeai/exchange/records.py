"""A table of a room as an import writes it and takes it back: in sets, from table to table.

What takes time, keeping the rules of the room and making words and tokens ready, is done before,
some hundred rows at a time. Only what somebody wrote in since is held against it row by row.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.audit.actor import Actor
from sasaeai.base import sets
from sasaeai.base.errors import DomainError
from sasaeai.base.sets import Ready
from sasaeai.exchange import kept, queries, staging
from sasaeai.exchange.models import Import, StagedRow
from sasaeai.exchange.previews import label_of
from sasaeai.exchange.readers.readings import Report
from sasaeai.search import actions as search
from sasaeai.search import queries as search_queries
from sasaeai.search.actions import Wording
from sasaeai.vocabulary.models import Term

Rows: TypeAlias = Sequence[Any]
Fields: TypeAlias = Sequence[str]
Categories: TypeAlias = Mapping[UUID, Sequence[Term]]
Staged: TypeAlias = Sequence[StagedRow]
Change = StagedRow.Change
PREPARED = ["seen", "values", "categories", "text", "text_before"]


@dataclass(frozen=True, slots=True)
class Records:
    """A table, what makes its rows ready, and what takes in and out all that are ready.

    `kind` is what the search index calls its rows, if it knows them; `prepares` returns the words
    that each is to be found by, and `changes` sets fields of rows one by one.
    """

    model: type[Any]
    kind: str
    prepares: Callable[[UUID, Rows], Iterable[Wording]]
    takes_in: Callable[[Actor, Ready], object]
    takes_out: Callable[[Actor, QuerySet[StagedRow]], object]
    changes: Callable[[Actor, Rows, Fields, Categories], object]

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
        changed.update(found_at=queries.written_at(self.model))
        ready = made.rows.filter(Q(change=Change.ADD) | Q(change=Change.SET, seen__isnull=False))
        self.takes_in(actor, Ready(ready, self._fields(changed), made.created_at))
        return self._set_on(actor, made, changed.filter(seen=None))

    def prepare_back(self, made: Import, report: Report) -> None:
        """Make ready the rows as they were before, and the words by which those to be taken out are found."""
        done, total = 0, made.rows.count()
        for some in staging.of(made, Change.SET):
            self._prepare_back(made, some)
            report(done := done + len(some), total)
        for some in staging.of(made, Change.ADD):
            self._prepare_out(some)
            report(done := done + len(some), total)

    def prepare_out(self, made: Import) -> None:
        """Make ready the words by which those are found that an import added and that are still here."""
        for some in staging.of(made, Change.ADD):
            self._prepare_out(some)

    def _prepare_out(self, staged: Staged) -> None:
        told = search_queries.told(self.kind, staging.subjects(staged))
        for one in staged:
            one.text_before = told.get(one.subject)
        staging.put(staged, ["text_before"])

    def _prepare_back(self, made: Import, staged: Staged) -> None:
        rows = self._here(made, staged)
        mine = _mine(made, staged, rows)
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
        self._put_back(actor, made, changed.filter(seen=None))
        again = queries.covered(made, changed.filter(done=True), column="stood_at")
        again.update(stood_at=timezone.now())
        speaking = queries.speaking(made.municipality_id, besides=made.source_id)
        self.take_out(actor, added, speaking=speaking)

    def take_out(
        self, actor: Actor, added: QuerySet[StagedRow], *, speaking: Collection[UUID]
    ) -> None:
        """Take out those of the added rows that nobody touched or uses since, and note which they are."""
        queries.hold(self.model, actor.municipality, added)
        queries.free(self.model, added, speaking=speaking).update(done=True)
        self.takes_out(actor, added.filter(done=True))
        queries.gone(self.model, added).update(done=True)

    def _tell_late(self, made: Import, changed: QuerySet[StagedRow]) -> None:
        """Hold the rows, and take from those that are no longer as they were when they were made ready."""
        queries.hold(self.model, made.municipality_id, changed)
        queries.late(self.model, self.kind, changed).update(seen=None)

    def _fields(self, changed: QuerySet[StagedRow]) -> set[str]:
        columns = sets.names_in(changed, "before")
        return kept.names_of(self.model, columns) | (columns & {kept.CATEGORIES})

    def labels(self, row: StagedRow) -> list[str]:
        """Return what people call the fields that are set."""
        spoken = [] if row.categories is None else [kept.CATEGORIES]
        names = sorted([*kept.names_of(self.model, row.before), *spoken])
        return [f"{label_of(self.model, name)}{kept.turn(self.model, name, row)}" for name in names]

    def urls(self, made: Import, staged: Staged) -> dict[UUID, str]:
        """Return the pages of those rows that are here, by their ids; landmarks have none."""
        rows = queries.present(self.model, made.municipality_id, staging.subjects(staged))
        return {row.pk: row.get_absolute_url() for row in rows if hasattr(row, "get_absolute_url")}

    def _set_on(self, actor: Actor, made: Import, staged: QuerySet[StagedRow]) -> list[str]:
        """Set what was read on the rows that stand as they stood then; return the names of the others."""
        left: list[str] = []
        for some in staging.in_order(staged):
            rows = self._here(made, some)
            good = [
                one
                for one in some
                if one.subject in rows and kept.stands(rows[one.subject], one.before)
            ]
            told = [{name: one.values[name] for name in _columns(one)} for one in good]
            self._change(actor, rows, good, told)
            left += [one.name for one in some if one not in good]
        return left

    def _put_back(self, actor: Actor, made: Import, staged: QuerySet[StagedRow]) -> None:
        """Put back what was set on the rows that nobody touched since, and note which those are."""
        for some in staging.in_order(staged):
            rows = self._here(made, some)
            good = _mine(made, some, rows)
            for one in good:
                one.categories = one.before.get(kept.CATEGORIES)
            self._change(actor, rows, good, [one.before for one in good])
            staging.note_done(good)

    def _here(self, made: Import, staged: Staged) -> dict[UUID | None, Any]:
        """Return the rows that these are about, by their ids."""
        return queries.by_id(self.model, made.municipality_id, staging.subjects(staged))

    def _change(
        self,
        actor: Actor,
        rows: Mapping[UUID | None, Any],
        staged: Staged,
        values: Sequence[Mapping[str, Any]],
    ) -> None:
        if staged:
            changed = [
                kept.put(rows[one.subject], told) for one, told in zip(staged, values, strict=True)
            ]
            names = {name for told in values for name in kept.names_of(self.model, told)}
            self.changes(actor, changed, sorted(names), _categories(staged))


def _mine(made: Import, staged: Staged, rows: Mapping[UUID | None, Any]) -> list[StagedRow]:
    """Return those of the rows that nobody else has written in."""
    return [
        one for one in staged if made.is_last_to_touch(rows.get(one.subject), since=one.stood_at)
    ]


def _columns(staged: StagedRow) -> set[str]:
    return {*staged.before} - {kept.CATEGORIES}


def _categories(staged: Staged) -> Categories:
    """Return the categories of the rows of which the source says some, or none any more."""
    spoken = {one.subject: one.categories for one in staged if one.categories is not None}
    terms = queries.terms({pk for named in spoken.values() for pk in named})
    return {pk: [terms[one] for one in named if one in terms] for pk, named in spoken.items()}
