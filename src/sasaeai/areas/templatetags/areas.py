"""What this town calls its roles and areas."""

from collections.abc import Collection

from django import template

from sasaeai.areas import queries
from sasaeai.areas.models import Area, Municipality

register = template.Library()


@register.filter
def role_name(role: str, municipality: Municipality) -> str:
    """Return the role in the municipality's words."""
    return municipality.role_name(role)


@register.filter
def told_apart(found: Collection[Area]) -> list[tuple[Area, str]]:
    """Return each area with what it is called among the others."""
    called = queries.told_apart(found)
    return [(area, called[area.pk]) for area in found]


@register.filter
def with_levels(found: Collection[Area]) -> list[tuple[Area, str, str]]:
    """Return each area, what it is called among the others, and what the town calls its level."""
    areas = list(found)
    levels = queries.level_names(areas[0].municipality_id) if areas else {}
    return [(area, called, levels[area.level]) for area, called in told_apart(areas)]


@register.filter
def figure(number: int) -> str:
    """Return a number of people with its thousands set apart."""
    return f"{number:,}"
