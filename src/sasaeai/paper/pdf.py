"""Setting a sheet as a tagged PDF (PDF/UA-1) with typst and the bundled fonts only.

A sheet is in the language of whoever prints it.

What people wrote travels as JSON beside the template and is read there as strings:
it can never run as typst code. The data of each template is in `sasaeai.paper.content`.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst
from django.http import HttpResponse
from django.utils.translation import get_language

from sasaeai.paper import glyphs, words
from sasaeai.paper.qr import qr_svg

TEMPLATES = Path(__file__).parent / "typst"
Template = Literal[
    "area", "list", "walk", "round", "slip", "card", "voice", "report", "plan", "evidence", "board",
    "story", "pack",
]  # fmt: skip


def set_pdf(template: Template, data: Mapping[str, object], *, printed_at: datetime) -> bytes:
    """Return the sheet as PDF bytes, the same for the same data and moment of printing."""
    return typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=fonts(),
        format="pdf",
        pdf_standards="ua-1",
        timestamp=int(printed_at.timestamp()),
        sys_inputs=inputs(data),
    )


def inputs(data: Mapping[str, object]) -> dict[str, str]:
    """Return what a template reads: data and words as JSON, the language, for a link its QR code.

    A photograph travels beside them, byte by byte.
    """
    told = {name: value for name, value in data.items() if not isinstance(value, bytes)}
    photos = {
        name: json.dumps([*value]) for name, value in data.items() if isinstance(value, bytes)
    }
    carried = {
        **photos,
        "data": json.dumps(_printable(told), ensure_ascii=False, allow_nan=False),
        "say": json.dumps(_printable(words.said()), ensure_ascii=False),
        "lang": (get_language() or "ja").partition("-")[0],
    }
    link = data.get("link")
    return {**carried, "qr": qr_svg(link)} if isinstance(link, str) and link else carried


@cache
def fonts() -> typst.Fonts:
    """Return the bundled fonts; those of the machine are never looked at."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(glyphs.FONTS)],
    )


def _printable(value: object) -> object:
    if isinstance(value, str):
        return glyphs.printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(part) for part in value]
    return value


def shown(content: bytes, *, name: str) -> HttpResponse:
    """Return a sheet as the browser opens it, under the name by which it is kept."""
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
