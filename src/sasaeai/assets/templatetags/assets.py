"""Small words for the pages of assets."""

from django import template

from sasaeai.assets import times
from sasaeai.assets.models.freshness import Listed

register = template.Library()


@register.filter
def of_kind(counts: dict[str, int], kind: str) -> int:
    """Return how many there are of a kind."""
    return counts[kind]


@register.filter
def when(listed: Listed) -> str:
    """Return when something happens or is open, as somebody wrote it or as its times say."""
    return times.said(listed)
