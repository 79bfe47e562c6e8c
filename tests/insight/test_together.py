"""だれとだれが: ties from what was written down of the bodies, and where there is none."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from sasaeai.activities.models import Use
from sasaeai.areas.models import Role
from sasaeai.areas.visibility import Visibility
from sasaeai.assets.models import Asset
from sasaeai.insight import together
from sasaeai.organisations.models import Organisation, Tie
from sasaeai.vocabulary.models import Kind
from tests.factories.activities import ActivityFactory
from tests.factories.areas import Town
from tests.factories.journal import make_entry
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)


@pytest.fixture(autouse=True)
def _first_of_december():
    with time_machine.travel("2026-12-01 10:00+0900", tick=False):
        yield


def body(town: Town, name: str, kind: str = "neighbourhood", **values) -> Organisation:
    usual = {"area": town.sakuradai, "visibility": Visibility.PUBLIC}
    return Organisation.objects.create(
        municipality=town.municipality, name=name,
        kind=term(town.municipality, Kind.ORG_TYPE, kind), **usual | values,
    )  # fmt: skip


def owned(town: Town, owner: Organisation) -> Asset:
    return Asset.objects.create(
        municipality=town.municipality, area=town.sakuradai, kind=Asset.Kind.PLACE, name="集会所",
        owner=owner, visibility=Visibility.PUBLIC,
    )  # fmt: skip


def found(town: Town, role: Role = Role.COORDINATOR2) -> together.Together:
    return together.of_area(town.viewer(role), town.west)


def rows(town: Town) -> list[tuple[str, str, str]]:
    return [(*sorted((row.one.name, row.other.name)), row.how) for row in found(town).rows]


def test_bodies_are_tied_by_words_by_the_log_and_by_places_and_things(town: Town):
    club, shop, hall, care = (body(town, name) for name in ("ア会", "イ店", "ウ館", "エ苑"))
    Tie.objects.create(one=club, other=shop, words="いっしょに餅つき")
    for _ in range(2):
        make_entry(town, on=TODAY, organisations=[club, shop])
    ActivityFactory(area=town.sakuradai, organiser=club, place=owned(town, hall))
    Use.objects.create(
        activity=ActivityFactory(area=town.sakuradai, organiser=shop), asset=owned(town, care)
    )
    assert sorted(rows(town)) == [
        ("ア会", "イ店", "いっしょに餅つき、日々の記録2件"),
        ("ア会", "ウ館", "場所やものを使っている"),
        ("イ店", "エ苑", "場所やものを使っている"),
    ]
    assert len(found(town).lines) == 3


def test_what_is_over_ties_nobody(town: Town):
    club, hall = body(town, "ア会"), body(town, "ウ館")
    ActivityFactory(area=town.sakuradai, organiser=club, place=owned(town, hall), state="ended")
    make_entry(town, on=date(2024, 1, 1), organisations=[club, hall])
    assert (rows(town), [one.name for one in found(town).alone]) == ([], ["ア会", "ウ館"])


def test_body_that_runs_what_is_in_its_own_place_is_not_tied(town: Town):
    club = body(town, "ア会")
    ActivityFactory(area=town.sakuradai, organiser=club, place=owned(town, club))
    assert rows(town) == []


def test_kinds_that_never_met_are_told_of_those_who_know_most_others(town: Town):
    club, shop = body(town, "ア会"), body(town, "イ店", "company")
    council = body(town, "ウ協", "shakyo")
    Tie.objects.create(one=club, other=shop, words="配達")
    quiet = body(town, "エ協", "shakyo")
    Tie.objects.create(one=body(town, "ア社", "company"), other=shop, words="仕入れ")
    here = found(town)
    assert [(gap.first, gap.other) for gap in here.gaps] == [(shop, council), (club, council)]
    page = town.client(Role.COORDINATOR2).get(reverse("insight:together_in", args=[town.west.pk]))
    apart = page.content.decode().split('id="apart"')[1].split("</section>")[0]
    assert [one.get_absolute_url() in apart for one in (shop, council, club, quiet)] == [
        True, True, True, False,
    ]  # fmt: skip
    assert reverse("organisations:approach", args=[shop.pk]) in apart


def test_many_gaps_are_folded(town: Town):
    for number, kind in enumerate(("neighbourhood", "shakyo", "company", "npo")):
        body(town, f"団体{number}", kind)
    here = found(town)
    assert (len(here.gaps), len(here.folded)) == (3, 3)


def test_bodies_elsewhere_and_retired_ones_are_left_out(town: Town):
    club = body(town, "ア会")
    for other in (body(town, "よそ", area=town.aoume), body(town, "もと", retired_on=TODAY)):
        Tie.objects.create(one=club, other=other, words="前から")
    assert (rows(town), [one.name for one in found(town).alone]) == ([], ["ア会"])


def test_only_so_many_are_drawn_and_the_table_has_all(town: Town):
    first = body(town, "ア会")
    for number in range(together.DRAWN + 5):
        Tie.objects.create(one=first, other=body(town, f"団体{number:02}"), words="いっしょに")
    here = found(town)
    assert (len(here.dots), len(here.rows), here.undrawn) == (together.DRAWN, together.DRAWN + 5, 6)
    assert here.dots[0].organisation == first


def test_numbers_of_the_picture_stand_before_the_names(town: Town):
    Tie.objects.create(one=body(town, "ア会"), other=body(town, "イ店"), words="配達")
    there = reverse("insight:together_in", args=[town.west.pk])
    page = town.client(Role.COORDINATOR2).get(there).content.decode()
    assert [number for number in ("1", "2") if f"<b>{number}</b>" in page] == ["1", "2"]


def test_page_leads_to_the_viewers_first_area_and_not_to_others(town: Town):
    client = town.client(Role.COORDINATOR2)
    there = reverse("insight:together_in", args=[town.west.pk])
    assert client.get(reverse("insight:together")).url == there
    assert "つながりは、まだ書かれていません" in client.get(there).content.decode()
    assert client.get(reverse("insight:together_in", args=[town.aoume.pk])).status_code == 404


def test_queries_are_as_many_for_one_tie_as_for_five(town: Town):
    client, url = (
        town.client(Role.COORDINATOR2),
        reverse("insight:together_in", args=[town.west.pk]),
    )
    club = body(town, "ア会")
    Tie.objects.create(one=club, other=body(town, "イ店", "company"), words="配達")
    make_entry(town, on=TODAY, organisations=Organisation.objects.all())
    client.get(url)
    numbers = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        numbers.append(len(queries))
        for number in range(4):
            Tie.objects.create(one=club, other=body(town, f"団体{number}", "shakyo"), words="会合")
    assert numbers[0] == numbers[1]
