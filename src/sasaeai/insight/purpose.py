"""目的の点検 as it is read: each finding with its words and the page on which it is mended."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from sasaeai.activities import queries as activities
from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.calc.purpose import Finding, Plan, check, has_just_begun
from sasaeai.insight import plan as plans
from sasaeai.insight.plan import key, means_key
from sasaeai.insight.words import TONES, Saying, said, saying_of
from sasaeai.matching import queries as matching
from sasaeai.visions import queries as visions
from sasaeai.visions import rules
from sasaeai.visions.models import Edition, Vision
from sasaeai.vocabulary import queries as vocabulary

SHOWN = 50
MENDED_AT = {
    "goal-without-means": "insight:choose_means",
    "vision-without-residents": "visions:write_edition",
}


@dataclass(frozen=True, slots=True)
class Told:
    """One finding on a page."""

    finding: Finding
    saying: Saying
    why: str
    step: str
    url: str

    @property
    def label(self) -> str:
        return str(self.saying.label)

    @property
    def tone(self) -> str:
        return self.saying.tone

    @property
    def act(self) -> str:
        return str(self.saying.act)

    @property
    def under(self) -> str:
        """Why, where the words of the goal stand above."""
        return str(self.saying.under or self.why)


class Named(NamedTuple):
    """What a finding is about: how it is called, and the page on which it is mended."""

    name: str
    url: str


class Group(NamedTuple):
    """What is to be looked at in one goal, what weighs most first; without words in the picture itself."""

    words: str
    url: str
    told: list[Told]

    @property
    def first(self) -> list[Told]:
        """What stands open."""
        return self.told[:1]

    @property
    def rest(self) -> list[Told]:
        """What is folded."""
        return self.told[1:]


class Check(NamedTuple):
    """The first findings of a picture, or of what belongs to none; how many there are in all.

    `groups` are the same findings by goal, what weighs most first.
    """

    told: list[Told]
    number: int
    is_blank: bool = False
    groups: Sequence[Group] = ()

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
    plan, own = checked.plan, key(vision.pk)
    is_new = any(one.id == own and has_just_begun(one, viewer.today) for one in plan.visions)
    found = _by_goal(plan, checked.by_vision.get(own, []), is_new=is_new)
    told = _told(viewer, plan, found[:SHOWN], is_new=is_new)
    if rules.may_change(viewer, vision):
        told = [_to_mend(one) for one in told]
    is_blank = all(goal.vision != own for goal in plan.goals)
    return Check(told, len(found), is_blank, _groups(plan, told))


def _to_mend(told: Told) -> Told:
    """Return a finding that leads right to where it is mended, where that is for the viewer to do."""
    page = MENDED_AT.get(told.finding.rule)
    return replace(told, url=reverse(page, args=[UUID(told.finding.subject)])) if page else told


def _by_goal(plan: Plan, found: Iterable[Finding], *, is_new: bool) -> list[Finding]:
    """Return findings goal by goal: first the goal with what weighs most, then the one with most."""
    goals = _goals_of(plan)
    weights: defaultdict[str, list[tuple[int, Finding]]] = defaultdict(list)
    for one in found:
        weight = TONES.index(saying_of(one, is_new=is_new).tone)
        weights[goals.get(one.subject, "")].append((weight, one))
    groups = [sorted(rows, key=lambda row: row[0]) for rows in weights.values()]
    groups.sort(key=lambda rows: (rows[0][0], -len(rows)))
    return [one for rows in groups for _weight, one in rows]


def _goals_of(plan: Plan) -> dict[str, str]:
    """Return under which goal each goal, indicator and means is told: a means under its first."""
    return {
        **{one.id: one.id for one in plan.goals},
        **{one.id: one.goal for one in plan.indicators},
        **{one.id: one.goals[0] for one in plan.means if one.goals},
    }


def _groups(plan: Plan, told: Iterable[Told]) -> list[Group]:
    goals, words = _goals_of(plan), {goal.id: goal.words for goal in plan.goals}
    return [
        Group(words.get(goal, ""), _goal_url(goal) if goal else "", list(rows))
        for goal, rows in groupby(told, key=lambda one: goals.get(one.finding.subject, ""))
    ]


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
    pictures = {goal.id: goal.vision for goal in plan.goals}
    return {
        **{vision.id: vision.id for vision in plan.visions},
        **{one: pictures[goal] for one, goal in _goals_of(plan).items()},
    }


def _told(
    viewer: Viewer, plan: Plan, findings: Sequence[Finding], *, is_new: bool = False
) -> list[Told]:
    """Return findings with their words; of what the viewer may not see, none."""
    named = _named(viewer, plan, {one.subject for one in findings})
    return [
        Told(one, saying, *said(one, named[one.subject].name, saying), named[one.subject].url)
        for one in findings
        if one.subject in named
        for saying in [saying_of(one, is_new=is_new)]
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
    new = {one.id for one in checked.plan.visions if has_just_begun(one, viewer.today)}
    pictures = list(visions.visions(viewer).filter(pk__in=ids))
    called = areas.told_apart([one.area for one in pictures])
    return [
        Pictured(
            one,
            called[one.area_id],
            one.editions.all()[0].words,
            len(found),
            _kinds(found, is_new=key(one.pk) in new),
        )
        for one in pictures
        for found in [checked.by_vision.get(key(one.pk), [])]
    ]


def _kinds(found: Iterable[Finding], *, is_new: bool) -> list[tuple[str, int]]:
    """Return how many findings there are under each label, in the order of the rules."""
    return [*Counter(str(saying_of(one, is_new=is_new).label) for one in found).items()]
