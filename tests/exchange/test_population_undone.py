"""Population taken in by the page and taken back: figures, and the 町丁 that came with them."""

import pytest
from django.test import Client

from sasaeai.areas.models import Area, Population, Role
from sasaeai.areas.models.area import Level
from sasaeai.audit.models import Entry
from sasaeai.exchange.models import Import
from tests.exchange.bringing import ask, page, take_in, upload
from tests.exchange.test_population_files import file, row
from tests.factories.areas import AreaFactory, Town
from tests.factories.assets import AssetFactory

pytestmark = pytest.mark.django_db
BARE = {"都道府県コード又は市区町村コード": "", "市区町村名": "", "都道府県名": ""}


@pytest.fixture
def officer(town: Town) -> Client:
    AreaFactory(parent=town.root, name="平尾一丁目", level=Level.TOWN)
    return town.client(Role.OFFICER)


def brought(officer: Client, *rows: dict[str, object]) -> str:
    """Bring a table, take it in, and return the address of the import."""
    data = file(*(one | BARE for one in rows))
    return take_in(officer, upload(officer, data, kind="population", source="人口", name="j.csv"))


def people() -> list[tuple[str, int, str, int]]:
    """Return what is counted: area, from which age, sex, how many."""
    return sorted(Population.objects.values_list("area__name", "age_from", "sex", "count"))


def test_figures_and_the_blocks_that_came_with_them_are_taken_out(officer: Client) -> None:
    made = brought(officer, row("平尾一丁目", 1, 2, 3, 4), row("大丸", 5, 6, 7, 8))
    assert len(people()) == 8

    ask(officer, made, "undo")

    assert (people(), Area.objects.filter(name="大丸").exists()) == ([], False)
    assert Area.objects.filter(name="平尾一丁目").exists()
    assert Import.objects.get().rows.count() == 0


def test_taking_out_is_written_under_one_entry(officer: Client) -> None:
    made = brought(officer, row("大丸", 5, 6, 7, 8))
    area = Area.objects.get(name="大丸")

    ask(officer, made, "undo")

    done = Entry.objects.filter(verb="exchange.undo").latest("at")
    assert str(area.pk) in done.subjects


def test_former_figures_come_back(officer: Client) -> None:
    brought(officer, row("平尾一丁目", 1, 2, 3, 4))
    before = people()
    newer = brought(officer, row("平尾一丁目", 9, 2, 3, 4))
    assert people() != before

    ask(officer, newer, "undo")

    assert people() == before


def test_figures_that_a_newer_edition_gave_stay_and_are_named(officer: Client) -> None:
    first = brought(officer, row("平尾一丁目", 1, 2, 3, 4))
    brought(officer, row("平尾一丁目", 9, 2, 3, 4))
    after = people()

    ask(officer, first, "undo")

    assert people() == after
    assert "平尾一丁目（" in page(officer, first)


def test_block_in_which_something_lies_by_now_stays_without_its_figures(officer: Client) -> None:
    made = brought(officer, row("大丸", 5, 6, 7, 8))
    AssetFactory(area=Area.objects.get(name="大丸"))

    ask(officer, made, "undo")

    assert people() == []
    assert "大丸（" in page(officer, made)


def test_figures_changed_between_the_look_and_the_taking_in_stay_as_they_are(
    officer: Client,
) -> None:
    brought(officer, row("平尾一丁目", 1, 2, 3, 4))
    data = file(row("平尾一丁目", 9, 2, 3, 4) | BARE)
    looked_at = upload(officer, data, kind="population", source="人口", name="j.csv")
    Population.objects.update(count=100)
    after = people()

    take_in(officer, looked_at)

    assert people() == after
    assert Import.objects.latest("created_at").counts["updated"] == 0


def test_page_says_which_figures_are_set_anew(officer: Client) -> None:
    brought(officer, row("平尾一丁目", 1, 2, 3, 4))
    data = file(row("平尾一丁目", 9, 2, 3, 4) | BARE)

    looked_at = upload(officer, data, kind="population", source="人口", name="j.csv")

    assert "人）</a>：人口" in page(officer, looked_at)
