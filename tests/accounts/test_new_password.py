"""Changing the password: the old one is asked for, and its tries are counted."""

from django.test import Client
from django.urls import reverse

from sasaeai.accounts import throttle
from sasaeai.areas.models import Role
from tests.factories.areas import PASSWORD, Town

NEW = "あたらしい合図です2026"


def change(client: Client, old: str) -> tuple[int, str]:
    asked = {"oldpassword": old, "password1": NEW, "password2": NEW}
    response = client.post(reverse("account_change_password"), asked)
    return response.status_code, response.content.decode()


def test_old_password_opens_the_way_to_a_new_one(town: Town) -> None:
    user = town.user(Role.OFFICER)
    client = Client()
    client.force_login(user)

    status, _page = change(client, PASSWORD)

    user.refresh_from_db()
    assert (status, user.check_password(NEW)) == (302, True)


def test_tries_at_the_old_password_run_out(town: Town) -> None:
    user = town.user(Role.OFFICER)
    client = Client()
    client.force_login(user)
    for _number in range(throttle.PER_LOGIN):
        change(client, "ちがう合言葉1234")

    _status, page = change(client, PASSWORD)

    user.refresh_from_db()
    assert "15分ほどお待ちください" in page
    assert user.check_password(PASSWORD)
