"""目的の点検 of a town with a large plan: its two pages beside bare view and bare SQL, and the rules alone, on DATABASE_URL.

    python benchmarks/purpose.py [--goals 1000] [--means 5000] [--runs 5]

A database of its own gets ten pictures with trees five deep, two indicators and three steps for each goal, and
activities as means of which each serves none to five goals; faults stand here and there, some 9,000 in all. An
officer opens the check of the whole town, and that of one picture.

No SQL finds what the rules find: they walk the tree, read names and compare days. The bare SQL of the same figures
is taken as one statement for each table that they look at, with no more than the columns they look at and with the
newest measurement of each indicator, read to the end and not made into anything.

The rules by themselves, without a database, stand beside one bare pass that looks at every row once and counts by
goal; what counts there is that four times the plan takes four times as long.
"""

import argparse
import random
import statistics
from collections import Counter
from datetime import date, timedelta
from typing import Any

import beside
import ground
from django.core.management import call_command
from django.db.models import Model
from django.test import override_settings
from django.utils import timezone

from sasaeai.activities.models import Activity, ActivityMeaning
from sasaeai.areas.models import Role
from sasaeai.calc.purpose import Goal, Horizon, Indicator, Means, Plan, Step, Vision, check
from sasaeai.insight.plan import HORIZONS
from sasaeai.insight.views import purpose as views
from sasaeai.visions import models as tables
from tests.factories.areas import AreaFactory, Town, make_town
from tests.factories.people import writer

PICTURES = 10
THEN = date(2036, 3, 31)
DAY = timedelta(days=1)
READ = (
    """SELECT e.vision_id, v.then_on, e.made_on, e.residents FROM visions_edition e
       JOIN visions_vision v ON v.id = e.vision_id WHERE v.municipality_id = %s""",
    """SELECT id, vision_id, words, horizon, above_id, due_on, state FROM visions_goal
       WHERE municipality_id = %s""",
    """SELECT i.id, i.goal_id, i.name, i.created_at, i.every_months, i.counts, i.baseline, MAX(m."on")
       FROM visions_indicator i JOIN visions_goal g ON g.id = i.goal_id
       LEFT JOIN visions_measurement m ON m.indicator_id = i.id WHERE g.municipality_id = %s
       GROUP BY i.id, i.goal_id, i.name, i.created_at, i.every_months, i.counts, i.baseline""",
    """SELECT m.goal_id, m.means_id, a.state FROM activities_activitymeaning m
       JOIN visions_goal g ON g.id = m.goal_id JOIN activities_activity a ON a.id = m.means_id
       WHERE g.municipality_id = %s""",
    """SELECT DISTINCT a.id, a.name, a.state FROM activities_activity a
       JOIN activities_activity_voices v ON v.activity_id = a.id WHERE a.municipality_id = %s""",
    """SELECT s.goal_id, s.start_on, s.done_on FROM visions_step s
       JOIN visions_goal g ON g.id = s.goal_id WHERE g.municipality_id = %s""",
)


