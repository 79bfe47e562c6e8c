"""The parts of days in which something is open: in step with its times, however a row is written."""

import importlib
from datetime import date
from types import ModuleType

import pytest
from django.apps import apps

from sasaeai.activities import intake as activities
from sasaeai.areas.models import Role
from sasaeai.assets import actions, intake
from sasaeai.assets.models.freshness import Listed
from sasaeai.audit.actor import Actor
from sasaeai.calc import day_parts
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory

pytestmark = pytest.mark.django_db
MONDAYS = {"weekly": {"mon": [["09:00", "13:00"]]}}
EVENINGS = {"monthly": [{"weeks": [2], "weekday": "tue", "start": "18:00", "end": "20:00"}]}
ON_MONDAYS = (day_parts.weekly_parts([0], [day_parts.MORNING, day_parts.AFTERNOON]), 0)
IN_EVENINGS = (
    day_parts.monthly_parts([1], [day_parts.EVENING]),
    day_parts.month_days([date(2026, 11, 10)]),
)


def parts(listed: Listed) -> tuple[int, int]:
    """Return what the table keeps of a row."""
    listed.refresh_from_db()
    return listed.open_parts, listed.month_days


def test_they_follow_times_that_are_saved(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai, times=MONDAYS)
    assert parts(asset) == ON_MONDAYS

    asset.times = EVENINGS
    actions.change(town.viewer(Role.OFFICER), asset, changed=["times"])

    assert parts(asset) == IN_EVENINGS


@pytest.mark.parametrize(
    ("factory", "room"), [(AssetFactory, intake), (ActivityFactory, activities)]
)
def test_they_follow_times_of_many_rows(town: Town, factory: type, room: ModuleType) -> None:
    row = factory(area=town.sakuradai, times=MONDAYS)
    row.times = EVENINGS

    room.change_many(Actor(municipality=town.municipality.pk), [row], fields=["times"])

    assert parts(row) == IN_EVENINGS


@pytest.mark.parametrize(
    ("factory", "name"),
    [
        (AssetFactory, "sasaeai.assets.migrations.0010_fill_open_parts"),
        (ActivityFactory, "sasaeai.activities.migrations.0006_fill_open_parts"),
    ],
)
def test_rows_of_an_older_installation_get_them(town: Town, factory: type, name: str) -> None:
    rows = [factory(area=town.sakuradai, times=times) for times in (MONDAYS, {}, EVENINGS)]
    type(rows[0]).objects.update(open_parts=0, month_days=0)

    importlib.import_module(name).fill(apps, None)

    assert [parts(row) for row in rows] == [ON_MONDAYS, (0, 0), IN_EVENINGS]
