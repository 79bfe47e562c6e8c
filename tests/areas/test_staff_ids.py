"""Staff ids: what one may be made of, so that none looks like another."""

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.accounts import actions as accounts
from sasaeai.accounts.models import User, half_width
from sasaeai.areas.models import Role
from sasaeai.audit.actor import MACHINE
from tests.factories.areas import PASSWORD, Town

ADD = reverse("areas:add_member")
PLAIN = "職員番号は、文字・数字・「-」「_」「.」だけで、40字までにしてください。空白やほかの記号ははずしてください。"


@pytest.fixture
def officer(town: Town) -> Client:
    return town.client(Role.OFFICER)


@pytest.mark.parametrize("kept", ["岡-7", "k_9.b", "ﾀﾅｶ々", "１０１７"])
def test_staff_id_is_of_letters_and_digits(officer: Client, kept: str) -> None:
    officer.post(ADD, {"name": "岡 みどり", "staff_id": kept})

    assert User.objects.filter(staff_id=half_width(kept)).exists()


@pytest.mark.parametrize(
    "looks_alike",
    ["1017\u200b", "10 17", "../x", "<b>", "1\u0308", "㍿" * 40, "ΐ" * 40],
    ids=ascii,
)
def test_staff_id_that_only_looks_like_one_is_refused(officer: Client, looks_alike: str) -> None:
    response = officer.post(ADD, {"name": "岡 みどり", "staff_id": looks_alike})

    assert (response.status_code, response.context["form"].errors) == (422, {"staff_id": [PLAIN]})


def test_staff_id_from_before_stays_with_the_account(town: Town, officer: Client) -> None:
    user = town.user(Role.VIEWER)
    user.staff_id = "10 17"
    accounts.change_account(MACHINE, user, changed=["staff_id"])

    officer.post(
        reverse("areas:change_member", args=[user.pk]), {"name": "岡 みどり", "staff_id": "10 17"}
    )
    Client().post(reverse("account_login"), {"login": "10 17", "password": PASSWORD})

    user.refresh_from_db()
    assert (user.name, user.last_login is not None) == ("岡 みどり", True)
