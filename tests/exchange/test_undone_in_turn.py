"""Editions of one source taken back newest first: in the end the town is as it was before them."""

from typing import Any

import pytest

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Area, Landmark, Population
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.base.models import Record
from sasaeai.exchange import actions
from sasaeai.exchange.models import Import, Kind, StagedRow
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary import actions as vocabulary
from tests.exchange import bringing
from tests.exchange.lists import choice, geojson, square
from tests.exchange.test_population_files import file, row
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
BARE = {"都道府県コード又は市区町村コード": "", "市区町村名": "", "都道府県名": ""}
OLD, NEW = "もとの町一丁目", "あたらしい町一丁目"
MODELS: dict[str, tuple[type[Record], ...]] = {
    Kind.LANDMARKS: (Landmark,),
    Kind.TOWNS: (Area,),
    Kind.BOUNDARIES: (Area,),
    Kind.FACILITIES: (Asset,),
    Kind.ORGANISATIONS: (Organisation,),
    Kind.GATHERINGS: (Activity,),
    Kind.POPULATION: (Area, Population),
}
STAMPS = {"id", "created_at", "updated_at"}


def said(kind: str, edition: int, *names: str) -> bytes:
    """Return an edition that says something else of each of these rows than the one before."""
    if kind == Kind.LANDMARKS:
        line = [[139.5, 35.6], [139.51 + edition / 100, 35.61]]
        shape = {"type": "LineString", "coordinates": line}
        return geojson(*(({"河川名": name}, shape) for name in names))
    if kind == Kind.BOUNDARIES:
        shape = square(139.5, 35.6, 0.01 + edition / 100)
        return geojson(*(({"name": name}, shape) for name in names))
    if kind == Kind.POPULATION:
        return file(*(row(name, edition, 2, 3, 4) | BARE for name in names))
    if kind == Kind.TOWNS:
        rows = [f"{name},35.60{edition},139.51" for name in names]
        return "\n".join(["町丁名,緯度,経度", *rows]).encode()
    phone = f"042-000-000{edition}" if edition else ""
    rows = [f"{name},ささえ市桜台1-2,{phone}" for name in names]
    return "\n".join(["名称,住所,電話番号", *rows]).encode()


def take_in(
    town: Town, kind: str, edition: int, *names: str, source: str = "出どころ", level: str = ""
) -> Import:
    ending = "geojson" if kind in (Kind.LANDMARKS, Kind.BOUNDARIES) else "csv"
    asked = choice(kind, file_name=f"f.{ending}", source=source, level=level)
    here = Actor(municipality=town.municipality.pk)
    return bringing.taken_in(here, asked, said(kind, edition, *names), town.municipality)


def undo(town: Town, *made: Import) -> None:
    for one in made:
        actions.undo(Actor(municipality=town.municipality.pk), one)


def state(kind: str) -> list[Any]:
    """Return all that is here of a kind of list, but for when it was written."""
    return [
        {name: value for name, value in one.items() if name not in STAMPS}
        for model in MODELS[kind]
        for one in model._default_manager.order_by("pk").values()
    ]


@pytest.fixture
def drawn(town: Town) -> Town:
    """Return a town with a boundary."""
    vocabulary.load_national(Actor(municipality=town.municipality.pk), town.municipality)
    Area.objects.filter(pk=town.root.pk).update(
        boundary=square(139.4, 35.5, 0.3), west=139.4, south=35.5, east=139.7, north=35.8
    )
    return town


@pytest.mark.parametrize("editions", [2, 3])
@pytest.mark.parametrize("kind", MODELS)
def test_editions_taken_back_newest_first_leave_nothing(
    drawn: Town, kind: str, editions: int
) -> None:
    take_in(drawn, kind, 0, OLD, source="はじめ")
    before = state(kind)
    made = [take_in(drawn, kind, edition, OLD, NEW) for edition in range(1, editions + 1)]
    assert state(kind) != before

    undo(drawn, *reversed(made))

    assert (state(kind), StagedRow.objects.filter(made__in=made).count()) == (before, 0)


@pytest.mark.parametrize("kind", MODELS)
def test_row_written_in_between_two_editions_is_left(drawn: Town, kind: str) -> None:
    take_in(drawn, kind, 0, OLD, source="はじめ")
    first = take_in(drawn, kind, 1, OLD, NEW)
    for model in MODELS[kind]:
        for one in model._default_manager.filter(municipality=drawn.municipality):
            one.save(update_fields=["updated_at"])
    between = state(kind)
    second = take_in(drawn, kind, 2, OLD, NEW)

    undo(drawn, second, first)

    names = [*StagedRow.objects.filter(made=first).values_list("name", flat=True)]
    assert (state(kind), len(names)) == (between, 2)


@pytest.mark.parametrize("kind", MODELS)
def test_row_written_in_after_the_newer_edition_was_taken_back_is_left(
    drawn: Town, kind: str
) -> None:
    take_in(drawn, kind, 0, OLD, source="はじめ")
    first, second = (take_in(drawn, kind, edition, OLD, NEW) for edition in (1, 2))
    undo(drawn, second)
    for model in MODELS[kind]:
        for one in model._default_manager.filter(municipality=drawn.municipality):
            one.save(update_fields=["updated_at"])
    after = state(kind)

    undo(drawn, first)

    assert (state(kind), StagedRow.objects.filter(made=first).count()) == (after, 2)
