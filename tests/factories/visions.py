"""Pictures of areas, goals worked back from them, and how they are measured. All words are invented."""

from datetime import date
from decimal import Decimal
from typing import Any

from sasaeai.areas.models import Area
from sasaeai.visions.models import Edition, Goal, Indicator, Measurement, Vision
from tests.factories.areas import Town
from tests.factories.people import writer

THEN = date(2036, 3, 31)
MADE = date(2026, 6, 20)


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
