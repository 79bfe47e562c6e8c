"""Opening accounts and printing the slip that lets somebody in once."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
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
        known = queries.by_email(user.email, realm=user.realm_id) if user.email else None
        if known and known != user:
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
    fields = ["password"]
    if slip.drops_second_factor and queries.guards_of(user):
        Authenticator.objects.filter(user=user).delete()
        fields.append("second_factor")
    slip.used_at = timezone.now()
    slip.save(update_fields=["used_at"])
    note(user, "accounts.redeem_slip", fields=fields)
    return user


@transaction.atomic
def note(user: User, verb: str, *, fields: Iterable[str] = ()) -> None:
    """Note what somebody did with their own account: at the door, whatever they are posted to."""
    here = Actor(user=user.pk, municipality=user.realm_id)
    audit.record(here, verb, kind="user", subjects=[user.pk], fields=fields)


@transaction.atomic
def look_at_codes(user: User) -> None:
    """Note that somebody saw their own recovery codes."""
    note(user, "accounts.look_codes")


@transaction.atomic
def refuse_code(user: User) -> None:
    """Note a wrong code: who typed it is not known, only whose account it was meant for."""
    _refuse("accounts.second_factor_failed", user.realm, user)


@transaction.atomic
def refuse_slip(realm: Realm | None, user: User | None) -> None:
    """Note a slip that opened nothing, and for whose account if there is such a one."""
    _refuse("accounts.redeem_slip_failed", realm, user)


@transaction.atomic
def refuse_sign_in(username: str) -> None:
    """Note a sign-in that failed in its town's book, and for whose account if there is such a one."""
    user = queries.by_username(username)
    _refuse("accounts.sign_in_failed", queries.realm_of(username), user)


@transaction.atomic
def refuse_password(user: User) -> None:
    """Note a wrong password of somebody who is signed in: it may be another at their desk."""
    _refuse("accounts.password_failed", user.realm, user)


def _refuse(verb: str, realm: Realm | None, user: User | None) -> None:
    door = Actor(municipality=realm.pk) if realm else Actor()
    audit.record(door, verb, kind="user", subjects=[user.pk] if user else [])


@contextmanager
def noting_second_factor(user: User, *, session: str | None) -> Iterator[None]:
    """Note in the same transaction what is changed inside of what guards an account, if anything.

    Where a second factor is switched on, all sessions but this one end, as with a new password.
    """
    with transaction.atomic():
        before = queries.guards_of(user)
        yield
        after = queries.guards_of(user)
        app, codes = Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES
        if app in after and app not in before:
            note(user, "accounts.add_second_factor")
            _end_other_sessions(user, kept=session)
        elif app in before and app not in after:
            note(user, "accounts.drop_second_factor")
        elif before.get(codes) != after.get(codes):
            note(user, "accounts.renew_codes")


def _end_other_sessions(user: User, *, kept: str | None) -> None:
    lasting = Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=kept)
    theirs = [one.pk for one in lasting if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    Session.objects.filter(pk__in=theirs).delete()


def _withdraw_slips(user: User) -> None:
    SignInSlip.objects.filter(user=user, used_at=None, withdrawn_at=None).update(
        withdrawn_at=timezone.now()
    )


def _digest(code: str) -> str:
    return salted_hmac("sasaeai.slip", code, algorithm="sha256").hexdigest()
