"""Small lists as towns keep them, with invented names, for the tests of importing."""

import io
import json
from pathlib import Path
from typing import Any

from django.core.management import call_command

from sasaeai.exchange.models import Kind
from sasaeai.exchange.previews import Choice

HEAD = "番号,名称,住所,緯度,経度,電話番号,備考"
SALON = "1,ふれあいサロン桜,ささえ市桜台1-2,35.63,139.50,042-000-1234,月曜"
HALL = "2,北野集会所,ささえ市青梅3-4,35.64,139.51,042-000-5678,"


def csv(*rows: str, head: str = HEAD) -> bytes:
    """Return a list as a file in UTF-8."""
    return "\r\n".join([head, *rows]).encode()


def choice(kind: str = Kind.FACILITIES, **said: str) -> Choice:
    """Return what somebody says about a file: a public list called 施設一覧."""
    usual = {"file_name": "list.csv", "source": "施設一覧", "visibility": "public", "level": ""}
    return Choice(kind=kind, **{**usual, **said})


def square(west: float, south: float, side: float = 0.01) -> dict[str, Any]:
    """Return a square of degrees as GeoJSON."""
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def geojson(*features: tuple[dict[str, Any], dict[str, Any] | None]) -> bytes:
    """Return features (properties, geometry) as a file."""
    listed = [{"type": "Feature", "properties": p, "geometry": g} for p, g in features]
    return json.dumps({"type": "FeatureCollection", "features": listed}).encode()


def run(kind: str, file: Path, *options: str, code: str = "132250") -> tuple[int, dict[str, Any]]:
    """Return the exit code and the JSON of `sasaeai import`."""
    out, exit_code = io.StringIO(), 0
    try:
        call_command(
            "import", kind, str(file), "--municipality", code, "--json", *options, stdout=out
        )
    except SystemExit as leaving:
        exit_code = int(str(leaving.code))
    return exit_code, json.loads(out.getvalue())
