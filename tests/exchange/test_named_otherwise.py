"""Boundaries and 町丁 whose names, shapes or readings differ from those of the edition before."""

import pytest

from sasaeai.areas.models import Area
from sasaeai.areas.models.area import Level
from sasaeai.audit.actor import Actor
from sasaeai.exchange.models import Kind
from tests.exchange import bringing
from tests.exchange.lists import choice, geojson, square
from tests.exchange.test_outlines import SQUARE, draw, place
from tests.factories.areas import AreaFactory, Town

pytestmark = pytest.mark.django_db
SWAPPED = square(35.63, 139.50)
OTHER = square(139.6, 35.63)


def remarked(town: Town, kind: str, data: bytes) -> list[str]:
    """Return what is remarked of a file, nothing being taken in."""
    name = "t.csv" if kind == Kind.TOWNS else "t.geojson"
    found, _rows = bringing.looked_at(choice(kind, file_name=name), data, town.municipality)
    return [one.message for one in found.remarks()]


def names(*levels: str) -> list[str]:
    areas = Area.objects.filter(level__in=levels or [Level.DISTRICT]).order_by("name")
    return [name for name in areas.values_list("name", flat=True) if "新" in name]


def test_area_that_its_source_names_anew_gets_the_name(town: Town) -> None:
    draw(town, ({"name": "新町", "code": "A1"}, SQUARE))
    counts = draw(town, ({"name": "桜新町", "code": "A1"}, SQUARE))
    assert ((counts["updated"], counts["created"]), names()) == ((1, 0), ["桜新町"])


def test_area_without_a_code_is_known_by_its_shape(town: Town) -> None:
    draw(town, ({"name": "新町"}, SQUARE), ({"name": "川西町"}, OTHER))
    counts = draw(town, ({"name": "桜新町"}, SQUARE), ({"name": "川西町"}, OTHER))
    assert ((counts["updated"], counts["created"]), names()) == ((1, 0), ["桜新町"])


def test_area_of_another_source_keeps_its_name_and_that_is_told(town: Town) -> None:
    AreaFactory(parent=town.root, name="新町", code="A1")
    file = geojson(({"name": "桜新町", "code": "A1"}, SQUARE))
    (message,) = remarked(town, Kind.BOUNDARIES, file)
    assert message.startswith(
        "「新町」は、このファイルではコードが同じで「桜新町」です。名前は「新町」のまま残します。"
    )
    draw(town, ({"name": "桜新町", "code": "A1"}, SQUARE))
    assert names() == ["新町"]


def test_new_area_of_the_shape_of_another_sources_is_told(town: Town) -> None:
    AreaFactory(parent=town.root, name="新町", boundary=SQUARE)
    (message,) = remarked(town, Kind.BOUNDARIES, geojson(({"name": "桜新町"}, SQUARE)))
    assert message.startswith("「桜新町」は、町の「新町」と同じ形です。別の区域として加えます。")


@pytest.mark.parametrize(
    "feature",
    [({"name": "新町"}, SWAPPED), ({"name": "新町"}, None), ({"name": "ささえ市新町"}, SWAPPED)],
)
def test_area_that_the_file_has_but_that_cannot_be_taken_is_not_missed(
    town: Town, feature: tuple[dict[str, str], dict[str, object]]
) -> None:
    draw(town, ({"name": "新町"}, SQUARE), ({"name": "川西町"}, OTHER))
    file = geojson(feature, ({"name": "川西町"}, OTHER))
    asked = choice(Kind.BOUNDARIES, file_name="t.geojson")
    _found, rows = bringing.looked_at(asked, file, town.municipality)
    assert [row.name for row in rows if row.change == row.Change.MISSING] == []


def test_block_whose_point_cannot_be_read_keeps_the_one_it_has(town: Town) -> None:
    place(town, ("新町一丁目", 35.63, 139.50))
    file = "町丁名,緯度,経度\n新町一丁目,139.50,35.63\n".encode()
    assert remarked(town, Kind.TOWNS, file) == [
        "2行目：緯度と経度が入れかわっているようです。列を入れかえてください。",
        "1件は、ファイルから位置が分からないので、いまの位置のままにします（「新町一丁目」）。",
    ]


@pytest.mark.parametrize(
    ("known", "told", "kept"),
    [
        ("さくらだいいっちょうめ", "サクラダイ", "さくらだいいっちょうめ"),
        ("さくらだい", "サクラダイイッチョウメ", "さくらだいいっちょうめ"),
        ("さくらだい", "ｻｸﾗｼﾝﾏﾁ", "さくらしんまち"),
        ("サクラダイ", "さくらだい", "さくらだい"),
        ("", "サクラダイ", "さくらだい"),
        ("さくらだい", "", "さくらだい"),
    ],
)
def test_reading_of_a_block_is_kept_in_hiragana_and_the_longer_one_stays(
    town: Town, known: str, told: str, kept: str
) -> None:
    AreaFactory(parent=town.root, name="新町一丁目", level=Level.TOWN, kana=known)
    bring(town, f"町丁名,町丁目名カナ,緯度,経度\n新町一丁目,{told},35.63,139.50\n")
    assert Area.objects.get(name="新町一丁目").kana == kept


def test_reading_of_a_new_block_is_in_hiragana(town: Town) -> None:
    bring(town, "町丁名,町丁目名カナ,緯度,経度\n新町一丁目,サクラダイ,35.63,139.50\n")
    assert Area.objects.get(name="新町一丁目").kana == "さくらだい"


def bring(town: Town, text: str) -> None:
    """Take a table of 町丁 in."""
    here = Actor(municipality=town.municipality.pk)
    bringing.taken_in(here, choice(Kind.TOWNS, file_name="t.csv"), text.encode(), town.municipality)
