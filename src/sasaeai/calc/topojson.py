"""TopoJSON read into GeoJSON, quantised or not.

Source: M. Bostock and C. Metcalf, "The TopoJSON Format Specification" (version 1.0).
Coordinates stay in the file's own system (degrees, by convention); a negative arc index ~i is
arc i backwards. A file that is not TopoJSON raises `Refusal` with a sentence.
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate, islice
from typing import Any, TypeAlias

from sasaeai.calc.refusal import Refusal, gettext_noop

Position: TypeAlias = list[float]
Line: TypeAlias = list[Position]

# Two neighbours share an arc, and so do the levels of areas that one file has.
SHARED = 50
DEPTHS = {"LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}
UNREADABLE = (
    AttributeError, IndexError, KeyError, OverflowError, RecursionError, TypeError, ValueError,
)  # fmt: skip
BROKEN = gettext_noop("TopoJSONとして読めません。ファイルが壊れていないか確かめてください。")


def decode(topology: Mapping[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON FeatureCollection of all objects of the topology, in their order.

    A collection's members become features of their own; id and properties are kept.
    """
    try:
        is_topology = topology["type"] == "Topology"
        place = _placer(topology.get("transform"))
        arcs = [_arc(arc, topology.get("transform"), place) for arc in topology["arcs"]]
        members = [
            member
            for top in topology["objects"].values()
            for member in (top["geometries"] if top["type"] == "GeometryCollection" else [top])
        ]
        _require_sharing(members, arcs)
        features = [_feature(member, arcs, place) for member in members]
    except UNREADABLE as error:
        raise Refusal(BROKEN) from error
    if not is_topology:
        raise Refusal(BROKEN)
    return {"type": "FeatureCollection", "features": features}


def _require_sharing(members: Iterable[Mapping[str, Any]], arcs: list[Line]) -> None:
    """Raise ValueError where arcs are used far more often than neighbours can share them."""
    asked = sum(_asked(member, arcs) for member in members)
    if asked > SHARED * sum(map(len, arcs)):
        raise ValueError


def _asked(part: Any, arcs: list[Line]) -> int:  # noqa: ANN401 -- nested as deep as the kind has it
    """Return how many positions a geometry, or the arcs of these indices, have together."""
    if isinstance(part, int):
        return len(arcs[part if part >= 0 else ~part])
    if isinstance(part, Mapping):
        part = [part.get("arcs", []), part.get("geometries", [])]
    return sum(_asked(inner, arcs) for inner in part)


def _placer(transform: Mapping[str, Any] | None) -> Callable[[Iterable[float]], Position]:
    """Return the function that puts a quantised position in its place."""
    if transform is None:
        return list
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]

    def place(position: Iterable[float]) -> Position:
        x, y, *rest = position
        return [x * scale_x + shift_x, y * scale_y + shift_y, *rest]

    return place


def _arc(
    arc: list[Position],
    transform: Mapping[str, Any] | None,
    place: Callable[[Iterable[float]], Position],
) -> Line:
    """Return the arc's positions; a quantised arc holds steps from one position to the next."""
    if transform is None:
        return [list(position) for position in arc]
    steps = accumulate(arc, lambda here, step: [here[0] + step[0], here[1] + step[1]])
    return [place(position[:2]) for position in steps]


def _feature(
    member: Mapping[str, Any],
    arcs: list[Line],
    place: Callable[[Iterable[float]], Position],
) -> dict[str, Any]:
    feature = {"type": "Feature"} | {key: member[key] for key in ("id",) if key in member}
    return feature | {
        "properties": dict(member.get("properties") or {}),
        "geometry": _geometry(member, arcs, place),
    }


def _geometry(
    member: Mapping[str, Any],
    arcs: list[Line],
    place: Callable[[Iterable[float]], Position],
) -> dict[str, Any] | None:
    kind = member["type"]
    if kind is None:
        return None
    if kind == "GeometryCollection":
        parts = [_geometry(part, arcs, place) for part in member["geometries"]]
        return {"type": kind, "geometries": parts}
    if kind in {"Point", "MultiPoint"}:
        given = member["coordinates"]
        placed = place(given) if kind == "Point" else [place(position) for position in given]
        return {"type": kind, "coordinates": placed}
    return {"type": kind, "coordinates": _nested(member["arcs"], arcs, depth=DEPTHS[kind])}


def _nested(indices: list[Any], arcs: list[Line], *, depth: int) -> list[Any]:
    """Return the lines of the indices, nested as deep as the kind of geometry has it."""
    if depth == 0:
        return _stitched(indices, arcs)
    return [_nested(inner, arcs, depth=depth - 1) for inner in indices]


def _stitched(indices: list[int], arcs: list[Line]) -> Line:
    """Return one line of several arcs; each begins where the one before it ended."""
    line: Line = []
    for index in indices:
        arc = arcs[index] if index >= 0 else arcs[~index][::-1]
        line.extend(islice(arc, 1 if line else 0, None))
    return line
