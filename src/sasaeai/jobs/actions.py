"""Long work asked for, stopped, asked for again; and what its worker writes of it.

They write no audit entry: the room that asks for work records what it is for.
"""

from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.jobs.models import OPEN, Job, State

MOST_TRIES = 3
"""A worker that dies over a piece of work so often would do so for ever."""


class Stopped(Exception):  # noqa: N818 -- not an error: somebody asked for it
    """Raised inside of work that somebody has stopped."""


@transaction.atomic
def ask(actor: Actor, work: str, subject: UUID) -> Job:
    """Have a piece of work done; of one subject only one at a time."""
    if Job.objects.filter(subject=subject, state__in=OPEN).exists():
        raise DomainError(_("いま進めているところです。終わるまで、少し待ってください。"))
    return Job.objects.create(
        municipality=actor.municipality,
        user=actor.user,
        language=get_language() or "",
        work=work,
        subject=subject,
    )


@transaction.atomic
def stop(job: Job) -> None:
    """End a piece of work that waits; have one that runs end at its next step."""
    mine = Job.objects.filter(pk=job.pk)
    if not mine.filter(state=State.WAITING).update(state=State.STOPPED, ended_at=timezone.now()):
        mine.filter(state=State.RUNNING).update(is_to_stop=True)


@transaction.atomic
def take() -> Job | None:
    """Return what has waited longest of the town that was served longest ago, as running from now on."""
    ended = Job.objects.filter(municipality=OuterRef("municipality"), ended_at__isnull=False)
    last = Subquery(ended.order_by("-ended_at").values("ended_at")[:1])
    waiting = Job.objects.filter(state=State.WAITING).annotate(last=last)
    # What a worker died over may kill the next: it waits until the others are served.
    job = waiting.order_by("tries", F("last").asc(nulls_first=True), "created_at", "pk").first()
    if job is None or not _still(job).update(
        state=State.RUNNING, tries=job.tries + 1, done=0, total=0
    ):
        return None
    job.refresh_from_db()
    return job


@transaction.atomic
def report(job: Job, done: int, total: int) -> None:
    """Write how far a piece of work is; raise Stopped where somebody has stopped it."""
    if not _still(job).filter(is_to_stop=False).update(done=done, total=total):
        raise Stopped


@transaction.atomic
def end(job: Job, state: State, *, why: str = "") -> None:
    """Write how a piece of work ended."""
    _still(job).update(state=state, why=why, ended_at=timezone.now())


@transaction.atomic
def recover() -> None:
    """Have work done from the start that a worker died over; give up what killed it again and again."""
    left = Job.objects.filter(state=State.RUNNING)
    # Somebody gave it up while it ran: it is not begun anew.
    left.filter(is_to_stop=True).update(state=State.STOPPED, ended_at=timezone.now())
    left.filter(tries__gte=MOST_TRIES).update(
        state=State.FAILED,
        ended_at=timezone.now(),
        why=_(
            "思わぬことが何度も起きて、できませんでした。ファイルを小さく分けてためし、だめなときは管理する人に知らせてください。"
        ),
    )
    left.update(state=State.WAITING, done=0, total=0)


def _still(job: Job) -> QuerySet[Job]:
    """Return the row while it is as it was taken: another worker may have begun with it anew."""
    return Job.objects.filter(pk=job.pk, state=job.state, tries=job.tries)
