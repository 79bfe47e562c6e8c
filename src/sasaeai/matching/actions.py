"""Asking, hearing the answer, noting each time it happened, thanking, ending."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, once
from sasaeai.base.models import held
from sasaeai.matching import bodies, places, pool, promises, queries, words
from sasaeai.matching.models import Ask, Match, Visit
from sasaeai.needs import actions as needs
from sasaeai.needs.models import Need
from sasaeai.organisations.models import Organisation
from sasaeai.people import actions as people
from sasaeai.people import queries as persons
from sasaeai.people.models import Gift, Person

KIND, OF_NEED = queries.KIND, needs.KIND
# What is kept as a sentence is kept in one language, whoever wrote it.
KEPT_IN = "ja"
# What a request on paper tells of its need.
ON_PAPER = ("what", "area", "often", "times", "minutes", "place_words", "has")


@transaction.atomic
def ask(viewer: Viewer, need: Need, person: UUID) -> Match:
    """Note that somebody is being asked; what bars the pair at this moment is refused."""
    asked = held(Person.objects.all(), [person]).get(person)
    need = queries.held_need(need)
    _keep_askable(viewer, need)
    if asked is None:
        raise DomainError(_("この方の記録が見つかりません。一覧から選びなおしてください。"))
    found = queries.candidates(viewer, need)
    candidate = found.by_person(person)
    if candidate is None or candidate.bars:
        why = (
            words.why_not(candidate) if candidate else _("頼めることの一覧に、このことがありません")
        )
        raise DomainError(_("いまはこの方に頼めません。%(why)s。") % {"why": why})
    if not queries.has_room(need):
        raise DomainError(
            _("いまお返事を待っている方がいます。お返事を聞いてから、次の方に頼んでください。")
        )
    with override(KEPT_IN):
        reasons = words.reasons(candidate)
    match = _new(viewer, need, reasons=reasons, person_id=person)
    _ask_once(viewer, match)
    return match


@transaction.atomic
def ask_organisation(viewer: Viewer, need: Need, organisation: UUID) -> Match:
    """Note that an organisation is being asked; what keeps it at this moment is refused."""
    held(Organisation.objects.all(), [organisation])
    need = queries.held_need(need)
    _keep_askable(viewer, need)
    body = bodies.bodies(viewer, need).by_id(organisation)
    if body is None:
        raise DomainError(
            _("この団体は、このことの一覧にありません。一覧から選びなおしてください。")
        )
    if body.is_asked:
        raise DomainError(_("この団体には、もう頼んであります。お返事を待ってください。"))
    if body.bars:
        raise DomainError(
            _("いまはこの団体に頼めません。%(why)s。") % {"why": words.why_not_body(body)}
        )
    with override(KEPT_IN):
        reasons = words.reasons_of_body(body)
    match = _new(viewer, need, reasons=reasons, organisation_id=organisation)
    _ask_once(viewer, match)
    return match


@transaction.atomic
def turn_to(
    viewer: Viewer, need: Need, *, kind: str, target: UUID, reasons: Sequence[str]
) -> Match:
    """Note that a place, a thing or an activity is being asked; what only tells cannot answer."""
    row = places.row_of(viewer, kind, target)
    if row is None:
        raise DomainError(_("一覧の中から選んでください。"))
    if not places.can_answer(row):
        raise DomainError(
            _("これは情報なので、お返事はもらえません。ご本人に伝えて、ニーズを終えてください。")
        )
    need = queries.held_need(need)
    _keep_askable(viewer, need)
    match = _new(viewer, need, reasons=reasons, **{f"{kind}_id": target})
    _ask_once(viewer, match)
    return match


def _keep_askable(viewer: Viewer, need: Need) -> None:
    why = words.why_nobody(need, is_referred=queries.is_referred(viewer, need))
    if why:
        raise DomainError(why)


@transaction.atomic
def print_slip(viewer: Viewer, need: Need) -> None:
    """Note that a request is printed: paper leaves the house, so only where people may be asked."""
    need = queries.held_need(need)
    _keep_askable(viewer, need)
    audit.record(
        viewer.actor, "matching.print_slip", kind=OF_NEED, subjects=[need.pk], fields=ON_PAPER
    )


def _new(viewer: Viewer, need: Need, *, reasons: Sequence[str], **target: UUID) -> Match:
    today = viewer.today
    match = Match(
        municipality_id=need.municipality_id,
        need=need,
        state=Match.State.ASKED,
        reasons=list(reasons),
        asked_on=today,
        answer_by=_wait(need, since=today, days=_answer_days(need)),
        asked_by_id=_user(viewer),
        **target,
    )
    with once(_("この方には、もう頼んであります。")):
        match.save(force_insert=True)
    _record(viewer, "matching.ask", match)
    if need.state == Need.State.RECEIVED:
        needs.set_state(viewer, need, Need.State.ARRANGING)
    return match


@transaction.atomic
def take_back_ask(viewer: Viewer, match: Match) -> Need:
    """Throw away that somebody was asked, on the same day and before anything was heard of it."""
    match = _held(match)
    is_of_today = match.asked_on == viewer.today
    if match.state != Match.State.ASKED or not is_of_today or queries.last_answer(match):
        raise DomainError(_("取り消せるのは、今日頼んで、まだお返事を聞いていないお願いだけです。"))
    need = queries.held_need(match.need)
    _record(viewer, "matching.take_back_ask", match)
    match.delete()
    _go_on_without(viewer, need)
    return need


def _wait(need: Need, *, since: date, days: int) -> date:
    """Return until when one waits: not beyond the day on which whoever asked is answered."""
    return max(since, min(need.answer_by, since + timedelta(days=days)))


def _answer_days(need: Need) -> int:
    return pool.pace_of(need.municipality_id).answer_days


def _ask_once(viewer: Viewer, match: Match) -> Ask:
    return Ask.objects.create(match=match, asked_at=timezone.now(), asked_by_id=_user(viewer))


@transaction.atomic
def hear_answer(viewer: Viewer, match: Match, *, said: str, why: str = "") -> Match:
    """Note what somebody said when asked: one tap; a yes only where they might be asked today."""
    match = _held(match)
    if match.state != Match.State.ASKED:
        raise DomainError(
            _("このお願いは、もうお返事を聞いてあります。いまのようすを見てください。")
        )
    if said == Ask.Said.YES:
        _keep_askable(viewer, queries.held_need(match.need))
    latest = match.asks.first()
    if latest is None or latest.said:
        latest = _ask_once(viewer, match)
    latest.said, latest.said_at = said, timezone.now()
    if said == Ask.Said.YES:
        return _agree(viewer, match, latest)
    latest.save(update_fields=["said", "said_at", "updated_at"])
    if said == Ask.Said.NO:
        match.state, match.why = Match.State.DECLINED, why or Match.Why.OTHER
        return _set(viewer, match, "matching.decline", ["state", "why"])
    match.answer_by = _next_call(match)
    return _set(viewer, match, "matching.hear_answer", ["answer_by"])


def _next_call(match: Match) -> date:
    """Return when to call again: on the morrow of a call that nobody took, else as long as one waits."""
    latest = queries.last_answer(match)
    since = match.asked_on or match.created_at.date()
    if latest is not None and latest.said_at is not None:
        since = timezone.localdate(latest.said_at)
    was_away = latest is not None and latest.said == Ask.Said.AWAY
    return _wait(match.need, since=since, days=1 if was_away else _answer_days(match.need))


def _agree(viewer: Viewer, match: Match, latest: Ask) -> Match:
    match.state, match.agreed_on = Match.State.AGREED, viewer.today
    latest.learned = _learn(viewer, match)
    latest.save(update_fields=["said", "said_at", "learned", "updated_at"])
    _set(viewer, match, "matching.agree", ["state", "agreed_on"])
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
    match = _held(match)
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
    match.answer_by = _next_call(match)
    _set(viewer, match, "matching.take_back_answer", ["state", "agreed_on", "answer_by"])
    _wait_again(viewer, match.need)
    return match


def _wait_again(viewer: Viewer, need: Need) -> None:
    is_promised = queries.living(need).filter(state__in=queries.PROMISED).exists()
    if need.is_open and need.state == Need.State.CONNECTED and not is_promised:
        needs.set_state(viewer, need, Need.State.ARRANGING)


@transaction.atomic
def arrange(
    viewer: Viewer, match: Match, *, times: Mapping[str, Any], first_on: date, companion: str
) -> Match:
    """Fix when it happens and who comes along at first; nobody is promised twice at one time."""
    match = _held(match)
    if match.state not in queries.PROMISED:
        raise DomainError(_("引き受けていただいてから、日を決めてください。"))
    if first_on < viewer.today and match.first_on != first_on:
        raise DomainError(_("過ぎた日です。今日か、これからの日を選んでください。"))
    if not companion.strip() and promises.wants_companion(match):
        raise DomainError(_("はじめての訪問に付き添う人を書いてください。"))
    if match.person is not None and persons.is_paused(match.person, first_on):
        raise DomainError(words.resting(match.person))
    match.times, match.first_on, match.companion = dict(times), first_on, companion
    taken = promises.clashing(match)
    if taken is not None:
        raise DomainError(words.taken(taken, is_seen=queries.is_visible(viewer, taken)))
    return _set(viewer, match, "matching.arrange", ["times", "first_on", "companion"])


@transaction.atomic
def note_visit(viewer: Viewer, match: Match, visit: Visit) -> Visit:
    """Note one time that it happened."""
    match = _held(match)
    if match.state not in queries.PROMISED:
        raise DomainError(_("引き受けていただいてから、一回ごとを記録してください。"))
    if visit.on > viewer.today:
        raise DomainError(_("これからの日です。行われた日を書いてください。"))
    visit.match, visit.noted_by_id = match, _user(viewer)
    with once(_("その日の分は、もう記録してあります。")):
        visit.save(force_insert=True)
    match.state = Match.State.DONE
    _set(viewer, match, "matching.note_visit", ["state"])
    return visit


@transaction.atomic
def take_back_visit(viewer: Viewer, visit: Visit) -> Match:
    """Take back that it happened on a day."""
    match = _held(visit.match)
    visit.delete()
    if match.state in (Match.State.DONE, Match.State.THANKED) and not match.visits.exists():
        match.state, match.thanked_on = Match.State.AGREED, None
    _set(viewer, match, "matching.take_back_visit", ["state", "thanked_on"])
    _go_on_without(viewer, match.need)
    return match


@transaction.atomic
def thank(viewer: Viewer, match: Match, *, on: date) -> Match:
    """Note that whoever helped was thanked."""
    match = _held(match)
    if match.state not in queries.PROMISED or not match.visits.exists():
        raise DomainError(_("一度でも行われたら、お礼を記録できます。"))
    match.state, match.thanked_on = Match.State.THANKED, on
    return _set(viewer, match, "matching.thank", ["state", "thanked_on"])


@transaction.atomic
def take_back_thanks(viewer: Viewer, match: Match) -> Match:
    """Take back that whoever helped was thanked."""
    match = _held(match)
    if match.state != Match.State.THANKED:
        raise DomainError(_("お礼の記録がありません。いまのようすを見てください。"))
    match.state, match.thanked_on = Match.State.DONE, None
    return _set(viewer, match, "matching.take_back_thanks", ["state", "thanked_on"])


@transaction.atomic
def end(viewer: Viewer, match: Match, *, apart: bool) -> Match:
    """End a match, from either side, without a reason; `apart` keeps the two from being proposed."""
    match = _held(match)
    if not match.is_living:
        raise DomainError(_("このお手伝いは、もう終わっています。そのままで大丈夫です。"))
    match.state, match.ended_on, match.apart = Match.State.ENDED, viewer.today, apart
    _set(viewer, match, "matching.end", ["state", "ended_on", "apart"])
    _go_on_without(viewer, match.need)
    return match


def _go_on_without(viewer: Viewer, need: Need) -> None:
    """Let others be asked for an open need that nobody helps with any more, unless it has happened."""
    if need.is_open and not queries.living(need).exists() and not queries.has_happened(need):
        needs.set_state(viewer, need, Need.State.RECEIVED)


@transaction.atomic
def take_up_again(viewer: Viewer, match: Match, *, together: bool = False) -> Match:
    """Undo that a match was ended or declined by mistake.

    The two stay `apart` unless `together` says otherwise. A time that the helper has promised to
    somebody else meanwhile is given up; the match then has no `first_on` and is arranged anew.
    """
    match = _held(match)
    if match.is_living:
        raise DomainError(_("このお手伝いは続いています。そのままで大丈夫です。"))
    _keep_askable(viewer, queries.held_need(match.need))
    match.state, match.ended_on, match.why = _before(match), None, ""
    changed = ["state", "ended_on", "why"]
    # A no that was a mistake was never said.
    match.asks.filter(said=Ask.Said.NO).update(said="", said_at=None, updated_at=timezone.now())
    if together:
        match.apart = False
        changed.append("apart")
    if promises.clashing(match) is not None:
        match.times, match.first_on = {}, None
        changed += ["times", "first_on"]
    with once(_("この方には、そのあともう一度頼んであります。そちらを見てください。")):
        _set(viewer, match, "matching.take_up_again", changed)
    state = Need.State.CONNECTED if match.agreed_on else Need.State.ARRANGING
    needs.set_state(viewer, match.need, state)
    return match


def _before(match: Match) -> str:
    if match.agreed_on is None:
        return Match.State.ASKED
    return Match.State.DONE if match.visits.exists() else Match.State.AGREED


def _held(match: Match) -> Match:
    """Return the match as it is now; the helper's other promises wait meanwhile."""
    held(Person.objects.all(), [match.person_id])
    return held(Match.objects.all(), [match.pk])[match.pk]


def _set(viewer: Viewer, match: Match, verb: str, fields: Sequence[str]) -> Match:
    match.save(update_fields=[*fields, "updated_at"])
    _record(viewer, verb, match, [name for name in fields if name != "updated_at"])
    return match


def _record(viewer: Viewer, verb: str, match: Match, fields: Sequence[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[match.pk], fields=fields)


def _user(viewer: Viewer) -> UUID:
    if viewer.user is None:
        raise DomainError(_("サインインしてから、もう一度おためしください。"))
    return viewer.user
