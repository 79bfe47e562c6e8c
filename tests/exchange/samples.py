"""Real files, cut to their first rows: what damaged variants are made of."""

import csv
import gzip
import io
import json
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

import shapefile
from python_calamine import CalamineWorkbook

from sasaeai.exchange.readers import decode
from tests.exchange.reading import book
from tests.exchange.readme import SHAPES, TAKEN
from tests.shared_data import shared_file

MOST = 40  # rows or features of a sample
SIDES = ("shp", "shx", "dbf", "prj")
UTF8, CP932 = "utf-8", "cp932"


@dataclass(frozen=True, slots=True)
class Sample:
    """The first rows of a real file: as text in its encoding, as sheets, as a tree, or packed."""

    kind: str
    name: str
    data: bytes
    text: str = ""
    codec: str = UTF8
    sheets: tuple[tuple[str, list[list[Any]]], ...] = ()
    tree: Any = None

    @property
    def is_packed(self) -> bool:
        """Say whether it is an archive of members: a workbook, or a zip."""
        return self.data.startswith(b"PK\x03\x04")


@cache
def sample(name: str) -> Sample:
    """Return the first rows of a file that the README marks with a KIND."""
    kind, path = TAKEN[name].kind, shared_file(name)
    if name == SHAPES:
        return Sample(kind, "towns.zip", _shapes(name))
    data = path.read_bytes()
    if path.suffix == ".xlsx":
        return _workbook(kind, path.name, data)
    if path.suffix == ".gz":
        with gzip.open(path) as opened:
            text = "".join(opened.readline().decode() for _row in range(MOST))
        return Sample(kind, path.name, gzip.compress(text.encode()), text)
    text = decode.decode(data).text
    codec = CP932 if decode.decode(data).encoding == "CP932" else UTF8
    if text.lstrip()[:1] in {"{", "["}:
        tree = _cut(json.loads(text))
        text = json.dumps(tree, ensure_ascii=False)
        return Sample(kind, path.name, text.encode(), text, tree=tree)
    rows = list(csv.reader(io.StringIO(text, newline="")))[:MOST]
    text = as_csv(rows)
    return Sample(kind, path.name, text.encode(codec), text, codec, sheets=(("", rows),))


def as_csv(rows: list[list[Any]], end: str = "\r\n") -> str:
    """Return rows as the text of a CSV file."""
    whole = io.StringIO()
    csv.writer(whole, lineterminator=end).writerows(rows)
    return whole.getvalue()


def _workbook(kind: str, name: str, data: bytes) -> Sample:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as opened:
        sheets = tuple(
            (sheet, [*opened.get_sheet_by_name(sheet).iter_rows()][:MOST])
            for sheet in opened.sheet_names[:2]
        )
    return Sample(kind, name, book(**dict(sheets)), sheets=sheets)


def _cut(tree: Any) -> Any:
    """Return a tree with the first of each list of records, and no arc that none of them uses."""
    if not isinstance(tree, dict):
        return [*tree][:MOST]
    if "arcs" in tree:
        return _of_topology(tree)
    return {
        name: value[:MOST] if isinstance(value, list) else
        {town: rows[:MOST] if isinstance(rows, list) else rows for town, rows in value.items()}
        if isinstance(value, dict) else value
        for name, value in tree.items()
    }  # fmt: skip


def _of_topology(tree: dict[str, Any]) -> dict[str, Any]:
    objects = {
        name: {**one, "geometries": one["geometries"][:MOST]}
        for name, one in tree["objects"].items()
    }
    used = {index if index >= 0 else ~index for index in _numbers(objects, inside=False)}
    arcs = [arc if index in used else [[0, 0], [0, 0]] for index, arc in enumerate(tree["arcs"])]
    return {**tree, "objects": objects, "arcs": arcs[: max(used) + 1]}


def _numbers(tree: Any, *, inside: bool) -> list[int]:
    if isinstance(tree, dict):
        return [n for key, value in tree.items() for n in _numbers(value, inside=key == "arcs")]
    if isinstance(tree, list):
        return [n for value in tree for n in _numbers(value, inside=inside)]
    return [tree] if inside and isinstance(tree, int) else []


def _shapes(name: str) -> bytes:
    """Return the first features of a shapefile, with all the files beside it."""
    parts = {side: io.BytesIO() for side in SIDES[:3]}
    opened = {side: shared_file(name).with_suffix(f".{side}").open("rb") for side in SIDES}
    with (
        shapefile.Reader(**{side: opened[side] for side in SIDES[:3]}, encoding=CP932) as whole,
        shapefile.Writer(**parts, encoding=CP932) as kept,
    ):
        kept.fields = whole.fields[1:]
        for one in islice(whole.iterShapeRecords(), MOST):
            kept.record(*one.record)
            kept.shape(one.shape)
    members = {f"towns.{side}": part.getvalue() for side, part in parts.items()}
    members["towns.prj"] = opened["prj"].read()
    for file in opened.values():
        file.close()
    return decode.bundled(members)
