"""What a town's file hides under an innocent name is found by what the package holds, and told, taken out or refused."""

import pytest

from sasaeai.base.errors import DomainError
from sasaeai.paper import filling
from sasaeai.paper.fields import Values
from tests.factories.office import RELATIONS, excel, paragraph, unzipped, word, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PROJECT = OLE + "_VBA_PROJECT".encode("utf-16-le")
VBA = "application/vnd.ms-office.vbaProject"
TYPES, TIES = "[Content_Types].xml", "word/_rels/document.xml.rels"


def made(*, types: str = "", tie: str = "", **parts: bytes) -> bytes:
    """Return a Word file with these parts, said to be of these types and tied in this way."""
    dotted = {
        name.replace("_bin", ".bin").replace("_dat", ".dat"): one for name, one in parts.items()
    }
    held = unzipped(word(paragraph("《月》"), **dotted))
    held[TYPES] = held[TYPES].replace(b"</Types>", f"{types}</Types>".encode())
    held[TIES] = held[TIES].replace(b"</Relationships>", f"{tie}</Relationships>".encode())
    return zipped(held)


def tied(kind: str, target: str) -> str:
    return f'<Relationship Id="n1" Type="{RELATIONS}/{kind}" Target="{target}"/>'


def warned(content: bytes) -> list[str]:
    return filling.inspected(content, known=["月"], repeated=[]).warnings


def left(content: bytes) -> dict[str, bytes]:
    return unzipped(filling.filled(content, Values({"月": "10月"}, {})))


HIDDEN = {
    "by its type": made(types=f'<Override PartName="/word/theme.bin" ContentType="{VBA}"/>', word__theme_bin=b"x"),
    "by its ending": made(types=f'<Default Extension="dat" ContentType="{VBA}"/>', word__theme_dat=b"x"),
    "by its tie": made(tie=tied("vbaProject", "theme.bin"), word__theme_bin=b"x"),
    "by its bytes": made(word__theme_bin=PROJECT),
}  # fmt: skip


@pytest.mark.parametrize("way", HIDDEN)
def test_macro_under_another_name_is_told_and_taken_out(way: str) -> None:
    content = HIDDEN[way]
    parts = left(content)
    assert warned(content) == ["macros"]
    assert [name for name in parts if "theme" in name] == []
    assert all(b"vba" not in part for part in parts.values())


@pytest.mark.parametrize(
    "content",
    [
        made(word__media__image1_bin=OLE),
        made(tie=tied("oleObject", "data.bin"), word__data_bin=b"x"),
        made(tie=tied("package", "data.bin"), word__data_bin=b"PK"),
    ],
)
def test_embedded_file_under_another_name_is_told(content: bytes) -> None:
    assert "embedded" in warned(content)


def test_remote_template_is_told_and_closed() -> None:
    tie = tied("attachedTemplate", "https://a.example/t.dotm").replace(
        "/>", ' TargetMode="External"/>'
    )
    content = made(tie=tie)
    assert warned(content) == ["template"]
    assert all(b"a.example" not in part for part in left(content).values())


def sheet_of_macros() -> bytes:
    """Return an Excel file with a sheet of macros of the old kind, called like any other."""
    held = unzipped(excel([["《月》"]]))
    kind = "application/vnd.ms-excel.macrosheet+xml"
    more = f'<Override PartName="/xl/worksheets/sheet9.xml" ContentType="{kind}"/></Types>'
    held[TYPES] = held[TYPES].replace(b"</Types>", more.encode())
    return zipped({**held, "xl/worksheets/sheet9.xml": "<a/>"})


@pytest.mark.parametrize(
    "content",
    [
        sheet_of_macros(),
        made(tie=tied("xlIntlMacrosheet", "sheet9.xml")),
        made(tie=tied("control", "thing.xml")),
        made(word__activeX__activeX1_bin=b"x"),
    ],
)
def test_what_cannot_be_taken_out_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(DomainError, match="安全に外せないので"):
        warned(content)
