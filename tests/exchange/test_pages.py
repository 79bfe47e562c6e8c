"""The pages of taking in: upload, look, apply; for officers, and only for who brought the file."""

import io
import os
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sasaeai.areas.models import LevelName, Role
from sasaeai.assets.models import Asset
from sasaeai.exchange.models import Import
from tests.exchange.bringing import PAGE, settle, take_in, upload
from tests.exchange.lists import HALL, SALON, csv
from tests.factories.areas import Town

LONG_AGO = 25 * 3600
VERBS = ("apply", "undo", "drop", "stop", "again")


def test_officer_sees_first_and_applies_then(town: Town, home: Path) -> None:
    client = town.client(Role.OFFICER)
    made = upload(client, csv(SALON, HALL))
    page = client.get(made).content.decode()
    assert ("ふれあいサロン桜" in page, "取り込む" in page, Asset.objects.count()) == (
        True,
        True,
        0,
    )
    applied = client.get(take_in(client, made)).content.decode()
    assert "まとめて取り消せます。" in applied
    assert (Asset.objects.count(), list((home / "uploads").iterdir())) == (2, [])
    kept = Import.objects.get()
    assert (str(kept.user), kept.counts["created"]) == (client.session["_auth_user_id"], 2)
    assert "加えた2件、直した0件" in client.get(PAGE).content.decode()


def test_levels_to_choose_from_are_called_as_the_town_calls_them(town: Town) -> None:
    LevelName.objects.create(municipality=town.municipality, level="district", name="小学校区")

    form = town.client(Role.OFFICER).get(PAGE).context["form"]

    levels = dict(form.fields["level"].choices)
    assert (levels["district"], levels["living_area"]) == ("小学校区", "日常生活圏域")
    assert list(levels) == ["", "living_area", "district", "town"]


def test_second_preview_shows_what_changes_and_what_is_missing(town: Town) -> None:
    client = town.client(Role.OFFICER)
    take_in(client, upload(client, csv(SALON, HALL)))
    page = client.get(upload(client, csv(SALON.replace("月曜", "火曜")))).content.decode()
    assert ("ふれあいサロン桜</a>：紹介" in page, "北野集会所" in page) == (True, True)


def test_long_preview_shows_fifty_lines_and_the_total(town: Town) -> None:
    client = town.client(Role.OFFICER)
    rows = [f"{n},集会所{n:03},桜台{n},35.63,139.50,," for n in range(60)]
    page = client.get(upload(client, csv(*rows))).content.decode()
    _before, added = page.split('<section class="stack is-tight" aria-labelledby="add">')
    assert (added.count("集会所0"), "ほかに10件あります。" in added) == (50, True)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICER])
def test_others_than_officers_take_nothing_in(town: Town, role: Role) -> None:
    preview = upload(town.client(Role.OFFICER), csv(SALON))
    client = town.client(role)
    codes = [client.get(PAGE), client.get(preview), client.post(f"{preview}apply/")]
    assert [response.status_code for response in codes] == [403, 403, 403]
    assert Asset.objects.count() == 0


def test_officers_of_a_town_see_what_another_brought_and_no_other_town_does(
    town: Town, next_town: Town
) -> None:
    made = upload(town.client(Role.OFFICER), csv(SALON))
    assert town.client(Role.OFFICER).get(made).status_code == 200
    stranger = next_town.client(Role.OFFICER)
    codes = [stranger.get(made), *(stranger.post(f"{made}{verb}/") for verb in VERBS)]
    assert {response.status_code for response in codes} == {404}
    assert (Asset.objects.count(), Import.objects.count()) == (0, 1)


def test_file_that_waited_for_more_than_a_day_is_erased(town: Town, home: Path) -> None:
    client = town.client(Role.OFFICER)
    upload(client, csv(SALON))
    for path in (home / "uploads").iterdir():
        os.utime(path, (time.time() - LONG_AGO, time.time() - LONG_AGO))
    made = upload(client, csv(HALL))
    (left,) = (home / "uploads").iterdir()
    assert left.stem in made


def test_import_nobody_has_made_is_not_found(town: Town) -> None:
    assert town.client(Role.OFFICER).get(f"{PAGE}{uuid4()}/").status_code == 404


