"""Whoever sees numbers only: the numbers, and one record with a reason."""

import pytest
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.people.models import Opening
from tests.factories.areas import Town
from tests.factories.people import make_opening, make_person
from tests.people.reading import LIST, queries_of, text


def test_officer_opens_a_record_with_a_reason(town: Town) -> None:
    person = make_person(town, family_name="佐倉")
    client, url = town.client(Role.OFFICER), reverse("people:open", args=[person.pk])
    before = client.get(url)

    refused = [client.post(url, {"reason": words}).status_code for words in ("", "あ", "見ます　")]
    client.post(url, {"reason": "ご家族からのお問い合わせ"})
    page = text(client, person.get_absolute_url())

    assert ("佐倉" in before.content.decode(), refused) == (False, [422, 422, 422])
    assert ("佐倉" in page, "ご家族からのお問い合わせ" in page, Opening.objects.count()) == (
        True,
        True,
        1,
    )
    assert "ご家族からのお問い合わせ" in text(
        town.client(Role.COORDINATOR2), person.get_absolute_url()
    )
    assert "ご家族からのお問い合わせ" in text(town.client(Role.OFFICER), LIST)


def test_officer_finds_a_door_and_no_name(town: Town) -> None:
    person = make_person(town, family_name="佐倉", nickname="さくちゃん")
    client = town.client(Role.OFFICER)

    page = text(client, LIST, q="佐倉")

    assert (reverse("people:open", args=[person.pk]) in page, "さくちゃん" in page) == (True, False)
    assert "見つかりませんでした" not in page
    assert [entry.subjects for entry in Entry.objects.filter(verb="people.look_up")] == [
        [str(person.pk)]
    ]


@pytest.mark.parametrize("role", [Role.COORDINATOR1, Role.COORDINATOR2, Role.VIEWER])
def test_only_those_with_access_by_reason_open(town: Town, role: Role) -> None:
    person = make_person(town)

    assert town.client(role).get(reverse("people:open", args=[person.pk])).status_code == 404


def numbers(page: str) -> list[str]:
    return [part.partition("</td>")[0] for part in page.split('<td class="num">')[1:]]


def test_officer_sees_the_numbers_of_the_areas_below_the_town(town: Town) -> None:
    for area in (*[town.sakuradai] * 10, town.kashiwagi, *[town.aoume] * 12):
        make_person(town, area=area)

    page = text(town.client(Role.OFFICER), LIST)

    assert (numbers(page), "よびな" in page) == (["11", "12", "23"], False)


def test_officer_sees_numbers_from_ten_on(town: Town) -> None:
    for area in (*[town.sakuradai] * 12, town.aoume):
        make_person(town, area=area)

    # The one of 青梅 is masked, and with it another, so that nobody reckons it back.
    told = numbers(text(town.client(Role.OFFICER), LIST))
    assert (told.count("—"), "1" in told) == (2, False)


def test_numbers_make_the_same_queries_for_one_and_three(town: Town) -> None:
    client, counts = town.client(Role.OFFICER), []
    for areas in ([town.sakuradai], [town.aoume, town.kashiwagi]):
        for area in areas:
            make_opening(make_person(town, area=area), town.viewer(Role.OFFICER).user)
        counts.append(queries_of(client, LIST))

    assert counts[0] == counts[1]


def test_officer_who_chooses_an_area_sees_its_number_without_the_total(town: Town) -> None:
    for area in (*[town.sakuradai] * 10, *[town.aoume] * 12):
        make_person(town, area=area)
    client = town.client(Role.OFFICER)

    told = {
        area.name: numbers(text(client, LIST, area=str(area.pk)))
        for area in (town.west, town.sakuradai, town.root)
    }

    assert told == {"川西": ["10"], "桜台": ["10"], "ささえ市": ["10", "12"]}


def test_officer_who_chooses_an_area_finds_doors_in_it_alone(town: Town) -> None:
    person = make_person(town, family_name="佐倉")
    client, door = town.client(Role.OFFICER), reverse("people:open", args=[person.pk])

    found = [
        door in text(client, LIST, q="佐倉", area=str(one.pk)) for one in (town.west, town.east)
    ]

    assert found == [True, False]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.COORDINATOR2])
def test_search_that_an_area_narrows_is_offered_in_the_whole_town(town: Town, role: Role) -> None:
    make_person(town, area=town.sakuradai, family_name="佐倉")
    client = town.client(role)

    page = client.get(LIST, {"q": "佐倉", "area": str(town.kashiwagi.pk)})
    wider = page.context["in_whole_town"]

    told = "「柏木」の中だけをさがしました。ほかの地区の方かもしれません。"
    assert (told in page.content.decode(), f'href="{wider}"' in page.content.decode()) == (
        True,
        True,
    )
    assert "一部の文字ではさがせません" not in page.content.decode()
    found = client.get(wider)
    assert len(found.context["groups"]) + len(found.context.get("closed", [])) == 1


def test_search_in_the_whole_town_gives_the_advice_on_names(town: Town) -> None:
    page = text(town.client(Role.OFFICER), LIST, q="佐倉")

    assert ("一部の文字ではさがせません" in page, "中だけをさがしました" in page) == (True, False)
