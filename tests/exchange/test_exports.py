"""The page of exports names every list that is given out, by its room's own address."""

import csv
from io import StringIO
from urllib.parse import urlencode

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry, Mention
from sasaeai.people.models import Gift, Item
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import LONG_AGO, Town
from tests.factories.organisations import make_approach, make_organisation
from tests.factories.people import make_consent, make_gift, make_opening, make_person
from tests.factories.vocabulary import term

PAGE = reverse("exchange:exports")
OFFICERS = ["areas:export_staff", "pages:export_audit"]
STAFFS = ["organisations:export_approaches", "people:export", "voices:export"]
NOTHING = "書き出せるのは、理由を書いて開いた記録だけで、開いてから60分のあいだです。"
EVERYBODYS = [
    "assets:export", "activities:export", "organisations:export", "areas:export", "vocabulary:export",
]  # fmt: skip


def table(response: HttpResponseBase) -> list[dict[str, str]]:
    """Return the rows of a CSV file by their headings."""
    text = response.getvalue().decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text)))


@pytest.fixture
def officer(town: Town) -> Client:
    """Return a signed-in officer who has the record of さくらさん open."""
    user, client = town.user(Role.OFFICER), Client()
    make_opening(make_person(town, nickname="さくらさん"), user.pk)
    client.force_login(user)
    return client


@pytest.mark.parametrize("form", ["csv", "cp932", "xlsx"])
@pytest.mark.parametrize("name", [*EVERYBODYS, *STAFFS, *OFFICERS])
def test_list_is_given_out_in_every_form(officer: Client, name: str, form: str) -> None:
    address = f"{reverse(name)}?format={form}"

    whole = (
        address.replace("?", "?whose=all&amp;state=all&amp;") if "approaches" in name else address
    )
    assert f'href="{whole}"' in officer.get(PAGE).content.decode()
    assert officer.get(address).status_code == 200


@pytest.mark.parametrize(
    ("form", "ending", "told"),
    [
        ("csv", "csv", "text/csv; charset=utf-8"),
        ("cp932", "csv", "text/csv; charset=Shift_JIS"),
        ("xlsx", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("assets:export", "assets"),
        ("activities:export", "activities"),
        ("organisations:export", "organisations"),
        ("organisations:export_approaches", "approaches"),
        ("people:export", "people"),
        ("voices:export", "voices"),
        ("areas:export", "areas"),
        ("areas:export_staff", "staff"),
        ("vocabulary:export", "terms"),
        ("pages:export_audit", "record-book"),
    ],
)
def test_file_is_named_after_the_list_and_the_day(
    officer: Client, name: str, called: str, form: str, ending: str, told: str
) -> None:
    answer = officer.get(reverse(name), {"format": form})

    file = f"{called}-{timezone.localdate()}.{ending}"
    assert answer["Content-Disposition"] == f'attachment; filename="{file}"'
    assert answer["Content-Type"] == told


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.OFFICER, [*EVERYBODYS, *STAFFS, *OFFICERS]),
        (Role.COORDINATOR2, [*EVERYBODYS, *STAFFS]),
        (Role.COUNCIL_MEMBER, EVERYBODYS),
    ],
)
def test_exports_are_offered_to_those_who_may_take_them(
    town: Town, officer: Client, role: Role, names: list[str]
) -> None:
    make_person(town)
    page = (officer if role == Role.OFFICER else town.client(role)).get(PAGE).content.decode()

    offered = {name for name in (*EVERYBODYS, *STAFFS, *OFFICERS) if reverse(name) in page}
    assert offered == set(names)


@pytest.mark.parametrize("name", [*EVERYBODYS, *STAFFS, *OFFICERS])
def test_unknown_form_is_told_on_the_list(town: Town, name: str) -> None:
    answer = town.client(Role.OFFICER).get(reverse(name), {"format": "pdf"}, follow=True)

    page = answer.content.decode()
    assert "CSVかExcel" in page or "CSV（古いソフト向け）" in page
    assert not Entry.objects.filter(verb__contains="export").exists()


