"""Reading accounts."""

from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import QuerySet

from sasaeai.accounts.models import Realm, User, username_for


def realms() -> QuerySet[Realm]:
    """Return the municipalities one can sign in to."""
    return Realm.objects.order_by("code")


def realm_of(username: str) -> Realm | None:
    """Return the municipality that an inner name belongs to, whether or not an account has it."""
    return Realm.objects.filter(code=username.partition("-")[0]).first()


def by_staff_id(realm: Realm, staff_id: str) -> User | None:
    """Return the account with this staff id in the municipality, if there is one."""
    return User.objects.filter(username=username_for(realm.code, staff_id)).first()


def by_username(username: str) -> User | None:
    """Return the account of this inner name, if there is one."""
    return User.objects.filter(username__iexact=username).first()


def by_email(email: str, *, realm: UUID | None) -> User | None:
    """Return the account that signs in to the municipality with this e-mail, if there is one."""
    return User.objects.filter(realm=realm, email__iexact=email).first()


def guards_of(user: User) -> dict[str, int]:
    """Return which second factors an account has, each with the number of its row."""
    return dict(Authenticator.objects.filter(user=user).values_list("type", "pk"))


def second_factor_of(user: User) -> tuple[bool, int]:
    """Return whether an app guards the account, and how many recovery codes are left."""
    keys = {key.type: key.wrap() for key in Authenticator.objects.filter(user=user)}
    codes = keys.get(Authenticator.Type.RECOVERY_CODES)
    return Authenticator.Type.TOTP in keys, len(codes.get_unused_codes()) if codes else 0
