"""Boundary files as shapes: parts of one area merged, rings repaired, the doubtful listed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyproj
import shapely
from shapely.errors import ShapelyError
from shapely.geometry import MultiPolygon, Polygon, mapping, shape

from sasaeai.calc import topojson
from sasaeai.exchange.readers import cells, columns, decode, grids, shapefiles, trees
from sasaeai.exchange.readers.messages import Message, Refused

_FORMS = "GeoJSON・TopoJSON・シェープファイル（zip）"
_LARGEST_DEGREE = 180.0


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: name, code ('' where the file has none), Polygon or MultiPolygon, properties."""

    name: str
    code: str
    geometry: dict[str, Any]
    properties: dict[str, Any]
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Shapes:
    """The areas of a file; `features` counts what was in it, `refused` what cannot be drawn."""

    encoding: str
    features: int
    shapes: list[Shape]
    refused: int
    messages: list[Message]


def read(name: str, data: bytes) -> Shapes:
    """Return the areas of a GeoJSON, TopoJSON or zipped shapefile."""
    features, encoding, onto = _features(name, data)
    if not features:
        raise Refused("区域の図形が1つもありません。区域の入ったファイルを選んでください。")
    messages: list[Message] = []
    groups: dict[tuple[str, str], list[tuple[Any, dict[str, Any]]]] = {}
    for number, feature in enumerate(features, 1):
        properties = _properties(feature)
        label = (_name(properties), _code(properties, feature))
        outline = _outline(
            feature.get("geometry"), onto, f"{number}件目（{label[0] or '名前なし'}）", messages
        )
        if outline is not None and _is_named(label, number, messages):
            groups.setdefault(label, []).append((outline, properties))
    if not groups:
        raise Refused(messages[0].message if messages else "区域の図形が見つかりません。")
    shapes = [_merged(label, parts, messages) for label, parts in groups.items()]
    return Shapes(
        encoding, len(features), shapes, len(features) - sum(s.parts for s in shapes), messages
    )


def _features(name: str, data: bytes) -> tuple[list[dict[str, Any]], str, Callable[[Any], Any]]:
    members = decode.unwrap(name, data)
    files = shapefiles.parts(members)
    if files:
        found, encoding = shapefiles.features(files)
        return found, encoding, _as_it_is
    outlines = [
        d for n, d in members.items() if not n.lower().endswith((".txt", ".pdf", ".xml", ".html"))
    ]
    if len(outlines) != 1 or outlines[0].startswith(b"PK") or _is_table(outlines[0]):
        sentence = f"区域のファイルは{_FORMS}を1つだけ選んでください。表（CSV・Excel）は区域として読めません。"
        raise Refused(sentence)
    text = decode.decode(outlines[0])
    if text.text.lstrip()[:1] != "{":
        sentence = f"区域のファイルには見えません。{_FORMS}を選んでください。"
        raise Refused(sentence)
    tree = trees.parse(text.text)
    return _of_tree(tree), text.encoding, _projection(tree)


def _is_table(data: bytes) -> bool:
    """Say whether bytes are a workbook or a lone part of a shapefile."""
    return decode.is_workbook(data) or data.startswith(b"\x00\x00\x27\x0a")


def _of_tree(tree: dict[str, Any]) -> list[dict[str, Any]]:
    kind = tree.get("type")
    if kind == "Topology":
        try:
            tree = topojson.decode(tree)
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise Refused(
                "TopoJSONが壊れています。もう一度ダウンロードしてから取り込んでください。"
            ) from error
    elif kind == "Feature":
        tree = {"features": [tree]}
    features = tree.get("features")
    if not isinstance(features, list):
        sentence = f"区域のファイルには見えません。{_FORMS}を選んでください。"
        raise Refused(sentence)
    return [feature for feature in features if isinstance(feature, dict)]


def _projection(tree: Mapping[str, Any]) -> Callable[[Any], Any]:
    try:
        name = tree["crs"]["properties"]["name"]
        return shapefiles.projection(pyproj.CRS.from_user_input(name))
    except (KeyError, TypeError):
        return _as_it_is
    except pyproj.exceptions.CRSError as error:
        raise Refused(
            "GeoJSONの座標の決まり（crs）が読めません。緯度・経度で書き出し直してください。"
        ) from error


