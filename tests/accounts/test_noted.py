"""What is done with the keys of an account stands in the record book, each time in one entry."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from sasaeai.accounts import actions, throttle
from sasaeai.accounts.models import User
from sasaeai.areas.models import Role
from sasaeai.audit.actor import MACHINE
from sasaeai.audit.models import Entry
from tests.accounts.test_second_factor import AGAIN, AT_THE_DOOR, SECRET, digits, with_password
from tests.factories.areas import PASSWORD, Town

NEW = "あたらしい合図です2026"
FACTOR = "/accounts/second-factor/"


@pytest.fixture
def user(town: Town) -> User:
    return town.user(Role.COORDINATOR2)


def inside(user: User) -> Client:
    """Return a browser in which somebody signed in and gave the password a moment ago."""
    client = Client()
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def noted(user: User) -> list[tuple[str, bool, list[str]]]:
    """Return what was noted about the account: what, whether as done by its owner, which fields."""
    entries = Entry.objects.filter(subjects=[str(user.pk)], municipality=user.realm_id)
    ours = entries.exclude(verb__startswith="areas.").exclude(verb="accounts.open").order_by("pk")
    return [(entry.verb, entry.actor == user.pk, entry.fields) for entry in ours]


def test_new_password_is_noted(user: User) -> None:
    sent = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}

    inside(user).post("/accounts/password/", sent)

    assert noted(user) == [("accounts.change_password", True, ["password"])]


def test_wrong_old_password_is_noted_as_nobodys_until_tries_have_run_out(user: User) -> None:
    sent = {"oldpassword": "ちがう合言葉1234", "password1": NEW, "password2": NEW}
    client = inside(user)

    for _time in range(throttle.PER_LOGIN + 1):
        client.post("/accounts/password/", sent)

    assert noted(user) == [("accounts.password_failed", False, [])] * throttle.PER_LOGIN


def test_wrong_password_asked_again_is_noted_until_tries_have_run_out(user: User) -> None:
    client = Client()
    client.force_login(user)

    for _time in range(throttle.PER_LOGIN + 1):
        client.post("/accounts/reauthenticate/", {"password": "ちがう合言葉1234"})

    assert noted(user) == [("accounts.password_failed", False, [])] * throttle.PER_LOGIN


def test_officer_reads_who_could_not_sign_in_up_to_the_limit_of_tries(
    user: User, town: Town
) -> None:
    for _time in range(throttle.PER_LOGIN + 2):
        tried = {"login": user.staff_id, "password": "ちがう合言葉1234"}
        Client().post("/accounts/login/", tried)

    officer = Client()
    officer.force_login(town.user(Role.OFFICER))
    page = officer.get("/audit/?kind=user").content.decode()

    assert noted(user) == [("accounts.sign_in_failed", False, [])] * throttle.PER_LOGIN
    assert page.count("サインインできなかった") == throttle.PER_LOGIN


def test_sign_out_is_noted(user: User) -> None:
    inside(user).post("/accounts/logout/")

    assert noted(user) == [("accounts.sign_out", True, [])]


def test_second_factor_turned_on_and_off_is_noted(user: User) -> None:
    client = inside(user)
    form = client.get(f"{FACTOR}totp/activate/").context["form"]
    client.post(f"{FACTOR}totp/activate/", {"code": "000000"})

    client.post(f"{FACTOR}totp/activate/", {"code": digits(form.secret)})
    client.post(f"{FACTOR}totp/deactivate/")

    assert noted(user) == [
        ("accounts.add_second_factor", True, []),
        ("accounts.drop_second_factor", True, []),
    ]


def test_recovery_codes_looked_at_and_made_anew_are_noted(user: User) -> None:
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    client = Client()
    client.force_login(user)
    client.post(AGAIN, {"code": digits()})

    for page in ("", "download/"):
        client.get(f"{FACTOR}recovery-codes/{page}")
    client.post(f"{FACTOR}recovery-codes/generate/")

    assert noted(user) == [
        ("accounts.look_codes", True, []),
        ("accounts.look_codes", True, []),
        ("accounts.renew_codes", True, []),
    ]


def test_recovery_codes_not_shown_are_not_noted_as_seen(user: User) -> None:
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    client = Client()
    client.force_login(user)

    page = client.get(f"{FACTOR}recovery-codes/")

    assert (page.status_code, noted(user)) == (302, [])


def test_wrong_code_after_the_right_password_is_noted_as_nobodys(user: User) -> None:
    TOTP.activate(user, SECRET)
    client = with_password(user)

    for _time in range(2):
        client.post(AT_THE_DOOR, {"code": "000000"})

    assert noted(user) == [("accounts.second_factor_failed", False, [])] * 2


@pytest.mark.parametrize("staff_id", ["", "nobody"])
def test_slip_that_opens_nothing_is_noted_as_nobodys(user: User, staff_id: str) -> None:
    slip = {"staff_id": staff_id or user.staff_id, "code": "AAAABBBBCCCC"}

    Client().post("/accounts/slip/", slip | {"password": NEW, "again": NEW})

    entry = Entry.objects.get(verb="accounts.redeem_slip_failed")
    subjects = [] if staff_id else [str(user.pk)]
    assert (entry.actor, entry.municipality, entry.subjects) == (None, user.realm_id, subjects)


def test_slip_that_drops_the_second_factor_says_so(user: User) -> None:
    TOTP.activate(user, SECRET)
    _slip, code = actions.issue_slip(MACHINE, user, issued_by=None, drops_second_factor=True)

    actions.redeem_slip(user, code=code, password=NEW)

    assert noted(user) == [("accounts.redeem_slip", True, ["password", "second_factor"])]
