"""Files that are no lists, over the page and by the command: each gets a sentence, none a fault."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest

from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset
from sasaeai.exchange.readers import decode
from tests.exchange.bringing import PAGE, take_in, upload
from tests.exchange.lists import HALL, HEAD, SALON, csv, geojson, run, square
from tests.exchange.reading import book
from tests.factories.areas import Town


def polyglot(front: bytes) -> bytes:
    """Return bytes that are one thing at their beginning and a workbook at their end."""
    return front + book(一覧=[["名称", "住所"], ["A館", "北町1"]])


def packed(**members: bytes) -> bytes:
    return decode.bundled({name.replace("_", "."): data for name, data in members.items()})


def both(outer: bytes) -> bytes:
    """Return a workbook that holds a list beside itself."""
    whole = io.BytesIO(outer)
    with zipfile.ZipFile(whole, "a") as archive:
        archive.writestr("list.csv", csv(SALON))
    return whole.getvalue()


MAP = geojson(({"name": "桜台"}, square(139.5, 35.6)))
SHAPES = packed(a_shp=b"\x00\x00\x27\x0a" + bytes(96), a_shx=bytes(100), a_prj=b"GEOGCS[]")
LONG = "あ" * 350_000
REFUSED = {
    "json before a workbook": (
        polyglot(b'{"type": "FeatureCollection"}'),
        "facilities",
        "文字の表ではない",
    ),
    "csv before a workbook": (polyglot(csv(SALON) + b"\r\n"), "facilities", "文字の表ではない"),
    "map before a workbook": (polyglot(MAP), "boundaries", "文字の表ではない"),
    "nothing": (b"", "facilities", "ファイルが空です。"),
    "only spaces": (b" \r\n\t\r\n", "facilities", "ファイルが空です。"),
    "only a mark": (b"\xef\xbb\xbf\r\n", "facilities", "ファイルが空です。"),
    "zip of nothing": (packed(), "facilities", "いま入っているもの：なし。"),
    "zip of an empty file": (packed(list_csv=b""), "facilities", "ファイルが空です。"),
    "only NUL": (b"\x00" * 5000, "facilities", "ファイルが空です。"),
    "NUL in a cell": (
        csv(SALON, HALL.replace("3-4", "3\x004")),
        "facilities",
        "3行目に、文字でない",
    ),
    "NUL far below": (csv(SALON, *[HALL] * 99, "\x00"), "facilities", "102行目に、文字でない"),
    "half a letter": ("名称,住所\n".encode("utf-16") + b"\x00", "facilities", "UTF-16LEとして"),
    "1000 columns": (csv(SALON, head=HEAD + "," * 993), "facilities", "列が500をこえています"),
    "a cell of 1 MB": (csv(SALON, f"2,館,{LONG}"), "facilities", "3行目に長すぎるセル"),
    "1 MB in marks": (csv(SALON, f'2,館,"{LONG}"'), "facilities", "3行目に長すぎるセル"),
    "a heading of 1 MB": (csv(SALON, head=f"{HEAD},{LONG}"), "facilities", "1行目に長すぎるセル"),
    "csv as boundaries": (csv(SALON), "boundaries", "図形のファイルには見えません"),
    "shapes without .dbf": (SHAPES, "boundaries", "シェープファイルの.dbf"),
    "side of shapes": (packed(a_prj=b"GEOGCS[]"), "boundaries", "図形のファイルには見えません"),
}
TAKEN = {
    "workbook with a list in it": both(book(一覧=[["名称", "住所"], ["A館", "北町1"]])),
    "UTF-16": csv(SALON).decode().encode("utf-16"),
    "UTF-16 without a mark": csv(SALON).decode().encode("utf-16-le"),
    "headings alone": csv(),
    "300 columns": csv(SALON + ",x" * 293, head=HEAD + "".join(f",列{n}" for n in range(293))),
}


def by_command(town: Town, data: bytes, kind: str, folder: Path) -> tuple[int, dict[str, Any]]:
    file = folder / "list.csv"
    file.write_bytes(data)
    return run(kind, file, "--dry-run", code=town.municipality.code)


@pytest.mark.parametrize("name", REFUSED)
def test_odd_file_is_refused_with_a_sentence_by_page_and_command(
    town: Town, tmp_path: Path, name: str
) -> None:
    data, kind, sentence = REFUSED[name]
    client = town.client(Role.OFFICER)
    page = upload(client, data, kind=kind)
    page = client.get(page).content.decode() if page.startswith(PAGE) else page
    code, told = by_command(town, data, kind, tmp_path)
    (message,) = told["messages"]
    assert (code, message["level"], sentence in page) == (1, "error", True)
    assert sentence in message["message"]
    assert "ください。" in message["message"]


@pytest.mark.parametrize("name", TAKEN)
def test_odd_list_is_read_and_taken_in_by_page_and_command(
    town: Town, tmp_path: Path, name: str
) -> None:
    client = town.client(Role.OFFICER)
    preview = upload(client, TAKEN[name])
    shown = client.get(preview)
    code, told = by_command(town, TAKEN[name], "facilities", tmp_path)
    applied = client.get(take_in(client, preview))
    assert (shown.status_code, applied.status_code, code) == (200, 200, 0)
    assert Asset.objects.count() == told["created"] == (name != "headings alone")


def test_list_of_headings_alone_is_told(town: Town) -> None:
    client = town.client(Role.OFFICER)
    assert "見出しの下に記録が1件もありません。" in client.get(
        upload(client, csv())
    ).content.decode()  # fmt: skip


def test_heading_that_is_there_twice_is_told_and_nothing_of_it_lost(town: Town) -> None:
    client = town.client(Role.OFFICER)
    preview = upload(client, csv(f"{SALON},北町9", head=f"{HEAD},住所"))
    page = client.get(preview).content.decode()
    take_in(client, preview)
    row = Asset.objects.get()
    assert (row.address, "住所 (2)：北町9" in row.notes) == ("ささえ市桜台1-2", True)
    assert "見出し「住所」が2つ以上あります。" in page
