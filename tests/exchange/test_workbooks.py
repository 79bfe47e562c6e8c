"""Excel workbooks and zips give the records of the same list as CSV."""

import gzip
import io
from datetime import date, time

import pytest
import xlsxwriter

from sasaeai.exchange.readers import decode, plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.whose import Whose
from tests.exchange.reading import book, read, said


def test_workbook_gives_the_records_of_the_same_csv() -> None:
    rows = [
        ["施設名", "住所", "緯度", "経度", "定員"],
        ["A館", "北町1", 35.6, 139.5, 30],
        ["B館", "北町2", "３５．７", "139.6", "1,000"],
    ]
    csv = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    workbook = plan.read("facilities", "a.xlsx", book(一覧=rows), whose=Whose("132250"))
    assert list(workbook.records) == list(read(csv).records)
    assert workbook.encoding == "xlsx"


def test_workbook_dates_and_times_are_read_as_words() -> None:
    rows = [
        ["名称", "住所", "開始時間", "終了時間", "更新日"],
        ["A館", "北町1", time(9, 0), "17：30", date(2026, 4, 1)],
    ]
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"default_date_format": "hh:mm"}) as workbook:
        sheet = workbook.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row[:4])
        sheet.write(0, 4, "更新日")
        sheet.write_datetime(1, 4, rows[1][4], workbook.add_format({"num_format": "yyyy/m/d"}))
    record = plan.read("facilities", "a.xlsx", whole.getvalue(), whose=Whose("132250")).records[0]
    assert (record["hours_words"], record["checked_on"]) == ("9:00〜17:30", date(2026, 4, 1))


def test_sheets_that_are_no_lists_are_left_out_and_named() -> None:
    rows = [["名称", "住所"], ["A館", "北町1"]]
    data = book(記入例=rows, 公民館=rows, 集会所=[["名称", "住所"], ["", "北町2"]], メモ=[["あ"]])
    reading = plan.read("facilities", "a.xlsx", data, whose=Whose("132250"))
    assert (reading.rows, reading.refused) == (2, 1)
    assert said(reading) == [
        "シート「記入例」は一覧ではないので読みませんでした。",
        "シート「メモ」は一覧ではないので読みませんでした。",
        "「集会所」のA2：名前が空です。場所の名前を入力してください。",
    ]


def test_workbook_with_a_far_corner_is_refused_before_it_is_opened() -> None:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole) as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, ["名称", "住所"])
        sheet.write(1_048_575, 600, "x")
    with pytest.raises(Refused, match="列が500をこえるシート"):
        plan.read("facilities", "a.xlsx", whole.getvalue(), whose=Whose("132250"))


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


@pytest.mark.parametrize(
    "data", [OLD, decode.bundled({"old.xls": OLD}), gzip.compress(OLD)], ids=["xls", "zip", "gz"]
)
@pytest.mark.parametrize("kind", ["facilities", "boundaries", "towns", "landmarks"])
def test_old_workbook_is_refused_unopened_with_what_to_do(data: bytes, kind: str) -> None:
    with pytest.raises(Refused, match=r"「名前を付けて保存」で「Excelブック（\.xlsx）」"):
        plan.read(kind, "a.xls", data, whose=Whose("132250"))


def test_workbook_with_a_password_is_asked_for_without_it() -> None:
    locked = OLD + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(Refused, match="パスワード付きのExcel"):
        plan.read("facilities", "a.xlsx", locked, whose=Whose("132250"))


def test_broken_workbook_is_refused() -> None:
    data = book(一覧=[["名称", "住所"], ["A館", "北町1"]])
    at = data.index(b"xl/worksheets/sheet1.xml")
    data = data[: at + 40] + b"\x00" * 40 + data[at + 80 :]
    with pytest.raises(Refused, match="壊れています"):
        plan.read("facilities", "a.xlsx", data, whose=Whose("132250"))


def test_zip_with_one_list_is_read_and_with_two_is_asked_about() -> None:
    one = {"list.csv": "名称,住所\nA館,北町1\n".encode("cp932"), "読んでください.txt": b"x"}
    assert (
        plan.read("facilities", "a.zip", decode.bundled(one), whose=Whose("132250")).encoding
        == "CP932"
    )
    with pytest.raises(Refused, match="1つだけ"):
        plan.read(
            "facilities",
            "a.zip",
            decode.bundled({**one, "b.csv": b"x"}),
            whose=Whose("132250"),
        )
