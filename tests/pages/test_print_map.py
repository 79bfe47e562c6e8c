"""An area's resource map on paper: what may be asked for, what stands on it, what must be told."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import STAFF, Visibility
from sasaeai.audit.models import Entry
from sasaeai.pages import presses, resources
from sasaeai.pages.resources import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, make_home, make_master
from tests.pages.mapping import asked, at, fill, printed, read
from tests.paper import reading

OTHERS = (Role.COUNCIL_MEMBER, Role.VIEWER)


@pytest.fixture
def coordinator(drawn: Town) -> Client:
    return drawn.client(Role.COORDINATOR2)


@pytest.mark.parametrize(
    "address", ["/areas/{}/", "/assets/?area={}"], ids=["area", "list of assets"]
)
def test_page_of_an_area_leads_to_its_map(address: str, drawn: Town, coordinator: Client) -> None:
    page = coordinator.get(address.format(drawn.west.pk)).content.decode()

    assert f'href="/map/print/?area={drawn.west.pk}"' in page


def test_page_has_the_area_chosen_from_which_one_comes(drawn: Town, coordinator: Client) -> None:
    form = coordinator.get(f"/map/print/?area={drawn.aoume.pk}").context["form"]

    assert form["area"].value() == str(drawn.aoume.pk)


def test_page_begins_with_ones_own_area_and_what_is_usual(drawn: Town, coordinator: Client) -> None:
    form = coordinator.get("/map/print/").context["form"]

    chosen = [form[name].value() for name in ("area", "paper", "kinds", "readers")]
    assert chosen == [str(drawn.west.pk), "a4", Kind.values, "public"]


def test_link_with_nonsense_is_told(drawn: Town, coordinator: Client) -> None:
    response = coordinator.get("/map/print/?paper=a5")

    assert response.status_code == 400
    assert "紙の大きさは、A4かA3を選んでください。" in response.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"area": ""}, "地図にする区域を選んでください。"),
        ({"area": "nonsense"}, "一覧の中から選んでください。"),
        ({"paper": "a5"}, "紙の大きさは、A4かA3を選んでください。"),
        ({"paper": ""}, "紙の大きさを選んでください。"),
        ({"kinds": ["person"]}, "のせるものは、画面にあるものから選んでください。"),
        ({"kinds": []}, "のせるものを、ひとつは選んでください。"),
        ({"readers": "everybody"}, "だれが見る紙かは、画面にあるものから選んでください。"),
        ({"readers": ""}, "だれが見る紙かを選んでください。"),
    ],
)
def test_wrong_wish_is_told_and_nothing_is_printed(
    wrong: dict[str, object], sentence: str, drawn: Town, coordinator: Client
) -> None:
    response = coordinator.get("/map/print/", asked(drawn.west) | wrong)

    assert (response.status_code, sentence in response.content.decode()) == (400, True)
    assert Entry.objects.filter(verb="pages.print_map").count() == 0


def test_area_of_another_town_is_not_printed(
    drawn: Town, next_town: Town, coordinator: Client
) -> None:
    response = coordinator.get("/map/print/", asked(next_town.west))

    assert response.status_code == 400
    assert "この町の区域の中から選んでください。" in response.content.decode()


def test_more_than_a_print_holds_is_told(
    drawn: Town, coordinator: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "MOST", 2)
    fill(drawn.sakuradai, 3)

    response = coordinator.get("/map/print/", asked(drawn.west))

    told = "1度に印刷できるのは2件までです。小さい区域を選ぶか、のせるものをへらしてください。"
    assert (response.status_code, told in response.content.decode()) == (400, True)


@pytest.mark.parametrize("role", [*STAFF, *OTHERS])
def test_only_staff_print_what_staff_see(role: Role, drawn: Town) -> None:
    client = drawn.client(role)
    page = client.get("/map/print/").content.decode()
    answer = client.get("/map/print/", asked(drawn.west, readers="staff"))

    assert ('value="staff"' in page, answer.status_code) == (
        (True, 200) if role in STAFF else (False, 400)
    )


@reading.needs_pdftotext
@pytest.mark.parametrize(("readers", "stamped"), [("public", False), ("staff", True)])
def test_sheet_holds_what_its_readers_may_see(
    readers: str, drawn: Town, coordinator: Client, tmp_path: Path, *, stamped: bool
) -> None:
    AssetFactory(area=drawn.sakuradai, name="桜台集会所", **at(1))
    AssetFactory(area=drawn.sakuradai, name="車いす", visibility=Visibility.STAFF, **at(5))
    ActivityFactory(area=drawn.sakuradai, name="柏の会", visibility=Visibility.COUNCIL)
    make_master(drawn)

    made = read(coordinator, drawn.west, tmp_path, readers=readers)

    said = [word in made for word in ("桜台集会所", "車いす", "柏の会", "職員用", "将棋の先生")]
    assert said == [True, stamped, stamped, stamped, False]


@reading.needs_pdftotext
@pytest.mark.parametrize("role", OTHERS)
def test_public_sheet_of_others_holds_no_more_than_residents_see(
    role: Role, drawn: Town, tmp_path: Path
) -> None:
    for visibility in Visibility:
        AssetFactory(area=drawn.sakuradai, name=f"もの{visibility}", visibility=visibility)

    made = read(drawn.client(role), drawn.west, tmp_path)
    assert [f"もの{visibility}" in made for visibility in Visibility] == [True, False, False, False]


@reading.needs_pdftotext
@pytest.mark.parametrize("readers", ["public", "staff"])
def test_private_words_are_on_no_sheet(
    readers: str, drawn: Town, coordinator: Client, tmp_path: Path
) -> None:
    AssetFactory(
        area=drawn.sakuradai, name="集会所", public_phone="042-000-5555",
        private_phone="042-999-0001", private_contact="内緒の係", notes="内緒の覚え", **at(1),
    )  # fmt: skip
    home = make_home(drawn, public_phone="")

    made = read(coordinator, drawn.west, tmp_path, readers=readers)
    secrets = ("042-999-0001", "内緒", home.address)
    assert [word in made for word in ("042-000-5555", home.name, *secrets)] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_print_is_one_entry_with_what_stood_on_it(drawn: Town, coordinator: Client) -> None:
    hall = AssetFactory(area=drawn.sakuradai, **at(1))
    gathering = ActivityFactory(area=drawn.sakuradai, place=hall)
    AssetFactory(area=drawn.sakuradai, visibility=Visibility.STAFF)
    before = Entry.objects.count()

    printed(coordinator, drawn.west)

    (entry,) = Entry.objects.order_by("pk")[before:]
    assert (entry.verb, entry.kind) == ("pages.print_map", "map")
    assert set(entry.subjects) == {str(one.pk) for one in (drawn.west, hall, gathering)}


@pytest.mark.parametrize("number", [1, 30])
def test_number_of_queries_stays_the_same(
    number: int, drawn: Town, django_assert_num_queries: Any
) -> None:
    for asset in fill(drawn.sakuradai, number):
        ActivityFactory(area=drawn.sakuradai, place=asset)
    client = drawn.client(Role.COORDINATOR2)

    with django_assert_num_queries(25):
        printed(client, drawn.west)


def test_map_is_not_drawn_while_as_many_as_may_are(drawn: Town, coordinator: Client) -> None:
    with presses.press() as first, presses.press() as second:
        response = coordinator.get("/map/print/", asked(drawn.west))
    assert (first, second, response.status_code) == (True, True, 503)
    assert "少し待って、もう一度押してください。" in response.content.decode()

    assert printed(coordinator, drawn.west)
