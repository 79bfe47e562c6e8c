"""Tags of voices: the square that a telephone's camera reads, and numbers that are called by a press."""

import re

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from sasaeai.calc.text import nfkc
from sasaeai.paper.qr import qr_uri
from sasaeai.ui.templatetags.ui import tel

register = template.Library()

# As people write them: 042-000-0001, 09000000000, ０４２（０００）０００１.
NUMBER = re.compile(r"[0０][\d()（）\- ー－‐]{8,16}\d")


@register.simple_tag
def qr(address: str) -> str:
    """Return the picture of the QR code that holds an address."""
    return qr_uri(address)


@register.filter
def dialled(text: str) -> str:
    """Return the text with each telephone number in it as one that is called by a press."""
    parts: list[str] = []
    end = 0
    for found in NUMBER.finditer(text):
        parts.append(escape(text[end : found.start()]))
        parts.append(format_html('<a href="{}">{}</a>', tel(nfkc(found[0])), found[0]))
        end = found.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 -- each part is escaped above
