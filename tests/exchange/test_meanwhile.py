"""What happened between looking and taking in: an edition, a file, a source that are not as before."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import MACHINE, Actor
from sasaeai.base.errors import DomainError
from sasaeai.exchange import editions
from sasaeai.exchange.models import Kind, Source
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary import actions as vocabulary
from tests.exchange.lists import SALON, choice, csv
from tests.factories.areas import Town

PAGE = "/exchange/imports/"
UNREADABLE = b"%PDF-1.7 nonsense"


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    """Return a fresh home of the installation's files."""
    settings.HOME = tmp_path
    return tmp_path


@pytest.fixture
def officer(town: Town) -> Client:
    return town.client(Role.OFFICER)


def test_preview_applied_once_more_writes_nothing_more(town: Town) -> None:
    here = Actor(municipality=town.municipality.pk)
    preview = editions.preview(choice(), csv(SALON), town.municipality)
    editions.write(here, choice(), csv(SALON), preview)
    Source.objects.all().delete()  # so that nothing but the rows themselves can object

    with pytest.raises(DomainError, match="いまほかでもありました。"):
        editions.write(here, choice(), csv(SALON), preview)

    assert (Asset.objects.count(), Source.objects.count()) == (1, 0)


def test_file_that_is_too_large_is_refused_with_a_sentence(
    home: Path, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sasaeai.exchange.forms.MAX_UPLOAD", len(csv(SALON)) - 1)
    file = SimpleUploadedFile("list.csv", csv(SALON))

    response = officer.post(PAGE, {"kind": "facilities", "visibility": "public", "file": file})

    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"file": ["ファイルが50MBをこえています。地区や種類ごとに分けて取り込んでください。"]},
    )


def test_newer_edition_of_organisations_changes_what_it_says_anew(town: Town) -> None:
    vocabulary.load_national(MACHINE, town.municipality)
    here, said = Actor(municipality=town.municipality.pk), choice(Kind.ORGANISATIONS)
    head, row = "団体名,住所,代表者,電話番号", "桜台自治会,桜台1,架空 花子,042-000-1234"
    editions.take_in(here, said, csv(row, head=head), town.municipality)

    newer = row.replace("1234", "9999")
    made = editions.take_in(here, said, csv(newer, head=head), town.municipality)

    assert (made.counts["updated"], Organisation.objects.get().phone) == (1, "042-000-9999")
