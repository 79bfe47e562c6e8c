"""How the tests of readers read a list: the records of a text, and what is said of it."""

import io
from collections.abc import Sequence
from typing import Any

import xlsxwriter

from sasaeai.exchange.readers import plan
from sasaeai.exchange.readers.readings import Reading
from sasaeai.exchange.readers.towns import Town
from sasaeai.exchange.readers.whose import Whose

TOWNS = [
    Town("", "ささえ市", "中央一丁目", "", 139.51, 35.61),
    Town("", "ささえ市", "北町", "", 139.52, 35.62),
]


def read(text: str, kind: str = "facilities", *, towns: Sequence[Town] = ()) -> Reading:
    return plan.read(kind, "list.csv", text.encode(), whose=Whose("132250", towns=towns))


def book(**sheets: list[list[Any]]) -> bytes:
    whole = io.BytesIO()
    with xlsxwriter.Workbook(whole, {"default_date_format": "yyyy-mm-dd"}) as workbook:
        for name, rows in sheets.items():
            sheet = workbook.add_worksheet(name)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return whole.getvalue()


def said(reading: Reading) -> list[str]:
    return [message.message for message in reading.messages]
