"""Small Word and Excel files as a town would upload them. All words are invented."""

import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO

import typst
from xlsxwriter import Workbook

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
MACRO_WORD = "application/vnd.ms-word.document.macroEnabled.main+xml"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return an archive of these parts."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the parts of an archive."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def paragraph(*runs: str) -> str:
    """Return a paragraph cut into these texts."""
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def row(*cells: str) -> str:
    """Return a row of a table."""
    return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"


def table(*rows: str) -> str:
    """Return a table of these rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def word(body: str, *, macros: bool = False, **more: str | bytes) -> bytes:
    """Return a Word file with this body; `more` are parts by name, `__` for a slash."""
    types = (
        f'<Override PartName="/word/document.xml" ContentType="{MACRO_WORD if macros else WORD}"/>'
    )
    ties = ""
    parts: dict[str, str | bytes] = {}
    if macros:
        parts["word/vbaProject.bin"] = b"\xd0\xcf macro"
        types += '<Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        ties = f'<Relationship Id="r1" Type="{RELATIONS}/vbaProject" Target="vbaProject.bin"/>'
    parts |= {
        "[Content_Types].xml": f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="m" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{ties}</Relationships>',
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>',
        **{name.replace("___", "/_").replace("__", "/"): content for name, content in more.items()},
    }
    return zipped(parts)


def excel(
    rows: Sequence[Sequence[str | int]], *, formulas: Mapping[str, str] | None = None
) -> bytes:
    """Return an Excel file with these rows, and formulas by cell."""
    out = BytesIO()
    with Workbook(out, {"strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("様式")
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
        for cell, formula in (formulas or {}).items():
            sheet.write_formula(cell, formula)
    return out.getvalue()


@cache
def blank() -> bytes:
    """Return a sheet of paper with nothing on it."""
    made: bytes = typst.compile(b"#set page(width: 20mm, height: 20mm)", format="pdf")
    return made
