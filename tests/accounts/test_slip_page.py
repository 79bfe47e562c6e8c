"""The page where a paper slip is typed in."""

import pytest
from django.http import HttpResponse
from django.test import Client

from sasaeai.accounts import actions, throttle
from sasaeai.accounts.models import User
from sasaeai.areas.models import Role
from sasaeai.audit.actor import MACHINE
from tests.factories.areas import Town

URL = "/accounts/slip/"
NEW = "kawa-no-nagare-ni"
MISMATCH = (
    "職員番号か合言葉が票と違うか、票がもう使われたか、期限が過ぎています。"
    "票を見なおすか、市町村担当に新しい票を頼んでください。"
)


@pytest.fixture
def user(town: Town) -> User:
    return town.user(Role.COORDINATOR2)


@pytest.fixture
def code(user: User) -> str:
    _slip, code = actions.issue_slip(MACHINE, user, issued_by=None, drops_second_factor=False)
    return code


def redeem(client: Client, user: User, code: str, /, **facts: str) -> HttpResponse:
    typed = {"staff_id": user.staff_id, "code": code, "password": NEW, "again": NEW}
    return client.post(URL, typed | facts)


def refusal(response: HttpResponse) -> tuple[int, list[str]]:
    return response.status_code, response.context["form"].non_field_errors()


def test_slip_sets_the_password_and_leads_to_the_door(
    client: Client, user: User, code: str
) -> None:
    response = redeem(client, user, code)

    user.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/")
    assert user.check_password(NEW)
    assert "新しいパスワードを決めました。" in client.get("/accounts/login/").content.decode()


def test_slip_with_two_passwords_is_not_spent(client: Client, user: User, code: str) -> None:
    response = redeem(client, user, code, again="umi-no-nagare-ni")

    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"again": ["二つのパスワードが違います。同じものを二度入れてください。"]},
    )
    assert redeem(client, user, code).status_code == 302


@pytest.mark.parametrize("facts", [{"code": "AAAABBBBCCCC"}, {"staff_id": "nobody"}])
def test_slip_of_another_comes_back_with_a_sentence(
    client: Client, user: User, code: str, facts: dict[str, str]
) -> None:
    assert refusal(redeem(client, user, code, **facts)) == (422, [MISMATCH])


def test_slip_with_a_weak_password_says_what_is_weak(client: Client, user: User, code: str) -> None:
    status, said = refusal(
        redeem(client, user, code, password="1234567890123", again="1234567890123")
    )

    assert (status, "数字" in "".join(said)) == (422, True)


def test_slips_are_tried_five_times(client: Client, user: User, code: str) -> None:
    for _try in range(throttle.PER_LOGIN):
        redeem(client, user, "AAAABBBBCCCC")

    status, said = refusal(redeem(client, user, code))

    assert (status, "15分ほどお待ちください。" in said[0]) == (422, True)


def test_spent_slip_gives_its_try_back(client: Client, user: User, code: str) -> None:
    for _try in range(throttle.PER_LOGIN - 1):
        redeem(client, user, "AAAABBBBCCCC")
    redeem(client, user, code)

    assert refusal(redeem(client, user, code)) == (422, [MISMATCH])


def test_of_two_towns_the_slip_is_for_the_chosen_one(
    client: Client, user: User, code: str, next_town: Town
) -> None:
    asked = list(client.get(URL).context["form"].fields)

    refused = redeem(client, user, code, realm=next_town.municipality.code)
    response = redeem(client, user, code, realm=user.realm.code)

    assert (asked[0], refused.status_code, response.status_code) == ("realm", 422, 302)


def test_one_town_is_not_asked_for(client: Client, user: User) -> None:
    assert "realm" not in client.get(URL).context["form"].fields


def test_tries_count_for_one_account_however_its_number_is_typed(
    client: Client, user: User, code: str
) -> None:
    wide = user.staff_id.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    for _try in range(throttle.PER_LOGIN):
        redeem(client, user, "AAAABBBBCCCC")

    answer = redeem(client, user, code, staff_id=wide)

    user.refresh_from_db()
    assert (answer.status_code, user.check_password(NEW)) == (422, False)


def test_weak_password_costs_no_try(client: Client, user: User, code: str) -> None:
    for _try in range(throttle.PER_LOGIN + 1):
        redeem(client, user, code, password="1234567890", again="1234567890")

    assert redeem(client, user, code).status_code == 302
