"""Needs, and what came of them. All of it is invented."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from sasaeai.areas.models import Area, Employer
from sasaeai.matching.models import Ask, Match, Pace, Visit
from sasaeai.needs.models import Issue, Need, Referral
from sasaeai.people.models import Answer, Person
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import make_gift, make_person, writer
from tests.factories.vocabulary import term

ORAL = Need.Consent.ORAL
OF_A_NEED = ("candidates", "slip", "script", "ask", "turn_to")
OF_AN_ORGANISATION = ("organisation", "ask_organisation")
OF_AN_ISSUE = (
    "issue", "change_issue", "merge_issue", "take_back_merging", "split_issue", "raise_issue",
    "take_back_raising", "take_back_issue",
)  # fmt: skip
# See `tests/world.py`.
ARGUMENTS = {
    "needs": {"pk": "need", "referral": "referral"},
    **{f"needs:{name}": {"pk": "issue"} for name in OF_AN_ISSUE},
    "needs:propose_issue": {"area": "district", "category": "category"},
    "matching": {
        "pk": "match",
        "visit": "visit",
        "ask": "call",
        "person": "helper",
        "kind": "place kind",
        "target": "asset",
    },
    "matching:counts": {"pk": "helper"},
    **{f"matching:{name}": {"pk": "need"} for name in OF_A_NEED},
    **{f"matching:{name}": {"pk": "need", "target": "organisation"} for name in OF_AN_ORGANISATION},
}


def make_need(
    town: Town,
    what: str = "週2回のゴミ出し",
    *,
    code: str = "trash",
    area: Area | None = None,
    employer: Employer | None = None,
    **values: Any,
) -> Need:
    """Take up a need of 桜台, by the 包括 and to be passed on unless said otherwise."""
    traits = {name: values.pop(name, ()) for name in ("has", "avoids", "voices")}
    usual: dict[str, Any] = {
        "category": term(town.municipality, Kind.SUPPORT_CATEGORY, code),
        "answer_by": timezone.localdate() + timedelta(days=7),
        "owner": writer(town),
        "consent": ORAL,
        "often": Need.Often.WEEKLY,
    }
    need = Need.objects.create(
        municipality=town.municipality,
        area=area or town.sakuradai,
        employer=employer or town.centre,
        what=what,
        **usual | values,
    )
    for name, rows in traits.items():
        getattr(need, name).set(rows)
    return need


def make_helper(town: Town, code: str = "trash", **values: Any) -> Person:
    """Write down somebody who has been met and can do this at any time."""
    gift = {
        name: values.pop(name)
        for name in ("times", "reach", "reach_minutes", "most_per_week", "kind", "trained_on")
        if name in values
    }
    person = make_person(town, **{"trust": Person.Trust.MET, "with_companion": False} | values)
    make_gift(person, code, **gift)
    return person


def make_match(town: Town, need: Need, person: Person, **values: Any) -> Match:
    """Let somebody have been asked for a need today."""
    today = timezone.localdate()
    usual: dict[str, Any] = {
        "state": Match.State.ASKED,
        "asked_on": today,
        "answer_by": today,
        "asked_by": writer(town),
    }
    return Match.objects.create(
        municipality=town.municipality, need=need, person=person, **usual | values
    )


def make_ask(match: Match, said: str = "", **values: Any) -> Ask:
    """Let somebody have been called about it just now."""
    usual = {"asked_at": timezone.now(), "asked_by": match.asked_by}
    return Ask.objects.create(match=match, said=said, **usual | values)


def make_visit(match: Match, *, days_ago: int = 0, **values: Any) -> Visit:
    """Let it have happened so many days ago."""
    on = timezone.localdate() - timedelta(days=days_ago)
    return Visit.objects.create(match=match, on=on, noted_by=match.asked_by, **values)


def make_issue(town: Town, title: str = "坂のゴミ出し", **values: Any) -> Issue:
    """Let the 包括 have gathered an issue of 桜台."""
    needs = values.pop("needs", ())
    usual = {"figure_on": timezone.localdate(), "noted_by": writer(town)}
    issue = Issue.objects.create(
        municipality=town.municipality,
        area=town.sakuradai,
        employer=town.centre,
        title=title,
        **usual | values,
    )
    issue.needs.set(needs)
    return issue


def needs_and_matches(town: Town, made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, needs of the 包括 that may not be passed on, and who was asked."""
    mark = town.municipality.code
    need = make_need(town, f"ニーズ{mark}", consent="")
    made["organisation"].categories.add(need.category)
    helper = make_helper(town, nickname=f"手伝う人{mark}")
    repeated = [
        make_need(town, f"重なり{mark}{number}", code="snow", consent="") for number in range(3)
    ]
    match = make_match(town, need, helper, state=Match.State.DONE, agreed_on=timezone.localdate())
    Pace.objects.create(municipality=town.municipality)
    Answer.objects.create(
        person=helper, municipality=town.municipality, category=need.category, said="yes",
        said_on=timezone.localdate(),
    )  # fmt: skip
    return {
        "need": need,
        "helper": helper,
        "match": match,
        "visit": make_visit(match),
        "call": make_ask(match),
        "referral": Referral.objects.create(
            need=need, to_words="市役所", on=timezone.localdate(), referred_by=writer(town)
        ),
        "place kind": "asset",
        "issue": make_issue(town, f"地域課題{mark}"),
        "district": town.sakuradai,
        "category": repeated[0].category,
    }
