"""Throwing away what was just written down by a slip of the finger; its voices wait for their way again."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.audit import queries as record_book
from sasaeai.base.errors import DomainError
from sasaeai.needs import actions
from sasaeai.needs.models import Issue, Need
from sasaeai.needs.now import issues_now, need_now
from sasaeai.voices import actions as voices

# What is written when one is made and looked at: more than this, and something came of it.
ONLY_MADE = {"needs.take_up", "needs.note_issue"}


@transaction.atomic
def take_back_need(viewer: Viewer, need: Need) -> None:
    """Throw away a need of today of which nothing has come; any other one is closed, with words."""
    need = need_now(need)
    gone_on = DomainError(
        _("もう動きはじめています。やめるときは「終える」で、わけを残してください。")
    )
    if _has_gone_on(viewer, need) or need.issues.exists() or need.referrals.exists():
        raise gone_on
    try:
        _throw_away(viewer, need, verb="needs.take_back_need", kind=actions.KIND)
    except ProtectedError as error:
        # A room above holds on to it: somebody was asked, though by no entry of the record book.
        raise gone_on from error


@transaction.atomic
def take_back_issue(viewer: Viewer, issue: Issue) -> None:
    """Throw away an issue of today of which nothing has come; what it gathered comes together again.

    What was split off another goes back there.
    """
    issue, *origin = issues_now(issue, *([issue.split_from] if issue.split_from else []))
    gone_on = DomainError(_("もう動きはじめています。課題のページで、直すか分けるかしてください。"))
    if _has_gone_on(viewer, issue) or issue.merged.exists():
        raise gone_on
    for one in origin:
        _give_back(viewer, issue, one)
    try:
        _throw_away(viewer, issue, verb="needs.take_back_issue", kind=actions.ISSUE)
    except ProtectedError as error:
        # A room above holds on to it: an activity was begun for it.
        raise gone_on from error


def _give_back(viewer: Viewer, issue: Issue, origin: Issue) -> None:
    """Give the needs and voices of an issue back to the one it was split from."""
    if origin.state == Issue.State.MERGED:
        raise DomainError(
            _(
                "分けたもとの課題は、ほかの課題に合わせてあります。「ほかの課題に合わせる」で、合わせた先を選んでください。"
            )
        )
    heard = list(issue.voices.all())
    origin.needs.add(*issue.needs.all())
    origin.voices.add(*heard)
    actions.let_go(viewer, issue, heard)
    actions.send(viewer, origin, [voice.pk for voice in heard])
    actions.count_anew(viewer, origin)
    actions.record_issue(viewer, "needs.take_back_splitting", origin, fields=["needs", "voices"])


def _has_gone_on(viewer: Viewer, row: Need | Issue) -> bool:
    since, is_of_today = row.created_at, timezone.localdate(row.created_at) == viewer.today
    return not is_of_today or record_book.was_touched(
        row.municipality_id, row.pk, since=since, besides=ONLY_MADE
    )


def _throw_away(viewer: Viewer, row: Need | Issue, *, verb: str, kind: str) -> None:
    url = row.get_absolute_url()
    for voice in row.voices.all():
        voices.take_back_sending(viewer, voice, url=url)
    audit.record(viewer.actor, verb, kind=kind, subjects=[row.pk])
    row.delete()
