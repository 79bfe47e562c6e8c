"""Keeping a promise: when it happens, each time, the thanks, the end and a new beginning."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.base.errors import DomainError, once
from sasaeai.matching import promises, queries, words
from sasaeai.matching.models import Ask, Match, Visit
from sasaeai.matching.now import (
    answer_days,
    ask_once,
    go_on_without,
    keep_promise,
    keep_room,
    match_now,
    wait_until,
    write,
)
from sasaeai.needs import actions as needs
from sasaeai.needs.models import Need
from sasaeai.needs.now import whoever
from sasaeai.people import queries as persons

# What is written down late may have happened before anybody was asked on these pages.
LONG_BEFORE = timedelta(days=31)


@transaction.atomic
def arrange(
    viewer: Viewer, match: Match, *, times: Mapping[str, Any], first_on: date, companion: str
) -> Match:
    """Fix when it happens and who comes along at first; nobody is promised twice at one time."""
    match = match_now(match)
    if match.state not in queries.PROMISED:
        raise DomainError(_("引き受けていただいてから、日を決めてください。"))
    keep_promise(viewer, match)
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
    return write(viewer, match, "matching.arrange", ["times", "first_on", "companion"])


@transaction.atomic
def note_visit(viewer: Viewer, match: Match, visit: Visit) -> Visit:
    """Note one time that it happened."""
    match = match_now(match)
    if match.state not in queries.PROMISED:
        raise DomainError(_("引き受けていただいてから、一回ごとを記録してください。"))
    if visit.on > viewer.today:
        raise DomainError(_("これからの日です。行われた日を書いてください。"))
    if match.asked_on is not None and visit.on < match.asked_on - LONG_BEFORE:
        raise DomainError(
            _("お願いした日より、ひと月以上も前の日です。行われた日をたしかめてください。")
        )
    visit.match, visit.noted_by_id = match, whoever(viewer)
    with once(_("その日の分は、もう記録してあります。")):
        visit.save(force_insert=True)
    match.state = Match.State.DONE
    write(viewer, match, "matching.note_visit", ["state"])
    return visit


@transaction.atomic
def take_back_visit(viewer: Viewer, visit: Visit) -> Match:
    """Take back that it happened on a day; what was written on another day stays."""
    match = match_now(visit.match)
    if timezone.localdate(visit.created_at) != viewer.today:
        raise DomainError(_("取り消せるのは、今日書いたものだけです。"))
    visit.delete()
    if match.state in (Match.State.DONE, Match.State.THANKED) and not match.visits.exists():
        match.state, match.thanked_on = Match.State.AGREED, None
    write(viewer, match, "matching.take_back_visit", ["state", "thanked_on"])
    go_on_without(viewer, match.need)
    return match


@transaction.atomic
def thank(viewer: Viewer, match: Match, *, on: date) -> Match:
    """Note that whoever helped was thanked."""
    match = match_now(match)
    if match.state not in queries.PROMISED or not match.visits.exists():
        raise DomainError(_("一度でも行われたら、お礼を記録できます。"))
    match.state, match.thanked_on = Match.State.THANKED, on
    return write(viewer, match, "matching.thank", ["state", "thanked_on"])


@transaction.atomic
def take_back_thanks(viewer: Viewer, match: Match) -> Match:
    """Take back that whoever helped was thanked."""
    match = match_now(match)
    if match.state != Match.State.THANKED:
        raise DomainError(_("お礼の記録がありません。いまのようすを見てください。"))
    match.state, match.thanked_on = Match.State.DONE, None
    return write(viewer, match, "matching.take_back_thanks", ["state", "thanked_on"])


@transaction.atomic
def end(viewer: Viewer, match: Match, *, apart: bool) -> Match:
    """End a match, from either side, without a reason; `apart` keeps the two from being proposed."""
    match = match_now(match)
    if not match.is_living:
        raise DomainError(_("このお手伝いは、もう終わっています。そのままで大丈夫です。"))
    match.state, match.ended_on, match.apart = Match.State.ENDED, viewer.today, apart
    write(viewer, match, "matching.end", ["state", "ended_on", "apart"])
    go_on_without(viewer, match.need)
    return match


@transaction.atomic
def take_up_again(viewer: Viewer, match: Match, *, together: bool = False) -> Match:
    """Let a match that was ended or declined go on, where the two may still meet.

    What was noted on the same day was a slip of the finger: a no was never said. Later it stays, and they
    are asked once more. Two who were kept `apart` go on only where somebody says `together`. A time that
    the helper has promised to somebody else meanwhile is given up and arranged anew.
    """
    match = match_now(match)
    if match.is_living:
        raise DomainError(_("このお手伝いは続いています。そのままで大丈夫です。"))
    keep_promise(viewer, match)
    if match.apart and not together:
        raise DomainError(
            _(
                "この組み合わせは、もう提案しないことになっています。それでもつづけるときは、下のボタンを押してください。"
            )
        )
    changed = ["state", "ended_on", "why", "apart"]
    match.state, match.ended_on, match.why, match.apart = _before(match), None, "", False
    if match.state == Match.State.ASKED:
        changed += _ask_again(viewer, match)
    if promises.clashing(match) is not None:
        match.times, match.first_on = {}, None
        changed += ["times", "first_on"]
    with once(_("この方には、そのあともう一度頼んであります。そちらを見てください。")):
        write(viewer, match, "matching.take_up_again", changed)
    state = Need.State.CONNECTED if match.agreed_on else Need.State.ARRANGING
    needs.set_state(viewer, match.need, state)
    return match


def _ask_again(viewer: Viewer, match: Match) -> list[str]:
    """Take back a no of today, or ask once more after one of another day; return the fields it changes."""
    if match.person_id is not None:
        keep_room(match.need)
    last = queries.last_answer(match)
    if last is None or last.said != Ask.Said.NO or last.said_at is None:
        return []
    if timezone.localdate(last.said_at) == viewer.today:
        last.said, last.said_at = "", None
        last.save(update_fields=["said", "said_at", "updated_at"])
        return []
    ask_once(viewer, match)
    match.asked_on = viewer.today
    days = answer_days(match.need)
    match.answer_by = wait_until(match.need, since=viewer.today, days=days)
    return ["asked_on", "answer_by"]


def _before(match: Match) -> str:
    if match.agreed_on is None:
        return Match.State.ASKED
    return Match.State.DONE if match.visits.exists() else Match.State.AGREED
