"""The long work of an import: reading a file, taking it in, taking it back."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from shapely.errors import GEOSException

from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.exchange import actions, editions, queries, uploads
from sasaeai.exchange.models import Import
from sasaeai.exchange.previews import Choice
from sasaeai.exchange.readers.messages import Refused
from sasaeai.jobs import limits
from sasaeai.jobs.models import Job
from sasaeai.jobs.worker import Report, Work


def read(job: Job, report: Report) -> None:
    """Read the file of an import and keep what it would do, or why it cannot be read."""
    made = _of(job)
    actions.sweep(made.municipality_id)
    data = uploads.kept(made.pk)
    if data is None:
        raise DomainError(_("ファイルは1日で消えます。もう一度ファイルを選んでください。"))
    is_too_much = False
    try:
        with limits.heard_of(report) as told:
            _read(made, data, told)
    except Refused as reason:
        actions.note_refused(made, reason.sentence, headings=reason.headings)
    except DomainError as error:
        actions.note_refused(made, str(error))
    except (MemoryError, limits.TooLong, GEOSException):
        is_too_much = True
    # Only out here has all been let go that the reading held.
    if is_too_much:
        sentence = _(
            "このファイルは、読むのに手間がかかりすぎます。地区や種類ごとに分けて、もう一度選んでください。"
        )
        actions.note_refused(made, sentence)


def _read(made: Import, data: bytes, report: Report) -> None:
    preview = editions.preview(choice_of(made), data, made.municipality, report=report)
    actions.note_read(made, preview)


def apply(job: Job, report: Report) -> None:
    """Take in what was read."""
    made = _of(job)
    # From here on nobody can stop it: it is one transaction.
    report(0, 0)
    actions.apply(_actor(job), made)
    uploads.erase(made.pk)


def undo(job: Job, report: Report) -> None:
    """Take back what was taken in."""
    actions.undo(_actor(job), _of(job), report=report)


WORKS: Mapping[str, Work] = {actions.READ: read, actions.APPLY: apply, actions.UNDO: undo}


def choice_of(made: Import) -> Choice:
    """Return what was said of the file."""
    said = (made.kind, made.file_name, made.source_name, made.visibility, made.level)
    return Choice(*said, mapping=made.mapping)


def _of(job: Job) -> Import:
    made = queries.by_number(job.subject)
    if made is None:
        raise DomainError(_("このファイルは、もうありません。もう一度選んでください。"))
    return made


def _actor(job: Job) -> Actor:
    return Actor(job.user, job.municipality)
