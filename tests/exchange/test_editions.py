"""A newer edition beside the one before: who is to see it, what changes from what to what, the way back."""

import pytest
from django.test import Client

from sasaeai.areas.models import Area
from sasaeai.assets.models import Asset
from tests.exchange.bringing import PAGE, page, take_in, upload
from tests.exchange.lists import SALON, csv

pytestmark = pytest.mark.django_db
TUESDAY = SALON.replace("月曜", "火曜")
HEAD = "名称,住所,備考"
HALL, RENAMED = "ひばり会館,ささえ市桜台1-2,", "つばめ会館,ささえ市桜台1-2,"
PERHAPS = "「ひばり会館」はこのファイルになく、同じ住所に「つばめ会館」が加わります。"


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


def test_place_that_is_only_called_otherwise_is_told_and_stays_one(officer: Client) -> None:
    take_in(officer, upload(officer, csv(HALL, head=HEAD)))
    assert PERHAPS in page(officer, upload(officer, csv(RENAMED, head=HEAD)))

    Asset.objects.update(name="つばめ会館")
    again = upload(officer, csv(RENAMED, head=HEAD))
    take_in(officer, again)

    assert (Asset.objects.count(), PERHAPS in page(officer, again)) == (1, False)


def test_house_in_which_several_are_tells_of_no_other_name(officer: Client) -> None:
    both = csv(HALL, "すずめ会館,ささえ市桜台1-2,", head=HEAD)
    take_in(officer, upload(officer, both))

    newer = upload(officer, csv(RENAMED, "つぐみ会館,ささえ市桜台1-2,", head=HEAD))

    assert "名前が変わっただけなら" not in page(officer, newer)


def test_row_that_is_here_leads_to_its_page_and_one_to_come_does_not(officer: Client) -> None:
    first = upload(officer, csv(SALON))
    assert "/assets/" not in page(officer, first).split("加えるもの")[1]

    take_in(officer, first)
    newer = upload(officer, csv(TUESDAY))

    salon = f'<a href="{Asset.objects.get().get_absolute_url()}">ふれあいサロン桜</a>：'
    assert salon in page(officer, newer)
    assert "（月曜→火曜）" in page(officer, newer)
    assert f'{Asset.objects.get().get_absolute_url()}"' in page(officer, first)


def test_row_that_is_gone_leads_nowhere(officer: Client) -> None:
    made = upload(officer, csv(SALON))
    take_in(officer, made)
    Asset.objects.all().delete()

    shown = page(officer, made)

    assert ("ふれあいサロン桜" in shown, 'href="/assets/' in shown.split("加えたもの")[1]) == (
        True,
        False,
    )


def test_older_edition_does_not_say_that_it_can_be_taken_back(officer: Client) -> None:
    older = upload(officer, csv(SALON))
    take_in(officer, older)
    assert "まとめて取り消せます" in page(officer, older)

    take_in(officer, upload(officer, csv(TUESDAY)))

    assert "まとめて取り消せます" not in page(officer, older)
    assert "新しい版も取り込んであります" in page(officer, older)


def test_past_imports_are_told_apart_by_their_files(officer: Client) -> None:
    for name in ("2025年.csv", "2026年.csv"):
        upload(officer, csv(SALON), name=name)

    shown = page(officer, PAGE)

    assert ("『2025年.csv』" in shown, "『2026年.csv』" in shown) == (True, True)


def test_areas_of_a_file_lead_to_their_pages(officer: Client) -> None:
    data = csv("ゆうひ町,35.61,139.51", head="町丁目名,緯度,経度")
    made = upload(officer, data, kind="towns", source="町丁")
    take_in(officer, made)

    assert Area.objects.get(name="ゆうひ町").get_absolute_url() in page(officer, made)
