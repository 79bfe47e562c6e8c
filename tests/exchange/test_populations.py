"""Population of the town's areas: whose figures they are, what is new, what a further file changes."""

from pathlib import Path
from typing import Any

import pytest

from sasaeai.areas import actions
from sasaeai.areas.models import Area, Population, Role
from sasaeai.areas.models.area import Level
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import MACHINE
from sasaeai.audit.models import Entry
from sasaeai.exchange.models import Import, Kind, TakenRow
from tests.exchange.lists import run, square
from tests.exchange.test_pages import upload
from tests.exchange.test_population_files import HEAD, file, row
from tests.factories.areas import AreaFactory, Town

pytestmark = pytest.mark.django_db
COUNTED = ("created", "updated", "unchanged", "refused", "duplicates")
POINTED = [*HEAD, "緯度", "経度"]


@pytest.fixture
def hirao(town: Town) -> Area:
    """Return a 町丁 of the town."""
    return AreaFactory(parent=town.root, name="平尾一丁目", level=Level.TOWN)


def taken(
    town: Town, folder: Path, *rows: dict[str, object], name: str = "jinko", head: list[str] = HEAD
) -> dict[str, Any]:
    """Return what the command says of a table of the town, whose counts account for every row."""
    code = {"都道府県コード又は市区町村コード": "", "市区町村名": "", "都道府県名": ""}
    path = folder / f"{name}.csv"
    path.write_bytes(file(*(one | code for one in rows), head=head))
    exit_code, told = run(Kind.POPULATION, path, code=town.municipality.code)
    assert (exit_code, sum(told[part] for part in COUNTED)) == (0, told["rows"])
    assert told["with_location"] + told["without_location"] == told["rows"]
    return told


def drawn(area: Area) -> None:
    """Draw an area as a square."""
    area.boundary = square(139.5, 35.6)
    actions.change_area(MACHINE, area, changed=["boundary"])


def kept(area: Area) -> list[tuple[int, int, int | None, str, int, str]]:
    """Return the figures of an area: year, ages, sex, people, source."""
    names = ("year", "age_from", "age_to", "sex", "count", "source")
    return sorted(Population.objects.filter(area=area).values_list(*names))


def test_figures_go_to_the_area_that_is_called_so(town: Town, hirao: Area, tmp_path: Path) -> None:
    told = taken(town, tmp_path, row("平尾１丁目", 1, 2, 3, 4))
    assert (told["created"], Area.objects.filter(level=Level.TOWN).count()) == (1, 1)
    assert kept(hirao) == [
        (2026, 0, 64, "f", 2, "jinko"), (2026, 0, 64, "m", 1, "jinko"),
        (2026, 65, None, "f", 4, "jinko"), (2026, 65, None, "m", 3, "jinko"),
    ]  # fmt: skip
    assert (Asset.objects.count(), TakenRow.objects.count()) == (0, 0)
    assert {one.municipality_id for one in Population.objects.all()} == {town.municipality.pk}


@pytest.mark.parametrize(
    "name",
    ["平尾一丁目", "平尾1丁目", "平尾 １丁目", "ささえ市平尾一丁目", "東京都ささえ市平尾１丁目"],
)
def test_area_is_known_in_every_spelling(
    town: Town, hirao: Area, tmp_path: Path, name: str
) -> None:
    town.municipality.name = "ささえ市"
    town.municipality.save()
    taken(town, tmp_path, row(name, 1, 2, 3, 4))
    assert len(kept(hirao)) == 4


def test_numbers_in_the_middle_of_a_name_are_alike(town: Town, tmp_path: Path) -> None:
    area = AreaFactory(parent=town.root, name="安原下第三号", level=Level.TOWN)
    assert taken(town, tmp_path, row("安原下第３号", 1, 2, 3, 4))["messages"] == []
    assert len(kept(area)) == 4


def test_area_is_known_by_its_code_before_its_name(town: Town, hirao: Area, tmp_path: Path) -> None:
    other = AreaFactory(parent=town.root, name="旧平尾", level=Level.TOWN, code="13225001001")
    taken(town, tmp_path, row("平尾一丁目", 1, 2, 3, 4, 地域コード="13225001001"))
    assert (len(kept(other)), len(kept(hirao))) == (4, 0)


