"""Opening accounts and printing the slip that lets somebody in once."""

import secrets
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth.password_validation import validate_password
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.accounts import queries
from sasaeai.accounts.models import Realm, SignInSlip, User, username_for
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError, once

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without the look-alikes I L O 0 1
CODE_LENGTH = 12
SLIP_LASTS = timedelta(days=7)
STAFF_ID_TAKEN = gettext_lazy("この職員番号はもう使われています。別の番号を入れてください。")
EMAIL_TAKEN = gettext_lazy("このメールアドレスはもう使われています。別のものを入れてください。")


@transaction.atomic
def open_realm(realm_id: UUID, *, code: str, name: str) -> Realm:
    """Make (or rename) the municipality as the sign-in page knows it."""
    realm, _made = Realm.objects.update_or_create(
        id=realm_id, defaults={"code": code, "name": name}
    )
    return realm


@transaction.atomic
def open_account(actor: Actor, user: User) -> User:
    """Save a new account without a password; a slip lets its owner set one."""
    user.set_unusable_password()
    _save(user)
    audit.record(
        actor, "accounts.open", kind="user", subjects=[user.pk], fields=["staff_id", "name"]
    )
    return user


@transaction.atomic
def change_account(actor: Actor, user: User, *, changed: list[str]) -> User:
    """Save what was changed of an account (name, staff id, e-mail)."""
    _save(user)
    audit.record(actor, "accounts.change", kind="user", subjects=[user.pk], fields=changed)
    return user


def _save(user: User) -> None:
    user.username = username_for(user.realm.code, user.staff_id)
    try:
        with once(STAFF_ID_TAKEN):
            user.save()
    except DomainError as error:
        if user.email and queries.email_taken(user.email, besides=user.pk):
            raise DomainError(str(EMAIL_TAKEN)) from error
        raise


@transaction.atomic
def close_account(actor: Actor, user: User) -> User:
    """Let nobody sign in with this account or its slip any more; what it wrote stays."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    _withdraw_slips(user)
    audit.record(actor, "accounts.close", kind="user", subjects=[user.pk], fields=["is_active"])
    return user


@transaction.atomic
def reopen_account(actor: Actor, user: User) -> User:
    """Let a closed account sign in again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
    audit.record(actor, "accounts.reopen", kind="user", subjects=[user.pk], fields=["is_active"])
    return user


@transaction.atomic
def issue_slip(
    actor: Actor, user: User, *, issued_by: User | None, drops_second_factor: bool
) -> tuple[SignInSlip, str]:
    """Make a one-time slip, withdraw the older ones, and return it with its code (shown once)."""
    _withdraw_slips(user)
    code = "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))
    slip = SignInSlip.objects.create(
        user=user,
        digest=_digest(code),
        drops_second_factor=drops_second_factor,
        issued_by=issued_by,
        expires_at=timezone.now() + SLIP_LASTS,
    )
    audit.record(actor, "accounts.issue_slip", kind="user", subjects=[user.pk])
    return slip, code


@transaction.atomic
def redeem_slip(user: User | None, *, code: str, password: str) -> User:
    """Set the password that the slip's holder chose; the slip is spent."""
    digest = _digest("".join(code.upper().split()).replace("-", ""))
    slip = (
        SignInSlip.objects.select_for_update()
        .filter(user=user, digest=digest, used_at=None, withdrawn_at=None)
        .filter(expires_at__gt=timezone.now(), user__is_active=True)
        .first()
    )
    if slip is None or user is None:
        raise DomainError(
            _(
                "職員番号か合言葉が票と違うか、票がもう使われたか、期限が過ぎています。票を見なおすか、市町村担当に新しい票を頼んでください。"
            )
        )
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    if slip.drops_second_factor:
        Authenticator.objects.filter(user=user).delete()
    slip.used_at = timezone.now()
    slip.save(update_fields=["used_at"])
    audit.record(
        Actor(user=user.pk, municipality=user.realm_id),
        "accounts.redeem_slip",
        kind="user",
        subjects=[user.pk],
        fields=["password"],
    )
    return user


def _withdraw_slips(user: User) -> None:
    SignInSlip.objects.filter(user=user, used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


def _digest(code: str) -> str:
    return salted_hmac("sasaeai.slip", code, algorithm="sha256").hexdigest()
