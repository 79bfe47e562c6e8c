"""A photograph beside the words: written anew, for the body that heard it alone, sent from a device too."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.voices import locks
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.photos import picture

pytestmark = pytest.mark.django_db
WORDS = "この縁側、だれか使ってくれないかしら"


@pytest.fixture(autouse=True)
def media(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def said(town: Town, **more: object) -> dict[str, object]:
    today = timezone.localdate().isoformat()
    return {"words": WORDS, "near": str(town.sakuradai.pk), "heard_on": today} | more


def files(media: Path) -> list[bytes]:
    return [path.read_bytes() for path in media.rglob("*") if path.is_file()]


def heard(client: Client, town: Town, **more: object) -> Voice:
    client.post("/voices/hear/", said(town, photo=picture(), client_id=str(uuid4()), **more))
    return Voice.objects.get()


def test_photo_is_kept_without_place_and_device(
    coordinator: Client, town: Town, media: Path
) -> None:
    voice = heard(coordinator, town)

    (content,) = files(media)
    assert (content[:2], b"SasaeCamera" in content) == (b"\xff\xd8", False)
    assert b"".join(coordinator.get(reverse("voices:photo", args=[voice.pk]))) == content


def test_photo_from_a_device_arrives_once(coordinator: Client, town: Town, media: Path) -> None:
    number, lock = str(uuid4()), {"X-Lock": locks.lock_of(writer(town).pk)}

    states = [
        coordinator.post(
            "/voices/arrive/", said(town, photo=picture(), client_id=number), headers=lock
        ).json()["state"]
        for _time in range(2)
    ]

    assert (states, len(files(media))) == (["saved", "known"], 1)


def test_photo_that_comes_after_the_words_is_not_dropped(
    coordinator: Client, town: Town, media: Path
) -> None:
    number, lock = str(uuid4()), {"X-Lock": locks.lock_of(writer(town).pk)}
    send = said(town, client_id=number)
    states = [
        coordinator.post("/voices/arrive/", send | more, headers=lock).json()["state"]
        for more in ({}, {"photo": picture()})
    ]
    assert states == ["saved", "differs"]


def test_what_is_no_photo_is_told_and_nothing_is_kept(
    coordinator: Client, town: Town, media: Path
) -> None:
    upload = SimpleUploadedFile("p.jpg", b"PK\3\4", "image/jpeg")

    page = coordinator.post("/voices/hear/", said(town, photo=upload, client_id=str(uuid4())))

    assert (page.status_code, Voice.objects.count(), files(media)) == (422, 0, [])
    assert "写真として読めませんでした" in page.content.decode()
    assert WORDS in page.content.decode()


def test_others_read_the_words_they_may_and_see_no_photo(coordinator: Client, town: Town) -> None:
    voice = heard(coordinator, town, consent="oral", reach=Reach.STAFF)
    officer = town.client(Role.OFFICER)

    page = officer.get(voice.get_absolute_url())

    assert (page.status_code, WORDS in page.content.decode()) == (200, True)
    assert reverse("voices:photo", args=[voice.pk]) not in page.content.decode()
    assert officer.get(reverse("voices:photo", args=[voice.pk])).status_code == 403


def test_look_at_the_photo_is_noted_once_with_the_page(coordinator: Client, town: Town) -> None:
    voice = heard(coordinator, town)
    Entry.objects.filter(verb="voices.look").delete()

    for address in (voice.get_absolute_url(), reverse("voices:photo", args=[voice.pk])):
        assert b"".join(coordinator.get(address))

    looks = Entry.objects.filter(verb="voices.look")
    assert [entry.fields for entry in looks] == [["photo", "words"]]


def test_look_at_the_photo_is_noted_although_the_words_were_looked_at(
    coordinator: Client, town: Town
) -> None:
    voice = heard(coordinator, town)
    address = reverse("voices:photo", args=[voice.pk])
    coordinator.get(reverse("voices:list"))
    Entry.objects.exclude(verb="voices.look").delete()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _time in range(2):
            assert b"".join(coordinator.get(address))
        looks = Entry.objects.order_by("pk")
        assert [entry.fields for entry in looks] == [["words"], ["photo"]]
        clock.shift(timedelta(minutes=61))
        coordinator.logout()
        coordinator.force_login(writer(town))
        assert b"".join(coordinator.get(address))
        looks = Entry.objects.filter(verb="voices.look").order_by("pk")
        assert [entry.fields for entry in looks] == [["words"], ["photo"], ["photo"]]


def test_look_at_the_photo_is_no_look_at_the_words(coordinator: Client, town: Town) -> None:
    voice = heard(coordinator, town)
    Entry.objects.all().delete()
    assert b"".join(coordinator.get(reverse("voices:photo", args=[voice.pk])))
    coordinator.post(reverse("voices:pointed"), {"words": WORDS})
    looks = Entry.objects.filter(verb="voices.look").order_by("pk")
    assert [entry.fields for entry in looks] == [["photo"], ["words"]]


def test_photo_goes_with_the_voice_that_is_withdrawn(coordinator: Client, town: Town) -> None:
    voice = heard(coordinator, town)
    coordinator.post(reverse("voices:withdraw", args=[voice.pk]))

    assert coordinator.get(reverse("voices:photo", args=[voice.pk])).status_code == 404


def test_photo_is_taken_off_or_replaced_without_a_trace(
    coordinator: Client, town: Town, media: Path, django_capture_on_commit_callbacks: object
) -> None:
    voice, left = heard(coordinator, town), []
    for data in ({"photo": picture()}, {"drops_photo": "on"}):
        seen = Voice.objects.get().updated_at.isoformat()
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # a fixture
            coordinator.post(
                reverse("voices:change", args=[voice.pk]), said(town, seen=seen, **data)
            )
        left.append(len(files(media)))

    voice.refresh_from_db()
    assert (left, voice.photo.name) == ([1, 0], "")
