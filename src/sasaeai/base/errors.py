"""How the house says no."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# What the drivers of PostgreSQL and of SQLite call a second row where there may be one.
SECOND = ("23505", "SQLITE_CONSTRAINT_UNIQUE")
CHANGED_MEANWHILE = _(
    "この画面をひらいたあとで、ほかの人が直しています。いまのようすを別の画面でたしかめて、もう一度残してください。書いたものは、下に残っています。"
)


class DomainError(Exception):
    """A rule of the field forbids this; the message is a whole sentence that says what to do."""


@contextmanager
def once(sentence: str | Promise) -> Iterator[None]:
    """Say no with this sentence where what is written inside is there already.

    A form looks before, but of two that look at the same moment only the table refuses one.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        cause = error.__cause__
        if not {getattr(cause, name, "") for name in ("sqlstate", "sqlite_errorname")} & {*SECOND}:
            raise
        raise DomainError(str(sentence)) from error


def keep_seen(changed: datetime, seen: datetime) -> None:
    """Stop where a row was changed after somebody saw it, so that nobody's edits are lost."""
    if changed != seen:
        raise DomainError(str(CHANGED_MEANWHILE))


def permit(allowed: bool) -> None:  # noqa: FBT001 -- reads as a sentence: permit(rules.may_edit(viewer, asset))
    """Stop with 403 unless the rule has said yes."""
    if not allowed:
        raise PermissionDenied
