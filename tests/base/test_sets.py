"""Rows that go from table to table arrive as they stood ready."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sasaeai.activities.models import Activity
from sasaeai.assets.models import Asset
from sasaeai.base import sets
from sasaeai.base.models import Record
from sasaeai.base.sets import Kept
from sasaeai.exchange import kept
from sasaeai.exchange.models import Import, StagedRow
from sasaeai.organisations.models import Organisation
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.organisations import make_organisation

pytestmark = pytest.mark.django_db

# What a form lets through: anything that can be written, but for NUL.
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80)


@pytest.fixture
def made(town: Town) -> Import:
    """Return an import with nothing staged."""
    return Import.objects.create(municipality=town.municipality, kind="facilities")


def stage(made: Import, *rows: Record, **more: Any) -> None:
    """Let these rows stand ready."""
    for number, row in enumerate(rows, start=made.rows.count()):
        told = {"subject": row.pk, "values": kept.values_of(row), **more}
        StagedRow.objects.create(made=made, number=number, change="add", **told)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=WORDS, notes=WORDS, times=st.dictionaries(WORDS, st.lists(WORDS, max_size=3), max_size=3),
       point=st.tuples(st.floats(122, 154), st.floats(20, 46)) | st.none(),
       capacity=st.integers(0, 32767) | st.none(), day=st.dates(date(1900, 1, 1), date(2100, 1, 1)) | st.none(),
       is_hidden=st.booleans())  # fmt: skip
def test_new_row_is_written_as_saving_it_would(
    town: Town, *, name: str, notes: str, times: Any, point: Any, capacity: Any, day: Any, is_hidden: bool
) -> None:  # fmt: skip
    longitude, latitude = point or (None, None)
    row = Asset(
        municipality=town.municipality, area=town.sakuradai, kind="place", name=name, notes=notes,
        times=times, longitude=longitude, latitude=latitude, capacity=capacity, retired_on=day,
        confidential=is_hidden, barrier_free=[name],
    )  # fmt: skip
    made = Import.objects.create(municipality=town.municipality, kind="facilities")
    stage(made, row)

    sets.pour_records(made.rows.all(), Asset)

    poured = kept.values_of(Asset.objects.get(pk=row.pk))
    Asset.objects.all().delete()
    row.save()
    assert poured == kept.values_of(Asset.objects.get(pk=row.pk))


def activity(town: Town) -> Activity:
    made: Activity = ActivityFactory(area=town.sakuradai)
    return made


def asset(town: Town) -> Asset:
    made: Asset = AssetFactory(area=town.sakuradai)
    return made


@pytest.mark.parametrize("make", [activity, asset, make_organisation])
def test_row_that_was_there_is_written_over_and_keeps_when_it_came(
    town: Town, made: Import, make: Callable[[Town], Any]
) -> None:
    row = make(town)
    before = row.created_at
    row.name = "あたらしい名前"
    stage(made, row, seen=row.updated_at)

    sets.pour_records(made.rows.all(), type(row))

    now = type(row).objects.get(pk=row.pk)
    assert (now.name, now.created_at) == ("あたらしい名前", before)
    assert now.updated_at > row.updated_at


def test_new_row_that_is_there_is_an_error_and_nothing_is_written(town: Town, made: Import) -> None:
    here = AssetFactory(area=town.sakuradai, name="縁側")
    here.name = "別のもの"
    stage(made, here)

    with pytest.raises(IntegrityError):
        sets.pour_records(made.rows.all(), Asset)


def test_what_is_fixed_stands_whatever_the_values_say(
    town: Town, next_town: Town, made: Import
) -> None:
    theirs = Asset(
        municipality=next_town.municipality, area=town.sakuradai, kind="place", name="縁側"
    )
    stage(made, theirs)

    sets.pour_records(made.rows.all(), Asset, municipality_id=town.municipality.pk)

    assert Asset.objects.get().municipality == town.municipality


def test_text_too_long_for_its_column_is_not_cut_short(town: Town, made: Import) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite's columns hold texts of any length")
    long = Asset(municipality=town.municipality, area=town.sakuradai, kind="place", name="長" * 121)
    stage(made, long)

    with pytest.raises(Exception, match="too long"):
        sets.pour_records(made.rows.all(), Asset)


def test_value_with_quotes_and_signs_is_read_out_of_its_json(made: Import) -> None:
    said = {"name": "「\"'\\%s$.{}", "other": None}
    StagedRow.objects.create(made=made, number=0, change="add", subject=uuid4(), values=said)

    told = made.rows.annotate(told=Kept("values", "name"), none=Kept("values", "other"))

    assert list(told.values_list("told", "none")) == [(said["name"], None)]


def test_names_of_all_rows_are_told_once(made: Import) -> None:
    now = timezone.now()
    for number, before in enumerate([{"name": 1, "fee": None}, {"name": 2}, {}]):
        StagedRow.objects.create(
            made=made, number=number, change="set", subject=uuid4(), seen=now, before=before
        )
    assert sets.names_in(made.rows.all(), "before") == {"name", "fee"}


def test_models_of_lists_have_no_column_that_a_poured_row_would_lose() -> None:
    for model in (Asset, Activity, Organisation):
        written = {field.attname for field in model._meta.concrete_fields}
        assert written == {*kept.values_of(model()), *sets.WRITTEN}
