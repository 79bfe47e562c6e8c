"""`sasaeai import`: one line for people, one JSON object for machines, 1 where it refuses."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sasaeai.areas.models import Area, Municipality
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from sasaeai.exchange.models import Import
from sasaeai.exchange.previews import COUNTS
from sasaeai.vocabulary.models import Term
from tests.exchange.lists import HALL, SALON, csv, run
from tests.factories.areas import Town

pytestmark = pytest.mark.django_db
KEYS = {"kind", "source", "encoding", "header_row", *COUNTS, "messages"}


@pytest.fixture
def salons(tmp_path: Path) -> Path:
    """Return a file of two places."""
    file = tmp_path / "salons.csv"
    file.write_bytes(csv(SALON, HALL))
    return file


def test_dry_run_prints_one_object_and_writes_nothing(salons: Path) -> None:
    code, told = run("facilities", salons, "--dry-run")
    assert (code, set(told)) == (0, KEYS)
    named = ("source", "encoding", "header_row", "rows", "created", "with_location")
    assert [told[name] for name in named] == ["salons", "UTF-8", 1, 2, 2, 2]
    assert (Municipality.objects.count(), Asset.objects.count(), Entry.objects.count()) == (0, 0, 0)


def test_message_names_row_column_and_value(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(csv(SALON.replace("35.63", "0").replace("139.50", "0")))
    _, told = run("facilities", file, "--dry-run")
    (message,) = told["messages"]
    assert set(message) == {"row", "column", "value", "level", "message"}
    assert (message["row"], message["column"], message["level"]) == (2, "緯度", "warning")


def test_municipality_that_is_not_here_needs_a_name(salons: Path) -> None:
    code, told = run("facilities", salons)
    assert (code, told["rows"]) == (1, 0)
    assert "--name" in told["messages"][0]["message"]
    assert Municipality.objects.count() == 0


def test_municipality_with_a_name_is_founded_with_its_words(salons: Path) -> None:
    code, told = run("facilities", salons, "--name", "稲城市")
    town = Municipality.objects.get()
    assert (code, told["created"], town.code, town.prefecture) == (0, 2, "132250", "東京都")
    assert Asset.objects.filter(municipality=town).count() == 2
    assert Term.objects.filter(municipality=town).exists()
    assert run("facilities", salons)[1]["unchanged"] == 2


@pytest.mark.parametrize("code", ["13225", "132251", "000000", "x"])
def test_refusal_has_the_keys_of_a_reading_and_leaves_with_one(tmp_path: Path, code: str) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    left, told = run("facilities", file, "--dry-run", code=code)
    (message,) = told["messages"]
    assert (left, list(told)) == (
        1,
        ["kind", "source", "encoding", "header_row", *COUNTS, "messages"],
    )
    assert list(message) == ["row", "column", "value", "level", "message"]
    assert (message["row"], message["level"], told["rows"]) == (None, "error", 0)


def test_wrong_check_digit_is_told_before_the_file_is_opened(tmp_path: Path) -> None:
    left, told = run("facilities", tmp_path / "nowhere.csv", "--name", "稲城市", code="132251")
    assert (left, "検査数字" in told["messages"][0]["message"]) == (1, True)
    assert Municipality.objects.count() == 0


def test_file_whose_every_row_is_refused_was_read(tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(csv(SALON.replace("ふれあいサロン桜", "")))
    left, told = run("facilities", file, "--dry-run")
    assert (left, told["rows"], told["refused"], told["with_location"]) == (0, 1, 1, 1)


def test_refused_file_founds_no_municipality(tmp_path: Path) -> None:
    file = tmp_path / "empty.csv"
    file.write_bytes(b"")
    assert run("facilities", file, "--name", "稲城市")[0] == 1
    assert (Municipality.objects.count(), Area.objects.count()) == (0, 0)


def test_import_of_a_known_town_is_told_in_words(town: Town, salons: Path) -> None:
    out = io.StringIO()
    call_command(
        "import", "facilities", str(salons), "--municipality", town.municipality.code, stdout=out
    )
    assert "salons（UTF-8）：記録 2、加える 2" in out.getvalue()
    assert Import.objects.get().user is None


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"municipality": "132251"}, "検査数字"),
        ({"municipality": "x"}, "団体コードではありません"),
        ({"kind": "nonsense"}, "kind："),
        ({"visibility": "all"}, "visibility："),
        ({"level": "municipality"}, "level："),
        ({"file": "/nowhere/list.csv"}, "開けません"),
        ({"file": "/"}, "開けません"),
        ({"file": "/nowhere/list.shp"}, "開けません"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    salons: Path, options: dict[str, str], sentence: str
) -> None:
    said = {"kind": "facilities", "file": str(salons), "municipality": "132250", **options}
    more = {name: said[name] for name in ("visibility", "level") if name in said}
    with pytest.raises(CommandError, match=sentence):
        call_command(
            "import", said["kind"], said["file"], municipality=said["municipality"],
            dry_run=True, **more,
        )  # fmt: skip
