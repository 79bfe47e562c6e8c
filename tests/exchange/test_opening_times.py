"""When a place is open: its columns of days and times onto the grid, what is remarked beside them as words."""

import pytest

from sasaeai.assets import times
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.calc import day_parts
from sasaeai.calc.hours import DAYS
from sasaeai.exchange.models import Import, Kind
from sasaeai.exchange.readers import hours
from tests.exchange import bringing
from tests.exchange.lists import choice, csv
from tests.exchange.test_returning import brought_back, counted, written_out
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory

HEAD = "名称,住所,利用可能曜日,開始時間,終了時間,利用可能日時特記事項,定休日"
NINE_TO_FIVE = [["09:00", "17:00"]]
WEEKDAYS = {"weekly": dict.fromkeys(DAYS[:5], NINE_TO_FIVE)}
UNREAD = (
    "1件は、曜日と時間の表が空のままです。書いてあることは言葉で残します（例：C3）。"
    "取り込んだあと、それぞれの画面で曜日と時間を選んでください。"
)
QUALIFIED = (
    "1件は、曜日と時間を表に入れ、ただし書きは言葉で残します（例：C2）。"
    "ただし書きが表とくいちがうときは、取り込んだあと、それぞれの画面で直してください。"
)


def take_in(town: Town, *rows: str, head: str = HEAD) -> Import:
    here = Actor(municipality=town.municipality.pk)
    return bringing.taken_in(here, choice(), csv(*rows, head=head), town.municipality)


def told(made: Import) -> list[str]:
    return [one["message"] for one in made.messages]


def test_columns_of_days_and_times_become_the_grid(town: Town) -> None:
    made = take_in(town, "市民会館,桜台1,月火水木金,9:00,17:00,,")
    row = Asset.objects.get()
    assert (row.times, row.times_words) == (WEEKDAYS, "月〜金 午前9時〜午後5時")
    assert told(made) == []


def test_one_column_of_days_and_times_becomes_the_grid(town: Town) -> None:
    take_in(town, "市民会館,桜台1,月〜金 9:00〜17:00", head="名称,住所,曜日と時間")
    assert Asset.objects.get().times == WEEKDAYS


def test_what_is_remarked_of_the_times_stays_beside_them_and_is_told(town: Town) -> None:
    made = take_in(town, "市民会館,桜台1,月火水木金,9:00,17:00,祝日を除く,")
    row = Asset.objects.get()
    assert (row.times, row.times_words) == (WEEKDAYS, "月〜金 午前9時〜午後5時。祝日を除く")
    assert (times.own_words(row), told(made)) == ("祝日を除く", [QUALIFIED])


def test_remark_in_brackets_stays_beside_the_times_and_is_told(town: Town) -> None:
    made = take_in(
        town, "市民会館,桜台1,月〜金（祝日を除く）9:00〜17:00", head="名称,住所,曜日と時間"
    )
    row = Asset.objects.get()
    assert (row.times, times.own_words(row), told(made)) == (WEEKDAYS, "祝日を除く", [QUALIFIED])


def test_working_days_stay_called_so_beside_the_times(town: Town) -> None:
    take_in(town, "市民会館,桜台1,平日 9時～17時", head="名称,住所,曜日と時間")
    row = Asset.objects.get()
    assert (row.times, times.own_words(row)) == (WEEKDAYS, "平日")


def test_times_that_leave_no_room_for_their_remark_stay_words() -> None:
    spans = [
        f"{day}{8 + at}:30-{9 + at}:30,{15 + at}:30-{16 + at}:30"
        for at, day in enumerate("月火水木金土日")
    ]
    written = f"{','.join(spans)}（祝日・年末年始・お盆を除く）"
    assert times.told(written) == {"times": {}, "times_words": written}


def test_remark_is_not_told_again_once_somebody_chose_the_times(town: Town) -> None:
    line = "市民会館,桜台1,月火水木金,9:00,17:00,祝日を除く,"
    take_in(town, line)
    Asset.objects.update(times_words="月〜金 午前9時〜午後5時。お盆と祝日を除く")
    assert QUALIFIED not in told(take_in(town, line))


