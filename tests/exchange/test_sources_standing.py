"""Sources that were taken back are named nowhere as ones that the town has."""

from typing import Any

import pytest
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.audit.actor import Actor
from sasaeai.exchange import actions, queries
from sasaeai.exchange.models import Import, Kind
from tests.exchange import bringing
from tests.exchange.bringing import PAGE
from tests.exchange.lists import choice, geojson, square
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db


def draw(town: Town, source: str) -> Import:
    asked = choice(Kind.BOUNDARIES, file_name="f.geojson", source=source)
    file = geojson(({"name": "新町"}, square(139.5, 35.6)))
    here = Actor(municipality=town.municipality.pk)
    return bringing.taken_in(here, asked, file, town.municipality)


def names(town: Town) -> list[Any]:
    return queries.names(queries.sources(town.viewer(Role.OFFICER)))


def test_source_counts_while_one_of_its_editions_stands(town: Town) -> None:
    draw(town, "国の境界")
    draw(town, "町の境界")
    second = draw(town, "町の境界")
    here = Actor(municipality=town.municipality.pk)

    actions.undo(here, second)
    assert names(town) == ["国の境界", "町の境界"]
    actions.undo(here, Import.objects.get(state=Import.State.APPLIED, source_name="町の境界"))

    assert names(town) == ["国の境界"]


def test_upload_form_does_not_name_what_was_taken_back(town: Town, officer: Client) -> None:
    made = draw(town, "国の境界")
    assert "国の境界" in officer.get(PAGE).content.decode().split("<table")[0]

    actions.undo(Actor(municipality=town.municipality.pk), made)

    assert "これまで：" not in officer.get(PAGE).content.decode()
