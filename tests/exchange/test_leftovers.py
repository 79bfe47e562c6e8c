"""What an import had to leave when it was taken back goes once no other list names or uses it."""

import pytest

from sasaeai.areas.models import Area, Landmark
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry
from sasaeai.exchange import actions
from sasaeai.exchange.models import Import, Kind, StagedRow, TakenRow
from tests.exchange import bringing
from tests.exchange.lists import SALON, choice, csv, geojson, square
from tests.exchange.test_population_files import file, row
from tests.exchange.test_undone_in_turn import BARE
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
PARK = ({"公園名": "共通公園"}, {"type": "Point", "coordinates": [139.51, 35.61]})
NORTH = geojson(({"name": "北地区"}, square(139.5, 35.6)))
BLOCK = "町丁名,緯度,経度\n北町,35.605,139.505\n".encode()
HALL = "1,北の会館,ささえ市北町1,35.605,139.505,,"


@pytest.fixture
def drawn(town: Town) -> Town:
    """Return a town with a boundary."""
    Area.objects.filter(pk=town.root.pk).update(
        boundary=square(139.4, 35.5, 0.3), west=139.4, south=35.5, east=139.7, north=35.8
    )
    return town


def take_in(town: Town, kind: str, data: bytes, source: str) -> Import:
    ending = "geojson" if kind in (Kind.LANDMARKS, Kind.BOUNDARIES) else "csv"
    asked = choice(kind, file_name=f"f.{ending}", source=source)
    here = Actor(municipality=town.municipality.pk)
    return bringing.taken_in(here, asked, data, town.municipality)


def undo(town: Town, *made: Import) -> None:
    for one in made:
        actions.undo(Actor(municipality=town.municipality.pk), one)


@pytest.mark.parametrize(
    ("kind", "data", "model"),
    [
        (Kind.LANDMARKS, geojson(PARK), Landmark),
        (Kind.FACILITIES, csv(SALON), Asset),
    ],
)
def test_row_of_two_lists_goes_with_the_last_of_them(
    drawn: Town, kind: str, data: bytes, model: type[Landmark | Asset]
) -> None:
    first, second = (take_in(drawn, kind, data, source) for source in ("一", "二"))

    undo(drawn, first)
    assert model.objects.count() == 1
    undo(drawn, second)

    left = (model.objects.count(), StagedRow.objects.count(), TakenRow.objects.count())
    assert left == (0, 0, 0)


def test_area_goes_with_the_blocks_that_were_put_under_it(drawn: Town) -> None:
    district = take_in(drawn, Kind.BOUNDARIES, NORTH, "境界")
    blocks = take_in(drawn, Kind.TOWNS, BLOCK, "町丁")
    assert Area.objects.get(name="北町").parent.name == "北地区"

    undo(drawn, district, blocks)

    assert not Area.objects.filter(name__in=("北地区", "北町")).exists()


def test_areas_go_one_after_the_other_with_what_lay_in_them(drawn: Town) -> None:
    made = [
        take_in(drawn, Kind.BOUNDARIES, NORTH, "境界"),
        take_in(drawn, Kind.TOWNS, BLOCK, "町丁"),
        take_in(drawn, Kind.FACILITIES, csv(HALL), "施設"),
    ]
    assert Asset.objects.get().area.name in ("北町", "北地区")
    Asset.objects.update(area=Area.objects.get(name="北町"))

    undo(drawn, *made)

    assert not Area.objects.filter(name__in=("北地区", "北町")).exists()


def test_block_that_came_with_figures_goes_once_nothing_lies_in_it(drawn: Town) -> None:
    figures = take_in(drawn, Kind.POPULATION, file(row("北町", 1, 2, 3, 4) | BARE), "人口")
    hall = take_in(drawn, Kind.FACILITIES, csv(HALL), "施設")
    Asset.objects.update(area=Area.objects.get(name="北町"))

    undo(drawn, figures)
    assert Area.objects.filter(name="北町").exists()
    undo(drawn, hall)

    assert not Area.objects.filter(name="北町").exists()


def test_row_written_in_since_stays(drawn: Town) -> None:
    first, second = (take_in(drawn, Kind.LANDMARKS, geojson(PARK), one) for one in ("一", "二"))
    Landmark.objects.get().save(update_fields=["updated_at"])

    undo(drawn, first, second)

    assert Landmark.objects.count() == 1


def test_row_that_its_own_list_names_again_stays(drawn: Town) -> None:
    first, second = (take_in(drawn, Kind.LANDMARKS, geojson(PARK), one) for one in ("一", "二"))
    undo(drawn, first)
    take_in(drawn, Kind.LANDMARKS, geojson(PARK), "一")

    undo(drawn, second)

    assert Landmark.objects.count() == 1


def test_what_goes_stands_in_the_record_book_under_the_taking_back(drawn: Town) -> None:
    first, second = (take_in(drawn, Kind.LANDMARKS, geojson(PARK), one) for one in ("一", "二"))
    gone = Landmark.objects.get()

    undo(drawn, first, second)

    entry = Entry.objects.filter(verb="exchange.undo").latest("at")
    assert str(gone.pk) in entry.subjects
