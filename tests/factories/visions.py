"""Pictures of areas, goals worked back from them, and how they are measured. All words are invented."""

from datetime import date
from decimal import Decimal
from typing import Any

from sasaeai.areas.models import Area
from sasaeai.visions.models import (
    Agreement,
    AssetMeaning,
    Edition,
    Goal,
    Indicator,
    InstrumentMeaning,
    Measurement,
    Rewrite,
    Step,
    Vision,
)
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.vocabulary import term

THEN = date(2036, 3, 31)
MADE = date(2026, 6, 20)
OF_A_GOAL = (
    "goal", "change_goal", "move_goal", "close_goal", "reopen_goal", "add_indicator", "add_step",
)  # fmt: skip
OF_AN_INDICATOR = ("change_indicator", "take_back_indicator", "measure")
OF_A_STEP = ("change_step", "finish_step", "take_back_finishing", "take_back_step")
# See `tests/world.py`.
ARGUMENTS = {
    "visions": {"pk": "vision"},
    "visions:of_area": {"pk": "area"},
    **{f"visions:{name}": {"pk": "goal"} for name in OF_A_GOAL},
    "visions:move_back": {"pk": "goal", "token": "receipt"},
    "visions:shift_goal": {"pk": "goal", "way": "way up"},
    "visions:take_back_goals": {"token": "receipt"},
    "visions:take_back_edition": {"pk": "edition"},
    "visions:take_back_agreement": {"pk": "agreement"},
    "visions:take_back_settling": {"pk": "rewrite"},
    "visions:settle_rewrite": {"pk": "rewrite", "way": "way out"},
    **{f"visions:{name}": {"pk": "indicator"} for name in OF_AN_INDICATOR},
    "visions:take_back_measurement": {"pk": "measurement"},
    **{f"visions:{name}": {"pk": "step"} for name in OF_A_STEP},
    "visions:meanings": {"kind": "means kind", "target": "asset"},
    "visions:give_meaning": {"kind": "means kind", "target": "asset"},
    "visions:change_meaning": {"kind": "means kind", "pk": "meaning"},
    "visions:take_back_meaning": {"kind": "means kind", "pk": "meaning"},
    "visions:bring_back_meaning": {"kind": "means kind", "token": "receipt"},
}


def make_vision(town: Town, *, area: Area | None = None, **values: Any) -> Vision:
    """Put the picture of 桜台 into words, unless said otherwise, in its first edition."""
    vision = Vision.objects.create(
        municipality=town.municipality, area=area or town.sakuradai, then_on=THEN
    )
    make_edition(town, vision, **values)
    return vision


def make_edition(town: Town, vision: Vision, *, number: int = 1, **values: Any) -> Edition:
    """Put a picture into words once more."""
    return Edition.objects.create(
        vision=vision,
        number=number,
        words=values.pop("words", "坂の上でも下でも、声をかければ誰かがいる"),
        made_on=values.pop("made_on", MADE),
        written_by=writer(town),
        **values,
    )


def make_goal(
    vision: Vision,
    words: str = "5分の困りごとは、その日のうちに近所で片づく",
    *,
    above: Goal | None = None,
    horizon: str = Goal.Horizon.THEN,
    **values: Any,
) -> Goal:
    """Set a goal on the way to a picture."""
    return Goal.objects.create(
        municipality_id=vision.municipality_id,
        vision=vision,
        above=above,
        horizon=horizon,
        words=words,
        **values,
    )


def make_indicator(goal: Goal, name: str = "近所の誰かに言えた人", **values: Any) -> Indicator:
    """Say how a goal is seen to come nearer."""
    return Indicator.objects.create(goal=goal, name=name, unit=values.pop("unit", "人"), **values)


def make_measurement(
    town: Town, indicator: Indicator, value: str | Decimal, *, on: date, **values: Any
) -> Measurement:
    """Measure an indicator on a day."""
    return Measurement.objects.create(
        indicator=indicator, value=Decimal(value), on=on, measured_by=writer(town), **values
    )


def make_step(goal: Goal, what: str = "回覧板で声をかける", **values: Any) -> Step:
    """Say with what one could start for a goal."""
    return Step.objects.create(goal=goal, what=what, **values)


def make_agreement(
    town: Town, edition: Edition, code: str = "resident", **values: Any
) -> Agreement:
    """Let a group have said how it stands to an edition."""
    group = term(town.municipality, Kind.COUNTERPART, code)
    on = values.pop("on", MADE)
    return Agreement.objects.create(
        edition=edition, group=group, on=on, noted_by=writer(town), **values
    )


def make_rewrite(town: Town, goal: Goal, **wrote: Any) -> Rewrite:
    """Let somebody have written something else of a goal that was changed meanwhile."""
    stood = dict.fromkeys(wrote, "")
    return Rewrite.objects.create(goal=goal, wrote=wrote, stood=stood, by=writer(town))


def visions(town: Town, made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, the picture of 桜台 with one of everything."""
    vision = make_vision(town)
    edition = vision.editions.get()
    goal = make_goal(vision, f"目標{town.municipality.code}")
    indicator = make_indicator(goal)
    given = {"words": "歩いて行ける", "given_on": MADE, "given_by": writer(town)}
    tool = term(town.municipality, Kind.INSTRUMENT, "grant")
    InstrumentMeaning.objects.create(goal=goal, means=tool, **given)
    return {
        "vision": vision,
        "edition": edition,
        "agreement": make_agreement(town, edition),
        "goal": goal,
        "rewrite": make_rewrite(town, goal, words="ほかの言葉"),
        "step": make_step(goal),
        "indicator": indicator,
        "measurement": make_measurement(town, indicator, 3, on=MADE),
        "way up": "up",
        "way out": "leave",
        "means kind": "asset",
        "meaning": AssetMeaning.objects.create(goal=goal, means=made["asset"], **given),
    }
