"""Days and times in words: onto the grid where they are certain, and told where they are not."""

from sasaeai.activities.models import Activity
from sasaeai.audit.actor import Actor
from sasaeai.exchange.models import Import, Kind
from tests.exchange import bringing
from tests.exchange.lists import choice, csv
from tests.exchange.test_returning import brought_back, counted, written_out
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town

HEAD = "名称,会場,開催日,開催時間"
TUESDAY = {"weekly": {"tue": [["10:00", "11:30"]]}}
UNREAD = (
    "2件は、曜日と時間の表が空のままです。書いてあることは言葉で残します（例：C3、D4）。"
    "取り込んだあと、それぞれの画面で曜日と時間を選んでください。"
)


def take_in(town: Town, *rows: str) -> Import:
    here = Actor(municipality=town.municipality.pk)
    listed = choice(Kind.GATHERINGS, source="通いの場")
    file = csv(*(f"{row},桜台" for row in rows), head=f"{HEAD},地区")
    return bringing.taken_in(here, listed, file, town.municipality)


def told(made: Import) -> list[str]:
    return [one["message"] for one in made.messages]


def test_words_that_are_certain_become_the_grid(town: Town) -> None:
    made = take_in(town, "お茶のみ会,北野会館,毎週火曜,10時～11時半")
    row = Activity.objects.get()
    assert (row.times, row.times_words, row.weekdays) == (TUESDAY, "火 午前10時〜11時30分", "tue")
    assert told(made) == []


def test_remark_of_a_gathering_stays_beside_its_times_and_is_told(town: Town) -> None:
    made = take_in(town, "お茶のみ会,北野会館,毎週火曜（祝日を除く）,10時～11時半")
    row = Activity.objects.get()
    assert (row.times, row.times_words) == (TUESDAY, "火 午前10時〜11時30分。祝日を除く")
    assert ["ただし書きは言葉で残します（例：D2）" in sentence for sentence in told(made)] == [True]


def test_words_that_are_not_stay_words_and_their_cells_are_told(town: Town) -> None:
    made = take_in(
        town,
        "お茶のみ会,北野会館,毎週火曜,10時～11時半",
        "体操の会,北野会館,毎月10日,",
        "歌の会,北野会館,,10時から",
        "花の会,北野会館,,",
    )
    row = Activity.objects.get(name="体操の会")
    assert (row.times, row.times_words) == ({}, "毎月10日")
    assert told(made) == [UNREAD]


def test_grid_that_was_filled_in_by_hand_since_is_not_asked_for_again(town: Town) -> None:
    take_in(town, "体操の会,北野会館,毎月10日,")
    Activity.objects.update(times=TUESDAY)
    assert told(take_in(town, "体操の会,北野会館,毎月10日,")) == []


def test_list_of_before_gets_its_grid_with_the_next_edition(town: Town) -> None:
    row = "お茶のみ会,北野会館,毎週火曜,10時～11時半"
    taken = take_in(town, row).source.rows.get()
    before = "毎週火曜。10時～11時半"
    taken.said = {key: said for key, said in taken.said.items() if key != "times"}
    taken.said["times_words"] = before
    taken.save()
    Activity.objects.update(times={}, times_words=before)

    made = take_in(town, row)

    assert (counted(made), Activity.objects.get().times) == ({"updated": 1}, TUESDAY)


def test_words_changed_in_a_list_that_comes_back_change_the_grid(town: Town) -> None:
    ActivityFactory(area=town.kashiwagi, name="体操", times=TUESDAY, times_words="朝の体操")
    text = written_out(town, Kind.GATHERINGS).decode()

    made = brought_back(
        town, Kind.GATHERINGS, text.replace("朝の体操", "毎週水曜 10:00〜11:30").encode()
    )

    row = Activity.objects.get()
    assert (counted(made), told(made)) == ({"updated": 1}, [])
    assert (row.times, row.weekdays) == ({"weekly": {"wed": [["10:00", "11:30"]]}}, "wed")


def test_words_that_come_back_unread_leave_the_grid_with_a_sentence(town: Town) -> None:
    ActivityFactory(area=town.kashiwagi, name="体操", times=TUESDAY, times_words="朝の体操")
    text = written_out(town, Kind.GATHERINGS).decode()

    made = brought_back(town, Kind.GATHERINGS, text.replace("朝の体操", "毎月10日").encode())

    row = Activity.objects.get()
    assert (row.times, row.times_words) == (TUESDAY, "毎月10日")
    assert [one.partition("：")[2] for one in told(made)] == [
        "曜日と時間の表は、もとのままです。画面で選びなおしてください。"
    ]
