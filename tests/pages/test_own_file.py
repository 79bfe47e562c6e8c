"""A map file of the town's own as background: parts of it for whoever is signed in, no host named, nothing else."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Municipality, Role
from sasaeai.pages import ranges
from tests.factories.areas import Town
from tests.pages.archives import archive, picture, put
from tests.pages.test_background import policy, told

CONTENT = archive({(0, 0, 0): picture(200, 0, 0)}, words={"attribution": "© 地図の会"})
ADDRESS = "pages:background"


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def client(town: Town, home: Path) -> Client:
    """Return a coordinator of a town that has switched its own file on."""
    put(home, "町.pmtiles", CONTENT)
    town.municipality.background = Municipality.Background.FILE
    town.municipality.background_file = "町.pmtiles"
    town.municipality.save()
    return town.client(Role.COORDINATOR2)


def part(client: Client, asked: str) -> Any:
    return client.get(reverse(ADDRESS), headers={"Range": asked})


@pytest.mark.parametrize(
    ("asked", "content", "said"),
    [
        ("bytes=0-6", CONTENT[:7], f"bytes 0-6/{len(CONTENT)}"),
        ("bytes=7-7", CONTENT[7:8], f"bytes 7-7/{len(CONTENT)}"),
        ("bytes=120-99999", CONTENT[120:], f"bytes 120-{len(CONTENT) - 1}/{len(CONTENT)}"),
    ],
)
def test_browser_gets_the_part_it_asks_for(
    client: Client, asked: str, content: bytes, said: str
) -> None:
    answer = part(client, asked)

    assert (answer.status_code, answer.content) == (206, content)
    assert (answer["Content-Range"], answer["Accept-Ranges"]) == (said, "bytes")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    "asked",
    [
        "", "bytes=0-", "bytes=-5", "bytes=9-8", "bytes=0-1,3-4", "lines=0-5", "bytes=x-y",
        f"bytes={len(CONTENT)}-{len(CONTENT) + 5}", f"bytes=0-{9**40}",
    ],
)  # fmt: skip
def test_what_is_no_part_is_not_sent(client: Client, asked: str) -> None:
    answer = part(client, asked)

    told_size = (answer.status_code, answer.content, answer["Content-Range"])
    assert told_size == (416, b"", f"bytes */{len(CONTENT)}")


def test_part_is_never_longer_than_a_square_or_a_directory_is(client: Client, home: Path) -> None:
    put(home, "町.pmtiles", CONTENT.ljust(ranges.LONGEST + 9, b"\0"))

    answers = [part(client, f"bytes=0-{last}") for last in (ranges.LONGEST - 1, ranges.LONGEST)]

    assert [answer.status_code for answer in answers] == [206, 416]


def test_resident_gets_no_part_and_is_led_to_the_sign_in(client: Client) -> None:
    answer = part(Client(), "bytes=0-6")

    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/login/")


@pytest.mark.parametrize(
    ("background", "name"),
    [
        ("own", "町.pmtiles"),
        ("gsi", "町.pmtiles"),
        ("file", ""),
        ("file", "gone.pmtiles"),
        ("file", "../outside.pmtiles"),
        ("file", "broken.pmtiles"),
    ],
)
def test_nothing_is_sent_but_the_file_that_was_chosen(
    town: Town, client: Client, home: Path, background: str, name: str
) -> None:
    (home / "outside.pmtiles").write_bytes(CONTENT)
    put(home, "broken.pmtiles", b"PMTiles")
    Municipality.objects.filter(pk=town.municipality.pk).update(
        background=background, background_file=name
    )

    assert part(client, "bytes=0-6").status_code == 404
    assert client.get(reverse("pages:map")).status_code == 200


def test_next_town_gets_no_part(client: Client, next_town: Town) -> None:
    assert part(next_town.client(Role.COORDINATOR2), "bytes=0-6").status_code == 404


def test_page_names_no_host_and_says_where_the_parts_begin_and_who_made_it(client: Client) -> None:
    found, page = policy(client), client.get(reverse("pages:map")).content.decode()

    assert (found["img-src"], found["default-src"]) == ("'self' data:", "'self'")
    assert "connect-src" not in found
    background = told(client)
    assert background["file"].startswith(f"{reverse(ADDRESS)}?edition=")
    assert (background["isVector"], background["closest"]) == (False, 0)
    assert "© 地図の会" in page