def test_file_that_is_gone_before_it_is_read_is_told(town: Town, home: Path) -> None:
    client = town.client(Role.OFFICER)
    file = SimpleUploadedFile("list.csv", csv(SALON))
    said = {"kind": "facilities", "source": "", "visibility": "public", "level": ""}
    made = client.post(PAGE, {**said, "file": file})["Location"]
    for path in (home / "uploads").iterdir():
        path.unlink()
    settle()
    assert "もう一度ファイルを選んでください。" in client.get(made).content.decode()


def test_past_import_of_another_town_is_not_found(town: Town, next_town: Town) -> None:
    client = next_town.client(Role.OFFICER)
    take_in(client, upload(client, csv(SALON)))
    made = Import.objects.get()
    assert client.get(made.get_absolute_url()).status_code == 200
    assert town.client(Role.OFFICER).get(made.get_absolute_url()).status_code == 404


def bomb() -> bytes:
    """Return a small zip that opens to 401 MB."""
    whole = io.BytesIO()
    with (
        zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("list.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(401):
            member.write(b"0" * 1024 * 1024)
    return whole.getvalue()


@pytest.mark.parametrize(
    ("data", "kind", "sentence"),
    [
        (b"\x00\x01\x02\xff" * 400, "facilities", "見出しの行が見つかりません"),
        (b"%PDF-1.7 nonsense", "facilities", "これはPDFです"),
        (b"{", "boundaries", "壊れて"),
        (csv(SALON), "boundaries", "図形のファイルには見えません"),
        (csv(SALON), "landmarks", "図形のファイルには見えません"),
        (csv(SALON), "towns", "町丁目"),
        (csv("1,2", head="数,量"), "facilities", "見出しの行が見つかりません"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    town: Town, data: bytes, kind: str, sentence: str
) -> None:
    client = town.client(Role.OFFICER)
    page = client.get(upload(client, data, kind=kind)).content.decode()
    assert (sentence in page, "ファイルを選びなおす" in page) == (True, True)


@pytest.mark.parametrize(
    ("data", "kind", "sentence"),
    [
        (b"", "facilities", "ファイルが空です"),
        (csv(SALON), "nonsense", "一覧の中から選んでください"),
    ],
)
def test_what_can_be_told_at_once_is_told_at_once(
    town: Town, home: Path, data: bytes, kind: str, sentence: str
) -> None:
    assert sentence in upload(town.client(Role.OFFICER), data, kind=kind)
    assert (Import.objects.count(), (home / "uploads").exists()) == (0, False)


def test_zip_that_opens_to_too_much_is_refused(town: Town) -> None:
    client = town.client(Role.OFFICER)
    assert "400MB" in client.get(upload(client, bomb(), name="list.zip")).content.decode()


def test_name_of_a_file_is_never_markup_nor_a_path(town: Town, home: Path) -> None:
    client = town.client(Role.OFFICER)
    preview = upload(client, csv(SALON.replace("月曜", "<b>")), name="../<script>.csv", source="")
    page = client.get(preview).content.decode()
    assert "<script>.csv" not in page
    assert {path.parent for path in home.rglob("*.file")} == {home / "uploads"}


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_works_here_finds_the_exports(town: Town, role: Role) -> None:
    assert town.client(role).get("/exchange/exports/").status_code == 200


@pytest.mark.parametrize("number", [1, 3])
def test_list_of_past_imports_makes_the_same_queries_for_one_and_three(
    town: Town, number: int, django_assert_num_queries: Callable[..., object]
) -> None:
    client = town.client(Role.OFFICER)
    for nth in range(number):
        take_in(client, upload(client, csv(SALON), source=f"名簿{nth}"))
    client.get(PAGE)
    with django_assert_num_queries(8):
        client.get(PAGE)


def test_preview_says_which_file_of_what_and_of_which_town_was_read(town: Town) -> None:
    client = town.client(Role.OFFICER)
    page = client.get(upload(client, csv(SALON), name="a.csv", source="")).content.decode()
    assert "<h1>『a.csv』（場所（施設・店など）・ささえ市）</h1>" in page
    assert "出どころ：a" in page