def test_times_that_are_not_certain_stay_words_and_their_cell_is_told(town: Town) -> None:
    made = take_in(
        town, "市民会館,桜台1,月火水木金,9:00,17:00,,", "体育館,桜台2,随時,9:00,17:00,要予約,"
    )
    row = Asset.objects.get(name="体育館")
    assert (row.times, row.times_words) == ({}, "随時 9:00〜17:00。要予約")
    assert told(made) == [UNREAD]


def test_remark_too_long_for_its_field_leaves_the_grid(town: Town) -> None:
    take_in(town, f"市民会館,桜台1,月火水木金,9:00,17:00,{'あ' * 200},")
    row = Asset.objects.get()
    assert (row.times, row.times_words, "あ" * 200 in row.notes) == (WEEKDAYS, "", True)


def test_places_put_together_keep_all_their_times_as_words(town: Town) -> None:
    take_in(
        town,
        "市民会館,桜台1,月火水木金,9:00,17:00,祝日を除く,",
        "市民会館,桜台1,土,9:00,12:00,,",
    )
    row = Asset.objects.get()
    assert (row.times, row.times_words) == (
        {},
        "月〜金 9:00〜17:00。祝日を除く\n土 9:00〜12:00",
    )


def test_list_of_before_gets_its_grid_with_the_next_edition(town: Town) -> None:
    line = "市民会館,桜台1,月火水木金,9:00,17:00,祝日を除く,"
    taken = take_in(town, line).source.rows.get()
    before = "月〜金 9:00〜17:00。祝日を除く"
    taken.said = {key: said for key, said in taken.said.items() if key != "times"}
    taken.said["times_words"] = before
    taken.save()
    Asset.objects.update(times={}, times_words=before)

    made = take_in(town, line)

    assert (counted(made), Asset.objects.get().times) == ({"updated": 1}, WEEKDAYS)


def test_list_that_comes_back_untouched_changes_nothing(town: Town) -> None:
    AssetFactory(
        area=town.kashiwagi, times=WEEKDAYS, times_words="月〜金 午前9時〜午後5時。祝日を除く"
    )
    made = brought_back(town, Kind.FACILITIES, written_out(town, Kind.FACILITIES))
    assert (counted(made), told(made)) == ({"unchanged": 1}, [])


@pytest.mark.parametrize(
    ("named", "closed", "left"),
    [
        ("", "月曜日", "火〜日"),
        ("", "土・日・祝", "月〜金"),
        ("", "年中無休", "月〜日"),
        ("", "無休", "月〜日"),
        ("", "第3火曜日", ""),
        ("", "", ""),
        ("月火水木金土日", "水曜", "月・火・木〜日"),
        ("月〜金", "年末年始", "月〜金"),
        ("平日", "日", "平日"),
        ("土日祝", "月", "土・日・祝"),
    ],
)
def test_days_without_the_closing_days_are_left(named: str, closed: str, left: str) -> None:
    assert hours.open_days(named, closed=closed) == left


def test_times_chosen_anew_keep_what_was_written_beside_them() -> None:
    former, chosen = WEEKDAYS, {"weekly": {"mon": NINE_TO_FIVE}}
    renewed = [
        times.renewed(words, former, chosen)
        for words in (
            "",
            "月〜金 午前9時〜午後5時",
            "月〜金 午前9時〜午後5時。祝日を除く",
            "雨の日は休み",
        )
    ]
    anew = "月 午前9時〜午後5時"
    assert renewed == [anew, anew, f"{anew}。祝日を除く", "雨の日は休み"]


def test_times_that_are_taken_away_leave_what_was_written_beside_them() -> None:
    words = "月〜金 午前9時〜午後5時。祝日を除く"
    assert times.renewed(words, WEEKDAYS, {}) == "祝日を除く"


def test_parts_of_days_come_with_a_list_and_with_its_next_edition(town: Town) -> None:
    head = "名称,住所,利用可能曜日,開始時間,終了時間"
    take_in(town, "すずかぜ会館,桜台1-2,月,9:00,13:00", head=head)
    asset = Asset.objects.get()
    both = [day_parts.MORNING, day_parts.AFTERNOON]
    assert asset.open_parts == day_parts.weekly_parts([0], both)

    take_in(town, "すずかぜ会館,桜台1-2,火,9:00,10:00", head=head)

    asset.refresh_from_db()
    assert asset.open_parts == day_parts.weekly_parts([1], [day_parts.MORNING])
