"""Activities and what residents tell of them. All names are invented."""

from datetime import time, timedelta
from typing import Any

import factory
from django.utils import timezone

from sasaeai.activities import numbers
from sasaeai.activities.models import (
    Activity,
    ActivityMeaning,
    ActivitySuggestion,
    Opening,
    Organiser,
    Origin,
    Session,
    SignUp,
    Stage,
    Use,
)
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.matching.models import Invitation, MatchMeaning
from sasaeai.people.models import Person
from sasaeai.visions.meanings import AnyMeaning
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import tokens
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.vocabulary import term

# See `tests/world.py`.
ARGUMENTS = {
    "activities": {
        "pk": "activity",
        "origin": "origin",
        "organiser": "organiser",
        "use": "use",
        "token": "receipt",
        "session": "session",
        "signup": "waiting",
        "opening": "opening",
    },
    "matching:for_opening": {"pk": "opening"},
    "matching:call": {"pk": "opening", "person": "helper"},
    "matching:invite": {"pk": "opening", "person": "helper"},
    "matching:invitation": {"pk": "invitation"},
    "matching:reply": {"pk": "invitation"},
    "matching:take_back_reply": {"pk": "invitation"},
    "matching:take_back_invitation": {"pk": "invitation"},
    "matching:fits": {"pk": "helper"},
    "portal:session": {"pk": "session"},
    "portal:signed_up": {"token": "coming token"},
    "portal:change_signup": {"token": "coming token"},
    "portal:cancel_signup": {"token": "coming token"},
    "activities:change_meaning": {"pk": "activity meaning"},
    "activities:take_back_meaning": {"pk": "activity meaning"},
    "activities:bring_back_meaning": {"token": "receipt"},
    "matching:change_meaning": {"pk": "match meaning"},
    "matching:take_back_meaning": {"pk": "match meaning"},
    "matching:bring_back_meaning": {"token": "receipt"},
}


class ActivityFactory(factory.django.DjangoModelFactory[Activity]):
    """A gathering in `area`, seen by everybody."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    name = factory.Sequence(lambda number: f"お茶のみ会{number}")
    municipality = factory.SelfAttribute("area.municipality")
    visibility = Visibility.PUBLIC


class ActivitySuggestionFactory(factory.django.DjangoModelFactory[ActivitySuggestion]):
    """What a resident told us about `listed`."""

    class Meta:
        model = ActivitySuggestion

    words = "会場が変わったようです。"
    municipality = factory.SelfAttribute("listed.municipality")


def make_trial(town: Town, *, days: int = 0, **values: Any) -> Activity:
    """Let something be on trial in 桜台, to be looked back on in so many days."""
    review = timezone.localdate() + timedelta(days=days)
    return ActivityFactory(
        **{"area": town.sakuradai, "state": Activity.State.TRIAL, "review_on": review} | values
    )


def make_stage(town: Town, activity: Activity, **values: Any) -> Stage:
    """Let somebody have written down how an activity stands."""
    usual = {"state": activity.state, "on": timezone.localdate(), "noted_by": writer(town)}
    return Stage.objects.create(activity=activity, **usual | values)


def make_origin(town: Town, activity: Activity, **thing: Any) -> Origin:
    """Let an activity have been born from something today."""
    return Origin.objects.create(
        activity=activity, on=timezone.localdate(), noted_by=writer(town), **thing
    )


def make_organiser(activity: Activity, person: Person, part: str = "世話役") -> Organiser:
    """Let a resident run an activity."""
    return Organiser.objects.create(activity=activity, person=person, part=part)


def make_use(activity: Activity, asset: Asset, **values: Any) -> Use:
    """Let an activity use something."""
    return Use.objects.create(activity=activity, asset=asset, **values)


def make_session(town: Town, activity: Activity, *, days: int = 7, **values: Any) -> Session:
    """Set a date with sign-up in so many days."""
    usual = {"starts": time(13, 30), "ends": time(15), "capacity": 2, "set_by": writer(town)}
    on = timezone.localdate() + timedelta(days=days)
    return Session.objects.create(activity=activity, on=on, **usual | values)


def make_signup(session: Session, called: str = "キヨさん", **values: Any) -> SignUp:
    """Let somebody have signed up."""
    municipality = session.activity.municipality
    usual = {"phone": "042-000-7777", "number": numbers.unused(municipality.pk)}
    usual |= {"municipality": municipality}
    return SignUp.objects.create(session=session, called=called, **usual | values)


def make_opening(
    town: Town,
    activity: Activity,
    what: str = "お茶をいれる",
    *,
    code: str = "shopping",
    **values: Any,
) -> Opening:
    """Let an activity look for somebody."""
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, code)
    usual = {"category": category, "offered_by": writer(town)}
    return Opening.objects.create(activity=activity, what=what, **usual | values)


def make_invitation(
    town: Town, opening: Opening, person: Person, said: str = "", **values: Any
) -> Invitation:
    """Let somebody have been asked for an opening just now."""
    now = timezone.now()
    usual = {"asked_at": now, "asked_by": writer(town), "said_at": now if said else None}
    return Invitation.objects.create(opening=opening, person=person, said=said, **usual | values)


def give_meaning(town: Town, meaning: AnyMeaning, words: str = "歩いて行ける") -> AnyMeaning:
    """Let somebody have said today which goal a means serves."""
    meaning.words, meaning.given_on, meaning.given_by = words, timezone.localdate(), writer(town)
    meaning.save()
    return meaning


def growth(town: Town, activity: Activity, made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, how an activity grew and what it and a match serve."""
    make_stage(town, activity)
    goal, token = made["goal"], f"{town.municipality.code}-coming-token"
    session = make_session(town, activity)
    make_signup(session, digest=tokens.digest(token))
    opening = make_opening(town, activity, f"出番{town.municipality.code}", code="trash")
    return {
        "opening": opening,
        "invitation": make_invitation(town, opening, made["helper"]),
        "session": session,
        "waiting": make_signup(session, "待つ人", state="waits"),
        "coming token": token,
        "origin": make_origin(town, activity, issue=made["issue"]),
        "organiser": make_organiser(activity, made["person:包括"]),
        "use": make_use(activity, made["asset"]),
        "activity meaning": give_meaning(town, ActivityMeaning(goal=goal, means=activity)),
        "match meaning": give_meaning(town, MatchMeaning(goal=goal, means=made["match"])),
    }
