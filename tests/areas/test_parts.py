"""An area composed of shares of 町丁, from a day until a day."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from sasaeai.areas import actions, queries
from sasaeai.areas.models import Area, AreaPart, Population, Role
from sasaeai.areas.models.area import Level
from sasaeai.audit.actor import MACHINE
from sasaeai.base.errors import DomainError
from tests.factories.areas import AreaFactory, Town


@pytest.fixture
def block(town: Town) -> Area:
    return AreaFactory(parent=town.sakuradai, level=Level.TOWN, name="桜台一丁目")


def held(area: Area, day: date) -> list[tuple[str, Decimal]]:
    return [(part.piece.name, part.weight) for part in queries.parts_on(area, day)]


def give(town: Town, area: Area, piece: Area, weight: str, **when: date) -> AreaPart:
    part = AreaPart(area=area, piece=piece, weight=Decimal(weight), **when)
    return actions.add_part(town.viewer(Role.OFFICER), part)


def test_two_areas_share_a_piece_up_to_the_whole(town: Town, block: Area) -> None:
    give(town, town.sakuradai, block, "0.6")
    give(town, town.kashiwagi, block, "0.4")

    with pytest.raises(DomainError, match="100%までに"):
        give(town, town.aoume, block, "0.1")


def test_areas_of_different_levels_each_hold_the_whole(town: Town, block: Area) -> None:
    give(town, town.sakuradai, block, "1")
    give(town, town.west, block, "1")

    assert AreaPart.objects.count() == 2


def test_part_given_again_from_the_same_day_is_put_right(town: Town, block: Area) -> None:
    give(town, town.sakuradai, block, "0.6")
    give(town, town.sakuradai, block, "0.7")

    assert [part.weight for part in AreaPart.objects.all()] == [Decimal("0.7")]


def test_figures_of_an_earlier_day_keep_what_was_then(town: Town, block: Area) -> None:
    officer = town.viewer(Role.OFFICER)
    part = give(town, town.sakuradai, block, "1")
    actions.end_part(officer, part, until=date(2026, 3, 31))

    assert held(town.sakuradai, date(2026, 3, 31)) == [("桜台一丁目", Decimal(1))]
    assert held(town.sakuradai, date(2026, 4, 1)) == []


def test_piece_given_up_before_keeps_its_last_day(town: Town, block: Area) -> None:
    officer = town.viewer(Role.OFFICER)
    part = give(town, town.sakuradai, block, "1")
    actions.end_part(officer, part, until=date(2026, 3, 31))

    actions.end_part(officer, part, until=officer.today)

    part.refresh_from_db()
    assert part.until == date(2026, 3, 31)


def test_piece_taken_elsewhere_meanwhile_is_not_given_back(town: Town, block: Area) -> None:
    officer = town.viewer(Role.OFFICER)
    part = give(town, town.sakuradai, block, "1")
    actions.end_part(officer, part, until=officer.today - timedelta(days=1))
    give(town, town.kashiwagi, block, "1", since=officer.today)

    with pytest.raises(DomainError, match="先にそちらから外す"):
        actions.restore_part(officer, part)


def test_people_are_counted_by_the_shares(town: Town, block: Area) -> None:
    part = give(town, town.sakuradai, block, "0.5")
    rows = [(0, 64, 101), (65, None, 40)]
    shared = {"municipality": town.municipality, "area": block, "year": 2026, "sex": "f"}
    actions.put_population(
        MACHINE,
        [
            Population(**shared, age_from=since, age_to=until, count=count, source="名簿")
            for since, until, count in rows
        ],
    )

    assert queries.composed_people([part], year=2026) == (20, 71)


@pytest.mark.parametrize(
    ("weight", "words"), [("1.0000", "100"), ("0.3333", "33.33"), ("0.5000", "50")]
)
def test_share_is_said_without_needless_zeros(weight: str, words: str) -> None:
    assert AreaPart(weight=Decimal(weight)).percent == words


def test_page_adds_a_share_takes_it_away_and_gives_it_back(town: Town, block: Area) -> None:
    client = town.client(Role.OFFICER)
    page = reverse("areas:parts", args=[town.kashiwagi.pk])
    asked = {"piece": block.pk, "percent": "33.33", "since": ""}

    client.post(page, asked)
    part = AreaPart.objects.get()
    client.post(reverse("areas:end_part", args=[part.pk]))
    without = held(town.kashiwagi, town.viewer(Role.OFFICER).today)
    client.post(reverse("areas:restore_part", args=[part.pk]))

    assert without == []
    assert held(town.kashiwagi, date(2026, 11, 1)) == [("桜台一丁目", Decimal("0.3333"))]


@pytest.mark.parametrize("percent", ["0", "101", "すこし", ""])
def test_share_outside_the_whole_is_refused_in_words(town: Town, block: Area, percent: str) -> None:
    client = town.client(Role.OFFICER)
    page = reverse("areas:parts", args=[town.kashiwagi.pk])

    response = client.post(page, {"piece": block.pk, "percent": percent})

    assert (response.status_code, AreaPart.objects.count()) == (422, 0)
    assert "percent" in response.context["form"].errors


def test_page_says_why_a_piece_is_not_to_be_had(town: Town, block: Area) -> None:
    give(town, town.sakuradai, block, "1")
    page = reverse("areas:parts", args=[town.kashiwagi.pk])

    response = town.client(Role.OFFICER).post(page, {"piece": block.pk, "percent": "50"})

    assert "ほかの内訳にもう100%入っています" in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_the_same_questions_for_one_part_as_for_three(
    town: Town, count: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(count):
        piece = AreaFactory(parent=town.sakuradai, level=Level.TOWN, name=f"桜台{number}丁目")
        give(town, town.sakuradai, piece, "1")
    client = town.client(Role.OFFICER)

    with django_assert_num_queries(13):
        client.get(reverse("areas:parts", args=[town.sakuradai.pk]))


@pytest.mark.parametrize(
    ("weight", "percent"), [("1.0000", "100"), ("0.5000", "50"), ("0.3333", "33.33")]
)
def test_share_is_said_in_percent_without_needless_zeros(weight: str, percent: str) -> None:
    assert AreaPart(weight=Decimal(weight)).percent == percent
