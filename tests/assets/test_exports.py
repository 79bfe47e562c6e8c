"""The list written out: only what the viewer sees, harmless in a spreadsheet, recorded once."""

from collections.abc import Callable, Mapping
from csv import DictReader
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.vocabulary import term


def content(client: Client, **asked: str) -> bytes:
    response = client.get(reverse("assets:export"), asked)
    return b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[arg-type,attr-defined]  # not asynchronous


def rows(client: Client, **asked: str) -> list[dict[str, str]]:
    return list(DictReader(StringIO(content(client, **asked).decode("utf-8-sig"))))


def test_export_begins_with_a_mark_and_holds_the_list(town: Town) -> None:
    AssetFactory(area=town.sakuradai, name="集会所", private_phone="042-000-5678")
    client = town.client(Role.COORDINATOR2)

    assert content(client).startswith(b"\xef\xbb\xbf")
    assert [(row["名前"], row["地区"], row["電話番号（載せない）"]) for row in rows(client)] == [
        ("集会所", "桜台", "042-000-5678")
    ]


def test_export_of_a_viewer_has_neither_hidden_rows_nor_private_columns(town: Town) -> None:
    AssetFactory(area=town.sakuradai, name="見える", private_phone="042-000-5678")
    AssetFactory(area=town.sakuradai, name="見えない", visibility=Visibility.STAFF)

    found = rows(town.client(Role.VIEWER))

    assert [row["名前"] for row in found] == ["見える"]
    assert [name for name in found[0] if "載せない" in name] == []


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1"])
def test_export_runs_no_formula(town: Town, name: str) -> None:
    AssetFactory(area=town.sakuradai, name=name)

    assert [row["名前"] for row in rows(town.client(Role.OFFICER))] == [f"'{name}"]


def test_export_takes_the_filter_of_the_list(town: Town) -> None:
    AssetFactory(area=town.sakuradai, name="会館")
    AssetFactory(area=town.sakuradai, name="車", kind=Asset.Kind.THING)

    assert [row["名前"] for row in rows(town.client(Role.OFFICER), kinds="thing")] == ["車"]


def test_export_in_cp932_can_be_read_as_such(town: Town) -> None:
    AssetFactory(area=town.sakuradai, name="髙島の集会所")

    assert "髙島の集会所" in content(town.client(Role.OFFICER), format="cp932").decode("cp932")


def test_export_as_workbook_explains_its_columns(town: Town) -> None:
    AssetFactory(area=town.sakuradai, name="集会所")

    book = CalamineWorkbook.from_filelike(
        BytesIO(content(town.client(Role.OFFICER), format="xlsx"))
    )

    assert book.sheet_names == ["一覧", "項目の説明"]
    assert book.get_sheet_by_name("一覧").to_python()[1][1] == "集会所"


def test_export_in_english_has_english_headings(
    town: Town, read_in_english: Callable[[Mapping[str, str]], None]
) -> None:
    AssetFactory(area=town.sakuradai, name="集会所")
    read_in_english(
        {
            "名前": "Name",
            "一覧": "List",
            "項目の説明": "What the columns mean",
            "項目": "Column",
            "説明": "Meaning",
            "緯度": "Latitude",
            "世界測地系（度）": "WGS 84 (degrees)",
        }
    )
    client = town.client(Role.OFFICER)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    assert [row["Name"] for row in rows(client)] == ["集会所"]
    book = CalamineWorkbook.from_filelike(BytesIO(content(client, format="xlsx")))
    assert book.sheet_names == ["List", "What the columns mean"]
    meanings = book.get_sheet_by_name("What the columns mean").to_python()
    assert meanings[0] == ["Column", "Meaning"]
    assert ["Latitude", "WGS 84 (degrees)"] in meanings


@pytest.mark.parametrize(
    ("language", "heading", "words"),
    [("ja", "バリアフリー", "段差がない、ramp"), ("en", "Accessibility", "No steps, ramp")],
)
def test_export_says_barrier_free_facts_as_the_page_does(
    town: Town, language: str, heading: str, words: str
) -> None:
    term(town.municipality, Kind.BARRIER_FREE, "no_steps", label="段差がない", label_en="No steps")
    asset = AssetFactory(area=town.sakuradai, barrier_free=["no_steps", "ramp"])
    client = town.client(Role.OFFICER)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    page = client.get(asset.get_absolute_url()).content.decode()

    assert [row[heading] for row in rows(client)] == [words]
    assert words in page


def test_export_is_recorded_once_with_its_ids(town: Town) -> None:
    made = AssetFactory.create_batch(2, area=town.sakuradai)
    client, before = town.client(Role.OFFICER), Entry.objects.count()

    content(client)

    [entry] = Entry.objects.order_by("pk")[before + 0 :]
    assert (entry.verb, sorted(entry.subjects)) == (
        "assets.export",
        sorted(str(asset.pk) for asset in made),
    )
    assert entry.fields == ["address", "name", "notes", "private_contact", "private_phone"]


@pytest.mark.parametrize("asked", [{"format": "exe"}, {"kinds": "castle"}])
def test_export_in_an_unknown_form_leads_back_with_a_sentence(
    town: Town, asked: dict[str, str]
) -> None:
    page = town.client(Role.OFFICER).get(reverse("assets:export"), asked, follow=True)

    assert "CSVかExcelを選びなおしてください。" in page.content.decode()
