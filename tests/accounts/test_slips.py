"""A paper slip opens the door once, for one person, for a week."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate
from django.core.exceptions import ValidationError
from django.utils import timezone

from sasaeai.accounts import actions, queries
from sasaeai.accounts.models import SignInSlip, User
from sasaeai.areas.models import Role
from sasaeai.audit.actor import MACHINE
from sasaeai.base.errors import DomainError
from tests.factories.areas import Town

NEW = "kawa-no-nagare-ni"


@pytest.fixture
def user(town: Town) -> User:
    return town.user(Role.COORDINATOR2)


def issue(user: User, *, drops_second_factor: bool = False) -> tuple[SignInSlip, str]:
    return actions.issue_slip(
        MACHINE, user, issued_by=None, drops_second_factor=drops_second_factor
    )


def test_slip_in_small_letters_with_gaps_sets_the_password(user: User) -> None:
    _slip, code = issue(user)
    typed = f"{code[:4]} {code[4:8]}-{code[8:]}".lower()

    actions.redeem_slip(user, code=typed, password=NEW)

    user.refresh_from_db()
    assert user.check_password(NEW)


def test_slip_used_once_is_spent(user: User) -> None:
    _slip, code = issue(user)
    actions.redeem_slip(user, code=code, password=NEW)

    with pytest.raises(DomainError):
        actions.redeem_slip(user, code=code, password=NEW)


def test_slip_after_a_week_is_refused(user: User) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=7, seconds=1)):
        _slip, code = issue(user)

    with pytest.raises(DomainError):
        actions.redeem_slip(user, code=code, password=NEW)


def test_slip_of_another_is_refused(user: User, town: Town) -> None:
    _slip, code = issue(user)

    with pytest.raises(DomainError):
        actions.redeem_slip(town.user(Role.VIEWER), code=code, password=NEW)


def test_new_slip_withdraws_the_older(user: User) -> None:
    _slip, old = issue(user)
    issue(user)

    with pytest.raises(DomainError):
        actions.redeem_slip(user, code=old, password=NEW)


def test_slip_of_a_closed_account_is_refused(user: User) -> None:
    _slip, code = issue(user)
    actions.close_account(MACHINE, user)

    with pytest.raises(DomainError):
        actions.redeem_slip(user, code=code, password=NEW)


def test_slip_of_a_closed_account_stays_withdrawn_when_it_is_opened_again(user: User) -> None:
    _slip, code = issue(user)
    actions.close_account(MACHINE, user)
    actions.reopen_account(MACHINE, user)

    with pytest.raises(DomainError):
        actions.redeem_slip(user, code=code, password=NEW)


def test_slip_issued_after_an_account_was_opened_again_works(user: User) -> None:
    actions.close_account(MACHINE, user)
    actions.reopen_account(MACHINE, user)
    _slip, code = issue(user)

    assert actions.redeem_slip(user, code=code, password=NEW) == user


def test_slip_with_a_weak_password_stays_unspent(user: User) -> None:
    slip, code = issue(user)

    with pytest.raises(ValidationError):
        actions.redeem_slip(user, code=code, password="12345678901")

    slip.refresh_from_db()
    assert slip.used_at is None


@pytest.mark.parametrize(("drops", "left"), [(True, 0), (False, 1)])
def test_slip_drops_the_second_factor_only_where_it_says_so(
    user: User, *, drops: bool, left: int
) -> None:
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    _slip, code = issue(user, drops_second_factor=drops)

    actions.redeem_slip(user, code=code, password=NEW)

    assert Authenticator.objects.filter(user=user).count() == left


def test_slip_keeps_no_code_in_the_database(user: User) -> None:
    slip, code = issue(user)

    assert code not in str(SignInSlip.objects.filter(pk=slip.pk).values())


def test_staff_id_is_unique_only_within_its_municipality(town: Town, next_town: Town) -> None:
    here = actions.open_account(
        MACHINE, User(realm_id=town.municipality.pk, staff_id="1001", name="甲")
    )
    there = actions.open_account(
        MACHINE, User(realm_id=next_town.municipality.pk, staff_id="1001", name="乙")
    )

    assert queries.by_staff_id(here.realm, "1001") == here
    assert queries.by_staff_id(there.realm, "1001") == there


def test_account_just_opened_has_no_password(town: Town) -> None:
    user = actions.open_account(
        MACHINE, User(realm_id=town.municipality.pk, staff_id="1001", name="甲")
    )

    assert (user.has_usable_password(), authenticate(username=user.username, password="")) == (
        False,
        None,
    )
