"""The tree of areas, and one area: who lives there, who is responsible, what is drawn."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas import actions
from sasaeai.areas.models import Area, AreaPart, Population, Role
from sasaeai.audit.actor import MACHINE
from sasaeai.audit.models import Entry
from tests.factories.areas import LONG_AGO, Town

INDEX = reverse("areas:index")
BANDS = [(0, 64, "m", 100), (65, 74, "m", 20), (65, 74, "f", 40), (75, None, "f", 80)]
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[139.5, 35.6], [139.6, 35.6], [139.6, 35.7], [139.5, 35.7], [139.5, 35.6]]],
}


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def live(
    area: Area, *, year: int = 2026, source: str = "住民基本台帳", bands: list[Any] = BANDS
) -> None:
    """Let 240 people live in an area, 140 of them aged."""
    rows = [
        Population(
            municipality=area.municipality, area=area, year=year, age_from=low, age_to=high,
            sex=sex, count=count, source=source,
        )
        for low, high, sex, count in bands
    ]  # fmt: skip
    assert actions.put_population(MACHINE, rows) == len(bands)


def draw(area: Area) -> None:
    area.boundary = SQUARE
    actions.change_area(MACHINE, area, changed=["boundary"])


def test_tree_names_every_area_and_who_lives_there(town: Town) -> None:
    live(town.sakuradai)

    response = town.client(Role.VIEWER).get(INDEX)

    rows = [(row["area"].name, row["depth"], row["people"]) for row in response.context["rows"]]
    assert rows == [
        ("ささえ市", 0, None),
        ("川西", 1, None),
        ("桜台", 2, (140, 240, "住民基本台帳")),
        ("柏木", 2, None),
        ("北野", 1, None),
        ("青梅", 2, None),
    ]
    assert "2026年の人口" in response.content.decode()


def test_tree_without_figures_says_so(town: Town) -> None:
    assert "人口はまだ取り込まれていません" in page(town.client(Role.VIEWER), INDEX)


def test_tree_draws_the_districts(town: Town) -> None:
    draw(town.sakuradai)
    draw(town.root)

    picture = town.client(Role.VIEWER).get(INDEX).context["picture"]

    assert [outline.area for outline in picture.outlines] == [town.sakuradai]


@pytest.mark.parametrize(
    ("role", "names"), [(Role.OFFICER, True), (Role.COORDINATOR1, False), (Role.VIEWER, False)]
)
def test_levels_are_renamed_from_the_tree_by_whoever_keeps_it(
    town: Town, role: Role, *, names: bool
) -> None:
    assert (reverse("areas:level_names") in page(town.client(role), INDEX)) is names


def test_nobody_posted_today_sees_no_area(town: Town) -> None:
    client = town.client(Role.VIEWER, until=LONG_AGO)

    codes = [client.get(url).status_code for url in (INDEX, town.west.get_absolute_url())]

    assert codes == [403, 403]


def test_area_shows_who_lives_there_from_the_oldest(town: Town) -> None:
    live(town.sakuradai)
    live(town.sakuradai, year=2021)

    response = town.client(Role.VIEWER).get(town.sakuradai.get_absolute_url())

    assert response.context["pyramid"] == [
        {"label": "75歳以上", "f": 80, "f_share": 80.0},
        {"label": "65〜74", "f": 40, "f_share": 40.0, "m": 20, "m_share": 20.0},
        {"label": "0〜64", "m": 100, "m_share": 100.0},
    ]
    words = response.content.decode()
    assert ("140 ／ 240人" in words, "2026年、住民基本台帳" in words) == (True, True)


def test_area_with_two_sources_shows_the_newer_and_names_the_other(town: Town) -> None:
    live(town.sakuradai, source="国勢調査")
    live(town.sakuradai)

    words = page(town.client(Role.VIEWER), town.sakuradai.get_absolute_url())

    assert ("140 ／ 240人" in words, "2026年、住民基本台帳" in words) == (True, True)
    assert "「国勢調査」の数もありますが、足していません。" in words


def test_area_with_a_band_across_sixty_five_says_why_the_aged_are_missing(town: Town) -> None:
    live(town.sakuradai, bands=[(0, 59, "m", 100), (60, 69, "m", 20), (70, None, "f", 40)])
    town.viewer(Role.OFFICER)
    part = AreaPart.objects.create(area=town.kashiwagi, piece=town.sakuradai)
    client = town.client(Role.OFFICER)

    area, tree, parts = (
        page(client, url)
        for url in (
            town.sakuradai.get_absolute_url(), INDEX, reverse("areas:parts", args=[part.area_id]),
        )
    )  # fmt: skip

    why = "60〜69歳の区分が65歳をまたぐため、65歳以上の人数を出せません。"
    assert (why in area, "160人" in area) == (True, True)
    assert "65歳をまたぐ年齢の区分がある区域は、65歳以上の人数を出せません。" in tree
    assert "2026年はみんなで160人です。65歳をまたぐ年齢の区分がある" in parts


def test_area_without_figures_or_anybody_says_so(town: Town) -> None:
    words = page(town.client(Role.VIEWER, area=town.east), town.sakuradai.get_absolute_url())

    assert [
        said in words
        for said in ("人口はまだ取り込まれていません。", "いまは、だれも受け持っていません。")
    ] == [True, True]


def test_area_names_whoever_is_posted_there_or_above(town: Town) -> None:
    above, here = town.user(Role.COORDINATOR1), town.user(Role.COORDINATOR2, area=town.sakuradai)
    town.user(Role.COORDINATOR2, area=town.kashiwagi)

    response = town.client(Role.VIEWER, area=town.east).get(town.sakuradai.get_absolute_url())

    assert [posting.user for posting in response.context["posted"]] == [here, above]


def test_area_draws_what_is_below_or_else_itself(town: Town) -> None:
    draw(town.sakuradai)
    client = town.client(Role.VIEWER)

    drawn = [
        [
            outline.area
            for outline in client.get(area.get_absolute_url()).context["picture"].outlines
        ]
        for area in (town.west, town.sakuradai)
    ]

    assert drawn == [[town.sakuradai], [town.sakuradai]]


def test_area_drawn_for_the_first_time_has_its_point_inside(town: Town) -> None:
    draw(town.sakuradai)

    town.sakuradai.refresh_from_db()
    assert (town.sakuradai.longitude, town.sakuradai.latitude) == pytest.approx((139.55, 35.65))


def test_area_is_added_below_another(town: Town) -> None:
    response = town.client(Role.COORDINATOR1).post(
        reverse("areas:add", args=[town.west.pk]),
        {"name": "谷戸", "level": "district"},
        follow=True,
    )

    made = Area.objects.get(name="谷戸")
    assert (made.parent, made.path.startswith(town.west.path)) == (town.west, True)
    assert "「谷戸」を加えました。" in response.content.decode()


def test_area_is_put_right(town: Town) -> None:
    url = reverse("areas:change", args=[town.sakuradai.pk])

    response = town.client(Role.OFFICER).post(
        url, {"name": "桜台", "kana": "さくらだい", "level": "district"}, follow=True
    )

    town.sakuradai.refresh_from_db()
    assert (town.sakuradai.kana, "直しました。" in response.content.decode()) == (
        "さくらだい",
        True,
    )
    assert Entry.objects.get(verb="areas.change_area").fields == ["kana"]


def test_area_that_was_ended_is_brought_back_from_its_page(town: Town) -> None:
    client, url = town.client(Role.OFFICER), town.sakuradai.get_absolute_url()
    said = {"name": "桜台", "level": "district", "until": "2026-03-31"}

    ended = client.post(reverse("areas:change", args=[town.sakuradai.pk]), said, follow=True)
    listed = page(client, INDEX)
    back = client.post(reverse("areas:bring_back", args=[town.sakuradai.pk]), follow=True)

    town.sakuradai.refresh_from_db()
    assert "令和8年3月31日で終わった区域です。" in ended.content.decode()
    assert (f'href="{url}"' in listed, town.sakuradai.until) == (True, None)
    assert "「桜台」をまた使えるようにしました。" in back.content.decode()
    entry = Entry.objects.get(verb="areas.bring_back_area")
    assert (entry.subjects, entry.fields) == ([str(town.sakuradai.pk)], ["until"])


def test_ended_area_is_offered_to_nobody_who_may_not_bring_it_back(town: Town) -> None:
    Area.objects.filter(pk=town.sakuradai.pk).update(until=LONG_AGO)
    client, url = town.client(Role.VIEWER), town.sakuradai.get_absolute_url()

    assert [words in page(client, url) for words in ("終わった区域です。", "また使う")] == [
        True,
        False,
    ]
    assert f'href="{url}"' not in page(client, INDEX)
    assert client.post(reverse("areas:bring_back", args=[town.sakuradai.pk])).status_code == 403


def test_town_itself_has_no_end_and_keeps_the_nations_code(town: Town) -> None:
    form = (
        town.client(Role.OFFICER).get(reverse("areas:change", args=[town.root.pk])).context["form"]
    )

    assert list(form.fields) == ["name", "kana"]


@pytest.mark.parametrize("name", ["add", "change"])
def test_area_that_ends_before_it_begins_comes_back_with_a_sentence(town: Town, name: str) -> None:
    response = town.client(Role.OFFICER).post(
        reverse(f"areas:{name}", args=[town.west.pk]),
        {"name": "谷戸", "level": "district", "since": "2026-04-01", "until": "2026-03-31"},
    )

    assert (response.status_code, response.context["form"].errors) == (
        422,
        {"until": ["おわりの日は、はじまりの日か、それより後にしてください。"]},
    )


@pytest.mark.parametrize("name", ["add", "change"])
def test_area_is_kept_by_those_responsible_for_the_whole_town(town: Town, name: str) -> None:
    url = reverse(f"areas:{name}", args=[town.west.pk])

    codes = {
        role: town.client(role).get(url).status_code
        for role in (Role.OFFICER, Role.COORDINATOR1, Role.COORDINATOR2, Role.VIEWER)
    }

    assert list(codes.values()) == [200, 200, 403, 403]


@pytest.mark.parametrize("name", ["area", "add", "change"])
def test_area_of_the_next_town_is_not_found(town: Town, next_town: Town, name: str) -> None:
    url = reverse(f"areas:{name}", args=[next_town.west.pk])

    assert town.client(Role.OFFICER).get(url).status_code == 404


def test_figures_written_again_replace_the_older(town: Town) -> None:
    live(town.sakuradai)
    again = Population(
        municipality=town.municipality, area=town.sakuradai, year=2026, age_from=65, age_to=79,
        sex="f", count=41, source="住民基本台帳",
    )  # fmt: skip

    actions.put_population(MACHINE, [again])

    figures = Population.objects.filter(area=town.sakuradai, age_from=65, sex="f")
    assert list(figures.values_list("age_to", "count")) == [(79, 41)]


def test_no_second_municipality_is_made_of_an_area(town: Town) -> None:
    said = {"name": "桜台", "kana": "", "level": "municipality", "code": "139999"}
    answer = town.client(Role.COORDINATOR1).post(
        reverse("areas:change", args=[town.sakuradai.pk]), said
    )

    town.sakuradai.refresh_from_db()
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["level"])
    assert town.sakuradai.level == "district"
