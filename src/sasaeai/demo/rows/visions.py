"""Pictures of the areas with their goals, figures and first steps, and what serves the goals."""

from collections.abc import Iterable, Iterator
from typing import Any

from sasaeai.activities.models import ActivityMeaning
from sasaeai.demo.life import goals as drawn_goals
from sasaeai.demo.life import pictures
from sasaeai.demo.life.goals import Share
from sasaeai.demo.life.serving import Meaning as Served
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.matching.models import MatchMeaning
from sasaeai.visions import intake
from sasaeai.visions.models import (
    Agreement,
    AssetMeaning,
    Edition,
    Goal,
    Indicator,
    InstrumentMeaning,
    Meaning,
    Measurement,
    Step,
    Vision,
)
from sasaeai.vocabulary.models import Kind, Term


def add(loaded: Loaded) -> int:
    """Write down every picture; return how many goals lead to them."""
    for key in loaded.municipalities:
        drawn = [one for one in loaded.life.pictures.visions if one.municipality == key]
        rows = {one.area: _row(loaded, one) for one in drawn}
        parts = _parts(loaded, drawn, rows)
        intake.add_many(loaded.actor(key), list(rows.values()), parts)
    return len(loaded.goals)


def _row(loaded: Loaded, drawn: pictures.Vision) -> Vision:
    return Vision(area=loaded.areas[drawn.area], then_on=loaded.day(drawn.then_on))


def _parts(loaded: Loaded, drawn: list[pictures.Vision], rows: dict[str, Vision]) -> intake.Parts:
    editions = _editions(loaded, drawn, rows)
    goals = [goal for one in drawn for goal in one.goals]
    for goal in goals:
        loaded.goals[goal.key] = _goal(loaded, goal, rows[goal.area])
    counted = [(one, _indicator(loaded, goal, one)) for goal in goals for one in goal.indicators]
    return intake.Parts(
        editions=list(editions.values()),
        made_with={
            editions[one.area, edition.number].pk: [
                loaded.term(one.municipality, Kind.COUNTERPART, code) for code in edition.made_with
            ]
            for one in drawn
            for edition in one.editions
        },
        agreements=[
            _agreement(loaded, one, edition=editions[one.area, said.edition], said=said)
            for one in drawn
            for said in one.agreements
        ],
        goals=[loaded.goals[goal.key] for goal in goals],
        steps=[_step(loaded, goal, step) for goal in goals for step in goal.steps],
        indicators=[row for _one, row in counted],
        measurements=[
            _measurement(loaded, one, row, measured)
            for one, row in counted
            for measured in one.measured
        ],
        meanings=list(_meanings(loaded, {goal.key for goal in goals})),
    )


def _editions(
    loaded: Loaded, drawn: Iterable[pictures.Vision], rows: dict[str, Vision]
) -> dict[tuple[str, int], Edition]:
    """Return the editions by area and number, the town's own before those that take words from it."""
    found: dict[tuple[str, int], Edition] = {}
    for vision in drawn:
        for one in vision.editions:
            found[vision.area, one.number] = Edition(
                vision=rows[vision.area],
                number=one.number,
                words=one.words,
                picture=one.picture,
                whose_words=one.whose_words,
                made_on=loaded.day(one.made_on),
                how_made=one.how_made,
                residents=one.residents,
                taken_from=found.get((vision.municipality, one.taken_from or 0)),
                taken_words=one.taken_words,
                own_words=one.own_words,
                why_changed=one.why_changed,
                written_by=loaded.users[one.written_by],
            )
    return found


def _agreement(
    loaded: Loaded, vision: pictures.Vision, *, edition: Edition, said: pictures.Agreement
) -> Agreement:
    return Agreement(
        edition=edition,
        group=loaded.term(vision.municipality, Kind.COUNTERPART, said.group),
        organisation=loaded.organisations.get(said.organisation),
        stand=said.stand,
        people=said.people,
        on=loaded.day(said.on),
        words=said.words,
        noted_by=loaded.users[said.noted_by],
    )


def _goal(loaded: Loaded, drawn: drawn_goals.Goal, vision: Vision) -> Goal:
    return Goal(
        vision=vision,
        above=loaded.goals.get(drawn.above),
        horizon=drawn.horizon,
        words=drawn.words,
        why=drawn.why,
        due_on=loaded.day(drawn.due_on),
        owner=loaded.users.get(drawn.owner),
        owner_words=drawn.owner_words,
        order=drawn.order,
        state=drawn.state,
        closed_on=loaded.day_or_none(drawn.closed_on),
        closing_words=drawn.closing_words,
    )


def _step(loaded: Loaded, goal: drawn_goals.Goal, drawn: drawn_goals.Step) -> Step:
    return Step(
        goal=loaded.goals[goal.key],
        what=drawn.what,
        effect=drawn.effect,
        ease=drawn.ease,
        wanted_by=drawn.wanted_by,
        voice=loaded.voices.get(drawn.voice),
        who=drawn.who,
        start_on=loaded.day(drawn.start_on),
        done_on=loaded.day_or_none(drawn.done_on),
    )


def _indicator(loaded: Loaded, goal: drawn_goals.Goal, drawn: drawn_goals.Indicator) -> Indicator:
    first = drawn.baseline
    return Indicator(
        goal=loaded.goals[goal.key],
        name=drawn.name,
        counts=drawn.counts,
        unit=drawn.unit,
        baseline=first.value if first else None,
        baseline_of=first.of if first else None,
        baseline_on=loaded.day(drawn.since) if first else None,
        target=drawn.target.value,
        target_of=drawn.target.of,
        source=drawn.source,
        every_months=drawn.every_months,
        created_at=loaded.written(f"{goal.key} {drawn.name}", drawn.since),
    )


def _measurement(
    loaded: Loaded, drawn: drawn_goals.Indicator, row: Indicator, measured: drawn_goals.Measured
) -> Measurement:
    share: Share = measured.share
    return Measurement(
        indicator=row,
        on=loaded.day(measured.on),
        value=share.value,
        of=share.of,
        source=drawn.source,
        words=measured.words,
        measured_by=loaded.users[measured.by],
    )


def _meanings(loaded: Loaded, goals: set[str]) -> Iterator[Meaning]:
    """Yield what serves these goals."""
    for drawn in loaded.life.pictures.meanings:
        if drawn.goal in goals:
            yield from _meaning(loaded, drawn)


def _meaning(loaded: Loaded, drawn: Served) -> Iterator[Meaning]:
    given: dict[str, Any] = {
        "goal": loaded.goals[drawn.goal],
        "words": drawn.words,
        "given_on": loaded.day(drawn.given_on),
        "given_by": loaded.users[drawn.given_by],
    }
    if drawn.kind == "asset":
        yield AssetMeaning(means=loaded.assets[drawn.means], **given)
    elif drawn.kind == "activity":
        yield ActivityMeaning(means=loaded.activities[drawn.means], **given)
    elif drawn.kind == "match":
        yield MatchMeaning(means=loaded.matches[drawn.means], **given)
    elif drawn.kind == "instrument":
        yield from (InstrumentMeaning(means=tool, **given) for tool in _tools(loaded, drawn))


def _tools(loaded: Loaded, drawn: Served) -> list[Term]:
    """Return the first of the named tools that the city's toolbox holds; none where it holds none."""
    known = [
        loaded.term("sasae", Kind.INSTRUMENT, code)
        for code in drawn.means.split(",")
        if loaded.has_term("sasae", Kind.INSTRUMENT, code)
    ]
    return known[:1]
