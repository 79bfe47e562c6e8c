"""Accounts and postings: who may sign in, and who is responsible where."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from sasaeai.accounts.models import SignInSlip, User
from sasaeai.areas import slips
from sasaeai.areas.models import Posting, Role
from tests.areas.test_staff_ids import PLAIN
from tests.factories.areas import LONG_AGO, Town
from tests.paper import reading

ADD = reverse("areas:add_member")


@pytest.fixture
def officer(town: Town) -> Client:
    return town.client(Role.OFFICER)


@pytest.fixture
def member(town: Town) -> User:
    return town.user(Role.COORDINATOR2)


def at(name: str, thing: object) -> str:
    return reverse(f"areas:{name}", args=[thing.pk])


def errors(response: HttpResponse) -> tuple[int, dict[str, list[str]]]:
    return response.status_code, response.context["form"].errors


def test_staff_are_listed_with_what_they_do_today(town: Town, officer: Client) -> None:
    closed = town.user(Role.VIEWER)
    town.user(Role.VIEWER, until=LONG_AGO + timedelta(days=1))
    town.user(Role.COORDINATOR2)
    officer.post(at("close_member", closed))

    page = officer.get(reverse("areas:staff")).content.decode()

    states = re.findall("受け持ち中|いまは受け持ちなし|閉じている", page)
    assert states == ["受け持ち中", "受け持ち中", "いまは受け持ちなし", "閉じている"]


def test_account_is_opened_and_its_page_asks_for_a_posting(town: Town, officer: Client) -> None:
    response = officer.post(ADD, {"name": "岡 みどり", "staff_id": " k-9 "}, follow=True)

    page = response.content.decode()
    user = User.objects.get(staff_id="k-9")
    assert (user.realm_id, user.has_usable_password()) == (town.municipality.pk, False)
    assert ("アカウントを開きました。" in page, "まだ配置がありません。" in page) == (True, True)


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        (
            {"staff_id": "TAKEN"},
            {"staff_id": ["この職員番号はもう使われています。別の番号を入れてください。"]},
        ),
        (
            {"staff_id": "a@b"},
            {"staff_id": [PLAIN]},
        ),
        (
            {"email": "Oka@Example.jp"},
            {"email": ["このメールアドレスはもう使われています。別のものを入れてください。"]},
        ),
    ],
    ids=["taken", "at sign", "e-mail taken"],
)
def test_account_that_cannot_be_comes_back_with_a_sentence(
    town: Town, officer: Client, facts: dict[str, str], error: dict[str, list[str]]
) -> None:
    officer.post(ADD, {"name": "岡 みどり", "staff_id": "taken", "email": "oka@example.jp"})

    response = officer.post(ADD, {"name": "丘 みどり", "staff_id": "k-10"} | facts)

    assert errors(response) == (422, error)


def test_staff_id_of_the_next_town_is_free_here(
    town: Town, next_town: Town, officer: Client
) -> None:
    taken = next_town.user(Role.VIEWER).staff_id

    assert officer.post(ADD, {"name": "岡", "staff_id": taken}).status_code == 302


def test_account_is_changed_and_keeps_its_own_number_and_address(
    town: Town, officer: Client, member: User
) -> None:
    said = {"name": "岡 みどり", "staff_id": member.staff_id, "email": "OKA@example.jp"}
    officer.post(at("change_member", member), said)

    response = officer.post(at("change_member", member), said | {"name": "丘 みどり"})

    member.refresh_from_db()
    assert (response.status_code, member.name, member.email) == (
        302,
        "丘 みどり",
        "oka@example.jp",
    )


def test_account_without_a_name_is_not_changed(officer: Client, member: User) -> None:
    response = officer.post(at("change_member", member), {"staff_id": member.staff_id})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["name"])


def test_account_is_closed_and_opened_again(officer: Client, member: User) -> None:
    said = []
    for words in ("アカウントを閉じました。", "アカウントをまた開きました。"):
        page = officer.post(at("close_member", member), follow=True).content.decode()
        member.refresh_from_db()
        said.append((words in page, member.is_active))

    assert said == [(True, False), (True, True)]


def test_nobody_closes_their_own_account(town: Town) -> None:
    user = town.user(Role.OFFICER)
    client = Client()
    client.force_login(user)

    page = client.post(at("close_member", user), follow=True).content.decode()

    user.refresh_from_db()
    assert ("自分のアカウントは閉じられません。" in page, user.is_active) == (True, True)


def test_slip_is_printed_and_kept_by_no_browser(officer: Client, member: User) -> None:
    response = officer.post(at("slip", member), {"drops_second_factor": "on"})

    slip = SignInSlip.objects.get()
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert "no-store" in response["Cache-Control"]
    assert (slip.user, slip.drops_second_factor) == (member, True)


@pytest.mark.parametrize(
    ("public", "printed"),
    [
        ("https://sasae.example.jp", "https://sasae.example.jp/accounts/slip/"),
        ("", "http://desk.test/accounts/slip/"),
    ],
)
def test_slip_leads_to_the_public_address_or_to_where_the_officer_works(
    settings: Settings, public: str, printed: str
) -> None:
    settings.PUBLIC_URL, settings.ALLOWED_HOSTS = public, ["desk.test"]
    request = RequestFactory().post("/", headers={"Host": "desk.test"})

    assert slips.door(request) == printed


@reading.needs_pdftotext
def test_slip_printed_in_the_morning_bears_the_day_of_the_town(
    officer: Client, member: User, tmp_path: Path
) -> None:
    officer.post(at("slip", member))
    dawn = datetime(2026, 11, 25, 20, tzinfo=UTC)

    pdf = slips.print_slip(SignInSlip.objects.get(), code="A" * 12, address="", at=dawn)

    words = "".join(reading.words(pdf, tmp_path))
    days = [day for day in ("令和8年11月25日", "令和8年11月26日") if f"サインイン票{day}" in words]
    assert days == ["令和8年11月26日"]


def test_member_is_posted(town: Town, officer: Client, member: User) -> None:
    asked = {
        "role": "work_coordinator", "area": town.east.pk, "employer": town.council.pk,
        "since": timezone.localdate().isoformat(),
    }  # fmt: skip

    page = officer.post(at("post", member), asked, follow=True).content.decode()

    posting = member.postings.get(role=Role.WORK_COORDINATOR)
    assert (posting.area, posting.employer, posting.until) == (town.east, town.council, None)
    assert "配置を決めました。" in page


@pytest.mark.parametrize(
    ("facts", "error"),
    [
        ({"employer": ""}, {"employer": ["この役割では、所属先を選んでください。"]}),
        (
            {"until": "2019-01-01"},
            {"until": ["おわりの日は、はじまりの日か、それより後にしてください。"]},
        ),
    ],
)
def test_posting_that_cannot_be_comes_back_with_a_sentence(
    town: Town, officer: Client, member: User, facts: dict[str, str], error: dict[str, list[str]]
) -> None:
    asked = {
        "role": "officer", "area": town.root.pk, "employer": town.city.pk, "since": "2026-04-01",
    }  # fmt: skip

    response = officer.post(at("post", member), asked | facts)

    assert errors(response) == (422, error)
    assert member.postings.count() == 1


def test_member_of_the_council_is_posted_for_no_employer(
    town: Town, officer: Client, member: User
) -> None:
    asked = {
        "role": "council_member", "area": town.west.pk, "employer": town.council.pk,
        "since": timezone.localdate().isoformat(),
    }  # fmt: skip

    officer.post(at("post", member), asked)

    assert member.postings.get(role=Role.COUNCIL_MEMBER).employer is None


@pytest.mark.parametrize(("colleague", "status"), [("working", 422), ("closed", 302), ("", 302)])
def test_officer_is_posted_by_another_officer_where_there_is_one(
    town: Town, colleague: str, status: int
) -> None:
    """A second posting would show them persons' records that their own role hides."""
    user, client = town.user(Role.OFFICER), Client()
    if colleague:
        town.user(Role.OFFICER)
    User.objects.exclude(pk=user.pk).update(is_active=colleague == "working")
    client.force_login(user)
    asked = {
        "role": "coordinator2", "area": town.west.pk, "employer": town.centre.pk,
        "since": timezone.localdate().isoformat(),
    }  # fmt: skip

    response = client.post(at("post", user), asked)

    said = "ご自分の配置は、ほかの市町村担当に決めてもらってください。"
    assert (response.status_code, said in response.content.decode()) == (status, status == 422)
    assert user.postings.count() == (1 if status == 422 else 2)