def _as_it_is(geometry: Any) -> Any:  # noqa: ANN401 -- shapely is untyped
    return geometry


def _properties(feature: Mapping[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _name(properties: Mapping[str, Any]) -> str:
    """Return the area's name; N03's 政令市 and ward make one name."""
    city, ward = properties.get("N03_003"), properties.get("N03_004")
    if city and ward and str(city).endswith("市"):
        return f"{city}{ward}"
    return _first(properties, "name")


def _code(properties: Mapping[str, Any], feature: Mapping[str, Any]) -> str:
    return _first(properties, "code") or grids.words(feature.get("id"))


def _first(properties: Mapping[str, Any], meaning: str) -> str:
    folded = {columns.fold(str(key)): value for key, value in properties.items()}
    texts = (
        cells.one_line(grids.words(folded.get(name)))
        for name in columns.aliases("boundaries")[meaning]
    )
    return next((text for text in texts if text), "")


def _is_named(label: tuple[str, str], number: int, messages: list[Message]) -> bool:
    if any(label):
        return True
    sentence = f"{number}件目：区域の名前もコードもありません。名前（name）を付けてください。"
    messages.append(Message(number, "", "", "error", sentence))
    return False


def _outline(
    geometry: Any,  # noqa: ANN401 -- JSON may hold anything
    onto: Callable[[Any], Any],
    where: str,
    messages: list[Message],
) -> MultiPolygon | None:
    """Return a valid outline in Japan, or None; what was wrong goes to the messages."""
    number = int(where.split("件", 1)[0])
    if not geometry:
        messages.append(
            Message(number, "", "", "error", f"{where}：図形がありません。地図に置けません。")
        )
        return None
    try:
        raw = onto(shape(geometry))
        whole = _polygons(raw if raw.is_valid else shapely.make_valid(raw))
    except (ShapelyError, TypeError, ValueError, KeyError, AttributeError, IndexError):
        messages.append(Message(number, "", "", "error", f"{where}：図形が壊れていて読めません。"))
        return None
    if whole.is_empty:
        messages.append(
            Message(
                number,
                "",
                "",
                "error",
                f"{where}：面が残っていません。省かれすぎていない、面の図形を選んでください。",
            )
        )
        return None
    if not raw.is_valid:
        messages.append(Message(number, "", "", "info", f"{where}：交わった線を直して読みました。"))
    return whole if _in_japan(whole, where, number, messages) else None


def _in_japan(whole: MultiPolygon, where: str, number: int, messages: list[Message]) -> bool:
    west, south, east, north = whole.bounds
    if cells.in_japan(south, west) and cells.in_japan(north, east):
        return True
    sentence = "日本の外の図形です。座標を確かめてください。"
    if cells.in_japan(west, south) and cells.in_japan(east, north):
        sentence = "緯度と経度が入れかわっています。経度・緯度の順に書き出し直してください。"
    elif max(map(abs, whole.bounds)) > _LARGEST_DEGREE:
        sentence = (
            "座標が緯度・経度ではありません。緯度・経度（世界測地系）で書き出し直してください。"
        )
    messages.append(Message(number, "", "", "error", f"{where}：{sentence}"))
    return False


def _polygons(geometry: Any) -> MultiPolygon:  # noqa: ANN401 -- shapely is untyped
    if isinstance(geometry, Polygon):
        return MultiPolygon([] if geometry.is_empty else [geometry])
    parts: Iterable[Any] = getattr(geometry, "geoms", ())
    return MultiPolygon([polygon for part in parts for polygon in _polygons(part).geoms])


def _merged(
    label: tuple[str, str], parts: list[tuple[Any, dict[str, Any]]], messages: list[Message]
) -> Shape:
    outlines = [outline for outline, _ in parts]
    whole = outlines[0] if len(parts) == 1 else _polygons(shapely.union_all(outlines))
    whole = shapely.orient_polygons(whole)
    if len(parts) > 1:
        sentence = f"「{label[0] or label[1]}」は{len(parts)}個の図形を1つの区域にまとめました。"
        messages.append(Message(None, "", "", "info", sentence))
    single = whole.geoms[0] if len(whole.geoms) == 1 else whole
    return Shape(label[0], label[1], dict(mapping(single)), parts[0][1], len(parts))
