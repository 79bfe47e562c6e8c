"""Signing in: by staff id or e-mail, in one town or several, and what is said where it fails."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from sasaeai.accounts import actions, throttle
from sasaeai.accounts.adapter import AccountAdapter
from sasaeai.accounts.models import User
from sasaeai.areas.models import Role
from sasaeai.audit.actor import MACHINE
from sasaeai.audit.models import Entry
from tests.factories.areas import PASSWORD, Town

DOOR = "/accounts/login/"
WRONG = "職員番号（またはメールアドレス）かパスワードが違います。"
WAIT = "15分ほどお待ちください。"


@pytest.fixture
def user(town: Town) -> User:
    return town.user(Role.COORDINATOR2)


def knock(client: Client, login: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post(DOOR, {"login": login, "password": password} | more)


def inside(client: Client) -> str | None:
    """Return whose session it is."""
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize("spelling", [str, str.upper, "  {}  ".format])
def test_staff_id_opens_the_door_however_it_is_written(
    client: Client, user: User, spelling: object
) -> None:
    knock(client, spelling(user.staff_id))

    assert inside(client) == str(user.pk)
    entry = Entry.objects.get(verb="accounts.sign_in")
    assert (entry.actor, entry.subjects) == (user.pk, [str(user.pk)])


def test_email_opens_the_door(client: Client, user: User) -> None:
    user.email = "oka@example.jp"
    actions.change_account(MACHINE, user, changed=["email"])

    knock(client, "oka@example.jp")

    assert inside(client) == str(user.pk)


def test_one_town_is_not_asked_for(client: Client, user: User) -> None:
    assert list(client.get(DOOR).context["form"].fields) == ["login", "password"]


def test_of_two_towns_the_chosen_one_is_entered(
    client: Client, user: User, next_town: Town
) -> None:
    theirs = next_town.user(Role.VIEWER)
    theirs.staff_id = user.staff_id
    actions.change_account(MACHINE, theirs, changed=["staff_id"])
    entered = []

    asked = list(client.get(DOOR).context["form"].fields)
    for one in (user, theirs):
        knock(client, user.staff_id, realm=one.realm.code)
        entered.append(inside(client))
        client.logout()

    assert asked == ["realm", "login", "password"]
    assert entered == [str(user.pk), str(theirs.pk)]


def test_two_towns_may_know_the_same_email(client: Client, user: User, next_town: Town) -> None:
    theirs, entered = next_town.user(Role.VIEWER), []
    for one in (user, theirs):
        one.email = "oka@example.jp"
        actions.change_account(MACHINE, one, changed=["email"])

    for one in (user, theirs):
        knock(client, "Oka@example.jp", realm=one.realm.code)
        entered.append(inside(client))
        client.logout()

    assert entered == [str(user.pk), str(theirs.pk)]


@pytest.mark.parametrize("login", ["{}", "nobody", "nobody@example.jp"])
def test_wrong_password_and_unknown_login_are_told_the_same(
    client: Client, user: User, login: str
) -> None:
    page = knock(client, login.format(user.staff_id), "wrong-password").content.decode()

    assert (WRONG in page, inside(client)) == (True, None)
    entry = Entry.objects.get(verb="accounts.sign_in_failed")
    subjects = [str(user.pk)] if login == "{}" else []
    assert (entry.actor, entry.municipality, entry.subjects) == (None, user.realm_id, subjects)


def test_sixth_wrong_try_waits_even_where_the_password_is_right(client: Client, user: User) -> None:
    for _try in range(throttle.PER_LOGIN):
        knock(client, user.staff_id, "wrong-password")

    page = knock(client, user.staff_id).content.decode()

    assert (WAIT in page, inside(client)) == (True, None)


def test_tries_at_one_account_count_together_whichever_name_is_typed(
    client: Client, user: User
) -> None:
    user.email = "oka@example.jp"
    actions.change_account(MACHINE, user, changed=["email"])
    for _try in range(throttle.PER_LOGIN):
        knock(client, "Oka@Example.jp", "wrong-password")

    page = knock(client, user.staff_id).content.decode()

    assert (WAIT in page, inside(client)) == (True, None)


def test_tries_at_a_login_that_nobody_has_count_as_typed(client: Client, user: User) -> None:
    for _try in range(throttle.PER_LOGIN):
        knock(client, "nobody@example.jp", "wrong-password")

    told = [knock(client, login).content.decode() for login in ("nobody@example.jp", "nobody")]

    assert [(WAIT in page, WRONG in page) for page in told] == [(True, False), (False, True)]


def test_password_asked_again_counts_with_the_tries_at_the_door(client: Client, user: User) -> None:
    user.email = "oka@example.jp"
    actions.change_account(MACHINE, user, changed=["email"])
    for _try in range(throttle.PER_LOGIN):
        knock(Client(), user.email, "wrong-password")
    client.force_login(user)

    page = client.post("/accounts/reauthenticate/", {"password": PASSWORD}).content.decode()

    assert WAIT in page


def test_right_password_costs_no_try(client: Client, user: User) -> None:
    for _try in range(throttle.PER_LOGIN + 1):
        knock(client, user.staff_id)
        client.logout()

    knock(client, user.staff_id)

    assert inside(client) == str(user.pk)


def test_closed_account_is_sent_to_the_officer(client: Client, user: User) -> None:
    actions.close_account(MACHINE, user)

    page = client.post(DOOR, {"login": user.staff_id, "password": PASSWORD}, follow=True)

    assert ("市町村担当" in page.content.decode(), inside(client)) == (True, None)


@pytest.mark.parametrize("page", ["signup", "email", "lost", "inactive"])
def test_nobody_signs_up_or_asks_by_mail(client: Client, db: None, page: str) -> None:
    assert "市町村担当が「サインイン票」を印刷してお渡しします。" in (
        client.get(f"/accounts/{page}/").content.decode()
    )
    assert AccountAdapter().is_open_for_signup(RequestFactory().get("/")) is False


def test_limits_count_the_address_that_the_towns_proxy_saw(settings: Settings) -> None:
    settings.PROXIES = 1
    request = RequestFactory().get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.7"})

    assert AccountAdapter().get_client_ip(request) == "10.0.0.7"


def test_password_is_asked_again_before_a_grave_change(client: Client, user: User) -> None:
    client.force_login(user)
    url = "/accounts/reauthenticate/?next=/accounts/"

    wrong = client.post(url, {"password": "wrong-password"})
    right = client.post(url, {"password": PASSWORD})

    assert "パスワードが違います。もう一度入れてください。" in wrong.content.decode()
    assert (right.status_code, right["Location"]) == (302, "/accounts/")


def test_password_asked_again_counts_its_tries(client: Client, user: User) -> None:
    client.force_login(user)
    for _try in range(throttle.PER_LOGIN):
        client.post("/accounts/reauthenticate/", {"password": "wrong-password"})

    page = client.post("/accounts/reauthenticate/", {"password": PASSWORD}).content.decode()

    assert WAIT in page
