import pytest

from sasaeai.demo.rhythm import Weekly, in_words, times


def test_times_with_weeks_of_the_month_are_read():
    assert times("第24水 10-11:30") == (Weekly(2, "10:00", "11:30", (2, 4)),)


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("第24水 10-11:30", "第2・第4水曜 午前10時〜11時30分"),
        ("火金 14-16", "毎週火・金曜 午後2時〜4時"),
        ("月火水木金 9-17", "平日 午前9時〜午後5時"),
        ("月火水木金土日 6:30-7", "毎日 午前6時30分〜7時"),
        ("月火水木金土 9-12", "毎週月〜土曜 午前9時〜正午"),
        ("水 9-12,土 13-15", "毎週水曜 午前9時〜正午、毎週土曜 午後1時〜3時"),
        ("木 11:30-12:30", "毎週木曜 午前11時30分〜午後0時30分"),
        ("", ""),
    ],
)
def test_times_are_said_as_people_say_them(note, words):
    assert in_words(times(note)) == words


def test_times_that_cannot_be_read_are_refused():
    with pytest.raises(ValueError, match="読めません"):
        times("来週のどこか")
