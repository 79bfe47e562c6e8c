"""The demo's password opens no door outside the demo."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from sasaeai.accounts import demo_password
from sasaeai.accounts.adapter import AccountAdapter
from sasaeai.accounts.demo_password import DEMO_PASSWORD
from sasaeai.accounts.models import User
from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from tests.factories.areas import Town

SENTENCE = "デモ用のパスワードは、デモの外では使えません。"


@pytest.fixture
def known(town: Town, settings: Settings) -> User:
    """Return somebody whose password is the demo's."""
    user = town.user(Role.COORDINATOR2)
    settings.DEMO = True
    demo_password.give([user])
    settings.DEMO = False
    user.refresh_from_db()
    return user


def sign_in(client: Client, user: User) -> HttpResponse:
    form = {"login": user.staff_id, "password": DEMO_PASSWORD}
    return client.post("/accounts/login/", form)


def test_demo_password_opens_the_demo(client: Client, known: User, settings: Settings) -> None:
    settings.DEMO = True

    sign_in(client, known)

    assert client.session["_auth_user_id"] == str(known.pk)


def test_right_demo_password_is_refused_outside_the_demo(client: Client, known: User) -> None:
    page = sign_in(client, known)

    assert SENTENCE in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_demo_password_confirms_nobody_outside_the_demo(known: User) -> None:
    with pytest.raises(ValidationError, match=SENTENCE):
        AccountAdapter().reauthenticate(known, DEMO_PASSWORD)


def test_demo_password_cannot_be_chosen_outside_the_demo() -> None:
    with pytest.raises(ValidationError, match=SENTENCE):
        validate_password(DEMO_PASSWORD)


def test_demo_password_can_be_chosen_in_the_demo(settings: Settings) -> None:
    settings.DEMO = True

    assert validate_password(DEMO_PASSWORD) is None


@pytest.mark.django_db
def test_demo_password_is_given_to_nobody_outside_the_demo() -> None:
    with pytest.raises(DomainError, match="デモの中でだけ"):
        demo_password.give([])
