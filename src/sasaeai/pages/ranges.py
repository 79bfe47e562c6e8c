"""A part of a file, as a browser asks for it (RFC 9110, 14): never the whole, which may be gigabytes."""

import re
from pathlib import Path

from django.http import HttpResponse

ASKED = re.compile(r"bytes=(\d{1,15})-(\d{1,15})", re.ASCII)
LONGEST = 4_194_304


def part(path: Path, asked: str, *, content_type: str) -> HttpResponse:
    """Return the bytes from one to another; 416 with the size where they are none of the file's."""
    size = path.stat().st_size
    found = ASKED.fullmatch(asked)
    first, last = (int(found[1]), min(int(found[2]), size - 1)) if found else (0, -1)
    if not 0 <= last - first < LONGEST:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with path.open("rb") as file:
        file.seek(first)
        content = file.read(last - first + 1)
    told = {"Content-Range": f"bytes {first}-{last}/{size}", "Accept-Ranges": "bytes"}
    return HttpResponse(content, status=206, content_type=content_type, headers=told)