def invented_plan(dice: random.Random, *, goals: int, means: int, today: date) -> Plan:
    """Return a plan of ten pictures with trees five deep and faults here and there."""
    since = today - 160 * DAY
    visions = [Vision(f"v{number}", since, THEN, dice.random() < 0.8) for number in range(PICTURES)]
    made: list[Goal] = []
    for number in range(goals):
        above = made[number // 4] if number >= 10 and number // 4 < len(made) else None
        made.append(
            Goal(
                f"g{number}",
                above.vision if above else f"v{number % 10}",
                "5分の困りごとは、その日のうちに近所で片づく",
                Horizon(max(0, (above.horizon if above else 4) - 1)),
                above and above.id,
                THEN - dice.randrange(3000) * DAY,
                is_open=dice.random() < 0.9,
            )
        )
    names = [one.id for one in made]
    indicators = [
        Indicator(
            f"i{number}", dice.choice(names), dice.choice(["近所の誰かに言えた人", "開催回数"]), since,
            6, False, dice.random() < 0.8, today - dice.randrange(400) * DAY,
        )
        for number in range(2 * goals)
    ]  # fmt: skip
    served = [
        Means(f"m{number}", "activity", tuple(dict.fromkeys(dice.choices(names, k=dice.randrange(6)))))
        for number in range(means)
    ]  # fmt: skip
    steps = [
        Step(dice.choice(names), today + dice.randrange(-90, 90) * DAY) for _ in range(3 * goals)
    ]
    return Plan(visions, made, indicators, served, steps)


def bare_pass(plan: Plan) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return by goal how many means, indicators and steps there are: each row looked at once."""
    means = Counter(goal for one in plan.means if one.is_live for goal in one.goals)
    return means, Counter(one.goal for one in plan.indicators), Counter(one.goal for one in plan.steps)  # fmt: skip


def fill(town: Town, plan: Plan) -> tables.Vision:
    """Put a plan into the tables; return the picture of its first goal."""
    by = writer(town)
    pictures = {
        one.id: tables.Vision(
            municipality=town.municipality, then_on=one.then,
            area=AreaFactory(parent=town.root, name=f"圏域{one.id}"),
        )
        for one in plan.visions
    }  # fmt: skip
    goals: dict[str, tables.Goal] = {}
    horizons = {rank: name for name, rank in HORIZONS.items()}
    for order, one in enumerate(plan.goals):
        goals[one.id] = tables.Goal(
            municipality=town.municipality, vision=pictures[one.vision], words=one.words,
            above=goals.get(one.above or ""), horizon=horizons[one.horizon], due_on=one.due,
            order=order, state="open" if one.is_open else "achieved",
            closed_on=None if one.is_open else timezone.localdate(),
        )  # fmt: skip
    counted = [_indicator(goals[one.goal], one) for one in plan.indicators]
    activities = {
        one.id: Activity(municipality=town.municipality, area=town.root, name=f"集まり{one.id}")
        for one in plan.means
    }
    _create(pictures.values())
    _create(
        tables.Edition(
            vision=pictures[one.id], number=1, words="声をかければ誰かがいる", made_on=one.since,
            residents=12 if one.with_residents else None, written_by=by,
        )
        for one in plan.visions
    )  # fmt: skip
    _create(goals.values())
    _create(counted)
    _create(
        tables.Measurement(indicator=row, value=5, on=one.measured_on, measured_by=by)
        for one, row in zip(plan.indicators, counted, strict=True)
    )
    _create(activities.values())
    _create(
        ActivityMeaning(
            goal=goals[goal], means=activities[one.id], words="歩いて行ける", given_by=by,
            given_on=timezone.localdate(),
        )
        for one in plan.means
        for goal in one.goals
    )  # fmt: skip
    _create(tables.Step(goal=goals[one.goal], what="声をかける", start_on=one.start) for one in plan.steps)  # fmt: skip
    return pictures[plan.goals[0].vision]


def _indicator(goal: tables.Goal, one: Indicator) -> tables.Indicator:
    baseline = {"baseline": 3, "baseline_on": one.since} if one.has_baseline else {}
    return tables.Indicator(
        goal=goal, name=one.name, unit="人", every_months=one.every_months, **baseline
    )


def _create(rows: Any) -> None:  # noqa: ANN401 -- rows of one table, whichever
    made: list[Model] = list(rows)
    if made:
        type(made[0])._default_manager.bulk_create(made, batch_size=500)  # noqa: SLF001 -- the manager of whichever table it is


def pages(plan: Plan, *, runs: int) -> None:
    """Print how many times bare view and bare SQL the two pages take."""
    call_command("collectstatic", interactive=False, verbosity=0)
    with ground.database():
        town = make_town()
        picture = fill(town, plan)
        ground.settle()

        def read() -> None:
            for sql in READ:
                beside.rows(sql, town.municipality.pk)

        for name, address in (
            ("the whole town", "/insight/purpose/"),
            ("one picture", f"/insight/purpose/{picture.pk}/"),
        ):
            beside.compare(
                name, user=town.user(Role.OFFICER), address=address, views=views, sql=read, runs=runs
            )  # fmt: skip


@override_settings(ROOT_URLCONF="beside")
def main() -> None:
    """Print what the pages take, then the rules alone, and how they grow."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--goals", type=int, default=1_000)
    parser.add_argument("--means", type=int, default=5_000)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    today = timezone.localdate()
    dice = random.Random(20261201)  # noqa: S311 -- an invented plan, not a secret
    plan = invented_plan(dice, goals=asked.goals, means=asked.means, today=today)
    four = invented_plan(dice, goals=4 * asked.goals, means=4 * asked.means, today=today)
    print(f"{asked.goals:,} goals and {asked.means:,} means: {len(check(plan, today=today)):,} findings")  # fmt: skip
    pages(plan, runs=asked.runs)
    ways = [
        lambda: check(plan, today=today),
        lambda: bare_pass(plan),
        lambda: check(four, today=today),
    ]
    ours, passed, larger = map(statistics.median, ground.milliseconds(ways, runs=5 * asked.runs))
    print(f"  the rules alone: {ours / passed:.1f} × the bare pass, {ours:.1f} ms; four times the plan takes {larger / ours:.1f} × as long")  # fmt: skip


if __name__ == "__main__":
    main()
