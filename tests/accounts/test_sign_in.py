"""The door where one installation serves several towns."""

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from tests.factories.areas import PASSWORD, Town

REFUSED = "どの市町村の方か、選んでください。"


def sign_in(town: Town, **more: str) -> tuple[int, bool]:
    """Return the answer to somebody of this town at the door, and whether it asks for the town."""
    form = {"login": town.user(Role.COORDINATOR2).staff_id, "password": PASSWORD}
    page = Client().post(reverse("account_login"), form | more)
    return page.status_code, REFUSED in page.content.decode()


def test_town_is_not_asked_where_there_is_one(town: Town) -> None:
    assert sign_in(town) == (302, False)


def test_no_town_is_taken_for_granted_where_there_are_two(town: Town, next_town: Town) -> None:
    assert sign_in(town) == (200, True)
    assert sign_in(town, realm=town.municipality.code) == (302, False)


@pytest.mark.parametrize("door", ["account_login", "accounts_slip"])
def test_choice_of_town_begins_empty(town: Town, next_town: Town, door: str) -> None:
    page = Client().get(reverse(door)).content.decode()
    assert '<option value="" selected>選んでください</option>' in page