@pytest.mark.parametrize("name", [*EVERYBODYS, *STAFFS, *OFFICERS])
def test_only_a_get_writes_a_list_out(town: Town, name: str) -> None:
    answer = town.client(Role.OFFICER).options(reverse(name))

    assert answer.status_code == 405
    assert not Entry.objects.filter(verb__contains="export").exists()


def test_nobody_posted_today_finds_no_exports(town: Town) -> None:
    assert town.client(Role.VIEWER, until=LONG_AGO).get(PAGE).status_code == 403


def test_persons_are_written_out_as_they_are_seen_and_noted(town: Town) -> None:
    ours = make_person(town, family_name="佐倉", given_name="花子", phone="042-000-1111")
    theirs = make_person(
        town, employer=town.council, family_name="谷戸", phone="042-000-2222", notes="秘密"
    )
    make_consent(town, theirs, town.centre, Item.NAME)
    term(town.municipality, Kind.SUPPORT_CATEGORY, "talk", label="話し相手")
    make_gift(ours, "talk")
    client = town.client(Role.COORDINATOR2)

    rows = table(client.get(reverse("people:export")))

    seen = ("名前", "電話番号", "できること", "覚え書き", "見られるところ")
    assert {tuple(row[name] for name in seen) for row in rows} == {
        ("佐倉 花子", "042-000-1111", "話し相手", "", "記録のすべて"),
        ("谷戸", "", "", "", "名前とふりがな"),
    }
    entry = Entry.objects.get(verb="people.export")
    assert {str(ours.pk), str(theirs.pk)} == set(entry.subjects)
    assert Mention.objects.filter(entry=entry).count() == 2
    assert "phone" in entry.fields


def test_persons_are_written_out_of_the_chosen_area_alone(town: Town) -> None:
    make_person(town, nickname="さくらさん")
    make_person(town, nickname="青梅さん", area=town.aoume)
    client = town.client(Role.COORDINATOR2, area=town.root)

    rows = table(client.get(reverse("people:export"), {"area": town.aoume.pk}))

    assert [row["名前"] for row in rows] == ["青梅さん"]


def test_officer_takes_no_person_along_without_a_reason(town: Town) -> None:
    make_person(town)

    answer = town.client(Role.OFFICER).get(reverse("people:export"), {"q": "佐倉"}, follow=True)

    assert NOTHING in answer.content.decode()
    assert answer.redirect_chain == [(f"{reverse('people:list')}?{urlencode({'q': '佐倉'})}", 302)]
    assert not Entry.objects.filter(verb="people.export").exists()


def test_officer_takes_along_the_record_that_is_open(town: Town, officer: Client) -> None:
    make_person(town)

    page = officer.get(PAGE).content.decode()
    rows = table(officer.get(reverse("people:export")))

    assert (reverse("people:export") in page, NOTHING in page) == (True, False)
    assert [row["名前"] for row in rows] == ["さくらさん"]


def test_page_of_exports_says_why_an_officer_takes_no_person_along(town: Town) -> None:
    make_person(town)

    page = town.client(Role.OFFICER).get(PAGE).content.decode()

    assert (NOTHING in page, reverse("people:export") in page) == (True, False)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("", "見てよい方がまだいないので、書き出せる記録はありません。"),
        ("?q=x", "あてはまる方がいないので、書き出すものがありません。"),
    ],
)
def test_list_of_nobody_is_told_and_no_file(town: Town, asked: str, sentence: str) -> None:
    client = town.client(Role.COORDINATOR2)

    answer = client.get(f"{reverse('people:export')}{asked}", follow=True)

    assert sentence in answer.content.decode()
    assert answer.redirect_chain == [(f"{reverse('people:list')}{asked}", 302)]


