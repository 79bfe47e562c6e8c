"""Days, hours and checks as residents read them."""

import re
from datetime import date

import pytest

from sasaeai.activities.models import Activity
from sasaeai.assets import times
from sasaeai.calc.schedule import Schedule
from sasaeai.portal import words
from sasaeai.portal.templatetags.portal import unbroken
from sasaeai.ui.templatetags.ui import furigana_filter

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 1), "11{月|がつ}{1日|ついたち}（{日|にち}）"),
        (date(2026, 11, 14), "11{月|がつ}14{日|か}（{土|ど}）"),
        (date(2026, 11, 20), "11{月|がつ}{20日|はつか}（{金|きん}）"),
        (date(2026, 11, 25), "11{月|がつ}25{日|にち}（{水|すい}）"),
    ],
)
def test_day_is_said_with_its_reading(on: date, said: str) -> None:
    assert words.whole_day(on) == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("午前10時30分", "{午前|ごぜん}10{時|じ}30{分|ぷん}"),
        ("午後1時15分", "{午後|ごご}1{時|じ}15{分|ふん}"),
        ("午後1時19分", "{午後|ごご}1{時|じ}19{分|ふん}"),
        ("第2水曜", "{第|だい}2{水曜|すいよう}"),
        ("月・水", "{月|げつ}・{水|すい}"),
        ("毎日", "{毎日|まいにち}"),
    ],
)
def test_times_carry_their_readings(text: str, said: str) -> None:
    assert words.read(text) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "毎週月曜日 午前10時から",
            "{毎週|まいしゅう}{月曜日|げつようび} {午前|ごぜん}10{時|じ}から",
        ),
        ("第2・第4水曜 正午", "{第|だい}2・{第|だい}4{水曜|すいよう} {正午|しょうご}"),
        ("平日 午前9時〜", "{平日|へいじつ} {午前|ごぜん}9{時|じ}〜"),
        ("日の出から3時間、月に一度", "日の出から3時間、月に一度"),
    ],
)
def test_what_somebody_wrote_is_read_where_nothing_else_is_meant(written: str, said: str) -> None:
    assert words.when(Activity(times_words=written)) == said


@pytest.mark.parametrize("kept", [{"weekly": {"mon": "morning"}}, {"monthly": [{"weeks": [9]}]}])
def test_times_that_cannot_be_read_are_never(kept: dict[str, object]) -> None:
    activity = Activity(name="お茶の会", times=kept)

    assert times.schedule_of(activity) == Schedule()
    assert words.when(activity) == ""


def test_words_that_somebody_wrote_stand_beside_the_times() -> None:
    weekly = {"weekly": {"mon": [["10:00", "11:30"]]}}

    said = [
        words.when(Activity(times=weekly, times_words=written)) for written in ("雨の日は休み", "")
    ]

    assert said == [
        "{月|げつ} {午前|ごぜん}10{時|じ}〜11{時|じ}30{分|ぷん}　雨の日は休み",
        "{月|げつ} {午前|ごぜん}10{時|じ}〜11{時|じ}30{分|ぷん}",
    ]


@pytest.mark.parametrize(
    ("on", "means", "said"),
    [
        (date(2026, 11, 25), "phone", "11{月|がつ}25{日|にち}（{水|すい}）に、{電話|でんわ}で{確|たし}かめました。"),
        (date(2026, 11, 25), "import", "11{月|がつ}25{日|にち}（{水|すい}）の{名簿|めいぼ}によります。"),
        (date(2025, 3, 4), "visit", "{令和|れいわ}7{年|ねん}3{月|がつ}{4日|よっか}（{火|か}）に、{行|い}って{確|たし}かめました。"),
        (None, "phone", ""),
        (date(2026, 11, 25), "by a bird", ""),
    ],
)  # fmt: skip
def test_check_is_told_with_its_day_and_how(on: date | None, means: str, said: str) -> None:
    assert words.checked(Activity(checked_on=on, checked_means=means), today=TODAY) == said


@pytest.mark.parametrize("day", [10, 20, 24])
def test_reading_of_a_day_stays_whole(day: int) -> None:
    said = furigana_filter(unbroken(words.whole_day(date(2026, 12, day))))
    assert not re.search(r"[{|}]", said)
