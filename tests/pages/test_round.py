"""今日たしかめる: which stops, in which order, and what to ask at each."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas.actions import add_area, frame
from sasaeai.areas.models import Area, Posting, Role
from sasaeai.areas.models.area import Level
from sasaeai.areas.viewer import viewer_of
from sasaeai.assets.models import Asset
from sasaeai.audit.models import Entry
from sasaeai.pages import queries
from tests.factories.activities import ActivityFactory
from tests.factories.areas import LONG_AGO, MACHINE, Town
from tests.factories.assets import AssetFactory, check_asset
from tests.paper import reading

ROUND = "/round/"
POINT = {"longitude": 139.51, "latitude": 35.60}


def start_in_the_west(town: Town) -> None:
    town.west.longitude, town.west.latitude = 139.50, 35.60
    town.west.save()


def test_stops_without_a_point_come_after_those_one_can_walk_to(town: Town) -> None:
    start_in_the_west(town)
    somewhere = ActivityFactory(area=town.sakuradai, name="どこかのお茶会")
    unplaced = ActivityFactory(area=town.sakuradai, place=AssetFactory(area=town.aoume))
    hall = AssetFactory(area=town.sakuradai, **POINT)
    there = ActivityFactory(area=town.sakuradai, place=hall)

    stops = town.client(Role.COORDINATOR2).get(ROUND).context["stops"]

    order = [stop["listed"] for stop in stops]
    assert {*order[:2]} == {hall, there}
    assert {*order[2:]} == {somewhere, unplaced}


def test_area_without_a_point_of_its_own_lists_stops_by_age(town: Town) -> None:
    hall = AssetFactory(
        area=town.sakuradai, check_due_on=timezone.localdate() - timedelta(days=9), **POINT
    )
    older = ActivityFactory(
        area=town.sakuradai, place=hall, check_due_on=timezone.localdate() - timedelta(days=90)
    )
    apart = ActivityFactory(area=town.sakuradai)

    stops = town.client(Role.COORDINATOR2).get(ROUND).context["stops"]

    assert [stop["listed"] for stop in stops] == [older, hall, apart]


def test_round_holds_the_eight_that_were_longest_not_checked(town: Town) -> None:
    ages = [5, 1, 9, 3, 7, 2, 8, 4, 6]
    halls = {
        age: AssetFactory(
            area=town.sakuradai, check_due_on=timezone.localdate() - timedelta(days=age), **POINT
        )
        for age in ages
    }

    stops = town.client(Role.COORDINATOR2).get(ROUND).context["stops"]

    assert [stop["listed"] for stop in stops] == [halls[age] for age in range(9, 1, -1)]


def test_round_on_paper_notes_its_stops(town: Town) -> None:
    hall = AssetFactory(area=town.sakuradai, **POINT)
    salon = ActivityFactory(area=town.sakuradai)

    response = town.client(Role.COORDINATOR2).get(ROUND, {"print": "1"})

    entry = Entry.objects.get(verb="pages.print_round")
    assert (response["Content-Type"], response.content[:5]) == ("application/pdf", b"%PDF-")
    assert entry.subjects == [str(hall.pk), str(salon.pk)]


@reading.needs_pdftotext
def test_round_on_paper_says_where_each_stop_is(town: Town, tmp_path: Path) -> None:
    AssetFactory(area=town.sakuradai, name="桜台集会所", address="桜台9-9", **POINT)
    ActivityFactory(area=town.sakuradai, name="お茶のみ会", place_words="中央公園")

    response = town.client(Role.COORDINATOR2).get(ROUND, {"print": "1"})

    printed = "".join(reading.words(response.content, tmp_path))
    said = ("桜台集会所", "桜台9-9", "お茶のみ会", "中央公園")
    assert [words in printed for words in said] == [True] * 4


def test_stop_of_an_activity_is_where_it_takes_place(town: Town) -> None:
    hall = AssetFactory(area=town.aoume, address="青梅1-2-3")
    ActivityFactory(area=town.sakuradai, name="集会所のお茶会", place=hall)
    ActivityFactory(area=town.sakuradai, name="公園の体操", place_words="中央公園")

    stops = town.client(Role.COORDINATOR2).get(ROUND).context["stops"]

    assert {stop["listed"].name: stop["address"] for stop in stops} == {
        "集会所のお茶会": "青梅1-2-3",
        "公園の体操": "中央公園",
    }


def test_stop_asks_first_for_what_is_least_sure(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    hall = AssetFactory(
        area=town.sakuradai, times_words="毎週月曜", public_phone="042-000-1234", **POINT
    )
    check_asset(viewer, hall, days_ago=400, fields=["schedule"])
    check_asset(viewer, hall, days_ago=30, fields=["place"])

    (stop,) = town.client(Role.COORDINATOR2).get(ROUND).context["stops"]

    asked = {
        question["field"]: (question["now"], question["age"]) for question in stop["questions"]
    }
    assert asked == {
        "曜日と時間": ("毎週月曜", "13か月前"),
        "連絡先": ("042-000-1234", ""),
        "費用": ("まだ分かりません", ""),
    }
    assert stop["questions"][-1]["field"] == "曜日と時間"


@reading.needs_pdftotext
def test_number_that_is_to_be_asked_stands_once(town: Town, tmp_path: Path) -> None:
    AssetFactory(area=town.sakuradai, public_phone="042-000-1234", **POINT)
    client = town.client(Role.COORDINATOR2)

    page = client.get(ROUND).content.decode()
    printed = "".join(reading.words(client.get(ROUND, {"print": "1"}).content, tmp_path))

    assert (page.count(">042-000-1234<"), "連絡先：" in page) == (1, False)
    assert (printed.count("042-000-1234"), "連絡先" in printed) == (1, True)


def test_round_says_how_far_it_is_and_how_that_is_reckoned(town: Town) -> None:
    start_in_the_west(town)
    for north in (35.601, 35.606, 35.611):  # 556 m apart
        AssetFactory(area=town.sakuradai, longitude=139.50, latitude=north)
    client = town.client(Role.COORDINATOR2)

    response = client.get(ROUND)
    page = response.content.decode()

    assert "1番から3番まで、まっすぐ測って約1.1 km、歩いて約24分です。" in page
    assert "道のりは直線の約1.3倍、歩く速さは1分に60 m" in page
    assert [stop["way"] for stop in response.context["stops"]] == [
        "",
        "1番から約560 m、歩いて約12分",
        "2番から約560 m、歩いて約12分",
    ]


def test_round_of_more_than_an_hour_is_told_in_hours(town: Town) -> None:
    start_in_the_west(town)
    for north in (35.60, 35.64):  # 4.4 km apart, 95 minutes
        AssetFactory(area=town.sakuradai, longitude=139.50, latitude=north)

    page = town.client(Role.COORDINATOR2).get(ROUND).content.decode()

    assert "まっすぐ測って約4.4 km、歩いて約1時間40分です。" in page


def test_round_of_two_hours_is_told_without_minutes(town: Town) -> None:
    start_in_the_west(town)
    for north in (35.60, 35.65):  # 5.6 km apart, 118 minutes
        AssetFactory(area=town.sakuradai, longitude=139.50, latitude=north)

    page = town.client(Role.COORDINATOR2).get(ROUND).content.decode()

    assert "歩いて約2時間です。" in page


def test_round_tells_no_way_to_a_stop_without_a_point(town: Town) -> None:
    start_in_the_west(town)
    AssetFactory(area=town.sakuradai, **POINT)
    ActivityFactory(area=town.sakuradai)

    response = town.client(Role.COORDINATOR2).get(ROUND)

    assert [stop["way"] for stop in response.context["stops"]] == [
        "",
        "地図での場所が分からないので、最後に置きました。",
    ]
    assert "まっすぐ測って" not in response.content.decode()


@reading.needs_pdftotext
def test_round_on_paper_says_how_far_it_is(town: Town, tmp_path: Path) -> None:
    start_in_the_west(town)
    for north in (35.601, 35.606):
        AssetFactory(area=town.sakuradai, longitude=139.50, latitude=north)

    response = town.client(Role.COORDINATOR2).get(ROUND, {"print": "1"})

    printed = "".join(reading.words(response.content, tmp_path))
    said = ("まっすぐ測って約560m、歩いて約12分です。", "1番から約560m、歩いて約12分")
    assert [words in printed for words in said] == [True, True]


@reading.needs_pdftotext
def test_round_on_paper_asks_how_and_when_in_the_words_of_the_page(
    town: Town, tmp_path: Path
) -> None:
    hall = AssetFactory(area=town.sakuradai, **POINT)
    client = town.client(Role.COORDINATOR2)
    form = client.get(f"/assets/{hall.pk}/check/").context["form"]

    printed = "".join(reading.words(client.get(ROUND, {"print": "1"}).content, tmp_path))

    words = [str(label) for _value, label in form.fields["means"].choices]
    assert len(words) == 4
    assert [word in printed for word in (*words, "いつ")] == [True] * 5


def test_round_where_all_is_sure_says_so_and_notes_no_look(town: Town) -> None:
    check_asset(town.viewer(Role.COORDINATOR2), AssetFactory(area=town.sakuradai, **POINT))

    page = town.client(Role.COORDINATOR2).get(ROUND).content.decode()

    assert "どれも確かめてあります。" in page
    assert Entry.objects.filter(verb="pages.look_round").count() == 0


def test_round_in_an_area_that_was_chosen_stays_there(town: Town) -> None:
    here, there = (ActivityFactory(area=area) for area in (town.sakuradai, town.kashiwagi))
    client = town.client(Role.COORDINATOR2)

    chosen, nonsense = (
        client.get(ROUND, {"area": area}).context["stops"]
        for area in (town.kashiwagi.pk, town.aoume.pk)
    )

    assert [stop["listed"] for stop in chosen] == [there]
    assert {stop["listed"] for stop in nonsense} == {here, there}


def test_round_of_somebody_whose_area_is_no_more_says_who_helps(town: Town) -> None:
    client = town.client(Role.COORDINATOR2, area=town.sakuradai)
    town.sakuradai.until = timezone.localdate() - timedelta(days=1)
    town.sakuradai.save()

    response = client.get(ROUND)

    assert response.status_code == 200
    assert "いまは受け持ちがありません" in response.content.decode()


def test_retired_and_ended_are_no_stops(town: Town) -> None:
    AssetFactory(area=town.sakuradai, retired_on=timezone.localdate(), **POINT)
    ActivityFactory(area=town.sakuradai, state=Activity.State.ENDED)
    kept = AssetFactory(area=town.sakuradai, kind=Asset.Kind.THING, **POINT)

    stops = town.client(Role.COORDINATOR2).get(ROUND).context["stops"]

    assert [stop["listed"] for stop in stops] == [kept]


def test_stop_leads_to_its_check_and_back_to_the_next_stop(town: Town) -> None:
    start_in_the_west(town)
    hall = AssetFactory(area=town.sakuradai, **POINT)
    salon = ActivityFactory(area=town.sakuradai)
    client = town.client(Role.COORDINATOR2)
    first, last = client.get(ROUND).context["stops"]
    said = {"means": "visit", "result": "same", "on": timezone.localdate().isoformat()}

    after = [client.post(stop["check_url"], said)["Location"] for stop in (first, last)]

    round_of_west = f"{ROUND}?area={town.west.pk}"
    assert [first["listed"], last["listed"]] == [hall, salon]
    assert after == [f"{round_of_west}#{salon.pk}", round_of_west]


def test_round_tells_the_number_to_publish_from_the_one_to_keep(town: Town) -> None:
    AssetFactory(
        area=town.sakuradai, public_phone="042-000-1111", private_phone="042-000-2222", **POINT
    )

    page = town.client(Role.COORDINATOR2).get(ROUND).content.decode()

    public, private = (page.index(f"042-000-{number}</a>") for number in ("1111", "2222"))
    assert page.index("電話（載せてよい）") < public < page.index("電話（載せない）") < private


def test_today_and_the_round_say_the_same_number(town: Town) -> None:
    for _number in range(9):
        AssetFactory(area=town.sakuradai, **POINT)
    AssetFactory(area=town.sakuradai)
    ActivityFactory(area=town.sakuradai)
    client = town.client(Role.COORDINATOR2)

    pages = [client.get(url).content.decode() for url in ("/today/", ROUND)]

    said = "確かめてからだいぶたつものが11件あります。そのうち、まず8件から回れます。"
    assert [said in page for page in pages] == [True, True]


def test_today_says_each_of_ones_areas(town: Town) -> None:
    AssetFactory(area=town.sakuradai, **POINT)
    user = town.user(Role.COORDINATOR2)
    Posting.objects.create(
        municipality=town.municipality,
        user=user,
        role=Role.COORDINATOR2,
        area=town.east,
        employer=town.centre,
        since=timezone.localdate(),
    )

    stale = queries.desk(viewer_of(user, timezone.localdate())).stale

    assert [(one.area, one.number, one.few) for one in stale] == [
        (town.west, 1, 1),
        (town.east, 0, 0),
    ]


def test_round_is_drawn_in_its_order_on_page_and_paper(town: Town) -> None:
    ring = [[139.50, 35.60], [139.51, 35.60], [139.51, 35.65], [139.50, 35.65], [139.50, 35.60]]
    town.west.boundary = {"type": "Polygon", "coordinates": [ring]}
    frame(town.west)
    town.west.save()
    for number, name in enumerate(("一番", "二番")):
        AssetFactory(area=town.west, name=name, longitude=139.505, latitude=35.622 + number / 500)
    client = town.client(Role.COORDINATOR2)

    page = client.get(ROUND)

    assert [pin.number for pin in page.context["picture"].pins] == [1, 2]
    assert "map-way" in page.content.decode()
    assert client.get(ROUND, {"print": "1"}).content.startswith(b"%PDF")


def test_round_of_nothing_placed_has_no_drawing(town: Town) -> None:
    AssetFactory(area=town.west, name="どこか")

    assert town.client(Role.COORDINATOR2).get(ROUND).context["picture"] is None


def test_what_has_no_point_is_looked_for_in_its_block(town: Town) -> None:
    start_in_the_west(town)
    near, far = (
        add_area(
            MACHINE,
            Area(
                municipality=town.municipality,
                parent=town.west,
                level=Level.TOWN,
                name=name,
                longitude=longitude,
                latitude=35.60,
                since=LONG_AGO,
            ),
        )
        for name, longitude in (("川西一丁目", 139.501), ("川西二丁目", 139.53))
    )
    placed = AssetFactory(area=town.west, longitude=139.52, latitude=35.60)
    found = AssetFactory(area=far, name="角の縁側")
    salon = ActivityFactory(area=near, name="お茶会")
    AssetFactory(area=far, kind=Asset.Kind.PERSON)

    response = town.client(Role.COORDINATOR2).get(ROUND)

    stops = response.context["stops"]
    assert [stop["listed"] for stop in stops] == [salon, placed, found]
    assert [stop["way"] for stop in stops] == [
        "川西一丁目のどこかです。地図にはのっていません。",
        "",
        "川西二丁目のどこかです。地図にはのっていません。",
    ]
    assert "そのうち、まず3件から回れます。" in response.content.decode()


def test_what_rests_is_no_stop(town: Town) -> None:
    ActivityFactory(area=town.sakuradai, state=Activity.State.PAUSED)
    there = ActivityFactory(area=town.sakuradai)

    response = town.client(Role.COORDINATOR2).get(ROUND)

    assert [stop["listed"] for stop in response.context["stops"]] == [there]
    assert "確かめてからだいぶたつものが1件あります。" in response.content.decode()
