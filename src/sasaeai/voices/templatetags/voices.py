"""Tags of voices: the square that a telephone's camera reads."""

from django import template

from sasaeai.paper.qr import qr_uri

register = template.Library()


@register.simple_tag
def qr(address: str) -> str:
    """Return the picture of the QR code that holds an address."""
    return qr_uri(address)