@pytest.mark.parametrize("number", [1, 40])
def test_persons_are_written_out_in_the_same_queries_however_many(
    town: Town, django_assert_num_queries: object, number: int
) -> None:
    for _number in range(number):
        make_gift(make_person(town), kind=Gift.Kind.WANTS)
    client = town.client(Role.COORDINATOR2)
    client.get(PAGE)

    with django_assert_num_queries(15):
        client.get(reverse("people:export")).getvalue()


def test_approaches_are_written_out_whole_from_the_page(town: Town) -> None:
    viewer, client = town.viewer(Role.COORDINATOR1), town.client(Role.COORDINATOR2)
    make_approach(viewer, make_organisation(town, name="さくら会"), state="not_now")
    page = client.get(PAGE).context["lists"]
    csv_of = {one["label"]: one["acts"][0]["url"] for one in page if one["acts"]}

    rows = table(client.get(csv_of["働きかけ"]))

    assert [row["団体名"] for row in rows] == ["さくら会"]


def test_approaches_of_everybody_are_written_out_by_next_day(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    today = timezone.localdate()
    make_approach(viewer, make_organisation(town, name="さくら会"), about="見守り")
    make_approach(viewer, make_organisation(town, name="青葉会"), about="送迎", next_on=today)
    client = town.client(Role.COORDINATOR1)

    mine = table(client.get(reverse("organisations:export_approaches")))
    everybodys = table(client.get(reverse("organisations:export_approaches"), {"whose": "all"}))

    assert mine == []
    assert [(row["団体名"], row["何について"]) for row in everybodys] == [
        ("青葉会", "送迎"),
        ("さくら会", "見守り"),
    ]


def test_staff_are_written_out_with_every_posting(town: Town) -> None:
    town.user(Role.COORDINATOR1, employer=town.council)
    client = town.client(Role.OFFICER)

    rows = table(client.get(reverse("areas:export_staff")))

    told = [(row["役割"], row["区域"], row["所属先"]) for row in rows]
    assert (str(Role.COORDINATOR1.label), town.root.name, town.council.name) in told
    assert len(rows) == 2


def test_account_without_a_posting_stands_once(town: Town) -> None:
    user = town.user(Role.VIEWER)
    user.postings.all().delete()

    rows = table(town.client(Role.OFFICER).get(reverse("areas:export_staff")))

    assert [row["役割"] for row in rows if row["職員番号"] == user.staff_id] == [""]


def test_areas_are_written_out_with_what_they_lie_in(town: Town) -> None:
    rows = table(town.client(Role.VIEWER).get(reverse("areas:export")))

    above = {row["名前"]: row["上の区域"] for row in rows}
    assert (above[town.root.name], above[town.west.name]) == ("", town.root.name)


def test_terms_are_written_out_with_what_they_were_called(town: Town) -> None:
    term(town.municipality, Kind.SUPPORT_CATEGORY, "talk", label="おしゃべり", national_label="話")

    rows = table(town.client(Role.VIEWER).get(reverse("vocabulary:export")))

    assert [(row["呼び名"], row["もとの呼び名"]) for row in rows if row["コード"] == "talk"] == [
        ("おしゃべり", "話")
    ]


def test_persons_own_record_says_that_it_was_written_out(town: Town) -> None:
    person = make_person(town)
    client = town.client(Role.COORDINATOR2)
    client.get(reverse("people:export"))

    page = client.get(person.get_absolute_url()).content.decode()

    assert "ファイルに書き出しました" in page


def test_entries_of_exports_say_what_went_out(town: Town) -> None:
    officer = town.client(Role.OFFICER)
    for name in ("areas:export_staff", "assets:export"):
        officer.get(reverse(name))
    officer.get(reverse("pages:export_audit"), {"kind": "asset"})

    said = {
        entry.verb: (len(entry.subjects), entry.fields)
        for entry in Entry.objects.filter(verb__contains="export")
    }
    assert said["areas.export_staff"] == (1, ["email", "name", "staff_id"])
    assert set(said["assets.export"][1]) > {"name", "address"}
    assert said["pages.export_audit"] == (1, ["chosen_kind"])
