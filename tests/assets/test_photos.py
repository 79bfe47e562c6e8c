"""Photographs are written anew, kept from those who may not see, and gone when taken off."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.photos.fields import PhotoField
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory
from tests.factories.photos import picture


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def send(town: Town, asset: Asset, **data: object) -> int:
    kept = {"name": asset.name, "kind": asset.kind, "area": asset.area_id}
    kept |= {"visibility": asset.visibility, "origin": asset.origin}
    client = town.client(Role.COORDINATOR2)
    status = client.post(reverse("assets:change", args=[asset.pk]), kept | data).status_code
    asset.refresh_from_db()
    return status


def test_photo_is_kept_without_place_and_device(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai)
    upload = picture(comment=b"taken at home")
    assert b"SasaeCamera" in upload.read()
    upload.seek(0)

    assert send(town, asset, photo=upload) == 302

    content = Path(asset.photo.path).read_bytes()
    with Image.open(BytesIO(content)) as kept:
        assert (kept.format, dict(kept.getexif())) == ("JPEG", {})
    assert [word for word in (b"SasaeCamera", b"Exif", b"taken at home") if word in content] == []


@pytest.mark.parametrize(
    "content",
    [b"<svg onload='alert(1)'/>", b"GIF89a" + b"\0" * 50, b"\xff\xd8\xff" + b"\0" * 50, b"PK\3\4"],
)
def test_upload_that_is_no_photo_is_refused(town: Town, content: bytes) -> None:
    asset = AssetFactory(area=town.sakuradai)

    status = send(town, asset, photo=SimpleUploadedFile("p.jpg", content, "image/jpeg"))

    assert (status, asset.photo.name) == (422, "")


def test_photo_with_nonsense_from_the_camera_is_refused() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x011A] = 6, 1.5
    content = BytesIO()
    Image.new("RGB", (8, 8)).save(content, "JPEG", exif=exif)
    # How many points an inch has, which is a fraction, said to be some bytes.
    broken = content.getvalue().replace(b"\x01\x1a\x00\x05", b"\x01\x1a\x00\x07")

    with pytest.raises(ValidationError, match="写真として読めませんでした"):
        PhotoField().clean(SimpleUploadedFile("p.jpg", broken, "image/jpeg"))


def test_upload_of_too_many_pixels_is_refused() -> None:
    content = BytesIO()
    Image.new("1", (5100, 5100)).save(content, "PNG")

    with pytest.raises(Exception, match="縦横が大きすぎます"):
        PhotoField().clean(SimpleUploadedFile("p.png", content.getvalue(), "image/png"))


def test_photograph_of_as_many_pixels_is_taken_in_and_shrunk() -> None:
    content = BytesIO()
    Image.new("L", (5100, 5100)).save(content, "JPEG")

    photo = PhotoField().clean(SimpleUploadedFile("p.jpg", content.getvalue(), "image/jpeg"))

    assert max(Image.open(photo).size) == 1600


def test_photo_is_served_as_jpeg_to_whoever_sees_the_asset(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai, visibility=Visibility.COUNCIL)
    send(town, asset, photo=picture("PNG"))
    address = reverse("assets:photo", args=[asset.pk])

    response = town.client(Role.COUNCIL_MEMBER).get(address)

    content = b"".join(response.streaming_content)  # type: ignore[arg-type]  # not asynchronous

    assert response.headers["Content-Type"] == "image/jpeg"
    assert content.startswith(b"\xff\xd8")
    assert town.client(Role.VIEWER).get(address).status_code == 404


def test_photo_is_kept_by_the_browser_on_the_residents_page_alone(town: Town) -> None:
    asset = AssetFactory(area=town.sakuradai, visibility=Visibility.PUBLIC)
    send(town, asset, photo=picture())
    town.municipality.portal_open = True
    town.municipality.save()
    client, kept = town.client(Role.COORDINATOR2), []

    for url in (
        reverse("portal:asset_photo", args=[town.municipality.code, asset.pk]),
        reverse("assets:photo", args=[asset.pk]),
    ):
        response = client.get(url)
        assert b"".join(response)
        kept.append(response.headers["Cache-Control"])

    assert kept == ["private, max-age=3600", "private, no-store"]


def test_photo_that_is_not_there_is_not_found(town: Town, media: Path) -> None:
    asset, lost = AssetFactory(area=town.sakuradai), AssetFactory(area=town.sakuradai)
    send(town, lost, photo=picture())
    (media / lost.photo.name).unlink()
    client = town.client(Role.COORDINATOR2)

    found = [
        client.get(reverse("assets:photo", args=[pk])).status_code for pk in (asset.pk, lost.pk)
    ]

    assert found == [404, 404]


def test_photo_taken_off_or_replaced_leaves_no_file_behind(
    town: Town, media: Path, django_capture_on_commit_callbacks: object
) -> None:
    asset = AssetFactory(area=town.sakuradai)
    for data in ({"photo": picture()}, {"photo": picture()}, {"drops_photo": "on"}):
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
            send(town, asset, **data)

    assert asset.photo.name == ""
    assert [path for path in media.rglob("*") if path.is_file()] == []
