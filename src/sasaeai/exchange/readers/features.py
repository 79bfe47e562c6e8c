"""The features of a map file, whatever its format: their properties, and shapes that can be drawn."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyproj
import shapely
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from shapely.geometry import shape

from sasaeai.calc import topojson
from sasaeai.exchange.readers import cells, decode, shapefiles, trees
from sasaeai.exchange.readers.messages import Level, Message, Refused, at
from sasaeai.exchange.readers.readings import Report

_NO_FEATURES = gettext_lazy(
    "図形のファイルには見えません。GeoJSON・TopoJSON・シェープファイル（zip）を選んでください。"
)
_NO_CRS = gettext_lazy(
    "GeoJSONの座標の決まり（crs）が読めません。緯度・経度で書き出し直してください。"
)
# By its name alone: in other words it could name files of this computer.
NAMED_CRS = re.compile(r"(urn:ogc:def:crs:[\w.:]+|(EPSG|OGC):\w+)\Z", re.ASCII | re.IGNORECASE)
_LARGEST_DEGREE = 180.0
# As many times the diagonal of its box as the outline of a coast with all its islands is long, and more:
# what is longer is folded up to hold up whoever draws it, though nothing in it crosses.
FOLDED = 500
# A line of a map crosses a few others by mistake, never so many on average; so many are looked at.
TANGLED, SAMPLE = 20, 400
Feature = dict[str, Any]
SOME = 100  # features between two reports


@dataclass(frozen=True, slots=True)
class Features:
    """The features of one file, its encoding, and what brings its coordinates to degrees."""

    features: list[Feature]
    encoding: str
    onto: Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class FeatureSpot:
    """A feature's place in the file, and its name if it has one."""

    number: int
    name: str

    def __str__(self) -> str:
        where = {"number": self.number, "name": self.name or _("名前なし")}
        return _("%(number)s件目（%(name)s）") % where

    def says(self, level: Level, sentence: str) -> Message:
        """Return the message 「2件目（桜台）：…」 about this feature."""
        return Message(self.number, "", "", level, at(self, sentence))


def read(name: str, data: bytes) -> Features:
    """Return the features of a GeoJSON, TopoJSON or zipped shapefile, none where it has none."""
    members = decode.unwrap(name, data)
    files = shapefiles.parts(members)
    if files:
        found, encoding = shapefiles.features(files)
        return Features(found, encoding, _as_it_is)
    drawn = [
        d for n, d in members.items() if not n.lower().endswith((".txt", ".pdf", ".xml", ".html"))
    ]
    if len(drawn) != 1 or drawn[0].startswith(b"PK") or _is_table(drawn[0]):
        raise Refused(
            _(
                "図形のファイルはGeoJSON・TopoJSON・シェープファイル（zip）を1つだけ選んでください。表（CSV・Excel）からは図形を読めません。"
            )
        )
    text = decode.decode(drawn[0])
    if text.text.lstrip()[:1] != "{":
        raise Refused(str(_NO_FEATURES))
    tree = trees.parse(text.text)
    return Features(_of_tree(tree), text.encoding, _projection(tree))


def told(found: Features, report: Report) -> Iterator[tuple[int, Feature]]:
    """Yield the features with their numbers; how far one is goes to the report, again and again."""
    for number, feature in enumerate(found.features, 1):
        if number % SOME == 0:
            report(number, len(found.features))
        yield number, feature


def properties(feature: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a file says of a feature, {} where it says nothing."""
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def drawable(
    geometry: Any,  # noqa: ANN401 -- JSON may hold anything
    onto: Callable[[Any], Any],
    spot: FeatureSpot,
    messages: list[Message],
) -> Any:  # noqa: ANN401 -- shapely is untyped
    """Return a valid shape, or None; what was wrong with it goes to the messages."""
    if not geometry:
        sentence = _("図形がありません。もとの地図から書き出し直してください。")
        messages.append(spot.says("error", sentence))
        return None
    try:
        # What is no number is told in a sentence, not by a warning to whoever runs the house.
        with np.errstate(invalid="ignore", over="ignore"):
            raw = onto(shape(geometry))
            whole = None if _is_folded(raw) else raw if raw.is_valid else _mended(raw)
    except trees.UNREADABLE:
        whole = None
    # A line keeps what is no number, and bounds pass it over.
    if whole is None or not np.isfinite(shapely.get_coordinates(whole)).all():
        sentence = _("図形が壊れていて読めません。もとの地図から書き出し直してください。")
        messages.append(spot.says("error", sentence))
        return None
    if whole is not raw:
        messages.append(spot.says("info", _("交わった線を直して読みました。")))
    return whole


def _is_folded(raw: Any) -> bool:  # noqa: ANN401 -- as above
    west, south, east, north = raw.bounds
    return bool(raw.length > FOLDED * np.hypot(east - west, north - south))


def _mended(raw: Any) -> Any:  # noqa: ANN401 -- as above
    """Return a shape without crossings; None for a tangle, which no map has and none can undo in time."""
    rings = shapely.get_rings(raw)
    ends = [shapely.get_coordinates(ring) for ring in rings]
    sides = shapely.linestrings(
        [pair for at in ends for pair in np.stack([at[:-1], at[1:]], axis=1)]
    )
    some = sides[:: max(1, len(sides) // SAMPLE)]
    crossings = shapely.STRtree(sides).query(some, predicate="crosses")
    return None if crossings.shape[1] > TANGLED * len(some) else shapely.make_valid(raw)


def is_in_japan(whole: Any, spot: FeatureSpot, messages: list[Message]) -> bool:  # noqa: ANN401 -- shapely is untyped
    """Return whether a shape lies in Japan; where it seems to lie goes to the messages."""
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


def _is_table(data: bytes) -> bool:
    """Say whether bytes are a workbook or a lone part of a shapefile."""
    return decode.is_workbook(data) or data.startswith(b"\x00\x00\x27\x0a")


def _of_tree(tree: dict[str, Any]) -> list[Feature]:
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
        raise Refused(str(_NO_FEATURES))
    return [feature for feature in features if isinstance(feature, dict)]


def _projection(tree: Mapping[str, Any]) -> Callable[[Any], Any]:
    try:
        name = tree["crs"]["properties"]["name"]
        if not NAMED_CRS.match(name):
            raise Refused(str(_NO_CRS))
        return shapefiles.projection(pyproj.CRS.from_user_input(name))
    except (KeyError, TypeError):
        return _as_it_is
    except pyproj.exceptions.ProjError as error:
        raise Refused(str(_NO_CRS)) from error


def _as_it_is(geometry: Any) -> Any:  # noqa: ANN401 -- shapely is untyped
    return geometry
