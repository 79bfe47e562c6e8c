"""The page of one activity: what is published of it, how it grew, who runs it, what was told of it."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from sasaeai.activities import (
    growth,
    hands,
    meaning_pages,
    openings,
    queries,
    rests,
    rules,
    signups,
)
from sasaeai.activities.growth_form import ReviewForm, StateForm, TrialForm
from sasaeai.activities.meaning_form import MEANS
from sasaeai.activities.models import Activity, Stage, Use
from sasaeai.areas import rules as area_rules
from sasaeai.areas.viewer import Request
from sasaeai.assets import freshness, knots, listed_pages, times
from sasaeai.assets import queries as assets
from sasaeai.assets.rules import hides_place
from sasaeai.audit import actions as audit
from sasaeai.base.errors import permit
from sasaeai.people.cards import Card
from sasaeai.ui import dates, wording
from sasaeai.voices import actions as voices

TWO_MONTHS = timedelta(weeks=8)
CARD_FIELDS = {"name", "nickname"}
ICONS = {"idea": "pen", "preparing": "pen", "trial": "clock", "paused": "rest", "ended": "check"}


def activity(request: Request, pk: UUID) -> HttpResponse:
    viewer = request.viewer
    permit(area_rules.may_see_town(viewer))
    thing = get_object_or_404(queries.whole(viewer), pk=pk)
    return show(request, thing)


def show(
    request: Request,
    thing: Activity,
    *,
    state_form: StateForm | None = None,
) -> HttpResponse:
    """Return the page of an activity, with what is amiss where a form on it was sent."""
    viewer = request.viewer
    hosts = hands.hosts_of(viewer, thing)
    is_staff = rules.may_see_private(viewer)
    told = list(queries.told(viewer, thing)) if rules.may_change(viewer, thing) else []
    heard = queries.voices_of(viewer, thing)
    voices.look(viewer, heard)
    if is_staff and (seen := seen_fields(thing) + ["suggestions"] * bool(told)):
        audit.record(
            viewer.actor, "activities.look", kind="activity", subjects=[thing.pk], fields=seen
        )
    look_at(request, [host.card for host in hosts])
    rooms = signups.ahead(viewer, thing)
    stages = list(growth.stages_of(thing))
    is_due, to_come = rests.is_to_review(thing, viewer.today), thing.state in rests.TO_COME
    context = {
        "activity": thing,
        "facts": _facts(thing),
        "address": assets.address_for(viewer, thing.place) if thing.place else "",
        "week": times.grid(thing.times),
        "days": list(times.DAY_LABELS.values()),
        "fresh": freshness.look(thing, viewer.today),
        "knots": knots.of(thing.checks.all(), viewer.today),
        "private": listed_pages.private_facts(thing) if is_staff else [],
        "suggestions": told,
        "voices": heard,
        "may_change": rules.may_change(viewer, thing),
        "stands": rests.label(thing, viewer.today),
        "hosts": hosts,
        "unseen": hands.host_count(thing) - len(hosts),
        "uses": [_use(use) for use in hands.uses_of(viewer, thing)],
        "stages": [_knot(stage, is_now=stage == stages[-1]) for stage in stages],
        "origins": growth.origins_of(viewer, thing),
        "branches": growth.branches_of(viewer, thing),
        "may_add": rules.may_add(viewer),
        "rooms": rooms,
        "signed_up": sum(room.called for room in rooms if not room.session.is_off),
        "openings": openings.of_activity(viewer, thing),
        "lines": meaning_pages.lines(viewer, thing, means=MEANS),
        "give_url": meaning_pages.give_url(viewer, thing, means=MEANS),
        "is_due": is_due,
        "to_come": to_come,
        "check_look": "second" if is_due else "",
        "state_form": state_form or StateForm(initial=stands(thing, viewer.today)),
        # Beside the form of the state, whose fields are called the same.
        "review_form": ReviewForm(auto_id="look-back_%s"),
        "trial_form": TrialForm(initial=_in_two_months(viewer.today), auto_id="begin_%s"),
    }
    is_amiss = state_form is not None and state_form.is_bound
    status = 422 if is_amiss else 200
    return render(request, "activities/activity.html", context, status=status)


def _in_two_months(today: date) -> dict[str, Any]:
    """Return what beginning a trial proposes: from today, to be looked back on after two months."""
    return {"state": Activity.State.TRIAL, "since": today, "review": today + TWO_MONTHS}


def stands(thing: Activity, today: date) -> dict[str, Any]:
    """Return what the form of its state begins with; a rest that is written down is there to be changed."""
    rest = rests.rest_of(thing, today)
    if rest is None:
        return {"state": rests.state_on(thing, today), "since": today, "review": thing.review_on}
    return {"state": thing.state, "since": rest.since or today, "resumes": rest.resumes}


def look_at(request: Request, cards: list[Card]) -> None:
    """Note that a page shows by name those who run an activity."""
    names = set().union(*(card.shown for card in cards)) & CARD_FIELDS
    if names:
        subjects = [card.id for card in cards]
        audit.record(
            request.viewer.actor, "activities.look", kind="person", subjects=subjects,
            fields=sorted(names),
        )  # fmt: skip


def _knot(stage: Stage, *, is_now: bool) -> dict[str, Any]:
    """Return a stage as a knot of the thread."""
    more = ""
    if stage.review_on:
        more = _("%(day)sにふりかえる") % {"day": dates.full_day(stage.review_on)}
    if stage.resumes_on:
        more = _("%(day)sから再開") % {"day": dates.full_day(stage.resumes_on)}
    return {
        "verb": "grow",
        "icon": ICONS.get(stage.state, "grow"),
        "when": dates.full_day(stage.on),
        "title": stage.get_state_display(),
        "text": stage.words or more,
        "now": is_now,
    }


def _use(use: Use) -> dict[str, Any]:
    """Return what is used, when, and on which days that lies outside its hours."""
    outside = hands.days_outside(use)
    return {
        "use": use,
        "when": times.words_of(use.times),
        "outside": wording.listed(times.DAY_LABELS[day] for day in outside),
    }


def seen_fields(thing: Activity) -> list[str]:
    """Return which fields that staff see of an activity are not for everybody and say something."""
    seen = listed_pages.private_fields(thing)
    if thing.place and hides_place(thing.place) and thing.place.address:
        seen.append("address")
    return seen


def _facts(thing: Activity) -> list[tuple[str, str]]:
    return [
        (_("来られる人"), thing.who_may_come),
        (_("費用"), thing.fee),
        (_("どんなこと"), wording.told(thing.categories.all())),
        (_("出どころ"), thing.source_words),
        (_("だれに見せるか"), thing.get_visibility_display()),
    ]
