"""How far a workbook reaches, read before the reader that takes room for all cells up to the far corner."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from xml.parsers import expat

from django.utils.translation import gettext as _

from sasaeai.exchange.readers.messages import Refused

MAX_ROWS = 200_000
MAX_COLUMNS = 500
MOST_IN_CELL = 10_000  # letters
MAX_CELLS = 20_000_000
LONGEST_TEXT = 32_767  # letters, as Excel has it

# What the reader looks for, with or without a prefix, in whatever part of the archive.
_CELLS = re.compile(rb"[<:]sheetData[\s/>]")
_SHEET = re.compile(rb"[<:](?:sheetData|chartsheet|dialogsheet)[\s/>]")
_STRINGS = re.compile(rb"[<:]sst[\s/>]")
# A cell, as nearly all programs write it: its place comes first.
_CELL = re.compile(
    rb"<(?:[^\s/>:<]*:)?c(?=[\s/>])(?:\s+r=\"([A-Z]{1,3})(\d{1,7})\")?([^\"'>]*(?:(?:\"[^\"]*\"|'[^']*')[^\"'>]*)*)>"
)
# What has a place in a sheet, and what it stands in.
_INSIDE = {"sheetData": "", "row": "sheetData", "c": "row"}
_PLACE = re.compile(r"([A-Za-z]{0,3})(\d{1,7})", re.ASCII)
_NOT_PLAIN = "not written as workbooks are"
# The reader tries these formats too, where the first one fails it.
_OTHER_FORMATS = {"content.xml", "xl/workbook.bin"}


def guard(data: bytes) -> int:
    """Return how many sheets a workbook may name.

    Refuses one whose far corners, or a count in it, would make the reader ask for gigabytes.
    """
    cells = sheets = 0
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if member.filename.lower() in _OTHER_FORMATS:
                raise ValueError(member.filename)
            xml = archive.read(member)
            narrow = xml.replace(b"\0", b"")  # UTF-16, where it is that
            sheets += bool(_SHEET.search(narrow))
            if _CELLS.search(narrow):
                width, height = _corner(xml)
                _guard_corner(width, height)
                cells += width * height
                guard_cells(cells)
            if _STRINGS.search(narrow):
                texts = _Texts()
                _parse(xml, texts.begin, text=texts.take)
    return sheets


def guard_cells(cells: int) -> None:
    """Refuse a workbook that has more cells, its sheets taken together, than are read at once."""
    if cells > MAX_CELLS:
        raise Refused(
            _(
                "シートを合わせると、セルが多すぎます。使わないシートを消すか、地区や種類ごとに分けて取り込んでください。"
            )
        )


def too_many_rows() -> Refused:
    """Return what to say where a table has more rows than are taken at once."""
    sentence = _("%(most)s行をこえています。地区や種類ごとに分けて取り込んでください。")
    return Refused(sentence % {"most": f"{MAX_ROWS:,}"})


class _Corner:
    """The furthest column and row with a filled cell, where one without a place follows the last.

    The reader goes by names alone: cells nested as in no sheet would lead it elsewhere, and are refused.
    """

    def __init__(self) -> None:
        self.width = self.height = 1
        self._row = self._column = 0
        self._cell = (0, 0)
        self._path = [("", "")]
        self._met_cells = False

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take in what an element begins: a row, a cell, or what a cell holds."""
        local = name.partition(":")[2] or name
        inside = self._path[-1][0]
        if inside == "c" and local not in _INSIDE:
            self.width = max(self.width, self._cell[0])
            self.height = max(self.height, self._cell[1])
        elif inside == _INSIDE.get(local):
            self._path.append((local, name))
            self._enter(local, attributes)
        elif inside and local in _INSIDE:
            raise ValueError(_NOT_PLAIN)

    def end(self, name: str) -> None:
        """Go back to what the element stood in."""
        if name == self._path[-1][1]:
            self._path.pop()

    def _enter(self, local: str, attributes: Mapping[str, str]) -> None:
        if local == "row":
            self._row, self._column = _place(attributes, row=self._row + 1)[1], 0
        elif local == "c":
            self._cell = _place(attributes, column=self._column + 1, row=self._row)
            self._column = self._cell[0]
        elif self._met_cells:
            raise ValueError(_NOT_PLAIN)
        else:
            self._met_cells = True


def _corner(xml: bytes) -> tuple[int, int]:
    """Return the furthest column and row with a filled cell."""
    _parse(xml)
    # In XML without comments and the like, each "<" begins a tag: that much can be read at a glance.
    if b"<!" not in xml and xml.find(b"<?", 1) < 0:
        # Of millions of cells only the different letters and numbers are held.
        cells = (cell.group(1, 2) for cell in _CELL.finditer(xml) if not cell[3].endswith(b"/"))
        letters, rows = _different(cells)
        if None not in letters:
            columns = (_index(letter.decode()) for letter in letters if letter)
            return max(columns, default=1), max((int(row) for row in rows if row), default=1)
    corner = _Corner()
    _parse(xml, corner.begin, corner.end)
    return corner.width, corner.height


def _different(
    cells: Iterable[tuple[bytes | None, ...]],
) -> tuple[set[bytes | None], set[bytes | None]]:
    """Return the letters and the numbers of cells, each once."""
    letters: set[bytes | None] = set()
    rows: set[bytes | None] = set()
    for letter, row in cells:
        letters.add(letter)
        rows.add(row)
    return letters, rows


def _place(attributes: Mapping[str, str], *, column: int = 0, row: int) -> tuple[int, int]:
    """Return the column and row that `r` says, or else the given ones; raise ValueError where unreadable."""
    said = attributes.get("r")
    if said is None:
        return column, row
    found = _PLACE.fullmatch(said)
    if not found:
        raise ValueError(said[:40])
    return _index(found[1].upper()) or column, int(found[2])


def _parse(
    xml: bytes,
    begin: Callable[[str, Mapping[str, str]], None] | None = None,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read a part as strictly as XML asks, for what is read loosely can be read in two ways.

    Raises ValueError where it is broken, in UTF-16, or has declarations of its own.
    """
    if b"\0" in xml:
        raise ValueError(_NOT_PLAIN)
    parser = expat.ParserCreate("UTF-8")
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ValueError(_NOT_PLAIN) from error


def _refuse_declarations(*_doctype: object) -> None:
    raise ValueError(_NOT_PLAIN)


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


class _Texts:
    """The texts that cells share: the reader takes room for one as often as a cell names it."""

    def __init__(self) -> None:
        self._letters = 0

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:
        """Raise ValueError where they are said to be more than a sheet may hold."""
        local = name.partition(":")[2] or name
        if local == "si":
            self._letters = 0
        if local != "sst":
            return
        for said in (attributes.get("count", ""), attributes.get("uniqueCount", "")):
            if len(said) > 9 or (said.strip().isdecimal() and int(said) > MAX_CELLS):
                raise ValueError(said[:80])

    def take(self, letters: str) -> None:
        """Refuse a text that is longer than the program lets anybody write that makes workbooks."""
        self._letters += len(letters)
        if self._letters > LONGEST_TEXT:
            sentence = _(
                "1つのセルの文が長すぎます。%(most)s字までに短くしてから取り込んでください。"
            )
            raise Refused(sentence % {"most": f"{LONGEST_TEXT:,}"})


def _index(letters: str) -> int:
    total = 0
    for char in letters:
        total = total * 26 + ord(char) - 64
    return total
