"""Photographs as telephones make them."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS = 0x8825


def picture(form: str = "JPEG", **extra: object) -> SimpleUploadedFile:
    """Return a photograph that says where and with what it was taken."""
    exif = Image.Exif()
    exif[0x010F] = "SasaeCamera"
    exif.get_ifd(GPS)[1] = "N"
    content = BytesIO()
    Image.new("RGB", (64, 48), (120, 90, 60)).save(content, form, exif=exif, **extra)
    return SimpleUploadedFile("p.jpg", content.getvalue(), "image/jpeg")
