"""A town's own Word or Excel file: filled where a field stands, harmless, and otherwise as it was."""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from sasaeai.base.errors import DomainError
from sasaeai.paper import fields, filling
from sasaeai.paper.fields import Values
from tests.factories.office import excel, paragraph, row, table, unzipped, word, zipped

VALUES = Values(
    {"月": "令和8年10月", "地区": "川西 & <桜台>", "記録の実数": 71},
    {"物語の題": ["ボタンひとつから", "本が読める夜"], "物語の日": ["10月2日", "10月29日"]},
)


def said(content: bytes) -> list[str]:
    """Return the paragraphs of a Word file, as Word would show them."""
    tree = ET.fromstring(unzipped(content)["word/document.xml"])  # noqa: S314 -- what was just written here
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    return [
        "".join(
            ("\n" if one.tag == f"{w}br" else one.text or "")
            for one in p.iter()
            if one.tag in {f"{w}t", f"{w}br"}
        )
        for p in tree.iter(f"{w}p")
    ]


def cells(content: bytes) -> list[list[object]]:
    sheet = load_workbook(BytesIO(content)).active
    return [[cell.value for cell in line] for line in sheet.iter_rows()]


def inspected(content: bytes) -> filling.Inspection:
    return filling.inspected(content, known=VALUES.single, repeated=VALUES.repeated)


def test_field_of_a_paragraph_is_filled() -> None:
    made = filling.filled(word(paragraph("《月》の《地区》、計《記録の実数》件")), VALUES)
    assert said(made) == ["令和8年10月の川西 & <桜台>、計71件"]


def test_field_cut_into_several_runs_is_filled() -> None:
    made = filling.filled(word(paragraph("まえ《", "月", "》、《地", "区》あと")), VALUES)
    assert said(made) == ["まえ令和8年10月、川西 & <桜台>あと"]


def test_row_with_a_repeated_field_stands_once_for_each() -> None:
    body = table(row("日", "題"), row("《物語の日》", "《物語の題》（《月》）"))
    assert said(filling.filled(word(body), VALUES)) == [
        "日", "題", "10月2日", "ボタンひとつから（令和8年10月）",
        "10月29日", "本が読める夜（令和8年10月）",
    ]  # fmt: skip


def test_row_of_nothing_stays_as_an_empty_row() -> None:
    made = filling.filled(word(table(row("《物語の日》"))), Values({}, {"物語の日": []}))
    assert said(made) == [""]


def test_row_in_a_row_repeats_by_itself() -> None:
    inner = table(row("《物語の題》"))
    body = table(f"<w:tr><w:tc>{paragraph('《月》')}{inner}</w:tc></w:tr>")
    assert said(filling.filled(word(body), VALUES)) == [
        "令和8年10月", "ボタンひとつから", "本が読める夜",
    ]  # fmt: skip


def test_repeated_field_outside_a_table_stands_line_by_line() -> None:
    made = filling.filled(word(paragraph("《物語の題》")), VALUES)
    assert said(made) == ["ボタンひとつから\n本が読める夜"]


def test_spaces_and_widths_of_a_name_do_not_matter() -> None:
    known = Values({"機能a": 3}, {})
    assert said(filling.filled(word(paragraph("《 機能ａ 》")), known)) == ["3"]


def test_field_nobody_knows_stays_to_be_seen() -> None:
    assert said(filling.filled(word(paragraph("《天気》")), VALUES)) == ["《天気》"]


def test_everything_else_stays_byte_by_byte() -> None:
    content = word(
        '<w:sdt w:x="a>b"/>' + paragraph("《月》") + "<w:p/><!-- 覚え --><w:p><w:r/></w:p>",
        word__media__image1__png=b"\x89PNG",
    )
    before, after = unzipped(content), unzipped(filling.filled(content, VALUES))
    mended = before["word/document.xml"].replace(
        "<w:t>《月》</w:t>".encode(), '<w:t xml:space="preserve">令和8年10月</w:t>'.encode()
    )
    assert after["word/document.xml"] == mended
    assert after["word/media/image1/png"] == b"\x89PNG"


