"""Keeping a photograph with the row it belongs to, and handing it out: never from a public folder."""

from functools import partial
from typing import Protocol

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models.fields.files import ImageFieldFile
from django.http import FileResponse, Http404


class Pictured(Protocol):
    """A row with a photograph, or room for one."""

    photo: ImageFieldFile


def put(row: Pictured, photo: ContentFile[bytes] | None, *, drops: bool = False) -> None:
    """Set the new photo, or none; the caller saves the row, and the old file goes once that is certain."""
    old = row.photo.name
    if photo is not None:
        row.photo.save(photo.name or "photo.jpg", photo, save=False)
    elif drops:
        row.photo = ""  # type: ignore[assignment]  # Django's own way to say none
    if old and old != row.photo.name:
        transaction.on_commit(partial(row.photo.storage.delete, old))


def content_of(row: Pictured) -> bytes | None:
    """Return the photograph of something as JPEG, to be set on paper; none where there is none."""
    if not row.photo:
        return None
    try:
        with row.photo.open() as file:
            content: bytes = file.read()
    except FileNotFoundError:
        return None
    return content


def hand_out(row: Pictured) -> FileResponse:
    """Return the photograph of something the viewer may see, as JPEG; 404 where there is none."""
    if not row.photo:
        raise Http404
    try:
        content = row.photo.open()
    except FileNotFoundError as error:
        raise Http404 from error
    headers = {"Cache-Control": "private, max-age=3600"}
    return FileResponse(content, content_type="image/jpeg", headers=headers)
