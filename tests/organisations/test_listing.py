"""The list by kind, its filters and pages, the names for other forms, and the file."""

import csv
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.audit.models import Entry
from sasaeai.base.paging import page_after
from sasaeai.organisations import queries
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.organisations import make_organisation
from tests.factories.vocabulary import term

LIST = "/organisations/"


def listed(client: Client, **asked: object) -> list[str]:
    """Return the names the list shows, in order."""
    return [row.name for row in client.get(LIST, asked).context["organisations"]]


def in_order(town: Town) -> None:
    """Give the town three kinds whose order is not that of their codes."""
    for order, code in enumerate(("npo", "company", "coop")):
        term(town.municipality, Kind.ORG_TYPE, code, order=order, label=code)


def test_list_follows_the_kinds_and_then_the_names(town: Town, browser: Client) -> None:
    in_order(town)
    for kind, name in (("coop", "は"), ("company", "に"), ("npo", "ろ"), ("npo", "い")):
        make_organisation(town, kind=kind, name=name)

    assert listed(browser) == ["い", "ろ", "に", "は"]


def test_pages_follow_each_other_across_the_kinds(town: Town, coordinator: Viewer) -> None:
    in_order(town)
    for kind, name in (("coop", "は"), ("company", "に"), ("npo", "ろ"), ("npo", "い")):
        make_organisation(town, kind=kind, name=name)
    rows, seen, after = queries.listed(coordinator), [], ""

    while after or not seen:
        page = page_after(rows, after, keys=queries.PAGE_KEYS, size=1)
        seen += [row.name for row in page.rows]
        after = page.after

    assert seen == ["い", "ろ", "に", "は"]


def test_list_names_its_files_in_the_words_of_people(town: Town, browser: Client) -> None:
    make_organisation(town)

    page = browser.get(LIST).content.decode()

    assert [words in page for words in ("CSV<", "CSV（古いソフト向け）<", "Excel<")] == [True] * 3


def test_list_is_narrowed_by_kind_area_and_words(town: Town, browser: Client) -> None:
    kept = make_organisation(town, kind="npo", name="お互いさま", description="庭の手入れ")
    make_organisation(town, kind="npo", name="べつの地区", area=town.aoume)
    make_organisation(town, kind="company", name="べつの種類")

    asked = [
        listed(browser, kind=kept.kind_id, area=town.west.pk),
        listed(browser, q="庭 手入れ"),
        listed(browser, q="ないことば"),
    ]

    assert asked == [["お互いさま"], ["お互いさま"], []]


