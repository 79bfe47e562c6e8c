"""What this town calls its roles."""

from django import template

from sasaeai.areas.models import Municipality

register = template.Library()


@register.filter
def role_name(role: str, municipality: Municipality) -> str:
    """Return the role in the municipality's words."""
    return municipality.role_name(role)


@register.filter
def figure(number: int) -> str:
    """Return a number of people with its thousands set apart."""
    return f"{number:,}"
