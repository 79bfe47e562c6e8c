"""Remarks name the cell they are about, and say what became of what stands there."""

import pytest

from sasaeai.activities.models import Activity
from sasaeai.assets.models import Asset
from sasaeai.exchange.models import Kind
from tests.exchange.bringing import looked_at
from tests.exchange.lists import choice, csv
from tests.exchange.test_doubts import take_in
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
LONG = "https://example.jp/" + "a" * 200
HEAD = "名称,住所,電話番号,備考,ホームページ"


def remarked(town: Town, row: str, head: str = HEAD, kind: str = Kind.FACILITIES) -> list[str]:
    found, _rows = looked_at(choice(kind), csv(row, head=head), town.municipality)
    return [one.message for one in found.remarks()]


def test_what_does_not_fit_its_field_is_told_of_its_own_cell(town: Town) -> None:
    (told,) = remarked(town, f"桜会館,桜台1,,,{LONG}")
    assert told.startswith("E2：ホームページの欄に入りません（")
    assert told.endswith("。覚え書きに移しました。")


def test_field_made_of_another_column_is_told_of_that_column(town: Town) -> None:
    row = f"桜サロン,毎週月曜 10:00～,桜台1,{'桜' * 2000}"
    told = remarked(town, row, "名称,日時,住所,会場", Kind.GATHERINGS)
    assert [one[:3] for one in told if "欄に入りません" in one] == ["D2："]


def test_times_that_do_not_fit_are_told_of_their_cell(town: Town) -> None:
    row = f"桜サロン,桜台1,桜会館,{'第二の週のどこか、' * 200}"
    told = remarked(town, row, "名称,住所,会場,日時", Kind.GATHERINGS)
    assert [one[:3] for one in told if "欄に入りません" in one] == ["D2："]


def test_name_that_does_not_fit_refuses_its_row_and_says_so(town: Town) -> None:
    (told,) = remarked(town, f"{'桜' * 500},桜台1,,,")
    assert told.startswith("A2：名前の欄に入りません")
    assert told.endswith("この行は取り込みません。直して、もう一度選んでください。")


def test_cell_of_a_row_put_together_with_another_is_named(town: Town) -> None:
    found, _rows = looked_at(
        choice(), csv("桜会館,桜台1,,,", f"桜会館,桜台1,,,{LONG}", head=HEAD), town.municipality
    )
    (told,) = (one.message for one in found.remarks() if "欄に入りません" in one.message)
    assert told[:3] == "E3："


def test_cell_of_one_service_of_an_establishment_is_named(town: Town) -> None:
    head = "事業所番号,サービスの種類,名称,住所,URL"
    rows = ("1370000001,訪問介護,桜,桜台1,", f"1370000001,通所介護,桜,桜台1,{LONG}")
    found, _rows = looked_at(choice(Kind.CARE_PROVIDERS), csv(*rows, head=head), town.municipality)
    (told,) = (one.message for one in found.remarks() if "欄に入りません" in one.message)
    assert told[:3] == "E3："


@pytest.mark.parametrize(
    ("head", "text", "became"),
    [
        ("電話番号", "要確認", "電話番号として読めないので、覚え書きに残しました。"),
        ("郵便番号", "206", "郵便番号は7けたなので、覚え書きに残しました。"),
        ("郵便番号", "町内", "郵便番号として読めないので、覚え書きに残しました。"),
        ("URL", "町HP", "URLとして読めないので、覚え書きに残しました。"),
        ("メールアドレス", "a@b", "メールアドレスとして読めないので、覚え書きに残しました。"),
        (
            "電話番号",
            "042-000-1234、042-000-1235",
            "電話番号が2つ以上あるので、1つ目を入れ、もとの言葉を覚え書きに残しました。",
        ),
    ],
)
def test_what_is_said_to_be_in_the_notes_is_there(
    town: Town, head: str, text: str, became: str
) -> None:
    _made, told = take_in(town, f"桜会館,桜台1,{text}", head=f"名称,住所,{head}")
    assert told[0].startswith(f"C2：{became}")
    assert f"{head}：{text}" in Asset.objects.get().notes


@pytest.mark.parametrize("text", ["00-1234", "042-000-12345-6"])
def test_number_that_is_said_to_stand_as_it_is_does(town: Town, text: str) -> None:
    row = f"桜サロン,毎週月曜,桜会館,{text}"
    _made, told = take_in(town, row, kind=Kind.GATHERINGS, head="名称,日時,会場,電話番号")
    assert "そのまま入れました。" in next(one for one in told if one.startswith("D2："))
    assert Activity.objects.get().public_phone == text
