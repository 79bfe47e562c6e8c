"""Limits on tries, counted in the database so that they hold across processes."""

import hashlib
from collections.abc import Sequence
from datetime import timedelta
from ipaddress import IPv6Address, IPv6Network
from uuid import UUID

from allauth.core.internal.cryptokit import normalize_user_code
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.accounts.models import Throttle, User
from sasaeai.base.errors import DomainError

WINDOW = timedelta(minutes=15)
PER_LOGIN = 5
PER_ADDRESS = 100


def client_address(request: HttpRequest) -> str:
    """Return the address of the asking machine, behind as many proxies as the town has set."""
    written = request.headers.get("X-Forwarded-For", "").split(",")
    forwarded = [address.strip() for address in written if address.strip()]
    if settings.PROXIES and len(forwarded) >= settings.PROXIES:
        return forwarded[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def keys_for(request: HttpRequest, who: User | str) -> list[tuple[str, int]]:
    """Return the keys a try counts under, each with its limit; no login stands in clear.

    An account counts once, whichever of its names was typed; a login that nobody has, as typed.
    """
    login = (
        _hashed("account", str(who.pk))
        if isinstance(who, User)
        else _hashed("login", who.casefold().strip())
    )
    return [
        (login, PER_LOGIN),
        (_hashed("address", _machine(request)), PER_ADDRESS),
    ]


def code_key(user: UUID) -> tuple[str, int]:
    """Return the key under which tries at a second factor count, with its limit."""
    return _hashed("code", str(user)), PER_LOGIN


def spent_key(user: UUID, code: str) -> tuple[str, int]:
    """Return the key under which one code of a second factor counts: it opens the door once."""
    return _hashed("spent", f"{user} {normalize_user_code(code)}"), 1


def address_key(request: HttpRequest, purpose: str, *, limit: int) -> tuple[str, int]:
    """Return the key under which the asking machine's tries at something count, with its limit."""
    return _hashed(purpose, _machine(request)), limit


def town_key(municipality: UUID, purpose: str, *, limit: int) -> tuple[str, int]:
    """Return the key under which everybody's tries at something in one town count, with its limit."""
    return _hashed(purpose, str(municipality)), limit


def _machine(request: HttpRequest) -> str:
    """Return what one machine cannot change at will: of IPv6 it has a whole /64 to itself."""
    written = client_address(request)
    try:
        address = IPv6Address(written)
    except ValueError:
        return written
    # An IPv4 address that only wears the other's clothes.
    return str(address.ipv4_mapped or IPv6Network((address, 64), strict=False))


def _hashed(kind: str, value: str) -> str:
    return hashlib.sha256(f"{kind}:{value}:{settings.SECRET_KEY}".encode()).hexdigest()


@transaction.atomic
def take_try(keys: Sequence[tuple[str, int]]) -> None:
    """Count one try under every key, or raise DomainError when one has none left.

    The row is locked while it is counted, so two processes never share the last try.
    """
    now = timezone.now()
    Throttle.objects.filter(since__lt=now - WINDOW).delete()
    for key, limit in sorted(keys):
        Throttle.objects.get_or_create(key=key, defaults={"since": now})
        throttle = Throttle.objects.select_for_update().get(key=key)
        if throttle.tries >= limit:
            raise DomainError(
                _(
                    "何度か続けて違っていたため、15分ほどお待ちください。お急ぎなら市町村担当に声をかけてください。"
                )
            )
        throttle.tries += 1
        throttle.save(update_fields=["tries"])


def give_back(keys: Sequence[tuple[str, int]]) -> None:
    """Take back one counted try after it turned out to be right."""
    Throttle.objects.filter(key__in=[key for key, _limit in keys], tries__gt=0).update(
        tries=F("tries") - 1
    )