def test_cell_gets_a_number_as_a_number_and_formulas_go_on() -> None:
    content = excel(
        [["《月》", "《記録の実数》", "計 《記録の実数》件"], [1, 2, 3]], formulas={"D1": "=B1*2"}
    )
    made = filling.filled(content, VALUES)
    assert cells(made)[0] == ["令和8年10月", 71, "計 71件", "=B1*2"]
    assert b'fullCalcOnLoad="1"' in unzipped(made)["xl/workbook.xml"]


def test_next_row_takes_the_next_of_a_repeated_field() -> None:
    made = filling.filled(excel([["《物語の日》", "《物語の題》"]] * 3), VALUES)
    assert cells(made) == [
        ["10月2日", "ボタンひとつから"], ["10月29日", "本が読める夜"], [None, None],
    ]  # fmt: skip


def test_last_row_says_how_many_more_there_are() -> None:
    made = filling.filled(excel([["《物語の題》"]]), VALUES)
    assert cells(made) == [["ボタンひとつから（ほか1件）"]]


@pytest.mark.parametrize("words", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)"])
def test_words_never_become_a_formula(words: str) -> None:
    made = load_workbook(BytesIO(filling.filled(excel([["《月》"]]), Values({"月": words}, {}))))
    assert (made.active["A1"].value, made.active["A1"].data_type) == (words, "s")


@pytest.mark.parametrize("made", [word(paragraph("≪月", "≫")), excel([["≪月≫"]])])
def test_brackets_that_look_the_same_hold_a_field(made):
    assert inspected(made).fields == ["月"]
    told = unzipped(filling.filled(made, VALUES)).values()
    assert any("令和8年10月".encode() in part for part in told)


def test_known_and_unknown_fields_are_told_with_the_nearest() -> None:
    found = inspected(word(paragraph("《月》《記録の實数》《ぽ》")))
    assert (found.form, found.fields) == ("docx", ["月"])
    assert found.unknown == {"記録の實数": "記録の実数", "ぽ": ""}


def test_macro_is_told_and_taken_out() -> None:
    content = word(paragraph("《月》"), macros=True)
    assert inspected(content).warnings == ["macros"]
    made = unzipped(filling.filled(content, VALUES))
    assert [name for name in made if "vba" in name] == []
    assert all(b"vba" not in part and b"macroEnabled" not in part for part in made.values())


def test_ways_out_of_the_file_are_told_and_closed() -> None:
    out = '<Relationships><Relationship Id="a" Type="x/attachedTemplate" Target="http://a.example/t.dotm" TargetMode="External"/><Relationship Id="b" Type="x/hyperlink" Target="https://b.example/" TargetMode="External"/></Relationships>'
    content = word(paragraph("《月》"), **{"word___rels__settings.xml.rels": out})
    assert inspected(content).warnings == ["template"]
    ties = unzipped(filling.filled(content, VALUES))["word/_rels/settings.xml.rels"].decode()
    assert ("a.example" in ties, "about:blank" in ties, "b.example" in ties) == (False, True, True)


def test_sheet_of_the_same_name_as_a_macro_stays_tied() -> None:
    kept = unzipped(excel([["《月》"]]))
    ties = "xl/_rels/workbook.xml.rels"
    macro = '<Relationship Id="m9" Type="x/vbaProject" Target="macros/sheet1.xml"/>'
    more = kept[ties].replace(b"</Relationships>", f"{macro}</Relationships>".encode())
    content = zipped({**kept, ties: more, "xl/macros/sheet1.xml": "<a/>"})
    made = unzipped(filling.filled(content, VALUES))
    assert (made[ties].count(b"worksheets/sheet1.xml"), b"macros/" in made[ties]) == (1, False)


def field(*words: str) -> str:
    """Return a field of Word whose words are cut into these."""
    told = "".join(f"<w:r><w:instrText>{one}</w:instrText></w:r>" for one in words)
    begin, end = (f'<w:r><w:fldChar w:fldCharType="{one}"/></w:r>' for one in ("begin", "end"))
    return f"<w:p>{begin}{told}{end}</w:p>"


