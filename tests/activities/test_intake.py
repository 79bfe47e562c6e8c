"""Many activities at once: the rules of one, one entry in the record book."""

from datetime import date

import pytest

from sasaeai.activities import intake
from sasaeai.activities.models import Activity, ActivityCheck
from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.search.models import Text
from tests.factories.areas import Town

WEDNESDAYS = {"weekly": {"wed": [["10:00", "12:00"]]}}


@pytest.fixture
def actor(town: Town) -> Actor:
    return town.viewer(Role.OFFICER).actor


def salon(town: Town, name: str = "お茶の会", **facts: object) -> Activity:
    return Activity(area=town.sakuradai, name=name, **facts)


def test_many_are_added_with_one_entry_and_found(town: Town, actor: Actor) -> None:
    rows = intake.add_many(actor, [salon(town), salon(town, "体操の会")])

    assert Entry.objects.get(verb="activities.add_many").subjects == [str(row.pk) for row in rows]
    assert Text.objects.filter(kind="activity").count() == 2


def test_days_follow_the_times(town: Town, actor: Actor) -> None:
    (row,) = intake.add_many(actor, [salon(town, times=WEDNESDAYS)])
    assert Activity.objects.get().weekdays == "wed"
    row.times = {"weekly": {"fri": [["10:00", "12:00"]]}}

    intake.change_many(actor, [row], fields=["times"])

    assert Activity.objects.get().weekdays == "fri"


def test_check_stands_on_the_activity(town: Town, actor: Actor) -> None:
    row = salon(town)
    check = ActivityCheck(listed=row, on=date(2026, 5, 1), means="import", result="same")

    intake.add_many(actor, [row], checks=[check])

    assert Activity.objects.get().checked_on == date(2026, 5, 1)


def test_place_next_door_is_refused(town: Town, next_town: Town, actor: Actor) -> None:
    hall = Asset.objects.create(
        municipality=next_town.municipality, area=next_town.sakuradai, kind="place", name="会館"
    )

    with pytest.raises(DomainError, match="同じ市町村の地区・団体・場所"):
        intake.add_many(actor, [salon(town, place=hall)])
