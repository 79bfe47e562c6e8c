"""How the house says no."""

from django.core.exceptions import PermissionDenied


class DomainError(Exception):
    """A rule of the field forbids this; the message is a whole sentence that says what to do."""


def permit(allowed: bool) -> None:  # noqa: FBT001 -- reads as a sentence: permit(rules.may_edit(viewer, asset))
    """Stop with 403 unless the rule has said yes."""
    if not allowed:
        raise PermissionDenied
