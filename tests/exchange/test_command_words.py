"""What `sasaeai import` says to people: each remark, the counts, and that it only tried."""

import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from sasaeai.assets.models import Asset
from tests.exchange.lists import HALL, SALON, csv
from tests.factories.areas import Town


def told(file: Path, town: Town, **options: bool) -> str:
    out = io.StringIO()
    call_command(
        "import",
        "facilities",
        str(file),
        municipality=town.municipality.code,
        stdout=out,
        **options,
    )
    return out.getvalue()


def test_each_remark_stands_on_a_line_of_its_own(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "salons.csv"
    file.write_bytes(csv(SALON, HALL.replace("35.64", "0").replace("139.51", "0")))

    first, second = told(file, town).splitlines()

    assert first.startswith("D3：緯度・経度が0なので")
    assert second.startswith("salons（UTF-8）：記録 2、加える 2")


def test_trying_says_that_nothing_was_written(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "salons.csv"
    file.write_bytes(csv(SALON))

    lines = told(file, town, dry_run=True).splitlines()

    assert lines[-1] == "ためし読みです。何も書いていません。"
    assert Asset.objects.count() == 0


def test_file_that_is_too_large_is_not_read(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "salons.csv"
    file.write_bytes(csv(SALON))
    monkeypatch.setattr("sasaeai.exchange.readers.decode.MAX_UPLOAD", 10)

    with pytest.raises(CommandError, match="ファイルが50MBをこえています。"):
        told(file, town)
