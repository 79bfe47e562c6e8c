from shapely.geometry import shape


def bounding_box(geometry: dict) -> tuple[float, float, float, float]:
    """Return west, south, east, north."""
    return shape(geometry).bounds


def representative_point(geometry: dict) -> tuple[float, float]:
    """Return a point inside."""
    point = shape(geometry).representative_point()
    return point.x, point.y