def test_retired_organisation_is_listed_only_where_asked_for(town: Town, browser: Client) -> None:
    make_organisation(town, name="いまも")
    make_organisation(town, name="むかし", retired_on=date(2026, 4, 1))

    assert (listed(browser), listed(browser, retired="on")) == (["いまも"], ["むかし"])


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"after": "nonsense"}, "一覧のはじめから開きなおしてください。"),
        ({"after": "WzEsMl0="}, "一覧のはじめから開きなおしてください。"),
        ({"kind": "nonsense"}, "一覧の中から選んでください。"),
        ({"area": "00000000-0000-0000-0000-000000000000"}, "一覧の中から選んでください。"),
        ({"q": "あ" * 101}, "100文字までで書いてください"),
        ({"q": "a\x00b"}, "使えない文字が入っています。"),
    ],
)
def test_nonsense_in_the_address_is_answered_with_a_sentence(
    browser: Client, asked: dict[str, str], sentence: str
) -> None:
    page = browser.get(LIST, asked)

    assert (page.status_code, sentence in page.content.decode()) == (200, True)


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (Role.COORDINATOR2, "まだ団体が書かれていません"),
        (Role.VIEWER, "見られる団体はまだありません"),
    ],
)
def test_empty_list_says_what_comes_first(town: Town, role: Role, words: str) -> None:
    assert words in town.client(role).get(LIST).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_list_makes_the_same_queries_however_many_rows(
    town: Town, browser: Client, django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    for kind in ("npo", "company", "coop")[:number]:
        make_organisation(town, kind=kind)

    with django_assert_num_queries(12):
        browser.get(LIST)


def test_names_offer_what_named_finds_even_where_two_share_one(
    town: Town, coordinator: Viewer
) -> None:
    near = make_organisation(town, name="ひまわり会")
    far = make_organisation(town, name="ひまわり会", area=town.aoume)

    offered = queries.names(coordinator, "ひまわり")

    assert {(name, row.pk) for name, row in offered} == {
        ("ひまわり会（桜台）", near.pk),
        ("ひまわり会（青梅）", far.pk),
    }
    assert [queries.named(coordinator, name) for name, _row in offered] == [
        row for _name, row in offered
    ]
    assert queries.named(coordinator, "ひまわり会") is None


def test_names_show_twenty_that_the_viewer_may_see(town: Town) -> None:
    for _number in range(21):
        make_organisation(town)
    make_organisation(town, name="あ 職員だけの会", visibility=Visibility.STAFF)

    page = (
        town.client(Role.VIEWER).get(reverse("organisations:names"), {"q": "会"}).content.decode()
    )

    assert (page.count("<option"), "職員だけ" in page) == (20, False)


def test_names_read_the_field_that_the_asking_form_names(town: Town, browser: Client) -> None:
    make_organisation(town, name="桜台長寿会")
    make_organisation(town, name="柏木長寿会")
    asked = {"of": "owner_text", "owner_text": "柏木"}

    page = browser.get(reverse("organisations:names"), asked).content.decode()

    assert ("柏木長寿会" in page, "桜台長寿会" in page) == (True, False)


def test_names_answer_too_long_words_with_a_sentence(browser: Client) -> None:
    page = browser.get(reverse("organisations:names"), {"q": "あ" * 101})

    assert (page.status_code, "100文字まで" in page.content.decode()) == (422, True)


def table(client: Client, form: str, **asked: object) -> list[list[str]]:
    """Return the exported file as rows of text."""
    page = client.get(reverse("organisations:export"), {"format": form, **asked})
    content = page.getvalue()
    if form == "xlsx":
        return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    text = content.decode("cp932" if form == "cp932" else "utf-8-sig")
    return list(csv.reader(StringIO(text)))


@pytest.mark.parametrize("form", ["csv", "cp932", "xlsx"])
def test_export_holds_the_filtered_list(town: Town, browser: Client, form: str) -> None:
    kept = make_organisation(town, kind="npo", name="お互いさま", phone="042-000-1234")
    make_organisation(town, kind="company")

    head, *rows = table(browser, form, kind=kept.kind_id)

    assert [dict(zip(head, row, strict=True))["団体名"] for row in rows] == ["お互いさま"]
    assert "042-000-1234" in rows[0]


PRIVATE = {
    "窓口の方（載せない）": "もりさん",
    "窓口の電話番号（載せない）": "090-0000-1111",
    "覚え書き（載せない）": "夕方に",
}


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR2, Role.OFFICER, Role.COUNCIL_MEMBER, Role.VIEWER]
)
@pytest.mark.parametrize("form", ["csv", "cp932", "xlsx"])
def test_export_holds_private_columns_for_staff_alone(town: Town, form: str, role: Role) -> None:
    fields = dict(zip(["contact_name", "contact_phone", "notes"], PRIVATE.values(), strict=True))
    make_organisation(town, name="お互いさま", visibility="public", **fields)

    head, row = table(town.client(role), form)

    inside = {head: cell for head, cell in zip(head, row, strict=True) if "載せない" in head}
    is_staff = role in {Role.COORDINATOR2, Role.OFFICER}
    assert inside == (PRIVATE if is_staff else {})
    assert row.count("もりさん") == int(is_staff)
    entry = Entry.objects.get(verb="organisations.export")
    assert entry.fields == (sorted(fields) if is_staff else [])


@pytest.mark.parametrize("form", ["csv", "cp932", "xlsx"])
def test_export_in_english_has_english_headings(
    town: Town, browser: Client, form: str, read_in_english: Callable
) -> None:
    make_organisation(town)
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    read_in_english({"団体名": "Organisation"})

    assert table(browser, form)[0][1] == "Organisation"


@pytest.mark.parametrize("form", ["csv", "cp932"])
def test_export_disarms_formulas(town: Town, browser: Client, form: str) -> None:
    make_organisation(town, name='=HYPERLINK("http://x","y")')

    _head, row = table(browser, form)

    assert row[1] == '\'=HYPERLINK("http://x","y")'


def test_export_writes_one_entry_with_the_ids(town: Town, browser: Client) -> None:
    ids = {str(make_organisation(town).pk) for _number in range(2)}

    table(browser, "csv")

    entries = Entry.objects.filter(verb="organisations.export")
    assert [(entry.kind, set(entry.subjects)) for entry in entries] == [("organisation", ids)]


def test_export_in_no_form_is_csv(town: Town, browser: Client) -> None:
    make_organisation(town, name="お互いさま")

    text = browser.get(reverse("organisations:export")).getvalue().decode("utf-8-sig")

    assert [line.split(",")[1] for line in text.splitlines()] == ["団体名", "お互いさま"]


def test_export_in_an_unknown_form_is_answered_with_a_sentence(browser: Client) -> None:
    page = browser.get(reverse("organisations:export"), {"format": "exe"})

    assert "一覧の中から選んでください。" in page.content.decode()
