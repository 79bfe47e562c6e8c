"""目的の点検 as it is read: each finding with its words and the page on which it is mended."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from sasaeai.activities import queries as activities
from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.calc.purpose import RULES, Finding, Plan, check
from sasaeai.insight import plan as plans
from sasaeai.insight.plan import key, means_key
from sasaeai.insight.words import SAYINGS, said
from sasaeai.matching import queries as matching
from sasaeai.visions import queries as visions
from sasaeai.visions import rules
from sasaeai.visions.models import Edition, Vision
from sasaeai.vocabulary import queries as vocabulary

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Told:
    """One finding on a page."""

    finding: Finding
    why: str
    step: str
    url: str

    @property
    def label(self) -> str:
        return str(SAYINGS[self.finding.rule].label)

    @property
    def tone(self) -> str:
        return SAYINGS[self.finding.rule].tone

    @property
    def act(self) -> str:
        return str(SAYINGS[self.finding.rule].act)


class Named(NamedTuple):
    """What a finding is about: how it is called, and the page on which it is mended."""

    name: str
    url: str


class Check(NamedTuple):
    """The first findings of a picture, or of what belongs to none; how many there are in all."""

    told: list[Told]
    number: int
    is_blank: bool = False

    @property
    def more(self) -> int:
        return self.number - len(self.told)


class Pictured(NamedTuple):
    """One area's picture with how many findings it has, by kind."""

    vision: Vision
    called: str
    words: str
    number: int
    kinds: list[tuple[str, int]]


@dataclass(frozen=True, slots=True)
class Checked:
    """A town's plan with its findings, each with the picture it belongs to; none for a means that serves nothing."""

    plan: Plan
    by_vision: Mapping[str, Sequence[Finding]]
    loose: Sequence[Finding]


def of_vision(viewer: Viewer, vision: Vision) -> Check:
    """Return what is to be looked at in one picture."""
    checked = _checked(viewer)
    found = checked.by_vision.get(key(vision.pk), [])
    is_blank = all(goal.vision != key(vision.pk) for goal in checked.plan.goals)
    told = _told(viewer, checked.plan, found[:SHOWN])
    if rules.may_change(viewer, vision):
        told = [_to_choose(one) for one in told]
    return Check(told, len(found), is_blank)


def _to_choose(told: Told) -> Told:
    """Return a finding that leads right to what can be chosen, where it is for the viewer to choose."""
    if told.finding.rule != "goal-without-means":
        return told
    return replace(told, url=reverse("insight:choose_means", args=[UUID(told.finding.subject)]))


def town(viewer: Viewer) -> tuple[list[Pictured], Check]:
    """Return how many findings each picture of the town has, and what is done without a goal."""
    checked = _checked(viewer)
    told = _told(viewer, checked.plan, checked.loose)
    return _pictured(viewer, checked), Check(told[:SHOWN], len(told))


def _checked(viewer: Viewer) -> Checked:
    plan = plans.gather(viewer.municipality, today=viewer.today)
    owners = _owners(plan)
    by_vision: dict[str, list[Finding]] = {}
    without: list[Finding] = []
    for finding in check(plan, today=viewer.today):
        owner = owners.get(finding.subject)
        if owner is None or finding.rule == "means-without-goal":
            without.append(finding)
        else:
            by_vision.setdefault(owner, []).append(finding)
    return Checked(plan, by_vision, without)


def _owners(plan: Plan) -> dict[str, str]:
    """Return to which picture each goal, indicator and means belongs: a means to that of its first goal."""
    goals = {goal.id: goal.vision for goal in plan.goals}
    return {
        **{vision.id: vision.id for vision in plan.visions},
        **goals,
        **{one.id: goals[one.goal] for one in plan.indicators},
        **{one.id: goals[one.goals[0]] for one in plan.means if one.goals},
    }


def _told(viewer: Viewer, plan: Plan, findings: Sequence[Finding]) -> list[Told]:
    """Return findings with their words; of what the viewer may not see, none."""
    named = _named(viewer, plan, {one.subject for one in findings})
    return [
        Told(one, *said(one, named[one.subject].name), named[one.subject].url)
        for one in findings
        if one.subject in named
    ]


def _named(viewer: Viewer, plan: Plan, subjects: set[str]) -> dict[str, Named]:
    goals = {goal.id: goal.words for goal in plan.goals}
    pictures = {one for one in subjects if any(one == vision.id for vision in plan.visions)}
    return {
        **{one: Named(words, _goal_url(one)) for one, words in goals.items() if one in subjects},
        **{
            one.id: Named(one.name, _goal_url(one.goal))
            for one in plan.indicators
            if one.id in subjects
        },
        **{
            one: Named(words, reverse("visions:vision", args=[UUID(one)]))
            for one, words in _words_of(pictures).items()
        },
        **_means_named(viewer, subjects),
    }


def _goal_url(goal: str) -> str:
    return reverse("visions:goal", args=[UUID(goal)])


def _words_of(pictures: Iterable[str]) -> dict[str, str]:
    """Return the words of the newest edition of each of these pictures."""
    rows = Edition.objects.filter(vision__in=[UUID(one) for one in pictures]).order_by("number")
    return {key(pk): words for pk, words in rows.values_list("vision", "words")}


def _means_named(viewer: Viewer, subjects: set[str]) -> dict[str, Named]:
    asked = [one.partition(":") for one in subjects if ":" in one]
    ids = {kind: [pk for of, _, pk in asked if of == kind] for kind, _, _ in asked}
    found: dict[str, Named] = {}
    for one in activities.brief(viewer).filter(pk__in=ids.get("activity", [])):
        found[means_key("activity", one.pk)] = Named(one.name, one.get_absolute_url())
    for match in matching.visible_to(viewer).filter(pk__in=ids.get("match", [])):
        found[means_key("match", match.pk)] = Named(match.need.what, match.get_absolute_url())
    for thing in assets.brief(viewer).filter(pk__in=ids.get("asset", [])):
        url = reverse("visions:meanings", args=["asset", thing.pk])
        found[means_key("asset", thing.pk)] = Named(thing.name, url)
    for term in vocabulary.visible_to(viewer).filter(pk__in=ids.get("instrument", [])):
        url = reverse("visions:meanings", args=["instrument", term.pk])
        found[means_key("instrument", term.pk)] = Named(str(term), url)
    return found


def _pictured(viewer: Viewer, checked: Checked) -> list[Pictured]:
    ids = [one.id for one in checked.plan.visions]
    pictures = list(visions.visions(viewer).filter(pk__in=ids))
    called = areas.told_apart([one.area for one in pictures])
    return [
        Pictured(one, called[one.area_id], one.editions.all()[0].words, len(found), _kinds(found))
        for one in pictures
        for found in [checked.by_vision.get(key(one.pk), [])]
    ]


def _kinds(found: Iterable[Finding]) -> list[tuple[str, int]]:
    counted = Counter(one.rule for one in found)
    return [(str(SAYINGS[rule].label), counted[rule]) for rule in RULES if counted[rule]]