FOOT = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
ASIDE = f'<Override PartName="/word/foot.dat" ContentType="{FOOT}"/>'


def retyped(more: str, **parts: str) -> bytes:
    """Return a Word file that says something more of its parts."""
    kept = unzipped(word(paragraph("《月》"), **parts))
    types = "[Content_Types].xml"
    return zipped({**kept, types: kept[types].replace(b"</Types>", f"{more}</Types>".encode())})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (word(field("PAGE") + field("DDEAUTO c:")), "読みにいく仕掛け"),
        (word(field("PAGE") + field("INCLUDE", "PICTURE x")), "読みにいく仕掛け"),
        (word("", **{"word__settings.xml": "<w:s><w:mailMerge/></w:s>"}), "読みにいく仕掛け"),
        (word("", **{"word__other.xml": "<connections/>"}), "読みにいく仕掛け"),
        (word("", **{"word__footer1.XML": "<w:ftr/>"}), "読めませんでした"),
        (word("", **{"word___rels__settings.xml.RELS": "<a/>"}), "読めませんでした"),
        (
            word("", **{"word__header1.xml": "<a><b>月</b></a>".encode("utf-16")}),
            "読めませんでした",
        ),
        (retyped(ASIDE, word__foot="<w:ftr/>"), "読めませんでした"),
    ],
    ids=["next field", "cut field", "mail merge", "connections", "case", "ties", "letters", "kind"],
)
def test_way_out_under_another_name_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        inspected(content)


def test_archive_packed_in_a_way_office_never_uses_is_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_LZMA) as archive:
        for name, content in unzipped(word(paragraph("《月》"))).items():
            archive.writestr(name, content)
    broken = out.getvalue().replace(b"\x05\x00]", b"\x05\x00\xff")
    with pytest.raises(DomainError, match="読めませんでした"):
        inspected(broken)


def test_drawing_in_a_package_is_taken() -> None:
    told = retyped('<Default Extension="svg" ContentType="image/svg+xml"/>')
    assert inspected(told).fields == ["月"]


def test_what_else_is_in_the_package_is_told() -> None:
    content = word(
        "<w:p><w:r><w:pict/></w:r></w:p>", word__media__a=b"", word__charts__c=b"",
        word__comments=b"", word__embeddings__e=b"",
    )  # fmt: skip
    assert inspected(content).warnings == ["pictures", "shapes", "charts", "comments", "embedded"]


def test_rows_of_excel_are_told() -> None:
    assert inspected(excel([["《物語の題》"]])).warnings == ["rows"]


@pytest.mark.parametrize(
    "mark",
    [
        "{{ 月 }}",
        "{% for x in y %}",
        "《月.__class__》",
        "《a.b》",
        "《open('x')》",
        "${月}",
        "《月;1》",
        "≪月;1≫",
        "《《月;1》",
    ],
)
@pytest.mark.parametrize("make", [lambda text: word(paragraph(text)), lambda text: excel([[text]])])
def test_code_is_refused_in_words(mark: str, make) -> None:
    with pytest.raises(DomainError, match="計算や命令は書けません"):
        inspected(make(mark))


@pytest.mark.parametrize("text", ["《" * 100_000, "《あ" * 100_000 + "》", "《" + "(" * 100_000])
def test_brackets_without_an_end_are_read_over_once(text: str) -> None:
    """Read over and over, they would hold up everybody for hours."""
    assert fields.named_in(text) == (["あ"] if text.endswith("》") else [])


