"""A newer edition beside the one before: who is to see it, what changes from what to what, the way back."""

import pytest
from django.test import Client

from sasaeai.assets.models import Asset
from tests.exchange.bringing import page, take_in, upload
from tests.exchange.lists import SALON, csv

pytestmark = pytest.mark.django_db
TUESDAY = SALON.replace("月曜", "火曜")


def test_newer_edition_is_for_those_for_whom_the_one_before_was(officer: Client) -> None:
    take_in(officer, upload(officer, csv(SALON), visibility="staff"))

    newer = upload(officer, csv(TUESDAY), visibility="")
    take_in(officer, newer)

    salon = Asset.objects.get()
    assert (salon.visibility, salon.description) == ("staff", "火曜")
    assert "だれに見せるか：コーディネーターと市町村だけ" in page(officer, newer)


def test_edition_that_shows_to_others_than_before_says_so_first(officer: Client) -> None:
    take_in(officer, upload(officer, csv(SALON), visibility="staff"))

    newer = upload(officer, csv(SALON), visibility="public")

    assert "前の版は「コーディネーターと市町村だけ」でした。" in page(officer, newer)
    assert "前の版は" not in page(officer, upload(officer, csv(SALON), visibility="staff"))


def test_first_edition_is_for_everybody_where_nobody_said_otherwise(officer: Client) -> None:
    take_in(officer, upload(officer, csv(SALON), visibility=""))

    assert Asset.objects.get().visibility == "public"


def test_older_edition_says_that_the_newer_one_is_to_be_taken_back_first(officer: Client) -> None:
    older = upload(officer, csv(SALON))
    take_in(officer, older)
    assert "新しい版から先に取り消してください。" not in page(officer, older)

    newer = upload(officer, csv(TUESDAY))
    take_in(officer, newer)

    assert "新しい版から先に取り消してください。" in page(officer, older)
    assert f'<a href="{newer}">新しい版をひらく</a>' in page(officer, older)
    assert "新しい版から先に取り消してください。" not in page(officer, newer)


def test_all_lines_are_shown_to_whoever_asks_for_them(officer: Client) -> None:
    made = upload(officer, csv(*(f"{n},集会所{n:02},桜台{n},,,," for n in range(60))))

    assert "集会所59" not in page(officer, made)
    assert "ほかに10件あります。" in page(officer, made)
    assert "集会所59" in page(officer, f"{made}?all=add")


def test_preview_says_from_what_to_what_a_row_changes(officer: Client) -> None:
    take_in(officer, upload(officer, csv(SALON)))
    blank = SALON.replace("042-000-1234", "").replace("ささえ市桜台1-2", "ささえ市桜台1-9")

    newer = page(officer, upload(officer, csv(blank)))

    assert "載せてよい電話番号（042-000-1234→なし）" in newer
    assert "所在地（ささえ市桜台1-2→ささえ市桜台1-9）" in newer


def test_long_words_and_tables_that_change_are_told_by_their_names_alone(officer: Client) -> None:
    head = "番号,名称,住所,緯度,経度,電話番号,備考,利用可能曜日,開始時間,終了時間"
    take_in(officer, upload(officer, csv(f"{SALON},月,9:00,10:00", head=head)))
    long = SALON.replace("月曜", "長い説明です。" * 20)

    newer = page(officer, upload(officer, csv(f"{long},月,9:00,11:00", head=head)))

    told = newer.split('aria-labelledby="set"')[1]
    assert ("紹介" in told, "曜日と時間" in told) == (True, True)
    assert ("紹介（" in told, "曜日と時間（{" in told) == (False, False)
