"""What the towns are after and what was done for it, as it is drawn: whole, clean but for what is planted."""

from collections import Counter, defaultdict
from datetime import date

import pytest

from sasaeai.calc import purpose
from sasaeai.calc.purpose import Horizon
from sasaeai.demo.life import goals as drawn_goals
from sasaeai.demo.life.days import Days
from sasaeai.demo.life.year import life
from sasaeai.demo.town import SEED

TODAY = date(2026, 11, 30)
DAYS = Days(TODAY)
RESIDENTS = {"resident", "elder", "helper"}
# The faults of the docstring of `pictures`, each by its rule and what it is about.
PLANTED = {
    ("goal-counts-means", "協議体を年6回ひらく"),
    ("means-without-goal", "柏木SCだより"),
    ("goal-without-means", "「できること」を40人から聴く"),
    ("goal-without-first-step", "歩いたあとに寄れる店が、二軒ある"),
    ("dates-run-backwards", "店番をしてみたい人が二十人になる"),
    ("means-overloaded", "ささえ市社協のボランティアルーム"),
    ("vision-without-residents", "tenjin"),
    ("indicator-without-baseline", "運ぶ手のある階段"),
    ("indicator-never-measured", "広間をあけてもらった月"),
    ("indicator-overdue", "頼み先のある町"),
}


@pytest.fixture(scope="module")
def year(sasae):
    return life(SEED, sasae, TODAY)


@pytest.fixture(scope="module")
def pictures(year):
    return year.pictures


@pytest.fixture(scope="module")
def goals(pictures):
    return {goal.key: goal for vision in pictures.visions for goal in vision.goals}


def plan_of(pictures, goals):
    """Return the drawn pictures as `calc.purpose` reads them, each thing under its own name."""
    served = defaultdict(list)
    for one in pictures.meanings:
        served[one.kind, one.means].append(one.goal)
    return purpose.Plan(
        visions=[
            purpose.Vision(
                one.area, DAYS.date(one.editions[0].made_on), DAYS.date(one.then_on),
                bool(one.editions[-1].residents or RESIDENTS & set(one.editions[-1].made_with)),
            )
            for one in pictures.visions
        ],
        goals=[
            purpose.Goal(
                one.key, one.area, one.words, Horizon[one.horizon.upper()], one.above or None,
                DAYS.date(one.due_on), one.state == "open",
            )
            for one in goals.values()
        ],
        indicators=[
            purpose.Indicator(
                one.name, goal.key, one.name, DAYS.date(one.since), one.every_months,
                one.counts == "doing", one.baseline is not None,
                DAYS.date(max(m.on for m in one.measured)) if one.measured else None,
            )
            for goal in goals.values()
            for one in goal.indicators
        ],
        means=[purpose.Means(means, kind, tuple(some)) for (kind, means), some in served.items()],
        steps=[
            purpose.Step(goal.key, DAYS.date(one.start_on), one.done_on is not None)
            for goal in goals.values()
            for one in goal.steps
        ],
    )  # fmt: skip


def test_the_planted_faults_are_found_and_no_others(sasae, pictures, goals):
    names = {row.key: row.name for row in (*sasae.assets, *sasae.activities)}
    names |= {key: goal.words for key, goal in goals.items()}
    found = purpose.check(plan_of(pictures, goals), today=TODAY)

    told = [(one.rule, names.get(one.subject, one.subject)) for one in found]
    assert (sorted(told), len(told)) == (sorted(PLANTED), len(PLANTED))


def test_every_area_of_the_city_has_a_picture_and_the_neighbour_one(sasae, pictures):
    whole = [area for area in sasae.land.areas if area.level != "block"]
    city = {area.key for area in whole if sasae.land.above(area.key)[-1].key == "sasae"}
    assert {one.area for one in pictures.visions} == city | {"tonari"}


def test_pictures_grow_by_edition_and_take_up_the_towns(pictures):
    numbers = [[edition.number for edition in one.editions] for one in pictures.visions]
    assert [row for row in numbers if row != list(range(1, len(row) + 1))] == []
    assert sum(len(row) > 1 for row in numbers) >= 5
    taken = [e.taken_from for one in pictures.visions for e in one.editions if e.taken_words]
    assert (len(taken) > 10, None in taken) == (True, False)


def test_farthest_goals_are_as_many_as_people_can_hold(pictures, goals):
    heads = Counter(goal.area for goal in goals.values() if not goal.above)
    towns = {"sasae", "tonari"}
    large = {area: n for area, n in heads.items() if area.endswith("-area") or area in towns}
    small = {area: n for area, n in heads.items() if area not in large}
    assert (min(large.values()), max(large.values())) >= (3, 3)
    assert (max(large.values()) <= 6, min(small.values()) >= 2, max(small.values()) <= 4) == (
        True,
        True,
        True,
    )


def test_goals_are_worked_back_step_by_step(goals):
    for goal in goals.values():
        assert goal.depth == (goals[goal.above].depth + 1 if goal.above else 0)
        assert goal.horizon == drawn_goals.HORIZONS[goal.depth]


def test_figures_are_parts_of_their_whole_and_measured_until_now(goals):
    rows = [one for goal in goals.values() for one in goal.indicators]
    measured = [m for one in rows for m in one.measured]
    assert (len(rows) > 100, len(measured) > 250) == (True, True)
    assert [m for m in measured if m.share.of is not None and m.share.value > m.share.of] == []
    assert [m for m in measured if not -730 <= m.on < 0] == []
    twice = [one.name for one in rows if len({m.on for m in one.measured}) < len(one.measured)]
    assert twice == []


def test_steps_that_residents_wished_for_tell_whose_words_they_are(goals, year):
    keys = {voice.key: voice for voice in year.voices}
    steps = [one for goal in goals.values() for one in goal.steps]
    said = [keys[one.voice] for one in steps if one.voice]
    assert (len(said) >= 8, {voice.municipality for voice in said}) == (True, {"sasae"})


def test_agreements_come_after_their_edition(pictures):
    early = [
        said
        for one in pictures.visions
        for said in one.agreements
        if said.on <= one.editions[said.edition - 1].made_on
    ]
    assert early == []


def test_means_serve_goals_of_their_own_area_or_of_those_above(sasae, pictures, goals):
    homes = {row.key: row.area for row in (*sasae.assets, *sasae.activities)}
    rings = {area.key: {r.key for r in sasae.land.above(area.key)} for area in sasae.land.areas}
    astray = [
        one
        for one in pictures.meanings
        if one.kind != "instrument" and goals[one.goal].area not in rings[homes[one.means]]
    ]
    assert astray == []
