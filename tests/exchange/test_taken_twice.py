"""What would stand twice: one area drawn by two lines of a file, a name that an undo would bring back."""

import pytest

from sasaeai.areas import actions as areas
from sasaeai.areas.models import Area, Landmark
from sasaeai.audit.actor import Actor
from sasaeai.exchange.models import Import
from sasaeai.jobs.models import Job
from tests.exchange.bringing import ask, made_of, take_in, upload
from tests.exchange.lists import geojson, square

pytestmark = pytest.mark.django_db
HERE = {"type": "LineString", "coordinates": [[139.51, 35.61], [139.52, 35.62]]}
THERE = {"type": "LineString", "coordinates": [[139.54, 35.64], [139.55, 35.65]]}


@pytest.fixture
def drawn(town):
    town.root.boundary = square(139.5, 35.6, 0.1)
    areas.change_area(Actor(municipality=town.municipality.pk), town.root, changed=["boundary"])
    return town


def test_area_that_two_lines_draw_is_asked_about(drawn, officer) -> None:
    Area.objects.filter(pk=drawn.sakuradai.pk).update(code="999")
    lines = (
        ({"name": "さくら台", "code": "999"}, square(139.52, 35.62, 0.01)),
        ({"name": drawn.sakuradai.name}, square(139.55, 35.65, 0.01)),
    )
    made = made_of(upload(officer, geojson(*lines), name="a.geojson", kind="boundaries", level=""))
    assert made.state == Import.State.REFUSED
    assert "二つあります" in officer.get(made.get_absolute_url()).content.decode()


def test_undo_that_would_bring_back_a_name_taken_meanwhile_says_so(drawn, officer) -> None:
    def brought(source: str, name: str, line) -> str:
        data = geojson(({"河川名": name}, line))
        return upload(officer, data, name="m.geojson", kind="landmarks", source=source)

    take_in(officer, brought("一", "あ川", HERE))
    renamed = brought("一", "い川", HERE)
    take_in(officer, renamed)
    take_in(officer, brought("二", "あ川", THERE))

    ask(officer, renamed, "undo")

    assert made_of(renamed).state == Import.State.APPLIED
    assert sorted(Landmark.objects.values_list("name", flat=True)) == ["あ川", "い川"]
    assert "同じ名前" in Job.objects.order_by("created_at").last().why
