"""Small words for the search page."""

from django import template

from sasaeai.pages.queries import Found

register = template.Library()
ICONS = {"activity": "cup", "asset": "pin", "organisation": "building"}


@register.filter
def get(labels: dict[str, str], key: str) -> str:
    """Return the label of a kind."""
    return labels[key]


@register.filter
def kind_icon(kind: str) -> str:
    """Return the icon of a kind of hit."""
    return ICONS[kind]


@register.filter
def has_rows(found: list[Found]) -> bool:
    """Return whether any room found something."""
    return any(part.rows for part in found)
