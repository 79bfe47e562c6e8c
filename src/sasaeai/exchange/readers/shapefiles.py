"""ESRI shapefiles (.shp, .dbf, .prj, .cpg) as GeoJSON features in WGS84."""

import io
import re
import struct
import warnings
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import pyproj
import shapefile
import shapely
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from shapely.errors import ShapelyError
from shapely.geometry import mapping, shape

from sasaeai.exchange.readers import decode
from sasaeai.exchange.readers.messages import Refused

# From so many parts on a shape is looked at before its holes are sorted into its outlines.
FEW_PARTS = 30
_WORLD, _TOKYO = pyproj.CRS.from_epsg(4326), pyproj.CRS.from_epsg(4301)
# Where a coordinate system may name other files, by a grid or by a definition of its own.
OTHER_FILES = re.compile(r"EXTENSION|PARAMETER_?FILE|BOUNDCRS|grids|init=", re.IGNORECASE)
# As sure as that has to be: other programs write names of their own, so its numbers are held against it.
ALIKE, ROUNDED = 20, 1e-6
_NEEDED = {
    ".dbf": gettext_lazy(
        "シェープファイルの.dbf（名前やコード）がありません。.shp・.dbf・.shx・.prjをまとめてzipにしてから取り込んでください。"
    ),
    ".prj": gettext_lazy(
        "シェープファイルの.prj（座標の決まり）がありません。.shp・.dbf・.shx・.prjをまとめてzipにしてから取り込んでください。"
    ),
}


def parts(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the parts of the one shapefile among files by ending, {} where there is none."""
    stems = [PurePosixPath(name) for name in members if name.lower().endswith(".shp")]
    if not stems:
        return {}
    if len(stems) > 1:
        raise Refused(_("zipの中にシェープファイルが2つ以上あります。1つずつ取り込んでください。"))
    stem = stems[0].with_suffix("").as_posix().lower()
    return {
        path.suffix.lower(): data
        for name, data in members.items()
        if (path := PurePosixPath(name)).with_suffix("").as_posix().lower() == stem
    }


def features(files: Mapping[str, bytes]) -> tuple[list[dict[str, Any]], str]:
    """Return the features of a shapefile and the encoding of its words."""
    for suffix, sentence in _NEEDED.items():
        if suffix not in files:
            raise Refused(str(sentence))
    onto = _projected(decode.decode(files[".prj"]).text)
    try:
        return _read(files, onto)
    except (
        shapefile.ShapefileException,
        struct.error,
        OSError,
        ValueError,
        IndexError,
        KeyError,
        EOFError,
    ) as error:
        raise Refused(
            _("シェープファイルが壊れています。もう一度ダウンロードしてから取り込んでください。")
        ) from error


def projection(crs: pyproj.CRS) -> Callable[[Any], Any]:
    """Return the function that takes a geometry from a coordinate system to WGS84."""
    # What was drawn before 2002 lies some 400 m off the world's own degrees.
    if crs.is_geographic and "tokyo" not in crs.name.lower():
        return lambda geometry: geometry
    onto = pyproj.Transformer.from_crs(crs, _WORLD, always_xy=True)
    return lambda geometry: shapely.transform(geometry, onto.transform, interleaved=False)


def _projected(text: str) -> Callable[[Any], Any]:
    try:
        known = None if OTHER_FILES.search(text) else _known(pyproj.CRS.from_wkt(text))
    except pyproj.exceptions.ProjError:
        known = None
    if known is None:
        raise Refused(
            _("シェープファイルの座標の決まり（.prj）が読めません。書き出し直してください。")
        )
    return projection(known)


def _known(said: pyproj.CRS) -> pyproj.CRS | None:
    """Return the coordinate system of the world's register that a file means; none where it has none.

    What the file says is never drawn with: in many ways it can name a file of this machine.
    """
    plain = said.source_crs or said if said.is_bound else said
    if plain.is_geographic:
        return _TOKYO if "tokyo" in plain.name.lower() else _WORLD
    number = plain.to_epsg(min_confidence=ALIKE)
    known = pyproj.CRS.from_epsg(number) if number else None
    return known if known and _is_same(_numbers(plain), _numbers(known)) else None


def _numbers(crs: pyproj.CRS) -> list[float]:
    """Return the numbers that a projected coordinate system is made of."""
    way, body = crs.coordinate_operation, crs.ellipsoid
    numbers = [float(one.value) for one in way.params if one.unit_name] if way else []
    return sorted([*numbers, body.semi_major_metre] if body else numbers)


def _is_same(some: list[float], others: list[float]) -> bool:
    """Return whether the numbers differ by no more than they were rounded when they were written."""
    return len(some) == len(others) and bool(np.allclose(some, others, rtol=ROUNDED, atol=ROUNDED))


def _read(
    files: Mapping[str, bytes], onto: Callable[[Any], Any]
) -> tuple[list[dict[str, Any]], str]:
    sources = {s[1:]: io.BytesIO(files[s]) for s in (".shp", ".dbf", ".shx") if s in files}
    with warnings.catch_warnings():
        # A wrong length in the header harms nothing; a missing record fails below.
        warnings.simplefilter("ignore")
        with shapefile.Reader(**sources, encoding="latin-1") as reader:
            records = [record.as_dict() for record in reader.iterRecords()]
            outlines = [_outline(item) for item in reader.iterShapes()]
    texts = "\n".join(v for r in records for v in r.values() if isinstance(v, str))
    encoding = decode.decode(texts.encode("latin-1")).encoding if texts.strip() else "ASCII"
    codec = "cp932" if encoding == "CP932" else "utf-8"
    found = [
        {
            "type": "Feature",
            "properties": {_word(k, codec): _word(v, codec) for k, v in record.items()},
            "geometry": mapping(onto(outline)) if outline is not None else None,
        }
        for record, outline in zip(records, outlines, strict=True)
    ]
    return found, encoding


def _outline(item: Any) -> Any:  # noqa: ANN401 -- pyshp and shapely are untyped
    try:
        if not item.shapeType or _is_thicket(item):
            return None
        return shape(item.__geo_interface__)
    except (ShapelyError, ValueError, IndexError):
        return None


def _is_thicket(item: Any) -> bool:  # noqa: ANN401 -- as above
    """Return whether holes lie in far more outlines than a map has one in another.

    Each is held against each that may hold it, which takes as long and as much memory as there are.
    """
    starts = getattr(item, "parts", ())
    if len(starts) < FEW_PARTS:
        return False
    rings = np.split(np.asarray(item.points, dtype=float)[:, :2], list(starts)[1:])
    boxes = np.array([[*ring.min(axis=0), *ring.max(axis=0)] for ring in rings if len(ring)])
    sizes = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    widest = boxes[np.argsort(-sizes)[:FEW_PARTS]]
    inside = [
        ((boxes[:, :2] >= box[:2]) & (boxes[:, 2:] <= box[2:])).all(axis=1).sum() for box in widest
    ]
    return int(np.median(inside)) > FEW_PARTS


def _word(value: Any, codec: str) -> Any:  # noqa: ANN401 -- DBF fields are of any type
    return value.encode("latin-1").decode(codec, "replace") if isinstance(value, str) else value
