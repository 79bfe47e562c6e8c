"""Files in wrappings that cannot be opened, and what is said of each."""

import gzip
import io
from datetime import datetime, timedelta

import pytest
import xlsxwriter

from sasaeai.exchange.readers import decode, extents, grids, plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.whose import Whose
from tests.exchange.reading import book, read

LIST = "名称,住所\nA館,北町1\n".encode()
TOWN = "132250"


def refusal(data: bytes, *, kind: str = "facilities") -> str:
    """Return the sentence with which a file is refused."""
    with pytest.raises(Refused) as refused:
        plan.read(kind, "list.zip", data, whose=Whose(TOWN, "ささえ市"))
    return refused.value.sentence


def zipped(**members: bytes) -> bytes:
    return decode.bundled(members)


def locked() -> bytes:
    """Return a zip whose one member says of itself that a password guards it."""
    data = bytearray(decode.bundled({"list.csv": LIST}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + flags] |= 1
    return bytes(data)


def test_gzip_with_nothing_in_it_is_refused() -> None:
    assert refusal(gzip.compress(b" \n")) == (
        "圧縮ファイルの中身が空です。中身のあるファイルを選んでください。"
    )


def test_zip_that_is_broken_is_refused() -> None:
    assert "zip・xlsx）が壊れています" in refusal(decode.bundled({"list.csv": LIST})[:-30])


def test_zip_with_a_password_is_refused() -> None:
    assert refusal(locked()) == (
        "パスワード付きのファイルは読めません。パスワードを外して保存し直してください。"
    )


def test_zip_with_too_many_files_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decode, "MAX_MEMBERS", 2)

    assert "zipの中のファイルが2をこえています。" in refusal(zipped(a=b"x", b=b"x", c=b"x"))


def test_zip_in_a_zip_is_refused() -> None:
    assert "zipの中にさらにzipがあります。" in refusal(zipped(inner=decode.bundled({"a": LIST})))


def test_zip_member_with_a_name_in_no_known_letters_is_read_all_the_same() -> None:
    data = decode.bundled({"list_XX.csv": LIST}).replace(b"list_XX", b"list_\x81\x39")

    assert list(decode.unwrap("a.zip", data).values()) == [LIST]


def test_what_only_begins_like_a_zip_is_no_workbook() -> None:
    assert decode.is_workbook(b"PK\x03\x04 nonsense") is False


def test_quote_that_swallows_the_rest_of_the_file_refuses_it() -> None:
    with pytest.raises(Refused, match="閉じられていません"):
        read('名称,住所\nA館,"北町1\n' + "B館,北町2\n" * 200 + '"x"y\n')


@pytest.mark.parametrize(
    ("limit", "value", "sentence"),
    [("MAX_CELLS", 3, "セルが多すぎるシート"), ("MAX_ROWS", 1, "行をこえています")],
)
def test_workbook_with_too_much_in_it_is_refused(
    monkeypatch: pytest.MonkeyPatch, limit: str, value: int, sentence: str
) -> None:
    data = book(一覧=[["名称", "住所"], *[["A館", "北町1"]] * 110])
    monkeypatch.setattr(extents, limit, value)

    assert sentence in refusal(data)


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (True, "1"),
        (False, "0"),
        (7.0, "7"),
        (7.5, "7.5"),
        (None, ""),
        (datetime(2026, 4, 1), "2026-04-01"),  # noqa: DTZ001 -- cells know no time zone
        (datetime(2026, 4, 1, 9, 30), "2026-04-01 09:30"),  # noqa: DTZ001 -- as above
        (timedelta(hours=25, minutes=30), "25:30"),
    ],
)
def test_cell_is_read_as_a_person_would_say_it(cell: object, words: str) -> None:
    assert grids.words(cell) == words


def test_list_of_towns_as_a_workbook_is_refused() -> None:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as workbook:
        workbook.add_worksheet().write_row(0, 0, ["大字町丁目名", "緯度", "経度"])

    assert refusal(whole.getvalue(), kind="towns") == (
        "町丁目はCSVかJSONで取り込みます。ExcelでCSVに保存し直してください。"
    )


def test_tree_without_towns_is_refused() -> None:
    assert refusal(b'{"a": 1}', kind="towns") == (
        "JSONの中に町丁目の一覧が見つかりません。ファイルを確かめてください。"
    )


def test_two_shapefiles_in_one_zip_are_refused() -> None:
    assert "シェープファイルが2つ以上あります。" in refusal(
        decode.bundled({"a.shp": b"x", "b.shp": b"x"}), kind="boundaries"
    )


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"BEGIN:VCALENDAR", "図形のファイルには見えません。"),
        (b'{"type": "FeatureCollection"}', "図形のファイルには見えません。"),
        (b'{"type": "FeatureCollection", "features": []}', "区域の図形が1つもありません。"),
        (b'{"type": "Topology", "objects": {"a": {"type": "Polygon", "arcs": [[9]]}}}', "TopoJSON"),
        (
            b'{"crs": {"properties": {"name": "EPSG:0"}}, "features": [{}]}',
            "GeoJSONの座標の決まり（crs）が読めません。",
        ),
    ],
    ids=["no tree", "no features", "empty", "broken topology", "unknown projection"],
)
def test_outlines_that_cannot_be_read_are_refused(data: bytes, sentence: str) -> None:
    assert sentence in refusal(data, kind="boundaries")
