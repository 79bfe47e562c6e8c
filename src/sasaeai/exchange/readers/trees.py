"""JSON and GeoJSON as tables: records keep their keys, points become two columns."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from shapely.errors import ShapelyError
from shapely.geometry import shape

from sasaeai.exchange.readers.extents import MAX_COLUMNS, MAX_ROWS
from sasaeai.exchange.readers.grids import words
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.tables import Row, Table

UNREADABLE = (
    ShapelyError, TypeError, ValueError, KeyError, AttributeError, IndexError, OverflowError,
    RecursionError,
)  # fmt: skip
LAT, LON = "geometry.lat", "geometry.lon"
_OUTLINES = ("Polygon", "MultiPolygon")
_DEEPEST = 3
# Each takes memory many times its two letters; a map of a prefecture has some millions of points.
MOST_RECORDS, MOST_LISTS = 2_000_000, 10_000_000
_TOO_DEEP = gettext_lazy("JSONの入れ子が深すぎます。記録の一覧になったJSONを選んでください。")


def parse(text: str) -> Any:  # noqa: ANN401 -- JSON may hold anything
    """Return the value of JSON text; a broken file is refused with the line."""
    if text.count("{") > MOST_RECORDS or text.count("[") > MOST_LISTS:
        raise Refused(_("JSONの記録が多すぎます。地区や種類ごとに分けて取り込んでください。"))
    try:
        return _whole(json.loads(text), text)
    except json.JSONDecodeError as error:
        sentence = _(
            "JSONが%(line)s行目で壊れています。もう一度ダウンロードしてから取り込んでください。"
        )
        raise Refused(sentence % {"line": error.lineno}) from error
    except RecursionError as error:
        raise Refused(str(_TOO_DEEP)) from error
    except ValueError as error:
        # Python reads no number of more than some thousand digits.
        sentence = _(
            "JSONの中に、長すぎて読めない数があります。数を確かめてから取り込んでください。"
        )
        raise Refused(sentence) from error


def _whole(tree: Any, text: str) -> Any:  # noqa: ANN401 -- as above
    """Return the tree without NUL, and with halves of characters as question marks: no table holds them."""
    if "\\u0000" in text:
        tree = _without_nul(tree)
    if "\\ud" not in text.lower():
        return tree
    return json.loads(json.dumps(tree, ensure_ascii=False).encode(errors="replace"))


def _without_nul(tree: Any) -> Any:  # noqa: ANN401 -- as above
    if isinstance(tree, dict):
        return {_without_nul(key): _without_nul(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_without_nul(value) for value in tree]
    return tree.replace("\0", "") if isinstance(tree, str) else tree


def tables(tree: Any) -> list[Table]:  # noqa: ANN401 -- as above
    """Return the tables of GeoJSON, of a list of records, or of named groups of records."""
    if isinstance(tree, dict) and tree.get("type") == "FeatureCollection":
        features = tree.get("features")
        listed = features if isinstance(features, list) else []
        drawn = [feature for feature in listed if isinstance(feature, dict)]
        labels = {LON: _("図形の経度"), LAT: _("図形の緯度")}
        table = _table("", [_of_feature(feature) for feature in drawn], labels)
        return [replace(table, is_outlined=bool(drawn) and all(map(_is_outline, drawn)))]
    if _is_records(tree):
        return [_table("", tree, {})]
    if isinstance(tree, dict):
        return list(_groups(tree, depth=0))
    raise Refused(_("JSONの中に記録の一覧が見つかりません。一覧になったJSONを選んでください。"))


def _groups(tree: Mapping[str, Any], *, depth: int) -> Iterator[Table]:
    header = tree.get("header")
    labels = header if isinstance(header, dict) else {}
    titles = tree.get("index")
    for name, value in tree.items():
        if _is_records(value):
            own = labels.get(name) if isinstance(labels.get(name), dict) else labels
            title = titles.get(name, "") if isinstance(titles, dict) else ""
            yield _table(words(title), value, own or {})
        elif isinstance(value, dict) and depth < _DEEPEST:
            yield from _groups(value, depth=depth + 1)


def _is_records(value: Any) -> bool:  # noqa: ANN401 -- as above
    return isinstance(value, list) and bool(value) and all(isinstance(item, dict) for item in value)


def _of_feature(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    record = dict(properties) if isinstance(properties, dict) else {}
    if "id" in feature:
        record.setdefault("id", feature["id"])
    spot = _spot(feature.get("geometry"))
    return {LON: spot[0], LAT: spot[1], **record} if spot else {LON: "", LAT: "", **record}


def _is_outline(feature: Mapping[str, Any]) -> bool:
    geometry = feature.get("geometry")
    return isinstance(geometry, dict) and geometry.get("type") in _OUTLINES


def _spot(geometry: Any) -> tuple[float, float] | None:  # noqa: ANN401 -- as above
    """Return the point of a geometry, or a point inside it."""
    try:
        with np.errstate(invalid="ignore", over="ignore"):
            spot = shape(geometry).representative_point()
    except UNREADABLE:
        return None
    return None if spot.is_empty else (spot.x, spot.y)


def _table(title: str, records: list[dict[str, Any]], labels: Mapping[str, Any]) -> Table:
    if len(records) > MAX_ROWS:
        sentence = _("%(most)s件をこえています。地区や種類ごとに分けて取り込んでください。")
        raise Refused(sentence % {"most": f"{MAX_ROWS:,}"})
    names = tuple(dict.fromkeys(str(name) for record in records for name in record))
    if len(names) > MAX_COLUMNS:
        sentence = _("項目が%(most)sをこえています。使わない項目を消してから取り込んでください。")
        raise Refused(sentence % {"most": MAX_COLUMNS})
    rows = [
        Row(number, {str(name): _cell(value) for name, value in record.items()})
        for number, record in enumerate(records, 1)
    ]
    return Table(
        title,
        0,
        names,
        [row for row in rows if row.is_filled()],
        title,
        {k: words(v) for k, v in labels.items()},
    )


def _cell(value: Any) -> str:  # noqa: ANN401 -- as above
    """Return plain values as text and lists joined; a record inside a record is no cell."""
    if isinstance(value, list):
        return "；".join(words(item) for item in value if not isinstance(item, (dict, list)))
    return "" if isinstance(value, dict) else words(value)
