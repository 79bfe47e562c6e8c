"""Who runs the activities, what they were born from, what they use, and which issues they answer."""

from collections.abc import Iterator, Mapping
from typing import Any

from sasaeai.activities import intake
from sasaeai.activities.models import Activity, Organiser, Origin, Use
from sasaeai.demo import timetable
from sasaeai.demo.activities import Activity as Drawn
from sasaeai.demo.residents import RECORDED_BY
from sasaeai.demo.rows.loaded import Loaded
from sasaeai.needs.models import Issue
from sasaeai.people import intake as people
from sasaeai.people.models import Person

TOWN = "sasae"
# What somebody does about an issue of the first kind may be of these kinds.
ANSWERS = {
    "talk": ("talk", "salon", "meal_prep"),
    "salon": ("salon", "talk"),
    "transport": ("transport",),
    "trash": ("trash",),
    "shopping": ("shopping", "shopping_delivery"),
}


def add(loaded: Loaded) -> int:
    """Write down what the activities of ささえ市 stand on; return how many rows that makes."""
    homes = {one.key: one for one in loaded.town.activities}
    return intake.root_many(
        loaded.actor(TOWN),
        organisers=_organisers(loaded, homes),
        origins=[*_origins(loaded, homes), *_answers(loaded)],
        uses=[
            Use(
                activity=loaded.activities[one.activity],
                asset=loaded.assets[one.asset],
                times=timetable.schedule(one.times).to_json() if one.times else {},
                terms=one.terms,
            )
            for one in loaded.life.roots.uses
        ],
    )


def _organisers(loaded: Loaded, homes: dict[str, Drawn]) -> list[Organiser]:
    """Return who runs what; whoever nobody knew by name yet is written down as a person."""
    drawn = loaded.life.roots.organisers
    new = {
        one.called: _person(loaded, one.called, homes[one.activity].area)
        for one in drawn
        if not one.resident
    }
    people.add_many(loaded.actor(TOWN), list(new.values()))
    return [
        Organiser(
            activity=loaded.activities[one.activity],
            person=loaded.people[one.resident] if one.resident else new[one.called],
            part=one.part,
            since=loaded.day(one.since),
        )
        for one in drawn
    ]  # fmt: skip


def _person(loaded: Loaded, called: str, area: str) -> Person:
    employer = RECORDED_BY[loaded.town.land.above(area)[2].key]
    return Person(
        area=loaded.areas[area],
        employer=loaded.employers[employer],
        recorded_by=loaded.coordinator(area, employer=employer),
        nickname=called,
        trust=Person.Trust.MET,
    )


def _origins(loaded: Loaded, homes: dict[str, Drawn]) -> Iterator[Origin]:
    for one in loaded.life.roots.origins:
        things: dict[str, tuple[str, Mapping[str, Any]]] = {
            "need": ("need", loaded.needs),
            "asset": ("asset", loaded.assets),
            "activity": ("other", loaded.activities),
        }
        name, rows = things[one.kind]
        yield Origin(
            activity=loaded.activities[one.activity],
            on=loaded.day(one.on),
            noted_by=loaded.coordinator(homes[one.activity].area),
            **{name: rows[one.thing]},
        )


def _answers(loaded: Loaded) -> Iterator[Origin]:
    """Yield which issues are answered by what began to grow near by after they were gathered."""
    growing = Activity.objects.filter(
        municipality=loaded.municipalities[TOWN], state__in=["idea", "preparing", "trial"]
    ).select_related("area")
    for issue in Issue.objects.select_related("area", "category", "noted_by").order_by(
        "created_at"
    ):
        code = issue.category.code if issue.category else ""
        codes = ANSWERS.get(code, (code,))
        for activity in growing.filter(
            area__path__startswith=issue.area.path,
            categories__code__in=codes,
            created_at__gt=issue.created_at,
        ).distinct():
            yield Origin(
                activity=activity,
                issue=issue,
                on=activity.created_at.date(),
                noted_by=issue.noted_by,
            )
