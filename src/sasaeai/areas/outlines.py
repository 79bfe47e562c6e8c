"""The ground of a map that moves: the town's own areas and landmarks as GeoJSON, small enough to send."""

import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Max

from sasaeai.areas import queries
from sasaeai.areas.models import Area, Landmark
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import Viewer
from sasaeai.calc import clipping, tiles
from sasaeai.calc.geography import Box

TOLERANCES_M = (3.0, 6.0, 12.0, 25.0, 50.0, 100.0, 200.0, 400.0)
HEAVIEST = 150_000  # bytes, compressed
AROUND = 1.6  # times the town's own box: what lies further off is not drawn
KEPT_SECONDS = 24 * 3600


def edition(viewer: Viewer) -> str:
    """Return a mark that changes when anything on the ground does, and with the day."""
    areas = queries.with_ended(viewer).order_by().aggregate(Max("updated_at"), Count("pk"))
    landmarks = Landmark.objects.filter(municipality_id=viewer.municipality)
    told = landmarks.aggregate(Max("updated_at"), Count("pk"))
    marks = (viewer.municipality, viewer.today, *areas.values(), *told.values())
    return hashlib.sha256("·".join(map(str, marks)).encode()).hexdigest()[:32]


def ground(viewer: Viewer, edition: str) -> str:
    """Return the town's areas and landmarks as GeoJSON; one process draws an edition once."""
    return str(cache.get_or_set(f"ground-{edition}", lambda: _drawn(viewer), KEPT_SECONDS))


def _drawn(viewer: Viewer) -> str:
    """Return the ground as exact as its weight allows."""
    areas = list(queries.visible_to(viewer).filter(boundary__isnull=False).select_related(None))
    areas = [area for area in areas if area.level != Level.TOWN] or areas
    around = queries.box_around(viewer, ())
    if around is None:
        return _collection([])
    box = tiles.zoomed(around, AROUND)
    landmarks = queries.landmarks(viewer, box)
    for tolerance_m in TOLERANCES_M:
        words = _collection(_features(areas, landmarks, box=box, tolerance_m=tolerance_m))
        if len(gzip.compress(words.encode())) <= HEAVIEST:
            break
    return words


def _collection(features: Sequence[dict[str, Any]] | Iterator[dict[str, Any]]) -> str:
    whole = {"type": "FeatureCollection", "features": list(features)}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _features(
    areas: Sequence[Area], landmarks: Sequence[Landmark], *, box: Box, tolerance_m: float
) -> Iterator[dict[str, Any]]:
    """Yield the landmarks, the areas upon them, and a point for the name of each area."""
    for landmark in landmarks:
        shape = clipping.cut(landmark.shape, box=box, tolerance_m=tolerance_m)
        if shape:
            yield _feature(shape, kind=landmark.kind, name=landmark.name)
    for area in areas:
        shape = clipping.cut(area.boundary or {}, box=box, tolerance_m=tolerance_m)
        if shape:
            yield _feature(shape, kind="area", level=area.level)
        if area.longitude is not None and area.level != Level.MUNICIPALITY:
            spot = {"type": "Point", "coordinates": [area.longitude, area.latitude]}
            yield _feature(spot, kind="name", level=area.level, name=area.name)


def _feature(geometry: dict[str, Any], **said: str) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": said}
