"""The door where one installation serves several towns."""

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.accounts.models import User
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


@pytest.mark.parametrize("login", ["２００１", "2001", " ２００１ "])
def test_number_in_full_width_is_the_same_number(town: Town, login: str) -> None:
    officer = town.client(Role.OFFICER)
    given = {"name": "新しい人", "staff_id": "２００１", "email": ""}
    officer.post(reverse("areas:add_member"), given)
    user = User.objects.get(staff_id="2001")
    user.set_password(PASSWORD)
    user.save()

    again = officer.post(reverse("areas:add_member"), given | {"staff_id": "2001"})
    at_the_door = Client().post(reverse("account_login"), {"login": login, "password": PASSWORD})

    assert (again.status_code, at_the_door.status_code) == (422, 302)
