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


OUT = tied("image", "http://a.example/i.png")
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:r="r"'
OLD_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"


def drawn(attribute: str) -> bytes:
    """Return a Word file with a drawing of the old kind that has this attribute, beside a field."""
    held = unzipped(word(paragraph("《月》")))
    drawing = f'<w:p><w:pict><v:shape {VML}><v:imagedata {attribute} o:title="絵"/></v:shape></w:pict></w:p>'
    body = held["word/document.xml"].replace(b"</w:body>", f"{drawing}</w:body>".encode())
    return zipped({**held, "word/document.xml": body})


def drawn_in_excel(line: str = "") -> bytes:
    held = unzipped(excel([["《月》"]]))
    ending = f'<Default Extension="vml" ContentType="{OLD_DRAWING}"/></Types>'
    held[TYPES] = held[TYPES].replace(b"</Types>", ending.encode())
    fill = f'<xml {VML}><v:shape>{line}<v:fill o:href="http://a.example/i.png"><o:x/></v:fill></v:shape></xml>'
    return zipped({**held, "xl/drawings/vmlDrawing1.vml": fill})


@pytest.mark.parametrize(
    "content",
    [
        made(tie=OUT.replace("/>", ' TargetMode="external"/>')),
        made(tie=OUT),
        drawn('src="http://a.example/i.png"'),
        drawn('o:href=" h&#9;ttp://a.example/i.png"'),
        drawn('r:href="//a.example/i.png"'),
        drawn(r'src="\\a.example\i.png"'),
        drawn_in_excel(),
        drawn_in_excel("<br>"),
    ],
)
def test_address_outside_is_told_and_taken_out(content: bytes) -> None:
    assert "links" in warned(content)
    assert all(b"a.example" not in part for part in left(content).values())


def test_rest_of_a_drawing_stays_and_its_fields_are_filled() -> None:
    body = left(drawn('src="http://a.example/i.png"'))["word/document.xml"].decode()
    assert '<v:imagedata o:title="絵"/></v:shape>' in body
    assert "10月" in body


def test_part_of_this_file_is_no_address_outside() -> None:
    content = drawn('src="media/i.png"')
    assert warned(content) == ["shapes"]
    assert b'src="media/i.png"' in left(content)["word/document.xml"]


def test_old_drawing_under_another_name_is_refused() -> None:
    types = f'<Override PartName="/word/d.bin" ContentType="{OLD_DRAWING}"/>'
    with pytest.raises(DomainError, match="読めませんでした"):
        warned(made(types=types, word__d_bin=b"<xml/>"))


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
