"""How far a workbook reaches, read before the reader that takes room for all cells up to the far corner."""

import io
import re
import zipfile

from django.utils.translation import gettext as _

from sasaeai.exchange.readers.messages import Refused

MAX_ROWS = 200_000
MAX_COLUMNS = 500
MAX_CELLS = 20_000_000

# No attribute holds "<": what stands before the next one is the whole tag and its text.
_TAG = re.compile(rb"<(?:[\w.-]+:)?(?:(row)|c)(?=[\s/>])(?:\s+r=\"([A-Z]{0,3})(\d{1,7})\")?([^<]*)")
_PLACE = re.compile(rb"(?:^|\s)r\s*=\s*[\"']([A-Za-z]{0,3})(\d{1,7})[\"']")
_PLACED = re.compile(rb"(?:^|\s)r\s*=")
_STRINGS = re.compile(rb"<(?:[\w.-]+:)?sst(?=[\s/>])([^<]*)")
_COUNT = re.compile(rb"count\s*=\s*[\"']\s*(\d+)", re.IGNORECASE)
# The reader tries these formats too, where the first one fails it.
_OTHER_FORMATS = {"content.xml", "xl/workbook.bin"}


def guard(data: bytes) -> None:
    """Refuse a workbook whose far corner, or a count in it, would make the reader ask for gigabytes."""
    if not data.startswith(b"PK"):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.lower() in _OTHER_FORMATS:
                raise ValueError(name)
            xml = archive.read(name)
            if b"worksheet" in xml:
                _guard_corner(*_corner(xml))
            _guard_strings(xml)


def too_many_rows() -> Refused:
    """Return what to say where a table has more rows than are taken at once."""
    sentence = _("%(most)s行をこえています。地区や種類ごとに分けて取り込んでください。")
    return Refused(sentence % {"most": f"{MAX_ROWS:,}"})


def _corner(xml: bytes) -> tuple[int, int]:
    """Return the furthest column and row with a filled cell; one without a place follows the last."""
    width = height = 1
    row = column = 0
    for is_row, *said, rest in _TAG.findall(xml):
        letters, number = said if said[1] else _place(rest)
        if is_row:
            row, column = int(number or row + 1), 0
            continue
        column = _index(letters) if letters else column + 1
        row = int(number or row)
        if not rest.rstrip().endswith(b"/>"):
            width, height = max(width, column), max(height, row)
    return width, height


def _place(rest: bytes) -> tuple[bytes, bytes]:
    """Return the place in whatever other spelling; raise ValueError where there is one but unreadable."""
    found = _PLACE.search(rest)
    if found:
        return found[1].upper(), found[2]
    if _PLACED.search(rest):
        raise ValueError(rest[:40])
    return b"", b""


def _guard_corner(width: int, height: int) -> None:
    if width > MAX_COLUMNS:
        sentence = _(
            "列が%(most)sをこえるシートがあります。使わない列を消してから取り込んでください。"
        )
        raise Refused(sentence % {"most": MAX_COLUMNS})
    if height > MAX_ROWS + 100:
        raise too_many_rows()
    if width * height > MAX_CELLS:
        raise Refused(
            _("セルが多すぎるシートがあります。地区や種類ごとに分けて取り込んでください。")
        )


def _guard_strings(xml: bytes) -> None:
    """Raise ValueError where the shared texts are said to be more than a sheet may hold."""
    for attributes in _STRINGS.findall(xml):
        if any(len(count) > 9 or int(count) > MAX_CELLS for count in _COUNT.findall(attributes)):
            raise ValueError(attributes[:80])


def _index(letters: bytes) -> int:
    total = 0
    for char in letters:
        total = total * 26 + char - 64
    return total