def test_own_page_of_one_officer_among_others_offers_no_posting(town: Town) -> None:
    user, client = town.user(Role.OFFICER), Client()
    other = town.user(Role.OFFICER)
    client.force_login(user)

    offered = [
        at("post", one) in client.get(at("member", one)).content.decode() for one in (user, other)
    ]

    assert offered == [False, True]


def test_posting_without_a_role_asks_for_it_alone(
    town: Town, officer: Client, member: User
) -> None:
    asked = {"area": town.west.pk, "employer": "", "since": timezone.localdate().isoformat()}

    response = officer.post(at("post", member), asked)

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["role"])


def test_posting_ends_on_the_day_that_is_said(officer: Client, member: User) -> None:
    posting = Posting.objects.get(user=member)

    refused = officer.post(at("end_posting", posting), {"until": "2019-01-01"})
    page = officer.post(
        at("end_posting", posting), {"until": timezone.localdate().isoformat()}, follow=True
    )

    posting.refresh_from_db()
    assert errors(refused) == (
        422,
        {"until": ["おわりの日は、はじまりの日か、それより後にしてください。"]},
    )
    assert (posting.until, "配置のおわりを決めました。" in page.content.decode()) == (
        timezone.localdate(),
        True,
    )


def test_posting_without_a_last_day_asks_for_it(officer: Client, member: User) -> None:
    response = officer.post(
        at("end_posting", Posting.objects.get(user=member)), {"until": "いつか"}
    )

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["until"])


@pytest.mark.parametrize("name", ["member", "change_member", "post", "close_member", "slip"])
def test_member_of_the_next_town_is_not_found(
    town: Town, next_town: Town, officer: Client, name: str
) -> None:
    url = at(name, next_town.user(Role.VIEWER))

    assert officer.post(url).status_code == 404


def test_posting_of_the_next_town_or_of_nobody_is_not_found(
    town: Town, next_town: Town, officer: Client
) -> None:
    theirs = Posting.objects.get(user=next_town.user(Role.VIEWER))
    urls = [at("end_posting", theirs), reverse("areas:end_posting", args=[uuid4()])]

    assert [officer.get(url).status_code for url in urls] == [404, 404]


@pytest.mark.parametrize("name", ["member", "change_member", "post", "close_member", "slip"])
def test_only_officers_keep_accounts(town: Town, member: User, name: str) -> None:
    assert town.client(Role.COORDINATOR1).post(at(name, member)).status_code == 403
