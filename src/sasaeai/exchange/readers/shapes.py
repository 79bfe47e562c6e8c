"""Boundary files as shapes: parts of one area merged, rings repaired, the doubtful listed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyproj
import shapely
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from shapely.geometry import MultiPolygon, Polygon, mapping, shape

from sasaeai.calc import topojson
from sasaeai.exchange.readers import cells, columns, decode, grids, shapefiles, trees
from sasaeai.exchange.readers.messages import Level, Message, Refused, about_file, at

_NO_OUTLINES = gettext_lazy(
    "区域のファイルには見えません。GeoJSON・TopoJSON・シェープファイル（zip）を選んでください。"
)
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
class FeatureSpot:
    """A feature's place in the file, and the area's name if it has one."""

    number: int
    name: str

    def __str__(self) -> str:
        where = {"number": self.number, "name": self.name or _("名前なし")}
        return _("%(number)s件目（%(name)s）") % where

    def says(self, level: Level, sentence: str) -> Message:
        """Return the message 「2件目（桜台）：…」 about this feature."""
        return Message(self.number, "", "", level, at(self, sentence))


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
        raise Refused(_("区域の図形が1つもありません。区域の入ったファイルを選んでください。"))
    messages: list[Message] = []
    groups: dict[tuple[str, str], list[tuple[Any, dict[str, Any]]]] = {}
    for number, feature in enumerate(features, 1):
        properties = _properties(feature)
        label = (_name(properties), _code(properties, feature))
        outline = _outline(feature.get("geometry"), onto, FeatureSpot(number, label[0]), messages)
        if outline is not None and _is_named(label, number, messages):
            groups.setdefault(label, []).append((outline, properties))
    if not groups:
        raise Refused(messages[0].message if messages else _("区域の図形が見つかりません。"))
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
        raise Refused(
            _(
                "区域のファイルはGeoJSON・TopoJSON・シェープファイル（zip）を1つだけ選んでください。表（CSV・Excel）は区域として読めません。"
            )
        )
    text = decode.decode(outlines[0])
    if text.text.lstrip()[:1] != "{":
        raise Refused(str(_NO_OUTLINES))
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
                _("TopoJSONが壊れています。もう一度ダウンロードしてから取り込んでください。")
            ) from error
    elif kind == "Feature":
        tree = {"features": [tree]}
    features = tree.get("features")
    if not isinstance(features, list):
        raise Refused(str(_NO_OUTLINES))
    return [feature for feature in features if isinstance(feature, dict)]


def _projection(tree: Mapping[str, Any]) -> Callable[[Any], Any]:
    try:
        name = tree["crs"]["properties"]["name"]
        return shapefiles.projection(pyproj.CRS.from_user_input(name))
    except (KeyError, TypeError):
        return _as_it_is
    except pyproj.exceptions.ProjError as error:
        raise Refused(
            _("GeoJSONの座標の決まり（crs）が読めません。緯度・経度で書き出し直してください。")
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
    sentence = _("%(number)s件目：区域の名前もコードもありません。名前（name）を付けてください。")
    messages.append(Message(number, "", "", "error", sentence % {"number": number}))
    return False


def _outline(
    geometry: Any,  # noqa: ANN401 -- JSON may hold anything
    onto: Callable[[Any], Any],
    spot: FeatureSpot,
    messages: list[Message],
) -> MultiPolygon | None:
    """Return a valid outline in Japan, or None; what was wrong goes to the messages."""
    if not geometry:
        messages.append(spot.says("error", _("図形がありません。地図に置けません。")))
        return None
    try:
        raw = onto(shape(geometry))
        whole = _polygons(raw if raw.is_valid else shapely.make_valid(raw))
    except trees.UNREADABLE:
        messages.append(spot.says("error", _("図形が壊れていて読めません。")))
        return None
    if whole.is_empty:
        sentence = _("面が残っていません。省かれすぎていない、面の図形を選んでください。")
        messages.append(spot.says("error", sentence))
        return None
    if not raw.is_valid:
        messages.append(spot.says("info", _("交わった線を直して読みました。")))
    return whole if _in_japan(whole, spot, messages) else None


def _in_japan(whole: MultiPolygon, spot: FeatureSpot, messages: list[Message]) -> bool:
    west, south, east, north = whole.bounds
    if cells.in_japan(south, west) and cells.in_japan(north, east):
        return True
    sentence = _("日本の外の図形です。座標を確かめてください。")
    if cells.in_japan(west, south) and cells.in_japan(east, north):
        sentence = _("緯度と経度が入れかわっています。経度・緯度の順に書き出し直してください。")
    elif max(map(abs, whole.bounds)) > _LARGEST_DEGREE:
        sentence = _(
            "座標が緯度・経度ではありません。緯度・経度（世界測地系）で書き出し直してください。"
        )
    messages.append(spot.says("error", sentence))
    return False


def _polygons(geometry: Any) -> MultiPolygon:  # noqa: ANN401 -- shapely is untyped
    if isinstance(geometry, Polygon):
        return MultiPolygon([] if geometry.is_empty else [geometry])
    parts: Iterable[Any] = getattr(geometry, "geoms", ())
    return MultiPolygon([polygon for part in parts for polygon in _polygons(part).geoms])


def _merged(
    label: tuple[str, str], parts: list[tuple[Any, dict[str, Any]]], messages: list[Message]
) -> Shape:
    outlines = [outline for outline, _properties in parts]
    whole = outlines[0] if len(parts) == 1 else _polygons(shapely.union_all(outlines))
    whole = shapely.orient_polygons(whole)
    if len(parts) > 1:
        sentence = _("「%(name)s」は%(parts)s個の図形を1つの区域にまとめました。")
        told = sentence % {"name": label[0] or label[1], "parts": len(parts)}
        messages.append(about_file("info", told))
    single = whole.geoms[0] if len(whole.geoms) == 1 else whole
    return Shape(label[0], label[1], dict(mapping(single)), parts[0][1], len(parts))
