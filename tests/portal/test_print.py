"""What residents hold in their hands where a list is long, or something takes a rest."""

from pathlib import Path

import pytest
from django.test import Client

from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import resident
from sasaeai.areas.visibility import Visibility
from sasaeai.portal import queries
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.paper import reading
from tests.portal.conftest import Place


def sheet(town: Town, area: object, *, most: int) -> tuple[list[str], list[str], bool]:
    """Return the names on an area's sheet, and whether some were left out."""
    viewer = resident(town.municipality.pk)
    acts, things, is_cut = queries.for_paper(viewer, area, most=most)
    return [one.name for one in acts], [one.name for one in things], is_cut


@pytest.fixture
def stocked(town: Town) -> Town:
    """Return the town with two activities and three things in one district."""
    for name in ("体操", "お茶"):
        ActivityFactory(area=town.sakuradai, name=name)
    for name in ("ベンチ", "広場", "集会所"):
        AssetFactory(area=town.sakuradai, name=name)
    AssetFactory(area=town.sakuradai, name="職員だけ", visibility=Visibility.STAFF)
    return town


def test_sheet_that_holds_everything_says_nothing_was_left_out(stocked: Town) -> None:
    acts, things, is_cut = sheet(stocked, stocked.sakuradai, most=3)

    assert (sorted(acts), sorted(things), is_cut) == (
        ["お茶", "体操"],
        ["ベンチ", "広場", "集会所"],
        False,
    )


def test_sheet_of_a_district_is_cut_where_it_is_full(stocked: Town) -> None:
    acts, things, is_cut = sheet(stocked, stocked.sakuradai, most=2)

    assert (len(acts), len(things), is_cut) == (2, 2, True)


def test_sheet_of_a_living_area_leaves_too_many_things_to_its_districts(stocked: Town) -> None:
    acts, things, is_cut = sheet(stocked, stocked.west, most=2)

    assert (len(acts), things, is_cut) == (2, [], True)


@reading.needs_pdftotext
@pytest.mark.parametrize(("state", "said"), [("paused", True), ("active", False)])
def test_card_of_what_takes_a_rest_says_so(
    place: Place, client: Client, tmp_path: Path, state: str, *, said: bool
) -> None:
    Activity.objects.filter(pk=place.salon.pk).update(state=state)

    card = client.get(f"{place.url}activities/{place.salon.pk}/card/").content

    assert ("いまはお休みしています。" in "".join(reading.words(card, tmp_path))) is said
