"""Many areas at once: how they are composed, and what is changed of them."""

from datetime import UTC, datetime
from uuid import uuid4

from django.utils import timezone

from sasaeai.areas import actions, intake
from sasaeai.areas.models import Area, AreaPart, Employer
from sasaeai.audit.actor import MACHINE
from sasaeai.audit.models import Entry
from tests.factories.areas import Town

SQUARE = {
    "type": "Polygon",
    "coordinates": [[[139.5, 35.6], [139.6, 35.6], [139.6, 35.7], [139.5, 35.7], [139.5, 35.6]]],
}


def test_outsiders_are_those_of_another_town_or_of_nowhere(town: Town, next_town: Town) -> None:
    nowhere = uuid4()
    asked = [town.west.pk, next_town.west.pk, nowhere, None]

    found = intake.outsiders(asked, within=Area.objects.filter(municipality=town.municipality))

    assert found == {next_town.west.pk, nowhere}


def test_rows_keep_the_day_on_which_they_say_they_were_written(town: Town) -> None:
    then = datetime(2025, 3, 4, 1, 30, tzinfo=UTC)
    old, new = (
        Employer(municipality=town.municipality, name=name, created_at=at)
        for name, at in (("むかしの会", then), ("あたらしい会", None))
    )

    added = intake.create_as_written(Employer, [old, new])

    assert [row.name for row in added] == ["むかしの会", "あたらしい会"]
    assert Employer.objects.get(pk=old.pk).created_at == then
    assert timezone.localdate(Employer.objects.get(pk=new.pk).created_at) == timezone.localdate()


def test_areas_are_composed_of_pieces_under_one_entry(town: Town) -> None:
    parts = [AreaPart(area=town.west, piece=piece) for piece in (town.sakuradai, town.kashiwagi)]

    made = intake.compose(MACHINE, parts)

    assert set(AreaPart.objects.filter(area=town.west)) == set(made)
    assert Entry.objects.get(verb="areas.compose").subjects == [str(town.west.pk)]


def test_changed_boundaries_move_frames_and_points_of_many_areas(town: Town) -> None:
    areas = [town.sakuradai, town.aoume]
    for area in areas:
        area.boundary = SQUARE

    intake.change_areas(MACHINE, areas, fields=["boundary"])

    saved = Area.objects.filter(pk__in=[area.pk for area in areas])
    assert [(area.west, area.north, area.longitude is None) for area in saved] == [
        (139.5, 35.7, False)
    ] * 2
    assert Entry.objects.get(verb="areas.change_areas").fields == ["boundary"]


def test_changed_names_leave_everything_else_as_it_is_stored(town: Town) -> None:
    actions.change_area(MACHINE, town.sakuradai, changed=[])
    town.sakuradai.kana, town.sakuradai.code = "さくらだい", "not asked for"

    intake.change_areas(MACHINE, [town.sakuradai], fields=["kana"])

    town.sakuradai.refresh_from_db()
    assert (town.sakuradai.kana, town.sakuradai.code) == ("さくらだい", "")