BODY = paragraph("《月》")
DOCTYPE = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "読めませんでした"),
        (b"%PDF-1.7", "読めませんでした"),
        (zipped({"a.txt": "x"}), "読めませんでした"),
        (word(BODY)[:-40], "読めませんでした"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "パスワードつきか、古い形"),
        (word(BODY, **{"../evil.xml": b"<a/>"}), "読めませんでした"),
        (word(f"{BODY}<w:p>"), "読めませんでした"),
        (word(BODY, **{"word__header1.xml": f"{DOCTYPE}<a>&a;</a>"}), "読めませんでした"),
        (word(BODY, **{"word__header1.xml": '<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16")}), "読めませんでした"),
        (word("<w:p><w:r><w:instrText>DDE</w:instrText><w:instrText>AUTO c</w:instrText></w:r></w:p>"), "仕掛け"),
        (word('<w:p><w:fldSimple w:instr="INCLUDETEXT x"/></w:p>'), "仕掛け"),
        (word('<w:p><w:fldSimple w:instr="INCLUDE x"/></w:p>'), "仕掛け"),
        (word('<w:altChunk/>'), "仕掛け"),
        (word(BODY, **{"xl__connections.xml": "<a/>"}), "仕掛け"),
        (excel([["《月》"]], formulas={"B1": "=WEBSERVICE(A1)"}), "仕掛け"),
        (excel([["《月》"]], formulas={"B1": "=cmd|' /C calc'!A0"}), "仕掛け"),
    ],
)  # fmt: skip
def test_what_is_no_harmless_file_is_refused_in_words(content: bytes, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        inspected(content)


def test_bomb_is_refused_before_it_is_opened() -> None:
    with pytest.raises(DomainError, match="開くと大きすぎる"):
        inspected(word(BODY, word__media__zeros=b"\0" * (61 * 1024 * 1024)))


@pytest.mark.parametrize(
    "body",
    ["<w:a/>" * 260_000, "<w:p>" * 200 + "</w:p>" * 200, "<w:p>" + "\n" * 260_000 + "</w:p>"],
    ids=["many", "deep", "broken lines"],
)
def test_part_that_would_take_minutes_to_read_is_refused(body: str) -> None:
    with pytest.raises(DomainError, match="開くと大きすぎるファイルです"):
        inspected(word(body))


def test_parts_that_are_too_much_together_are_refused() -> None:
    half = "<a>" + "<b/>" * 140_000 + "</a>"
    with pytest.raises(DomainError, match="開くと大きすぎるファイルです"):
        inspected(word(paragraph("《月》"), **{"word__a.xml": half, "word__b.xml": half}))


@pytest.mark.parametrize("make", [filling.filled, lambda made, _values: inspected(made)])
def test_more_fields_than_a_form_has_are_refused(make) -> None:
    with pytest.raises(DomainError, match="欄が多すぎます"):
        make(word(paragraph(*["《月》"] * 1001)), VALUES)


def test_row_that_grows_without_end_is_refused() -> None:
    values = Values({}, {"物語の題": ["題"] * 2000})
    wide = table(row("《物語の題》", "あ" * 3000))
    with pytest.raises(DomainError, match="くり返しの行が大きすぎて"):
        filling.filled(word(wide), values)


def test_file_of_too_many_bytes_is_refused() -> None:
    with pytest.raises(DomainError, match="10MBまで"):
        inspected(b"PK" + b"x" * (10 * 1024 * 1024))


def test_locked_archive_is_refused_in_words() -> None:
    content = bytearray(word(BODY))
    for found in re.finditer(rb"PK\x01\x02", bytes(content)):
        content[found.start() + 8] |= 1
    with pytest.raises(DomainError, match="パスワードつき"):
        inspected(bytes(content))


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.lists(st.integers(0, 5), max_size=4))
def test_any_words_come_out_as_they_went_in(words: str, cuts: list[int]) -> None:
    kept = re.sub(
        "[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", words.replace("\r", "")
    )
    pieces, mark = [], "前《月》後"
    for cut in cuts:
        pieces.append(mark[:cut])
        mark = mark[cut:]
    made = filling.filled(
        word(paragraph(*pieces, mark)), Values({"月": words.replace("\r", "")}, {})
    )
    assert said(made) == [f"前{kept}後"]


@given(st.binary(max_size=300))
def test_any_bytes_are_answered_in_words(content: bytes) -> None:
    with pytest.raises(DomainError):
        inspected(content)


@given(st.data())
def test_any_byte_changed_is_answered_in_words_or_filled(data: st.DataObject) -> None:
    content = bytearray(word(paragraph("《月》")))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=3)):
        content[place] ^= data.draw(st.integers(1, 255))
    try:
        made = filling.filled(bytes(content), VALUES)
    except DomainError:
        return
    assert unzipped(made)
