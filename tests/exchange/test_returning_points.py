"""Coordinates that went out and come back untouched change nothing, whatever the file rounds."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sasaeai.assets.models import Asset
from sasaeai.exchange.models import Kind
from sasaeai.exchange.readers import cells
from sasaeai.organisations.models import Organisation
from tests.exchange.test_returning import brought_back, counted, organisation, written_out
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory

MANY = 120
longitudes = st.floats(122, 154)


@given(longitudes)
def test_number_is_the_same_as_excel_keeps_it(degrees: float) -> None:
    # Excel keeps 15 figures, and what writes for it 16.
    for text in (repr(degrees), f"{degrees:.16G}", f"{degrees:.15G}"):
        assert cells.is_number(text, degrees)


@given(longitudes, st.floats(0.000_001, 1))
def test_number_that_was_moved_is_another(degrees: float, moved: float) -> None:
    assert not cells.is_number(repr(degrees + moved), degrees)


def test_what_is_no_number_is_none() -> None:
    assert not cells.is_number("", 0)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("kind", [Kind.FACILITIES, Kind.ORGANISATIONS])
def test_points_come_back_as_they_went(town: Town, kind: str, form: str) -> None:
    dice = random.Random(8)  # noqa: S311 -- places to try, no secret
    for number in range(MANY):
        point = {"longitude": dice.uniform(122, 154), "latitude": dice.uniform(20, 46)}
        if kind == Kind.FACILITIES:
            AssetFactory(area=town.sakuradai, name=f"場所{number}", **point)
        else:
            organisation(town, f"団体{number}", **point)
    model = Asset if kind == Kind.FACILITIES else Organisation
    before = list(model.objects.order_by("pk").values())

    made = brought_back(town, kind, written_out(town, kind, form=form), f"list.{form}")

    assert (counted(made), made.counts["remarks"]) == ({"unchanged": MANY}, 0)
    assert list(model.objects.order_by("pk").values()) == before
