"""The map's page: what is listed beside it in which order, for whom, and under which filter."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from sasaeai.activities.models import Activity
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets import actions
from sasaeai.assets.models import Asset
from sasaeai.pages import pins
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.assets import check_asset, make_home, make_master
from tests.factories.vocabulary import term
from tests.pages.live_map import AROUND, NAME, beside, placed

LINK = re.compile(r'<a class="chip" href="(\?[^"]*)">([^<]+)</a>')


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def page_of(client: Client, **asked: object) -> str:
    return client.get(reverse("pages:map"), {"box": AROUND, **asked}).content.decode()


def test_list_begins_with_what_is_nearest_to_the_middle(town: Town, client: Client) -> None:
    placed(town, name="遠い", longitude=139.506)
    placed(town, name="近い", longitude=139.501)
    gathering = ActivityFactory(area=town.sakuradai, name="集い", place=placed(town, name="中の", longitude=139.503))  # fmt: skip

    assert beside(client)[0] == "近い"
    assert sorted(beside(client)[1:3]) == sorted([gathering.name, "中の"])
    assert beside(client)[3] == "遠い"


def test_list_leaves_out_what_lies_outside_the_view(town: Town, client: Client) -> None:
    placed(town, name="ここ")
    placed(town, name="むこう", longitude=139.6)

    assert beside(client) == ["ここ"]


def test_list_says_of_how_many_it_shows_the_first(town: Town, client: Client) -> None:
    for _number in range(pins.LISTED + 3):
        placed(town)

    page = page_of(client)

    assert len(NAME.findall(page)) == pins.LISTED
    assert f"{pins.LISTED + 3}件のうち{pins.LISTED}件・地図のまんなかに近い順" in page


def test_crowded_view_leads_closer_to_each_area(town: Town, client: Client) -> None:
    for _number in range(pins.LISTED):
        placed(town)
    placed(town, area=town.aoume)
    town.sakuradai.west, town.sakuradai.south = 139.498, 35.598
    town.sakuradai.east, town.sakuradai.north = 139.502, 35.602
    town.sakuradai.save()

    links = dict(map(reversed, LINK.findall(page_of(client))))

    assert "box=" in links[f"桜台 {pins.LISTED}"]
    assert f"{town.aoume.name} 1" not in links


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.COORDINATOR2, ["council", "professionals", "public", "staff"]),
        (Role.OFFICER, ["council", "professionals", "public", "staff"]),
        (Role.COUNCIL_MEMBER, ["council", "public"]),
        (Role.VIEWER, ["professionals", "public"]),
    ],
)
def test_everybody_finds_what_they_may_see(town: Town, role: Role, seen: list[str]) -> None:
    for visibility in Visibility:
        placed(town, name=visibility.value, visibility=visibility)

    assert sorted(beside(town.client(role))) == seen


def test_place_the_viewer_may_not_see_takes_its_gatherings_off_the_map(town: Town) -> None:
    hall = placed(town, visibility=Visibility.STAFF, name="裏の部屋")
    ActivityFactory(area=town.sakuradai, place=hall, name="公開の集い")

    shown = [beside(town.client(role)) for role in (Role.COORDINATOR2, Role.VIEWER)]

    assert [sorted(one) for one in shown] == [["公開の集い", "裏の部屋"], []]


def test_hidden_place_is_no_pin_even_for_staff_nor_is_what_goes_on_there(town: Town) -> None:
    home = make_home(town, visibility=Visibility.PUBLIC)
    ActivityFactory(area=town.sakuradai, place=home, name="縁側の会")
    make_master(town)
    around = "139.50,35.62,139.52,35.64"

    shown = [beside(town.client(role), box=around) for role in (Role.OFFICER, Role.COORDINATOR2)]
    home.confidential = False
    home.save()

    assert shown == [[], []]
    assert sorted(beside(town.client(Role.OFFICER), box=around)) == ["みんなの縁側", "縁側の会"]


def test_retired_and_ended_things_leave_the_map(town: Town, client: Client) -> None:
    hall = placed(town, name="いまの")
    placed(town, name="もとの", retired_on=timezone.localdate())
    for state in Activity.State:
        review_on = timezone.localdate() if state == Activity.State.TRIAL else None
        ActivityFactory(
            area=town.sakuradai, place=hall, state=state, name=state.value, review_on=review_on
        )

    assert sorted(beside(client)) == ["active", "paused", "trial", "いまの"]


def test_next_town_stays_across_the_border(town: Town, next_town: Town, client: Client) -> None:
    placed(next_town, name="となりの")

    assert beside(client) == []
    assert beside(next_town.client(Role.COORDINATOR2)) == ["となりの"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kinds": ["thing"]}, ["車いす"]),
        ({"kinds": ["activity"]}, ["水曜の会"]),
        ({"kinds": ["activity", "thing"]}, ["水曜の会", "車いす"]),
        ({"weekday": "wed"}, ["水曜の会", "集会所"]),
        ({"weekday": "sun"}, []),
        ({"barrier_free": ["step_free"]}, ["水曜の会", "集会所"]),
        ({"barrier_free": ["step_free", "wheelchair_toilet"]}, []),
        ({"freshness": "fresh"}, ["車いす"]),
        ({"freshness": "stale"}, ["水曜の会", "集会所"]),
    ],
)
def test_filter_narrows_list(
    town: Town, client: Client, asked: dict[str, object], found: list[str]
) -> None:
    for code in ("step_free", "wheelchair_toilet"):
        term(town.municipality, Kind.BARRIER_FREE, code)
    hall = placed(
        town,
        name="集会所",
        barrier_free=["step_free"],
        times={"monthly": [{"weeks": [2], "weekday": "wed", "start": "10:00", "end": "12:00"}]},
    )
    chair = placed(town, name="車いす", kind=Asset.Kind.THING)
    check_asset(town.viewer(Role.COORDINATOR2), chair)
    ActivityFactory(area=town.sakuradai, name="水曜の会", place=hall, weekdays="wed")

    assert sorted(beside(client, **asked)) == sorted(found)


def test_category_and_area_narrow_list(town: Town, client: Client) -> None:
    meal = term(town.municipality, Kind.SUPPORT_CATEGORY, "meal")
    hall, club = placed(town, name="配食"), placed(town, name="青梅", area=town.aoume)
    hall.categories.add(meal)

    assert beside(client, category=meal.pk) == [hall.name]
    assert beside(client, area=town.aoume.pk, seen=town.aoume.pk) == [club.name]


def test_words_narrow_list_by_the_text_index(town: Town, client: Client) -> None:
    hall = placed(town, name="みかん畑")
    placed(town, name="集会所")
    actions.index([hall])

    assert beside(client, q="みかん") == [hall.name]


def test_chips_count_what_is_on_the_map_in_all_of_the_town(town: Town, client: Client) -> None:
    hall = placed(town, longitude=139.7)
    placed(town, kind=Asset.Kind.THING)
    make_master(town)
    ActivityFactory(area=town.sakuradai, place=hall)

    page = page_of(client, kinds=["thing"])

    counts = re.findall(r"<span>(\w+) (\d+)</span></label>", page)
    assert counts[:5] == [("活動", "1"), ("場所", "1"), ("モノ", "1"), ("金", "0"), ("情報", "0")]


@pytest.mark.parametrize(
    ("kinds", "lead"),
    [
        ([], "活動・場所・モノ・金・情報を2件、"),
        (["place"], "場所を1件、"),
        (["thing", "activity"], "活動・モノを1件、"),
    ],
)
def test_lead_names_and_counts_the_kinds_asked_for(
    town: Town, client: Client, kinds: list[str], lead: str
) -> None:
    placed(town)
    placed(town, kind=Asset.Kind.THING)

    assert f'<p class="lead">{lead}地図に出しています。' in page_of(client, kinds=kinds)


def test_chip_says_how_many_of_what_is_asked_for_should_be_checked(
    town: Town, client: Client
) -> None:
    check_asset(town.viewer(Role.COORDINATOR2), placed(town, name="確かな"))
    placed(town, name="古い")
    placed(town, name="古いモノ", kind=Asset.Kind.THING)

    for asked, number in (({}, 2), ({"kinds": ["place"]}, 1), ({"freshness": "fresh"}, 2)):
        assert f"確認したい {number}" in page_of(client, **asked)


def test_links_move_the_view_and_keep_the_filter(town: Town, client: Client) -> None:
    placed(town, name="北の", latitude=35.614)

    links = dict(map(reversed, LINK.findall(page_of(client, kinds="place"))))
    north = client.get(reverse("pages:map") + links["北へ"].replace("&amp;", "&"))

    assert list(links)[:6] == ["近づく", "はなれる", "北へ", "南へ", "東へ", "西へ"]
    assert "kinds=place" in links["北へ"]
    assert links["北へ"].endswith("#sight")
    assert NAME.findall(north.content.decode()) == ["北の"]


def box_of(client: Client, **asked: object) -> list[float]:
    page = client.get(reverse("pages:map"), asked).content.decode()
    return [float(side) for side in re.search(r'data-box="([^"]+)"', page)[1].split(",")]


def frame(area: object, west: float) -> None:
    area.west, area.south, area.east, area.north = west, 35.6, west + 0.02, 35.62
    area.save()


def holds(box: list[float], longitude: float) -> bool:
    return box[0] <= longitude <= box[2]


def test_map_opens_with_ones_own_area(town: Town) -> None:
    frame(town.west, 139.5)
    frame(town.east, 139.8)

    coordinator, officer = (box_of(town.client(role)) for role in (Role.COORDINATOR2, Role.OFFICER))

    assert [holds(coordinator, 139.51), holds(coordinator, 139.81)] == [True, False]
    assert [holds(officer, 139.51), holds(officer, 139.81)] == [True, True]


def test_map_of_a_town_without_boundaries_opens_with_its_pins(town: Town, client: Client) -> None:
    placed(town, longitude=139.1)

    box = box_of(client)

    assert holds(box, 139.1)
    assert box[2] - box[0] < 0.1


def test_map_without_anything_opens_all_the_same(client: Client) -> None:
    page = client.get(reverse("pages:map")).content.decode()

    assert "ここには見つかりませんでした" in page


def test_choosing_an_area_goes_there_although_the_map_showed_another_part(
    town: Town, client: Client
) -> None:
    frame(town.east, 139.8)

    gone = box_of(client, area=town.east.pk, box=AROUND, seen="")
    stayed = box_of(client, area=town.east.pk, box=AROUND, seen=town.east.pk)

    assert holds(gone, 139.81)
    assert stayed == [139.49, 35.59, 139.51, 35.61]


@pytest.mark.parametrize(
    "box", ["xyz", "1,2,3", "139,35,nan,36", "140,35,139,36", "10,35,10.1,35.1", "1e999,1,2,3"]
)
def test_view_that_cannot_be_read_is_told_and_shows_what_the_map_opens_with(
    town: Town, client: Client, box: str
) -> None:
    frame(town.west, 139.5)

    answer = client.get(reverse("pages:map"), {"box": box})

    assert answer.status_code == 400
    assert "地図の範囲が読めません。地図をひらきなおしてください。" in answer.content.decode()
    assert holds(box_of(client, box=box), 139.51)


@pytest.mark.parametrize(
    ("box", "shown"),
    [
        ("139.5,35.6,139.5001,35.6001", [139.4998, 35.5998, 139.5003, 35.6003]),
        ("139.5,35.6,139.5,35.6", [139.49975, 35.59975, 139.50025, 35.60025]),
        ("100,10,180,50", [120.0, 10.0, 160.0, 50.0]),
    ],
)
def test_view_too_narrow_or_too_wide_is_pulled_to_the_nearest(
    client: Client, box: str, shown: list[float]
) -> None:
    answer = client.get(reverse("pages:map"), {"box": box})

    assert answer.status_code == 200
    assert box_of(client, box=box) == pytest.approx(shown)


def test_printing_goes_to_the_sheet_of_the_chosen_area_and_back(town: Town, client: Client) -> None:
    chosen = f"?area={town.aoume.pk}"

    page = page_of(client, area=town.aoume.pk)
    sheet = client.get(reverse("pages:print_map") + chosen).content.decode()
    usual = client.get(reverse("pages:print_map"), {"area": "nonsense"}).content.decode()

    assert f'href="{reverse("pages:print_map")}{chosen}"' in page
    assert f'href="{reverse("pages:map")}{chosen}"' in sheet
    assert f'href="{reverse("pages:map")}"' in usual


def test_printing_begins_with_the_kinds_that_one_looks_at(client: Client) -> None:
    page = page_of(client, kinds=["place", "activity"])

    (link,) = re.findall(r'href="([^"]*/map/print/[^"]*)"', page)
    form = client.get(unescape(link)).content.decode()

    ticked = re.findall(r'name="kinds" value="(\w+)"[^>]*checked', form)
    assert sorted(ticked) == ["activity", "place"]


def test_moved_view_gets_drawing_and_list_alone(town: Town, client: Client) -> None:
    placed(town, name="集会所")

    part = client.get(reverse("pages:map"), {"box": AROUND}, headers={"HX-Request": "true"})

    words = part.content.decode()
    assert ("<html" in words, "data-map-filter" in words) == (False, False)
    assert ("data-map-still" in words, NAME.findall(words)) == (True, ["集会所"])


def queries_of(client: Client, **headers: str) -> int:
    address = reverse("pages:map")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address, {"box": AROUND}, headers=headers).status_code == 200
    return len(asked)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_map_asks_the_same_with_1_3_and_9_gatherings(
    town: Town, client: Client, headers: dict[str, str]
) -> None:
    queries_of(client, **headers)
    counts = []
    for number in (1, 2, 6):
        for _number in range(number):
            ActivityFactory(area=town.sakuradai, place=placed(town))
        counts.append(queries_of(client, **headers))

    assert counts == [counts[0]] * 3


def test_row_says_where_when_and_how_sure(town: Town, client: Client) -> None:
    hall = placed(town, name="集会所", address="桜台1-2-3", fee="無料")
    ActivityFactory(
        area=town.sakuradai, place=hall, name="お茶の会", state=Activity.State.PAUSED,
        checked_on=timezone.localdate() - timedelta(days=14), checked_means="visit",
        check_due_on=timezone.localdate() + timedelta(days=90),
    )  # fmt: skip

    page = page_of(client)

    told = [words in page for words in ("桜台　桜台1-2-3　無料", "2週間前に行って確認", "お休み中")]
    assert told == [True, True, True]


def test_row_says_where_a_place_or_its_gathering_is_only_roughly_there(
    town: Town, client: Client
) -> None:
    placed(town, name="確かな")
    hall = placed(town, name="集会所", placed_by_address=True)
    ActivityFactory(area=town.sakuradai, place=hall, name="お茶の会")

    rows = page_of(client).split('<li class="place"')[1:]

    roughly = ["位置は町丁のおおよそです" in row for row in rows if "確かな" not in row]
    (sure,) = (row for row in rows if "確かな" in row)
    assert (roughly, "おおよそ" in sure) == ([True, True], False)
