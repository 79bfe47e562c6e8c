"""Reading a PDF back as far as the standard library (and, where installed, pdftotext) goes."""

import json
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typst

from sasaeai.paper import pdf
from sasaeai.paper.pdf import Template, set_pdf

MOMENT = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
needs_pdftotext = pytest.mark.skipif(
    shutil.which("pdftotext") is None, reason="pdftotext (poppler) is not installed"
)


def set_now(template: Template, data) -> bytes:
    return set_pdf(template, data, printed_at=MOMENT)


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type/Page\b", pdf))


def drawing(pdf: bytes) -> Iterator[bytes]:
    """Yield what is drawn, a page at a time."""
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        try:
            content = zlib.decompress(stream)
        except zlib.error:
            continue
        if b" Tf" in content:
            yield content


def type_sizes(pdf: bytes) -> set[float]:
    return {
        float(size) for page in drawing(pdf) for size in re.findall(rb"/f\d+ ([\d.]+) Tf", page)
    }


def baselines(pdf: bytes, *, size: float) -> list[float]:
    """Return the heights of the lines of that size on the first page, from the top down."""
    found = re.findall(rb"([\d.]+) cm[^\n]*\nBT 0 Tr/f\d+ ([\d.]+) Tf", next(drawing(pdf)))
    return sorted({float(y) for y, points in found if float(points) == size}, reverse=True)


def raw_words(file: Path, *options: str) -> str:
    """Return the text of a PDF as pdftotext reads it."""
    command = [shutil.which("pdftotext") or "pdftotext", *options, str(file), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def words(pdf: bytes, folder: Path) -> list[str]:
    """Return the text of each page, without white space."""
    file = folder / "sheet.pdf"
    file.write_bytes(pdf)
    read = raw_words(file).removesuffix("\f").split("\f")
    return [re.sub(r"\s", "", page) for page in read]


def alternatives(template: Template, element: str, data) -> list[str]:
    """Return what is said of each picture of a sheet to whoever cannot see it."""
    found = typst.query(
        str(pdf.TEMPLATES / f"{template}.typ"),
        element,
        field="alt",
        root=str(pdf.TEMPLATES),
        font_paths=pdf.fonts(),
        sys_inputs=pdf.inputs(data),
    )
    return json.loads(found)
