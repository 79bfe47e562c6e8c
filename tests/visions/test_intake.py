"""Many pictures at once: the same rules as for one, and one entry in the record book."""

from datetime import datetime, time, timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.visions import intake
from sasaeai.visions.models import (
    Agreement,
    AssetMeaning,
    Edition,
    Goal,
    Indicator,
    Measurement,
    Step,
    Vision,
)
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.people import writer
from tests.factories.visions import MADE, THEN
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


def picture(town: Town) -> Vision:
    return Vision(area=town.sakuradai, then_on=THEN)


def goal(vision: Vision, **values: object) -> Goal:
    return Goal(vision=vision, words="だれかがいる", horizon="then", **values)


def take(town: Town, vision: Vision, **parts: object) -> None:
    actor = town.viewer(Role.COORDINATOR1).actor
    intake.add_many(actor, [vision], intake.Parts(**parts))


def test_many_come_with_all_their_parts(town: Town) -> None:
    vision = picture(town)
    edition = Edition(
        vision=vision, number=1, words="声が届く", made_on=MADE, written_by=writer(town)
    )
    far = goal(vision)
    near = goal(vision, above=far)
    indicator = Indicator(goal=near, name="言えた人", unit="人", baseline=3, baseline_on=MADE)
    indicator.created_at = timezone.make_aware(datetime.combine(MADE, time(12)))
    measured = Measurement(indicator=indicator, value=5, on=MADE, measured_by=writer(town))
    asset = AssetFactory(area=town.sakuradai)
    residents = term(town.municipality, Kind.COUNTERPART, "resident")

    take(
        town, vision, editions=[edition], goals=[far, near], indicators=[indicator],
        made_with={edition.pk: [residents]}, measurements=[measured],
        steps=[Step(goal=near, what="声をかける")],
        agreements=[Agreement(edition=edition, group=residents, on=MADE, noted_by=writer(town))],
        meanings=[
            AssetMeaning(goal=near, means=asset, words="座れる", given_on=MADE, given_by=writer(town))
        ],
    )  # fmt: skip

    kept = Vision.objects.get()
    assert (kept.municipality, kept.editions.get().made_with.get()) == (
        town.municipality,
        residents,
    )
    assert list(kept.goals.order_by("words", "above")) in ([far, near], [near, far])
    assert timezone.localdate(Indicator.objects.get().created_at) == MADE
    assert (Measurement.objects.get(), AssetMeaning.objects.get().means) == (measured, asset)
    assert Entry.objects.get(verb="visions.add_many").subjects == [str(far.pk), str(near.pk)]


def test_indicator_of_no_known_day_is_new(town: Town) -> None:
    vision = picture(town)
    near = goal(vision)

    take(town, vision, goals=[near], indicators=[Indicator(goal=near, name="人", unit="人")])

    assert timezone.localdate(Indicator.objects.get().created_at) == timezone.localdate()


def test_what_was_not_measured_yet_is_refused(town: Town) -> None:
    vision = picture(town)
    near = goal(vision)
    indicator = Indicator(goal=near, name="人", unit="人")
    tomorrow = timezone.localdate() + timedelta(days=1)
    early = Measurement(indicator=indicator, value=5, on=tomorrow, measured_by=writer(town))

    with pytest.raises(DomainError, match="今日までの日"):
        take(town, vision, goals=[near], indicators=[indicator], measurements=[early])


def test_goal_serves_only_goals_of_its_own_picture(town: Town) -> None:
    vision, other = picture(town), Vision(area=town.kashiwagi, then_on=THEN)
    far = goal(other)

    with pytest.raises(DomainError, match="同じあるべき姿"):
        take(town, vision, goals=[far, goal(vision, above=far)])


@pytest.mark.parametrize("what", ["area", "voice", "group", "made_with", "means"])
def test_what_lies_next_door_is_refused(town: Town, next_town: Town, what: str) -> None:
    vision = picture(next_town if what == "area" else town)
    edition = Edition(vision=vision, number=1, words="声", made_on=MADE, written_by=writer(town))
    far = goal(vision)
    there = term(next_town.municipality, Kind.COUNTERPART, "resident")
    parts = {
        "area": {},
        "voice": {"steps": [Step(goal=far, what="声をかける", voice=make_voice(next_town))]},
        "group": {
            "agreements": [Agreement(edition=edition, group=there, on=MADE, noted_by=writer(town))]
        },
        "made_with": {"made_with": {edition.pk: [there]}},
        "means": {
            "meanings": [
                AssetMeaning(
                    goal=far, means=AssetFactory(area=next_town.sakuradai), words="座れる",
                    given_on=MADE, given_by=writer(town),
                )
            ]
        },
    }  # fmt: skip

    with pytest.raises(DomainError, match="同じ市町村"):
        take(town, vision, editions=[edition], goals=[far], **parts[what])
    assert Vision.objects.count() == 0
