"""The map files of a town's own house: those of one folder, and no others."""

from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from sasaeai.areas import map_files
from sasaeai.areas.models import Role
from tests.factories.areas import Town
from tests.pages.archives import archive, picture, put

SAID = {"name": "ささえ市", "office": "高齢福祉課", "phone": "042-000-9999", "portal_open": "on"}


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.HOME = tmp_path
    return tmp_path


def whole(**more: object) -> bytes:
    return archive({(0, 0, 0): picture(200, 0, 0)}, **more)


def test_only_map_files_of_the_folder_itself_are_offered(home: Path) -> None:
    put(home, "町.pmtiles", whole())
    put(home, "notes.txt", b"")
    outside = home / "secret.pmtiles"
    outside.write_bytes(whole())
    (home / "maps" / "link.pmtiles").symlink_to(outside)
    (home / "maps" / "folder.pmtiles").mkdir()

    assert map_files.names() == ["町.pmtiles"]
    assert [map_files.opened(name) for name in ("../secret.pmtiles", "link.pmtiles", "")] == [None] * 3  # fmt: skip


def test_house_without_the_folder_offers_none(home: Path) -> None:
    assert map_files.names() == []


def test_credit_is_words_without_marks(home: Path) -> None:
    words = {
        "attribution": '<a href="https://example.org" onclick="x()">&copy; 地図の会</a> &amp; 町'
    }
    put(home, "a.pmtiles", whole(words=words))

    assert map_files.opened("a.pmtiles").credit == "© 地図の会 & 町"


def test_file_put_anew_is_read_anew(home: Path) -> None:
    put(home, "a.pmtiles", whole(words={"attribution": "前の"}))
    before = map_files.opened("a.pmtiles")
    put(home, "a.pmtiles", whole(words={"attribution": "新しい地図"}))
    after = map_files.opened("a.pmtiles")

    assert (before.credit, after.credit) == ("前の", "新しい地図")
    assert before.edition != after.edition


def test_file_that_cannot_be_read_is_not_drawable(home: Path) -> None:
    put(home, "a.pmtiles", b"PMTiles")

    assert map_files.drawable("a.pmtiles") is None


@pytest.mark.parametrize("offset", [2**63, 10_000_000])
def test_file_that_broke_off_before_its_words_is_not_drawable(home: Path, offset: int) -> None:
    broken = bytearray(whole())
    broken[24:32] = offset.to_bytes(8, "little")  # where its words begin
    put(home, "a.pmtiles", bytes(broken))

    assert map_files.drawable("a.pmtiles") is None


def test_officer_chooses_a_file_and_finds_it_chosen(town: Town, home: Path) -> None:
    put(home, "町.pmtiles", whole())
    client, address = town.client(Role.OFFICER), reverse("areas:municipality")

    client.post(address, {**SAID, "background": "file:町.pmtiles"})

    town.municipality.refresh_from_db()
    kept = (town.municipality.background, town.municipality.background_file)
    assert kept == ("file", "町.pmtiles")
    page = client.get(address).content.decode()
    assert '<option value="file:町.pmtiles" selected>地図のファイル：町.pmtiles</option>' in page


def test_other_choice_forgets_the_file(town: Town, home: Path) -> None:
    town.municipality.background, town.municipality.background_file = "file", "gone.pmtiles"
    town.municipality.save()

    town.client(Role.OFFICER).post(reverse("areas:municipality"), {**SAID, "background": "gsi"})

    town.municipality.refresh_from_db()
    assert (town.municipality.background, town.municipality.background_file) == ("gsi", "")


@pytest.mark.parametrize(
    ("chosen", "sentence"),
    [
        ("file:b.pmtiles", "このファイルは地図として読めません。"),
        ("file:../secret.pmtiles", "一覧の中から選んでください。"),
        ("file", "一覧の中から選んでください。"),
    ],
)
def test_file_that_is_no_map_is_told_to_the_officer(
    town: Town, home: Path, chosen: str, sentence: str
) -> None:
    put(home, "b.pmtiles", b"PMTiles")

    answer = town.client(Role.OFFICER).post(
        reverse("areas:municipality"), {**SAID, "background": chosen}
    )

    town.municipality.refresh_from_db()
    assert (answer.status_code, town.municipality.background) == (422, "own")
    assert sentence in str(answer.context["form"].errors["background"])
