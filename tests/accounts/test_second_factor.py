"""The second key: the application's six digits or a recovery code, counted like a password."""

from collections.abc import Iterator

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from sasaeai.accounts import queries, throttle
from sasaeai.accounts.models import User
from sasaeai.areas.models import Role
from tests.factories.areas import PASSWORD, Town

SECRET = "JBSWY3DPEHPK3PXP"
AT_THE_DOOR = "/accounts/second-factor/authenticate/"
AGAIN = "/accounts/second-factor/reauthenticate/"


@pytest.fixture(autouse=True)
def _standing_clock() -> Iterator[None]:
    """Let no digits grow old in the middle of a test."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def user(town: Town) -> User:
    """Return somebody who has set up the application and the list on paper."""
    user = town.user(Role.COORDINATOR2)
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def digits(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_password(user: User) -> Client:
    """Return a browser that has given the password and is asked for the second key."""
    client = Client()
    response = client.post("/accounts/login/", {"login": user.staff_id, "password": PASSWORD})
    assert response["Location"] == AT_THE_DOOR
    return client


def test_digits_of_the_application_open_the_door(user: User) -> None:
    client = with_password(user)
    before = "_auth_user_id" in client.session

    client.post(AT_THE_DOOR, {"code": digits()})

    assert (before, client.session["_auth_user_id"]) == (False, str(user.pk))


@pytest.mark.parametrize("typed", ["full width", "in two"])
def test_digits_open_the_door_however_they_are_typed(user: User, typed: str) -> None:
    code = digits()
    wide = code.translate({ord(digit): ord(digit) + 0xFEE0 for digit in "0123456789"})
    client = with_password(user)

    client.post(
        AT_THE_DOOR, {"code": wide if typed == "full width" else f" {code[:3]} {code[3:]} "}
    )

    assert client.session.get("_auth_user_id") == str(user.pk)


def test_code_on_paper_opens_the_door_once(user: User) -> None:
    code = RecoveryCodes.activate(user).get_unused_codes()[0]

    states = []
    for _time in range(2):
        client = with_password(user)
        client.post(AT_THE_DOOR, {"code": code})
        states.append("_auth_user_id" in client.session)

    assert states == [True, False]


def test_digits_seen_by_somebody_open_no_second_door_in_another_process(user: User) -> None:
    code = digits()
    with_password(user).post(AT_THE_DOOR, {"code": code})
    cache.clear()  # another process has a cache of its own
    second = with_password(user)

    page = second.post(AT_THE_DOOR, {"code": f"{code[:3]} {code[3:]}"}).content.decode()

    assert "この数字はもう使われました。つぎの数字に変わったら入れてください。" in page
    assert "_auth_user_id" not in second.session


def test_sixth_wrong_code_waits_even_where_the_next_is_right(user: User) -> None:
    client = with_password(user)
    for _try in range(throttle.PER_LOGIN):
        client.post(AT_THE_DOOR, {"code": "000000"})

    page = client.post(AT_THE_DOOR, {"code": digits()}).content.decode()

    assert "15分ほどお待ちください。" in page
    assert "_auth_user_id" not in client.session


def test_right_code_gives_its_try_back(user: User) -> None:
    codes = RecoveryCodes.activate(user).get_unused_codes()
    for code in codes[: throttle.PER_LOGIN + 1]:
        client = with_password(user)
        client.post(AT_THE_DOOR, {"code": code})

    assert client.session["_auth_user_id"] == str(user.pk)


def test_code_asked_again_is_counted_too(user: User) -> None:
    client = Client()
    client.force_login(user)
    for _try in range(throttle.PER_LOGIN):
        client.post(AGAIN, {"code": "000000"})

    page = client.post(AGAIN, {"code": digits()}).content.decode()

    assert "15分ほどお待ちください。" in page


def test_application_is_set_up_with_the_digits_it_shows(town: Town) -> None:
    user = town.user(Role.COORDINATOR2)
    client = Client()
    client.force_login(user)
    url = "/accounts/second-factor/totp/activate/"
    asked = client.get(url, follow=True)  # a grave change asks for the password once more
    client.post(asked.request["PATH_INFO"], {"password": PASSWORD})
    form = client.get(url).context["form"]

    client.post(url, {"code": digits(form.secret)})

    assert form.fields["code"].label == "アプリに出ている6けたの数字"
    assert queries.second_factor_of(user) == (True, 10)


def test_own_page_says_what_guards_the_account(user: User, town: Town) -> None:
    pages = []
    for one in (user, town.user(Role.VIEWER)):
        client = Client()
        client.force_login(one)
        pages.append(client.get("/accounts/").content.decode())

    guarded, plain = pages
    assert ("控えの番号が、あと10つあります。" in guarded, "二つめの鍵をやめる" in guarded) == (
        True,
        True,
    )
    assert ("二つめの鍵をつける" in plain, "控えの番号" in plain) == (True, False)


def test_digits_that_switched_the_key_on_open_no_door(town: Town) -> None:
    user = town.user(Role.COORDINATOR2)
    client = Client()
    client.post("/accounts/login/", {"login": user.staff_id, "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.get("/accounts/second-factor/totp/activate/")
    code = digits(client.session.get(SECRET_SESSION_KEY, ""))
    client.post("/accounts/second-factor/totp/activate/", {"code": code})

    second = with_password(user)
    second.post(AT_THE_DOOR, {"code": code})

    assert "_auth_user_id" not in second.session


def test_other_sessions_end_when_the_key_is_switched_on(town: Town) -> None:
    user, neighbour = town.user(Role.COORDINATOR2), town.user(Role.VIEWER)
    here, elsewhere, next_desk = Client(), Client(), Client()
    for client, one in ((here, user), (elsewhere, user), (next_desk, neighbour)):
        client.force_login(one)
    here.post("/accounts/reauthenticate/", {"password": PASSWORD})
    url = "/accounts/second-factor/totp/activate/"

    here.post(url, {"code": digits(here.get(url).context["form"].secret)})

    states = [client.get("/accounts/").status_code for client in (here, elsewhere, next_desk)]
    assert (queries.second_factor_of(user)[0], states) == (True, [200, 302, 200])


def test_password_alone_shows_no_recovery_codes(user: User) -> None:
    client = Client()
    client.force_login(user)

    asked = client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/second-factor/recovery-codes/")

    assert (asked.status_code, asked["Location"]) == (302, AGAIN)
    assert (page.status_code, "reauthenticate" in page["Location"]) == (302, True)


def test_digits_asked_again_show_the_recovery_codes(user: User) -> None:
    client = Client()
    client.force_login(user)

    client.post(AGAIN, {"code": digits()})
    page = client.get("/accounts/second-factor/recovery-codes/")

    codes = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES).wrap()
    assert codes.get_unused_codes()[0] in page.content.decode()
