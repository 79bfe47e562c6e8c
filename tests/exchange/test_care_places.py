"""Establishments of care as places of the town: what they say, and what further files add to them."""

from pathlib import Path

import pytest

from sasaeai.activities.models import Activity
from sasaeai.assets.models import Asset
from sasaeai.exchange.models import Import, Kind
from tests.exchange.lists import run
from tests.exchange.test_care import ELSEWHERE, HOME, NATIONAL, SAKURA, file

pytestmark = pytest.mark.django_db
COUNTED = ("created", "updated", "unchanged", "refused", "duplicates")


def taken(folder: Path, *rows: dict[str, str], name: str = "kaigo", **more: list[str]) -> dict:
    """Return what the command says of a list for 稲城市, whose counts account for every row."""
    path = folder / f"{name}.csv"
    path.write_bytes(file(*rows, **more))
    code, told = run(Kind.CARE_PROVIDERS, path, "--name", "稲城市")
    assert (code, sum(told[part] for part in COUNTED)) == (0, told["rows"])
    assert told["with_location"] + told["without_location"] == told["rows"]
    return told


def test_establishment_is_a_place_that_names_its_services_and_loses_nothing(tmp_path: Path) -> None:
    flag = "高齢者の方と障害者の方が同時一体的に利用できるサービス"
    told = taken(tmp_path, SAKURA | {flag: "あり", "方書（ビル名等）": "2階"}, HOME, ELSEWHERE)
    place = Asset.objects.get()
    assert (told["rows"], told["skipped"], place.kind) == (2, 1, Asset.Kind.PLACE)
    assert (place.name, place.source_id, place.capacity) == ("さくらデイ", "1373800001", 30)
    assert (place.address, place.owner_words) == (
        "東京都稲城市東長沼１－２ 2階",
        "社会福祉法人さくら",
    )
    assert place.times_words == "通所介護：平日・土曜日\n訪問介護：平日"
    assert place.description == "サービス：通所介護、訪問介護\n訪問介護　名称：さくらヘルパー"
    assert place.notes == f"FAX：042-302-0001\n法人番号：2012401015219\n{flag}：あり"
    assert (place.url, place.public_phone) == ("https://sakura.example/", "042-302-0000")


def test_long_remark_on_the_days_goes_to_the_introduction(tmp_path: Path) -> None:
    long = "年末年始を除く。" * 40
    told = taken(tmp_path, SAKURA | {"利用可能曜日特記事項": long})
    place = Asset.objects.get()
    assert place.times_words == "平日・土曜日"
    assert place.description.split("\n")[1] == f"曜日と時間：平日・土曜日。{long}".rstrip("。")
    assert [m["message"] for m in told["messages"] if "欄に入りません" in m["message"]] == []


def test_same_file_again_changes_nothing(tmp_path: Path) -> None:
    assert taken(tmp_path, SAKURA, HOME)["created"] == 1
    again = taken(tmp_path, SAKURA, HOME)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)


def test_next_edition_is_known_by_the_number_whatever_the_order(tmp_path: Path) -> None:
    taken(tmp_path, SAKURA)
    renamed = SAKURA | {"事業所名": "さくらの家", "住所": "東京都稲城市平尾3-1"}
    told = taken(
        tmp_path, SAKURA | {"No": "2", "事業所番号": "1373800002", "事業所名": "うめ"}, renamed
    )
    assert (told["created"], told["updated"]) == (1, 1)
    assert Asset.objects.get(source_id="1373800001").name == "さくらの家"


def test_file_of_another_service_adds_it_to_the_place_of_the_same_number(tmp_path: Path) -> None:
    taken(tmp_path, SAKURA, name="jigyosho_150")
    told = taken(tmp_path, HOME, name="jigyosho_110")
    place = Asset.objects.get()
    assert (told["created"], told["updated"]) == (0, 1)
    assert place.description == "サービス：通所介護、訪問介護\n訪問介護　名称：さくらヘルパー"
    for rows, name in ((SAKURA, "jigyosho_150"), (HOME, "jigyosho_110")):
        again = taken(tmp_path, rows, name=name)
        assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 1)
    assert Asset.objects.get().description == place.description


def test_place_of_a_list_of_facilities_is_the_same_and_learns_its_services(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("名称,住所\nさくらデイ,稲城市東長沼1-2\n")
    run(Kind.FACILITIES, path, "--name", "稲城市")
    assert taken(tmp_path, SAKURA)["updated"] == 1
    assert Asset.objects.get().description == "サービス：通所介護"


def test_names_of_persons_reach_no_field_and_no_remark(tmp_path: Path) -> None:
    told = taken(tmp_path, SAKURA | {"管理者名": "山田花子"}, head=[*NATIONAL, "管理者名"])
    values = Asset.objects.values().get()
    assert "山田" not in f"{values}{told}{Import.objects.values()}"


def test_file_that_is_no_such_list_is_refused_whole(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("名称,住所\n図書館,稲城市東長沼1\n")
    code, told = run(Kind.CARE_PROVIDERS, path, "--name", "稲城市")
    assert (code, told["rows"], Asset.objects.count(), Activity.objects.count()) == (1, 0, 0, 0)
    assert told["messages"][0]["message"].startswith("介護サービス事業所の一覧には見えません。")
