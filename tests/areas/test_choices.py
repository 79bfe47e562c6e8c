"""Choosing an area: as it lies in the tree, two of one name told apart by the town's own words."""

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sasaeai.areas import queries
from sasaeai.areas.choices import AreaChoice
from sasaeai.areas.models import LevelName, Role
from sasaeai.areas.models.area import Level
from tests.factories.areas import AreaFactory, Town


def test_areas_of_one_name_are_told_apart_by_their_level(town: Town) -> None:
    LevelName.objects.create(municipality=town.municipality, level=Level.LIVING_AREA, name="圏域")
    twin = AreaFactory(parent=town.east, name="北野")

    called = queries.told_apart([town.west, town.east, twin])

    assert list(called.values()) == ["川西", "北野（圏域）", "北野（地区）"]


def test_choice_of_an_area_shows_its_depth_and_its_level_where_names_meet(town: Town) -> None:
    AreaFactory(parent=town.east, name="北野")
    field = AreaChoice(queries.visible_to(town.viewer(Role.OFFICER)), empty_label="町ぜんたい")

    labels = [label for _value, label in field.choices]

    assert labels == [
        "町ぜんたい",
        "ささえ市",
        "　川西",
        "　　桜台",
        "　　柏木",
        "　北野（日常生活圏域）",
        "　　青梅",
        "　　北野（地区）",
    ]


def test_choice_of_an_area_reads_no_boundary(town: Town) -> None:
    field = AreaChoice(queries.visible_to(town.viewer(Role.OFFICER)))

    with CaptureQueriesContext(connection) as made:
        list(field.choices)

    assert [query["sql"] for query in made if "boundary" in query["sql"]] == []


def test_areas_on_the_first_screen_are_told_apart(town: Town) -> None:
    AreaFactory(parent=town.east, name="北野")

    page = town.client(Role.OFFICER).get(reverse("pages:today")).content.decode()

    assert ">北野（日常生活圏域）</a>" in page
    assert ">北野（地区）</a>" in page
