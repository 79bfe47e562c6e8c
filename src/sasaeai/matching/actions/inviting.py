"""Asking somebody for an 出番, hearing what they say, taking either back."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from sasaeai.activities import actions as activities
from sasaeai.activities.models import Opening
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, once
from sasaeai.base.models import held
from sasaeai.matching import invitations, words
from sasaeai.matching.actions.asking import KEPT_IN
from sasaeai.matching.models import Ask, Invitation
from sasaeai.needs.now import whoever
from sasaeai.people.models import Person


@transaction.atomic
def invite(viewer: Viewer, opening: Opening, person: UUID) -> Invitation:
    """Note that somebody is being asked for an opening; what keeps them at this moment is refused."""
    asked = held(Person.objects.all(), [person]).get(person)
    opening = _keep_looking(viewer, opening)
    if asked is None:
        raise DomainError(_("この方の記録が見つかりません。一覧から選びなおしてください。"))
    if opening.invitations.filter(person=asked).exists():
        raise DomainError(_("この方には、もう声をかけてあります。"))
    candidate = invitations.candidates(viewer, opening).everybody.get(person)
    if candidate is None:
        raise DomainError(_("この方は、いまの一覧にありません。一覧から選びなおしてください。"))
    if candidate.bars:
        why = words.why_not(candidate)
        raise DomainError(_("いまはこの方に声をかけられません。%(why)s。") % {"why": why})
    if not invitations.has_room(viewer, opening):
        raise DomainError(
            _("いまお返事を待っている方がいます。お返事を聞いてから、次の方に声をかけてください。")
        )
    with override(KEPT_IN):
        reasons = words.reasons(candidate)
    invitation = Invitation(
        opening=opening, person=asked, reasons=reasons, asked_at=timezone.now(),
        asked_by_id=whoever(viewer),
    )  # fmt: skip
    with once(_("この方には、もう声をかけてあります。")):
        invitation.save(force_insert=True)
    _record(viewer, "matching.invite", invitation)
    return invitation


@transaction.atomic
def hear_reply(viewer: Viewer, invitation: Invitation, *, said: str) -> Invitation:
    """Note what somebody said; with as many yes as are looked for, the opening is filled."""
    invitation = _now(invitation)
    if not invitation.waits:
        raise DomainError(
            _("この方のお返事は、もう聞いてあります。ちがったときは、先に取り消してください。")
        )
    if said == Ask.Said.YES:
        _keep_looking(viewer, invitation.opening)
        if not invitations.may_be_asked(viewer, invitation.person):
            raise DomainError(words.no_consent())
    _say(viewer, invitation, said, "matching.hear_reply")
    if said == Ask.Said.YES and invitations.has_enough(invitation.opening):
        activities.fill_opening(viewer, invitation.opening)
    return invitation


@transaction.atomic
def take_back_reply(viewer: Viewer, invitation: Invitation) -> Invitation:
    """Take back what was heard; an opening that it had filled looks for people again."""
    invitation = _now(invitation)
    if not invitation.said:
        raise DomainError(_("取り消せるお返事がありません。いまのようすを見てください。"))
    opening = invitation.opening
    had_enough = invitations.has_enough(opening)
    _say(viewer, invitation, "", "matching.take_back_reply")
    is_short = had_enough and not invitations.has_enough(opening)
    if is_short and opening.state == Opening.State.FILLED:
        activities.reopen_opening(viewer, opening)
    return invitation


@transaction.atomic
def take_back_invitation(viewer: Viewer, invitation: Invitation) -> None:
    """Throw away that somebody was asked, on the same day and before anything was heard of it."""
    invitation = _now(invitation)
    is_of_today = timezone.localdate(invitation.asked_at) == viewer.today
    if invitation.said or not is_of_today:
        raise DomainError(
            _("取り消せるのは、今日声をかけて、まだお返事を聞いていないものだけです。")
        )
    _record(viewer, "matching.take_back_invitation", invitation)
    invitation.delete()


def _keep_looking(viewer: Viewer, opening: Opening) -> Opening:
    """Return the opening as it is now; stop where nobody may be asked for it."""
    opening = activities.opening_now(opening)
    if why := words.why_nobody_for(
        is_looking=invitations.is_looking(viewer, opening),
        is_referred=invitations.is_referred(viewer, opening),
    ):
        raise DomainError(why)
    return opening


def _now(invitation: Invitation) -> Invitation:
    """Return an invitation as it is now; the others for the same opening wait meanwhile."""
    opening = activities.opening_now(invitation.opening)
    found = held(Invitation.objects.all(), [invitation.pk]).get(invitation.pk)
    if found is None:
        raise DomainError(_("この声かけは、もう取り消してあります。"))
    found.opening = opening
    return found


def _say(viewer: Viewer, invitation: Invitation, said: str, verb: str) -> None:
    invitation.said, invitation.said_at = said, timezone.now() if said else None
    invitation.save(update_fields=["said", "said_at", "updated_at"])
    _record(viewer, verb, invitation, ["said"])


def _record(viewer: Viewer, verb: str, invitation: Invitation, fields: Sequence[str] = ()) -> None:
    # Of kind "person", so that the person's own record shows it.
    audit.record(
        viewer.actor, verb, kind="person", subjects=[invitation.person_id],
        fields=["openings", *fields],
    )  # fmt: skip
