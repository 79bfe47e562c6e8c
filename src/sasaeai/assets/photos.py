"""Handing out a photograph: always as JPEG, never from a public folder."""

from django.http import FileResponse, Http404

from sasaeai.assets.models.freshness import Listed


def response(listed: Listed) -> FileResponse:
    """Return the photograph of something the viewer may see; 404 where there is none."""
    if not listed.photo:
        raise Http404
    try:
        content = listed.photo.open()
    except FileNotFoundError as error:
        raise Http404 from error
    headers = {"Cache-Control": "private, max-age=3600"}
    return FileResponse(content, content_type="image/jpeg", headers=headers)
