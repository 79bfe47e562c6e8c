"""Photographs from anywhere, made harmless: decoded, turned upright, shrunk and written anew."""

import struct
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from sasaeai.base.errors import DomainError

LARGEST_BYTES = 15 * 1024 * 1024
# A JPEG is decoded small; any other form first whole, at four bytes a pixel.
LARGEST_PIXELS = {"JPEG": 60_000_000}
LARGEST_WHOLE = 25_000_000
LONGEST_SIDE = 1600
# What many cameras write as MPO is opened as the JPEG it begins with.
FORMATS = ("JPEG", "PNG", "WEBP")
# Pillow knows only some of them from the start and trips over the others.
Image.init()


def reencode(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    """Return the picture as a new JPEG without metadata (place, device), at most 1600 px long.

    Raises DomainError when the file is too large, no picture, or a bomb.
    """
    if (upload.size or 0) > LARGEST_BYTES:
        raise DomainError(_("写真は15MBまでです。小さくしてから選びなおしてください。"))
    try:
        with Image.open(upload, formats=FORMATS) as picture:
            most = LARGEST_PIXELS.get(picture.format or "", LARGEST_WHOLE)
            if picture.width * picture.height > most:
                raise DomainError(
                    _("写真の縦横が大きすぎます。小さくしてから選びなおしてください。")
                )
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        # What a camera wrote about itself may be of any kind, and wrong.
        TypeError,
        LookupError,
        struct.error,
        Image.DecompressionBombError,
    ) as error:
        raise DomainError(
            _("写真として読めませんでした。JPEGかPNGの写真を選びなおしてください。")
        ) from error
    # Pillow would write a JPEG's comment again.
    upright.info.clear()
    out = BytesIO()
    upright.save(out, "JPEG", quality=82)
    return ContentFile(out.getvalue(), name="photo.jpg")
