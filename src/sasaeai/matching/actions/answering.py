"""Hearing what was said when asked, and taking it back."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError
from sasaeai.matching import queries
from sasaeai.matching.models import Ask, Match
from sasaeai.matching.now import ask_once, keep_promise, match_now, next_call, wait_again, write
from sasaeai.needs import actions as needs
from sasaeai.needs.models import Need
from sasaeai.people import actions as people
from sasaeai.people.models import Gift


@transaction.atomic
def hear_answer(viewer: Viewer, match: Match, *, said: str, why: str = "") -> Match:
    """Note what somebody said when asked: one tap; a yes only where they might be asked today."""
    match = match_now(match)
    if match.state != Match.State.ASKED:
        raise DomainError(
            _("このお願いは、もうお返事を聞いてあります。いまのようすを見てください。")
        )
    if said == Ask.Said.YES:
        keep_promise(viewer, match)
    latest = match.asks.first()
    if latest is None or latest.said:
        latest = ask_once(viewer, match)
    latest.said, latest.said_at = said, timezone.now()
    if said == Ask.Said.YES:
        return _agree(viewer, match, latest)
    latest.save(update_fields=["said", "said_at", "updated_at"])
    if said == Ask.Said.NO:
        match.state, match.why = Match.State.DECLINED, why or Match.Why.OTHER
        return write(viewer, match, "matching.decline", ["state", "why"])
    match.answer_by = next_call(match)
    return write(viewer, match, "matching.hear_answer", ["answer_by"])


def _agree(viewer: Viewer, match: Match, latest: Ask) -> Match:
    match.state, match.agreed_on = Match.State.AGREED, viewer.today
    latest.learned = _learn(viewer, match)
    latest.save(update_fields=["said", "said_at", "learned", "updated_at"])
    write(viewer, match, "matching.agree", ["state", "agreed_on"])
    needs.set_state(viewer, match.need, Need.State.CONNECTED)
    return match


def _learn(viewer: Viewer, match: Match) -> Gift | None:
    """Write down as something they can do what they said yes to; nothing that was known before."""
    person, category = match.person, match.need.category
    if person is None:
        return None
    known = Gift.objects.filter(person=person, category=category, kind=Gift.Kind.CAN, ended_on=None)
    if known.exists():
        return None
    return people.add_gift(viewer, Gift(person=person, category=category, kind=Gift.Kind.CAN))


@transaction.atomic
def take_back_answer(viewer: Viewer, match: Match, *, ask: UUID) -> Match:
    """Take back the last answer that was noted, and no other one: the match waits for one as before.

    With a yes goes what was written down of the helper because of it. What has gone on since is
    not undone: a day that was promised, or a match that has ended.
    """
    match = match_now(match)
    latest = queries.last_answer(match)
    if latest is None or match.state not in (Match.State.ASKED, Match.State.AGREED):
        raise DomainError(_("取り消せるお返事がありません。いまのようすを見てください。"))
    if latest.pk != ask:
        raise DomainError(
            _("そのあとに聞いたお返事があります。いちばん新しいお返事から取り消してください。")
        )
    if match.first_on is not None:
        raise DomainError(
            _("約束の日が決まっています。やめるときは「このお手伝いを終える」を押してください。")
        )
    learned, latest.learned = latest.learned, None
    latest.said, latest.said_at = "", None
    latest.save(update_fields=["said", "said_at", "learned", "updated_at"])
    if learned is not None and learned.ended_on is None:
        people.end_gift(viewer, learned)
    match.state, match.agreed_on = Match.State.ASKED, None
    match.answer_by = next_call(match)
    write(viewer, match, "matching.take_back_answer", ["state", "agreed_on", "answer_by"])
    wait_again(viewer, match.need)
    return match
