"""Small words for the pages of assets."""

from django import template

register = template.Library()


@register.filter
def of_kind(counts: dict[str, int], kind: str) -> int:
    """Return how many there are of a kind."""
    return counts[kind]
