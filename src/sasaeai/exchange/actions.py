"""Taking a file in and taking it back: each in one transaction with one audit entry."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import DateTimeField, F, QuerySet, UUIDField, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base import sets
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.exchange import leftovers, queries, staging, uploads
from sasaeai.exchange.models import GROUND, Import, Source, StagedRow, TakenRow
from sasaeai.exchange.previews import Choice, Preview, as_json
from sasaeai.exchange.readers.headings import Heading
from sasaeai.exchange.readers.messages import Message, a_few_quoted, about_file
from sasaeai.exchange.readers.readings import Report, quietly
from sasaeai.exchange.rooms import ROOMS
from sasaeai.exchange.spoken import NOTHING_MORE
from sasaeai.jobs import actions as jobs
from sasaeai.jobs import queries as job_queries
from sasaeai.jobs.models import State as JobState

MOST_MESSAGES = 1000  # kept with the import
READ, APPLY, UNDO = "exchange.read", "exchange.apply", "exchange.undo"
KEPT = ("applied_at", "counts", "messages", "source", "state", "updated_at")
Change, State = StagedRow.Change, Import.State


@transaction.atomic
def bring(viewer: Viewer, choice: Choice, data: bytes) -> Import:
    """Keep a file and have it read; nothing is taken in yet."""
    made = note_brought(viewer.actor, choice, data)
    uploads.keep(made.pk, data)
    jobs.ask(viewer.actor, READ, made.pk)
    audit.record(viewer.actor, "exchange.bring", kind="import", subjects=[made.pk])
    return made


@transaction.atomic
def note_brought(actor: Actor, choice: Choice, data: bytes) -> Import:
    """Return an import of this file, of which nothing is read yet."""
    source = (actor.municipality, choice.kind, choice.source)
    before = {
        "mapping": choice.mapping or queries.mapping(*source),
        "visibility": choice.visibility or queries.visibility(*source) or Visibility.PUBLIC.value,
    }
    return Import.objects.create(
        municipality_id=actor.municipality,
        user=actor.user,
        sha256=uploads.fingerprint(data),
        **{**choice.told(), **before},
    )


def note_read(made: Import, preview: Preview) -> Import:
    """Keep what a file would do, for somebody to look at; some hundred rows at a time."""
    staging.stage(made, preview.rows, prepare=ROOMS[made.kind].prepare)
    made.state, made.refusal = State.READ, ""
    made.encoding, made.header_row = preview.reading.encoding, preview.reading.header_row
    made.counts, made.seen = preview.counts(), preview.seen
    made.headings = [asdict(heading) for heading in preview.reading.headings]
    made.messages = [as_json(message) for message in _kept(preview.remarks())]
    made.save()
    return made


def _kept(remarks: Sequence[Message]) -> list[Message]:
    """Return so many of them as are kept: what is about many rows whatever the number of the others."""
    left = MOST_MESSAGES - sum(bool(remark.each) for remark in remarks)
    single = 0
    found = []
    for remark in remarks:
        single += not remark.each
        if remark.each or single <= left:
            found.append(remark)
    return found


@transaction.atomic
def note_refused(made: Import, sentence: str, *, headings: Sequence[Heading] = ()) -> None:
    """Keep why a file cannot be read, and its columns where they are to be chosen by somebody."""
    made.state, made.refusal = State.REFUSED, sentence
    made.headings = [asdict(heading) for heading in headings]
    made.save(update_fields=["state", "refusal", "headings", "updated_at"])


@transaction.atomic
def map_columns(viewer: Viewer, made: Import, mapping: Mapping[str, str]) -> None:
    """Have a file be read anew by what somebody says its headings mean."""
    made = _held(made)
    if made.state not in (State.READ, State.REFUSED) or queries.is_worked_on(made):
        raise _over()
    made.mapping, made.state = dict(mapping), State.READING
    made.save(update_fields=["mapping", "state", "updated_at"])
    jobs.ask(viewer.actor, READ, made.pk)
    audit.record(viewer.actor, "exchange.map_columns", kind="import", subjects=[made.pk])


def ask_to_apply(viewer: Viewer, made: Import) -> None:
    """Have what was read be taken in."""
    _ask(viewer, made, APPLY, State.READ)


def ask_to_undo(viewer: Viewer, made: Import) -> None:
    """Have what was taken in be taken back, the newest edition of a source first."""
    if queries.newer(made):
        raise DomainError(_("あとから取り込んだ版があります。新しい版から先に取り消してください。"))
    _ask(viewer, made, UNDO, State.APPLIED)


@transaction.atomic
def _ask(viewer: Viewer, made: Import, work: str, state: Import.State) -> None:
    if _held(made).state != state:
        raise _over()
    jobs.ask(viewer.actor, work, made.pk)
    audit.record(viewer.actor, work, kind="import", subjects=[made.pk])


@transaction.atomic
def stop(viewer: Viewer, made: Import) -> None:
    """Have the work on an import end at its next step; what it wrote so far is as if never written."""
    job = job_queries.latest(made.municipality_id, made.pk)
    if job is None or not job.is_open:
        raise _over()
    jobs.stop(job)
    audit.record(viewer.actor, "exchange.stop", kind="import", subjects=[made.pk])


def ask_again(viewer: Viewer, made: Import) -> None:
    """Have the last work on an import done once more, which did not come to its end."""
    job = job_queries.latest(made.municipality_id, made.pk)
    if job is None or job.state not in (JobState.FAILED, JobState.STOPPED):
        raise _over()
    _ask(viewer, made, job.work, Import.State(made.state))


def _held(made: Import) -> Import:
    """Return an import as it is now, held; somebody may have thrown it away meanwhile."""
    now = held(Import.objects.all(), [made.pk]).get(made.pk)
    if now is None:
        raise _over()
    return now


def _over() -> DomainError:
    return DomainError(_("もう終わっています。ページを開きなおして、見てください。"))


@transaction.atomic
def drop(viewer: Viewer, made: Import) -> None:
    """Throw away a file that was not taken in, with all that was kept of it."""
    made = _held(made)
    if queries.is_worked_on(made):
        raise DomainError(_("いま進めているところです。終わるまで、少し待ってください。"))
    if made.state in (State.APPLIED, State.UNDONE):
        raise DomainError(
            _("取り込んだものは消せません。「この取り込みを取り消す」を押してください。")
        )
    audit.record(viewer.actor, "exchange.drop", kind="import", subjects=[made.pk])
    uploads.erase(made.pk)
    made.delete()


@transaction.atomic
def forget(made: Import) -> None:
    """Take away what was kept of a file that could not be taken in after all."""
    made.delete()


@transaction.atomic
def sweep(municipality: UUID) -> None:
    """Throw away what was read and not taken in for a day: its file is gone by then."""
    old = queries.forgotten(municipality)
    if old:
        Import.objects.filter(pk__in=old).delete()
        here = Actor(municipality=municipality)
        audit.record(here, "exchange.drop", kind="import", subjects=old)


def apply(actor: Actor, made: Import) -> Import:
    """Write what was read: rows to add and to set, and what the source now says of each.

    A row that somebody changed since it was read is left as it is now.
    """
    try:
        with transaction.atomic():
            made = _held(made)
            # Another worker may have come to the end of it before it died.
            if made.state == State.READ:
                with audit.as_one(actor, "exchange.import", kind="import"):
                    _apply(actor, made)
    except IntegrityError as error:
        raise _meanwhile() from error
    return made


def _apply(actor: Actor, made: Import) -> None:
    made.source = source = _lock(made)
    if made.kind in GROUND and queries.has_new_ground(made):
        raise DomainError(
            _(
                "読んだあとに、町の区域がほかの取り込みで変わりました。もう一度ファイルを選んで、見直してください。"
            )
        )
    left = ROOMS[made.kind].take_in(actor, made)
    _remember(source, made.rows.filter(said__isnull=False), said="said")
    # What an undo needs stays: the ids of what was added, and what stood before.
    made.rows.filter(change__in=(Change.KEEP, Change.MISSING)).delete()
    made.rows.update(values={}, said=None, text=None, text_before=None)
    _say_left(made, left)
    made.state, made.applied_at = State.APPLIED, timezone.now()
    made.save(update_fields=KEPT)
    audit.record(actor, "exchange.import", kind="import", subjects=[made.pk])


def _lock(made: Import) -> Source:
    """Return the source, locked, or refuse where somebody took it in since the file was read."""
    source, is_new = Source.objects.select_for_update().get_or_create(
        municipality_id=made.municipality_id,
        kind=made.kind,
        name=made.source_name,
        defaults={"file_name": made.file_name},
    )
    if not is_new and source.updated_at != made.seen:
        raise _meanwhile()
    source.file_name, source.mapping = made.file_name, made.mapping
    source.save(update_fields=["file_name", "mapping", "updated_at"])
    return source


def _meanwhile() -> DomainError:
    return DomainError(
        _(
            "同じ出どころの取り込みが、いまほかでもありました。もう一度ファイルを選んで、見直してください。"
        )
    )


def _remember(source: Source, staged: QuerySet[StagedRow], *, said: str) -> None:
    """Keep what the source said, so that its next edition changes only what it says anew."""
    now = timezone.now()
    columns: dict[str, Any] = {
        # Its own id may serve twice: a row is staged once and taken once.
        "id": F("pk"),
        "source_id": Value(source.pk, UUIDField()),
        "subject": F("subject"),
        "said": F(said),
        "created_at": Value(now, DateTimeField()),
        "updated_at": Value(now, DateTimeField()),
    }
    once = ("source_id", "subject")
    sets.pour(staged, TakenRow, columns, once=once, over=("said", "updated_at"))


def _say_left(made: Import, names: Sequence[str]) -> None:
    """Tell of rows that were changed by somebody between the look and the taking in."""
    if not names:
        return
    sentence = ngettext(
        "見直したあとで書きかえられた%(number)s件は、いまの書き方のまま残しました（%(names)s）。",
        "見直したあとで書きかえられた%(number)s件は、いまの書き方のまま残しました（%(names)s）。",
        len(names),
    ) % {"number": len(names), "names": a_few_quoted(names)}
    made.messages = [as_json(about_file("warning", sentence, each=names)), *made.messages]
    made.counts["updated"] -= len(names)
    made.counts["unchanged"] += len(names)


def undo(actor: Actor, made: Import, *, report: Report = quietly) -> Import:
    """Take out what an import added and put back what it set; what was touched since then stays.

    The rows that stay are left among the import's own, for its page to name them.
    """
    if made.state == State.APPLIED:
        ROOMS[made.kind].prepare_back(made, report)
        leftovers.prepare(made.municipality_id)
    try:
        return _undo(actor, made)
    except IntegrityError as error:
        raise DomainError(
            _(
                "取り消すと、いまあるものと同じ名前が二つになるので、取り消せません。"
                "同じ名前を入れたほかの取り込みを、先に取り消してください。"
            )
        ) from error


@transaction.atomic
def _undo(actor: Actor, made: Import) -> Import:
    made = _held(made)
    if made.state != State.APPLIED or queries.newer(made):
        return made
    with audit.as_one(actor, "exchange.undo", kind="import"):
        source = Source.objects.select_for_update().get(imports=made)
        # Whoever read another edition before this looks again.
        source.save(update_fields=["updated_at"])
        ROOMS[made.kind].take_back(actor, made)
        done = made.rows.filter(done=True)
        new = done.filter(said_before__isnull=True).values("subject")
        TakenRow.objects.filter(source=source, subject__in=new).delete()
        leftovers.forget(made.municipality_id, done.filter(change=Change.ADD))
        _remember(source, done.filter(said_before__isnull=False), said="said_before")
        done.delete()
        made.rows.update(values={}, text=None, text_before=None)
        made.state, made.undone_at = State.UNDONE, timezone.now()
        made.save(update_fields=["state", "undone_at", "updated_at"])
        if not queries.stands(source):
            # What it named without more words is not named by anything any longer.
            TakenRow.objects.filter(source=source, said=NOTHING_MORE).delete()
        leftovers.take_out(actor)
        audit.record(actor, "exchange.undo", kind="import", subjects=[made.pk])
    return made