def test_spelt_the_same_comes_before_called_the_same(town: Town, tmp_path: Path) -> None:
    plain = AreaFactory(parent=town.root, name="本町", level=Level.TOWN)
    aza = AreaFactory(parent=town.root, name="字本町", level=Level.TOWN)
    taken(town, tmp_path, row("字本町", 9, 9, 9, 9), row("本町", 1, 1, 1, 1))
    assert ({one[4] for one in kept(plain)}, {one[4] for one in kept(aza)}) == ({1}, {9})


def test_district_gets_the_figures_of_its_name_where_there_is_no_such_block(
    town: Town, tmp_path: Path
) -> None:
    taken(town, tmp_path, row(town.sakuradai.name, 1, 2, 3, 4))
    assert len(kept(town.sakuradai)) == 4


def test_block_that_the_town_does_not_have_is_made_below_what_holds_it(
    town: Town, hirao: Area, tmp_path: Path
) -> None:
    drawn(town.sakuradai)
    told = taken(
        town, tmp_path, row("大丸", 1, 2, 3, 4, 緯度="35.605", 経度="139.505"), head=POINTED
    )
    made = Area.objects.get(name="大丸")
    assert (made.parent, made.level) == (town.sakuradai, Level.TOWN)
    assert (made.longitude, made.latitude, len(kept(made))) == (139.505, 35.605, 4)
    assert told["messages"][0]["message"].startswith(
        "1件は、町にまだない町丁なので、新しく加えます（例：「大丸」）。"
    )


def test_block_of_a_town_without_blocks_is_made_without_a_word(town: Town, tmp_path: Path) -> None:
    told = taken(town, tmp_path, row("大丸", 1, 2, 3, 4))
    assert (told["messages"], Area.objects.get(name="大丸").parent) == ([], town.root)


def test_second_row_of_one_block_is_refused_unless_it_has_a_point(
    town: Town, hirao: Area, tmp_path: Path
) -> None:
    twin = row("平尾1丁目", 9, 9, 9, 9)
    told = taken(town, tmp_path, row("平尾一丁目", 1, 2, 3, 4), twin)
    assert (told["created"], told["refused"]) == (1, 1)
    assert "同じ町丁に見えますが、そこにはF2の人数が入る" in told["messages"][0]["message"]
    placed = twin | {"緯度": "35.605", "経度": "139.505"}
    assert (
        taken(town, tmp_path, row("平尾一丁目", 1, 2, 3, 4), placed, head=POINTED)["created"] == 1
    )


def test_point_far_from_the_town_is_left_out(town: Town, tmp_path: Path) -> None:
    drawn(town.root)
    told = taken(town, tmp_path, row("大丸", 1, 2, 3, 4, 緯度="43.0", 経度="141.3"), head=POINTED)
    assert Area.objects.get(name="大丸").longitude is None
    assert "町から遠く離れた位置" in told["messages"][0]["message"]


def test_same_file_again_changes_nothing(town: Town, hirao: Area, tmp_path: Path) -> None:
    rows = (row("平尾一丁目", 1, 2, 3, 4), row("大丸", 0, 0, 0, 0))
    taken(town, tmp_path, *rows)
    before = list(Population.objects.order_by("pk").values())
    again = taken(town, tmp_path, *rows)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 2)
    assert list(Population.objects.order_by("pk").values()) == before


def test_another_year_is_a_further_year(town: Town, hirao: Area, tmp_path: Path) -> None:
    taken(town, tmp_path, row("平尾一丁目", 1, 2, 3, 4))
    told = taken(town, tmp_path, row("平尾一丁目", 5, 6, 7, 8, 調査年月日="令和7年2月1日"))
    assert (told["created"], sorted({one[0] for one in kept(hirao)})) == (1, [2025, 2026])


def test_two_years_of_a_new_block_in_one_file_are_of_one_area(town: Town, tmp_path: Path) -> None:
    one = row("大丸", 1, 2, 3, 4)
    assert taken(town, tmp_path, one, one | {"調査年月日": "2025-02-01"})["created"] == 2
    assert len(kept(Area.objects.get(name="大丸"))) == 8


