"""Boundary files as shapes: parts of one area merged, rings repaired, the doubtful listed."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import shapely
from django.utils.translation import gettext as _
from shapely.geometry import MultiPolygon, Polygon, mapping

from sasaeai.exchange.readers import columns, features, grids
from sasaeai.exchange.readers.attributes import Attributes
from sasaeai.exchange.readers.features import FeatureSpot
from sasaeai.exchange.readers.headings import Heading
from sasaeai.exchange.readers.messages import Message, Refused, about_file
from sasaeai.exchange.readers.readings import Report, quietly

# 国土数値情報 writes a 政令市 and its ward into two attributes.
_CITY, _WARD = "N03_003", "N03_004"


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
    headings: Sequence[Heading]
    refused_names: Collection[tuple[str, str]]


def read(
    name: str,
    data: bytes,
    mapping: Mapping[str, str] = columns.NONE,
    *,
    report: Report = quietly,
) -> Shapes:
    """Return the areas of a GeoJSON, TopoJSON or zipped shapefile."""
    found = features.read(name, data)
    attributes = Attributes("boundaries", mapping)
    headings = attributes.headings(map(features.properties, found.features))
    if not found.features:
        raise Refused(_("区域の図形が1つもありません。区域の入ったファイルを選んでください。"))
    messages: list[Message] = []
    groups: dict[tuple[str, str], list[tuple[Any, dict[str, Any]]]] = {}
    left: set[tuple[str, str]] = set()
    for number, feature in features.told(found, report):
        properties = features.properties(feature)
        label = (_name(properties, attributes), _code(feature, attributes))
        spot = FeatureSpot(number, label[0])
        outline = _outline(feature.get("geometry"), found.onto, spot, messages)
        if outline is not None and _is_named(label, number, messages):
            groups.setdefault(label, []).append((outline, properties))
        else:
            left.add((label[1], label[0]))
    if not groups:
        # Of each feature an error says why it is no area; what was only repaired is no reason.
        sentence = next(one.message for one in messages if one.level == "error")
        raise Refused(sentence, headings=headings)
    shapes = [_merged(label, parts, messages) for label, parts in groups.items()]
    refused = len(found.features) - sum(shape.parts for shape in shapes)
    return Shapes(found.encoding, len(found.features), shapes, refused, messages, headings, left)


def _name(properties: Mapping[str, Any], attributes: Attributes) -> str:
    """Return the area's name; N03's 政令市 and ward make one name."""
    city, ward = properties.get(_CITY), properties.get(_WARD)
    if city and ward and str(city).endswith("市") and not attributes.are_told(_CITY, _WARD):
        return f"{city}{ward}"
    return attributes.first(properties, "name")


def _code(feature: Mapping[str, Any], attributes: Attributes) -> str:
    told = attributes.first(features.properties(feature), "code")
    return told or grids.words(feature.get("id"))


def _is_named(label: tuple[str, str], number: int, messages: list[Message]) -> bool:
    if any(label):
        return True
    sentence = _(
        "%(number)s件目：区域の名前もコードもありません。どの項目が名前かを選ぶか、名前（name）を付けてください。"
    )
    messages.append(Message(number, "", "", "error", sentence % {"number": number}))
    return False


def _outline(
    geometry: Any,  # noqa: ANN401 -- JSON may hold anything
    onto: Callable[[Any], Any],
    spot: FeatureSpot,
    messages: list[Message],
) -> MultiPolygon | None:
    """Return a valid outline in Japan, or None; what was wrong goes to the messages."""
    remarks: list[Message] = []
    found = features.drawable(geometry, onto, spot, remarks)
    whole = None if found is None else _polygons(found)
    if whole is not None and whole.is_empty:
        sentence = _("面が残っていません。省かれすぎていない、面の図形を選んでください。")
        remarks, whole = [spot.says("error", sentence)], None
    messages.extend(remarks)
    return whole if whole is not None and features.is_in_japan(whole, spot, messages) else None


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
