"""The list: narrowed by a form, paged by key, with the same queries however long it is."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.assets import actions
from sasaeai.assets.models import Asset
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.assets import AssetFactory, check_asset
from tests.factories.organisations import make_organisation
from tests.factories.vocabulary import term

TITLE = re.compile(r'<li class="place" id="([^"]+)">')


def shown(client: Client, **asked: object) -> list[str]:
    """Return the names on the list, in order."""
    page = client.get(reverse("assets:list"), asked).content.decode()
    names = {str(asset.pk): asset.name for asset in Asset.objects.all()}
    return [names[pk] for pk in TITLE.findall(page)]


@pytest.fixture
def client(town: Town) -> Client:
    return town.client(Role.COORDINATOR2)


def queries_of(client: Client, page: str) -> int:
    client.get(reverse(page))
    with CaptureQueriesContext(
        connection,
    ) as found:
        assert client.get(reverse(page)).status_code == 200
    return len(found)


@pytest.mark.parametrize("page", ["assets:list", "assets:suggestions"])
def test_list_makes_the_same_queries_with_1_3_and_60_rows(
    town: Town, client: Client, page: str
) -> None:
    counts = []
    for number in (1, 2, 57):
        for _number in range(number):
            owner = make_organisation(town)
            asset = AssetFactory(area=town.sakuradai, owner=owner)
            asset.suggestions.create(municipality=town.municipality, words="ちがいます")
            asset.categories.add(term(town.municipality, Kind.SUPPORT_CATEGORY, "meal"))
        counts.append(queries_of(client, page))

    assert counts == [counts[0]] * 3


def test_list_leaves_boundaries_in_the_database(town: Town, client: Client) -> None:
    AssetFactory(area=town.sakuradai)
    with CaptureQueriesContext(connection) as asked:
        page = client.get(reverse("assets:list"), {"area": town.west.pk})

    assert "桜台" in page.content.decode()
    assert [query["sql"] for query in asked if "boundary" in query["sql"]] == []


def test_list_pages_through_equal_names_without_losing_or_repeating(
    town: Town, client: Client
) -> None:
    made = {str(AssetFactory(area=town.sakuradai, name="集会所").pk) for _number in range(120)}
    seen: list[str] = []
    address = reverse("assets:list")

    for _page in range(3):
        page = client.get(address).content.decode()
        seen += TITLE.findall(page)
        following = re.search(r'href="(\?[^"]+)" rel="next"', page)
        address = reverse("assets:list") + following[1].replace("&amp;", "&") if following else ""

    assert address == ""
    assert sorted(seen) == sorted(made)


@pytest.mark.parametrize(
    "after", ["x", "e30=", "W10=", "WyJhIiwiYiJd", "WzEsMiwzXQ==", "日本", "%00"]
)
def test_list_after_nonsense_starts_over_and_says_so(
    town: Town, client: Client, after: str
) -> None:
    AssetFactory(area=town.sakuradai, name="集会所")

    response = client.get(reverse("assets:list"), {"after": after})

    assert response.status_code == 400
    assert "一覧のはじめから開きなおしてください。" in response.content.decode()
    assert shown(client, after=after) == ["集会所"]


@pytest.mark.parametrize(
    "asked", [{"kinds": "castle"}, {"area": "x"}, {"category": "1"}, {"freshness": "rotten"}]
)
def test_list_with_a_nonsense_filter_says_what_to_do(client: Client, asked: dict[str, str]) -> None:
    response = client.get(reverse("assets:list"), asked)

    assert response.status_code == 400
    assert "一覧の中から選んでください。" in response.content.decode()


def test_list_is_narrowed_by_kind_area_category_and_words(town: Town, client: Client) -> None:
    meal = term(town.municipality, Kind.SUPPORT_CATEGORY, "meal")
    van = AssetFactory(area=town.aoume, name="配達車", kind=Asset.Kind.THING)
    hall = AssetFactory(area=town.sakuradai, name="自治会館")
    hall.categories.add(meal)
    actions.index([van, hall])

    assert shown(client, kinds="thing") == ["配達車"]
    assert shown(client, area=town.west.pk) == ["自治会館"]
    assert shown(client, category=meal.pk) == ["自治会館"]
    assert shown(client, q="配達") == ["配達車"]
    assert shown(client) == ["自治会館", "配達車"]


def test_head_and_chips_count_what_the_filter_found(town: Town, client: Client) -> None:
    for area, kind, name in (
        (town.sakuradai, "place", "自治会館"),
        (town.sakuradai, "thing", "自治会の車"),
        (town.sakuradai, "thing", "台車"),
        (town.aoume, "place", "自治会の庭"),
    ):
        actions.index([AssetFactory(area=area, kind=kind, name=name)])

    response = client.get(
        reverse("assets:list"), {"kinds": "thing", "area": town.west.pk, "q": "自治会"}
    )

    page = response.content.decode()
    counts = {kind: count for kind, count in response.context["counts"].items() if count}
    assert (response.context["total"], counts) == (1, {"place": 1, "thing": 1})
    assert "この条件で1件見つかりました。" in page


def test_list_is_narrowed_by_freshness(town: Town, client: Client) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    for name, days in {"新しい": 1, "そろそろ": 240, "古い": 400}.items():
        check_asset(viewer, AssetFactory(area=town.sakuradai, name=name), days_ago=days)
    AssetFactory(area=town.sakuradai, name="まだ")

    found = [shown(client, freshness=state) for state in ("fresh", "soon", "stale")]

    assert found == [["新しい"], ["そろそろ"], ["まだ", "古い"]]


def test_list_says_in_words_when_and_how_it_was_checked(town: Town, client: Client) -> None:
    check_asset(town.viewer(Role.COORDINATOR2), AssetFactory(area=town.sakuradai), days_ago=14)

    assert "2週間前に電話で確認" in client.get(reverse("assets:list")).content.decode()


def test_retired_asset_leaves_the_list_until_it_is_asked_for(town: Town, client: Client) -> None:
    today = town.viewer(Role.OFFICER).today
    AssetFactory(area=town.sakuradai, name="むかしの店", retired_on=today - timedelta(days=3))

    assert shown(client) == []
    assert shown(client, retired="on") == ["むかしの店"]


def test_empty_list_teaches_and_lets_only_staff_add(town: Town, client: Client) -> None:
    add = reverse("assets:add")

    for_staff = client.get(reverse("assets:list")).content.decode()
    for_viewer = town.client(Role.VIEWER).get(reverse("assets:list")).content.decode()

    assert "小さなものから書きとめると" in for_staff
    assert [add in for_staff, add in for_viewer] == [True, False]


def test_kind_chips_count_what_the_viewer_finds(town: Town, client: Client) -> None:
    AssetFactory.create_batch(2, area=town.sakuradai)
    AssetFactory(area=town.aoume, kind=Asset.Kind.MONEY, retired_on="2026-01-01")

    page = client.get(reverse("assets:list")).content.decode()

    assert re.findall(r"<span>(場所|モノ|人|金|情報) (\d+)</span>", page) == [
        ("場所", "2"),
        ("モノ", "0"),
        ("人", "0"),
        ("金", "0"),
        ("情報", "0"),
    ]