def test_corrected_file_of_a_year_updates_it(town: Town, hirao: Area, tmp_path: Path) -> None:
    taken(town, tmp_path, row("平尾一丁目", 1, 2, 3, 4))
    told = taken(town, tmp_path, row("平尾一丁目", 1, 20, 3, 4))
    assert (told["updated"], [one[4] for one in kept(hirao)]) == (1, [20, 1, 4, 3])


def test_band_that_is_withheld_or_cut_otherwise_now_is_taken_out(
    town: Town, hirao: Area, tmp_path: Path
) -> None:
    taken(town, tmp_path, row("平尾一丁目", 1, 2, 3, 4))
    told = taken(town, tmp_path, row("平尾一丁目", 1, 2, 3, "X"))
    assert (told["updated"], [one[4] for one in kept(hirao)]) == (1, [2, 1, 3])


def test_source_of_another_name_stays_as_it_is(town: Town, hirao: Area, tmp_path: Path) -> None:
    taken(town, tmp_path, row("平尾一丁目", 1, 2, 3, 4))
    taken(town, tmp_path, row("平尾一丁目", 5, 6, 7, 8), name="kokusei")
    assert {(one[5], one[4]) for one in kept(hirao)} == {
        *(("jinko", people) for people in (1, 2, 3, 4)),
        *(("kokusei", people) for people in (5, 6, 7, 8)),
    }


def test_one_entry_says_that_it_was_taken_in(town: Town, hirao: Area, tmp_path: Path) -> None:
    Entry.objects.all().delete()
    taken(town, tmp_path, row("平尾一丁目", 1, 2, 3, 4), row("大丸", 1, 2, 3, 4))
    entry = Entry.objects.get()
    assert (entry.verb, str(hirao.pk) in entry.subjects) == ("exchange.import", True)


def test_town_that_is_not_here_is_founded_with_its_people(tmp_path: Path) -> None:
    path = tmp_path / "jinko.csv"
    path.write_bytes(file(row("平尾一丁目", 1, 2, 3, 4)))
    assert run(Kind.POPULATION, path, "--name", "稲城市")[1]["created"] == 1
    assert run(Kind.POPULATION, path)[1]["unchanged"] == 1
    assert (Population.objects.count(), Area.objects.get(level=Level.TOWN).name) == (
        4,
        "平尾一丁目",
    )


def test_dry_run_writes_nothing(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "jinko.csv"
    path.write_bytes(file(row("平尾", 1, 2, 3, 4, 都道府県コード又は市区町村コード="")))
    told = run(Kind.POPULATION, path, "--dry-run", code=town.municipality.code)[1]
    assert (told["created"], Population.objects.count(), Import.objects.count()) == (1, 0, 0)


def test_refused_table_writes_nothing(town: Town, tmp_path: Path) -> None:
    path = tmp_path / "jinko.csv"
    path.write_text("地域名,総人口\n平尾,3\n")
    code, told = run(Kind.POPULATION, path, code=town.municipality.code)
    assert (code, told["messages"][0]["level"], Import.objects.count()) == (1, "error", 0)


def test_officer_sees_whose_people_are_counted_and_takes_them_in(town: Town, hirao: Area) -> None:
    client = town.client(Role.OFFICER)
    bare = {"都道府県コード又は市区町村コード": ""}
    said = {"kind": "population", "source": "住民基本台帳"}
    preview = upload(client, file(row("平尾一丁目", 1, 2, 3, 4) | bare), **said)
    assert "平尾一丁目（2026年、10人）" in client.get(preview).content.decode()
    client.post(f"{preview}apply/")
    changed = upload(client, file(row("平尾一丁目", 1, 2, 3, 5) | bare), **said)
    assert "平尾一丁目（2026年、11人）</a>：人口" in client.get(changed).content.decode()
    page = client.get(hirao.get_absolute_url()).content.decode()
    assert ("7 ／ 10人" in page, "2026年、住民基本台帳" in page) == (True, True)


def test_withheld_band_is_not_shown_as_nobody(town: Town, hirao: Area, tmp_path: Path) -> None:
    taken(town, tmp_path, row("平尾一丁目", 0, 2, 3, "X"))
    page = town.client(Role.OFFICER).get(hirao.get_absolute_url()).content.decode()
    cells = [part.split(" <svg")[0] for part in page.split('<td class="num">')[1:]]
    assert cells == ["3", "–", "0", "2"]
