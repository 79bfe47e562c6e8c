"""Words for the search page and the record book."""

from django import template

from sasaeai.audit.models import Entry
from sasaeai.pages import record_words
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


@register.filter
def deed(entry: Entry) -> str:
    """Return what was done, in words."""
    return record_words.verb_words(entry.verb)


@register.filter
def field_list(entry: Entry) -> str:
    """Return the names of the fields it touched, as the screens call them."""
    return record_words.fields_words(entry)
