"""Words of the journal put together."""

from collections.abc import Iterable

from django import template

from sasaeai.ui import wording

register = template.Library()


@register.filter
def listed(things: Iterable[object]) -> str:
    """Return short words one after another."""
    return wording.listed(things)
