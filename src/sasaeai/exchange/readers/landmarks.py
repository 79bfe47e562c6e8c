"""Map files as landmarks: of which kind each feature is, what it is called, whether it can be drawn so."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import shapely
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from shapely.geometry import mapping

from sasaeai.exchange.readers import columns, features
from sasaeai.exchange.readers.attributes import Attributes
from sasaeai.exchange.readers.features import Features, FeatureSpot
from sasaeai.exchange.readers.messages import Message, Refused, cut_short
from sasaeai.exchange.readers.readings import Reading, Report, quietly

LONGEST_NAME = 80
# The likeliest first: a station of N02 also carries the name of its railway.
BY_COLUMN = ("station", "river", "railway", "road", "green", "hill")
_POINT, _LINE, _AREA = range(3)  # as shapely counts dimensions
_DRAWN_AS: Mapping[str, tuple[int, ...]] = {
    "river": (_LINE, _AREA),
    "railway": (_LINE,),
    "road": (_LINE,),
    "green": (_AREA, _POINT),
}
_WRONG_SHAPE: Mapping[str, Promise] = {
    "river": gettext_lazy("川・水路は、線か面の図形にしてください。"),
    "railway": gettext_lazy("線路は、線の図形にしてください。"),
    "road": gettext_lazy("大きな道は、線の図形にしてください。"),
    "green": gettext_lazy("公園・緑地は、面か点の図形にしてください。"),
}
_NAMED = ("station", "hill")  # a mark without a name shows nobody the way


@dataclass(frozen=True, slots=True)
class Sketch:
    """One feature that can be a landmark, or a part of one."""

    kind: str
    name: str
    kana: str
    geometry: dict[str, Any]


def read(
    name: str,
    data: bytes,
    mapping: Mapping[str, str] = columns.NONE,
    *,
    report: Report = quietly,
) -> Reading:
    """Return the landmarks of a GeoJSON, TopoJSON or zipped shapefile, wherever they lie."""
    found = features.read(name, data)
    attributes = Attributes("landmarks", mapping)
    headings = attributes.headings(map(features.properties, found.features))
    if not found.features:
        raise Refused(
            _("図形が1つもありません。川・線路・駅などの図形の入ったファイルを選んでください。")
        )
    messages: list[Message] = []
    refused_names: set[tuple[str, str]] = set()
    sketches = []
    for number, feature in features.told(found, report):
        sketch = _sketch(feature, number, found, attributes, messages)
        if sketch:
            sketches.append(sketch)
        else:
            refused_names.add(_kind_and_name(feature, attributes)[1:])
    if not sketches:
        sentence = next(one.message for one in messages if one.level == "error")
        raise Refused(sentence, headings=headings)
    refused = len(found.features) - len(sketches)
    return Reading(
        kind="landmarks",
        encoding=found.encoding,
        header_row=0,
        rows=len(found.features),
        skipped=0,
        duplicates=0,
        refused=refused,
        with_location=len(sketches),
        without_location=refused,
        located_by_address=0,
        records=sketches,
        messages=messages,
        headings=headings,
        refused_names=refused_names,
    )


def _sketch(
    feature: Mapping[str, Any],
    number: int,
    file: Features,
    attributes: Attributes,
    messages: list[Message],
) -> Sketch | None:
    said = features.properties(feature)
    told, kind, name = _kind_and_name(feature, attributes)
    spot = FeatureSpot(number, name)
    if sentence := _doubt(told, kind, name):
        messages.append(spot.says("error", sentence))
        return None
    whole = features.drawable(feature.get("geometry"), file.onto, spot, messages)
    if whole is None or not features.is_in_japan(whole, spot, messages):
        return None
    drawn = _drawn_as(kind, whole)
    if drawn.is_empty:
        messages.append(spot.says("error", str(_WRONG_SHAPE[kind])))
        return None
    messages.extend(cut_short([name], most=LONGEST_NAME))
    return Sketch(
        kind, name[:LONGEST_NAME], attributes.first(said, "kana")[:120], dict(mapping(drawn))
    )


def _kind_and_name(feature: Mapping[str, Any], attributes: Attributes) -> tuple[str, str, str]:
    """Return what an attribute says of the kind, the kind it is taken for, and the name."""
    said = features.properties(feature)
    told = attributes.first(said, "kind")
    kind = _kind(said, told, attributes)
    return told, kind, _called(said, kind, attributes)


def _kind(said: Mapping[str, Any], told: str, attributes: Attributes) -> str:
    """Return what an attribute says of the kind, else of what kind the one is that names it."""
    by_name = (kind for kind in BY_COLUMN if attributes.first(said, kind))
    return columns.guess(told.casefold(), "landmarks") or next(by_name, "")


def _called(said: Mapping[str, Any], kind: str, attributes: Attributes) -> str:
    """Return the feature's name: that of its kind, else any; a station's ends in 駅."""
    own = attributes.first(said, kind) if kind else ""
    name = own or attributes.first(said, "name")
    return _station(name) if kind == "station" and name else name


def _station(name: str) -> str:
    """Return a station's name as people say it: 「桜台駅」, where the file has 「桜台」."""
    is_said = name.endswith(("駅", "停留場", "停留所", "電停")) or name[-1].isascii()
    return name if is_said else f"{name}駅"


def _doubt(told: str, kind: str, name: str) -> str:
    """Return why a feature shows nobody the way, and what to do; '' where it does."""
    if not kind and told:
        sentence = _(
            "種別「%(kind)s」は目印になりません。川・線路・駅・道・公園・山のどれかに直してください。"
        )
        return sentence % {"kind": told[:40]}
    if not kind:
        return _(
            "何の目印か分かりません。「種別」の列に、川・線路・駅・道・公園・山のどれかを書くか、どの項目が何かを選んでください。"
        )
    if not name and kind in _NAMED:
        return _("名前がありません。「名称」の列に、駅や山の名前を書いてください。")
    return ""


def _drawn_as(kind: str, whole: Any) -> Any:  # noqa: ANN401 -- shapely is untyped
    """Return the parts of a shape that a landmark of its kind is drawn with; a mark is a point."""
    if kind not in _DRAWN_AS:
        return whole.representative_point()
    parts = [part for part in shapely.get_parts(whole) if not part.is_empty]
    fit = [part for part in parts if shapely.get_dimensions(part) in _DRAWN_AS[kind]]
    return shapely.union_all(fit) if len(fit) != 1 else fit[0]
