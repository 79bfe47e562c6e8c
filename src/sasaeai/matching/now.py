"""A match as it is at this moment, held, and what goes with every change of one."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.matching import pool, promises, queries, words
from sasaeai.matching.models import Ask, Match
from sasaeai.needs import actions as needs
from sasaeai.needs.models import Need
from sasaeai.needs.now import whoever
from sasaeai.people.models import Person


def match_now(match: Match) -> Match:
    """Return the match as it is now; the helper's other promises wait meanwhile."""
    held(Person.objects.all(), [match.person_id])
    return held(Match.objects.all(), [match.pk])[match.pk]


def write(viewer: Viewer, match: Match, verb: str, fields: Sequence[str]) -> Match:
    """Save these fields of a match, and what was done, in the record book."""
    match.save(update_fields=[*fields, "updated_at"])
    record(viewer, verb, match, [name for name in fields if name != "updated_at"])
    return match


def record(viewer: Viewer, verb: str, match: Match, fields: Sequence[str] = ()) -> None:
    """Write down what was done to a match."""
    audit.record(viewer.actor, verb, kind=queries.KIND, subjects=[match.pk], fields=fields)


def keep_askable(viewer: Viewer, need: Need) -> None:
    """Stop where nobody may be asked for a need."""
    why = words.why_nobody(need, is_referred=queries.is_referred(viewer, need))
    if why:
        raise DomainError(why)


def wait_until(need: Need, *, since: date, days: int) -> date:
    """Return until when one waits: not beyond the day on which whoever asked is answered."""
    return max(since, min(need.answer_by, since + timedelta(days=days)))


def keep_promise(viewer: Viewer, match: Match) -> None:
    """Stop where nobody may be asked for the need as it is now, or where these two may not meet."""
    match.need = queries.held_need(match.need)
    if why := promises.why_stopped(viewer, match):
        raise DomainError(why)


def keep_room(need: Need) -> None:
    """Stop where those who were asked before have not answered, or somebody has promised what is asked once."""
    if not queries.has_room(need):
        raise DomainError(
            _("いまお返事を待っている方がいます。お返事を聞いてから、次の方に頼んでください。")
        )
    if need.often == Need.Often.ONCE and queries.is_promised(need):
        raise DomainError(
            _("一度だけのお願いを、もう引き受けた方がいます。その方とのお手伝いを見てください。")
        )


def answer_days(need: Need) -> int:
    """Return how many days this town waits for an answer."""
    return pool.pace_of(need.municipality_id).answer_days


def next_call(match: Match) -> date:
    """Return when to call again: on the morrow of a call that nobody took, else as long as one waits."""
    latest = queries.last_answer(match)
    since = match.asked_on or match.created_at.date()
    if latest is not None and latest.said_at is not None:
        since = timezone.localdate(latest.said_at)
    was_away = latest is not None and latest.said == Ask.Said.AWAY
    return wait_until(match.need, since=since, days=1 if was_away else answer_days(match.need))


def ask_once(viewer: Viewer, match: Match) -> Ask:
    """Note one more time that somebody is asked."""
    return Ask.objects.create(match=match, asked_at=timezone.now(), asked_by_id=whoever(viewer))


def wait_again(viewer: Viewer, need: Need) -> None:
    """Let a need wait for an answer again where nobody has promised any more."""
    if need.is_open and need.state == Need.State.CONNECTED and not queries.is_promised(need):
        needs.set_state(viewer, need, Need.State.ARRANGING)


def go_on_without(viewer: Viewer, need: Need) -> None:
    """Let others be asked for an open need that nobody helps with any more, unless it has happened."""
    if need.is_open and not queries.living(need).exists() and not queries.has_happened(need):
        needs.set_state(viewer, need, Need.State.RECEIVED)
