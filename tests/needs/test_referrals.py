"""つないだ先: noted and read right below whom to call."""

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.needs.models import Need, Referral
from sasaeai.vocabulary.models import Kind, Policy
from tests.factories.areas import Town
from tests.factories.contacts import make_contact
from tests.factories.needs import make_need
from tests.factories.people import writer
from tests.factories.vocabulary import term

pytestmark = pytest.mark.django_db


def page_of(town: Town, **values: object) -> str:
    """Return the page of a need that is for professionals and was handed on."""
    term(town.municipality, Kind.SUPPORT_CATEGORY, "body_care", policy=Policy.REFER)
    make_contact(town)
    need = make_need(town, "お風呂", code="body_care", **values)
    today = timezone.localdate()
    Referral.objects.create(need=need, to_words="看護師", on=today, referred_by=writer(town))
    return town.client(Role.COORDINATOR2).get(need.get_absolute_url()).content.decode()


def test_whom_it_was_handed_to_stands_between_the_numbers_and_the_form(town: Town) -> None:
    page = page_of(town)
    marks = ('class="call-number"', 'id="referrals"', 'id="refer"', 'id="facts"')
    assert [page.count(mark) for mark in marks] == [1, 1, 1, 1]
    assert [*map(page.index, marks)] == sorted(map(page.index, marks))


def test_closed_need_keeps_whom_it_was_handed_to(town: Town) -> None:
    page = page_of(town, state=Need.State.DONE, closed_on=timezone.localdate())
    assert (page.count('id="referrals"'), 'class="call-number"' in page) == (1, False)


def test_three_numbers_stand_open_and_the_others_are_folded(town: Town) -> None:
    for number in range(4):
        make_contact(town, f"窓口{number}")
    page = page_of(town)
    assert (page.count('class="call-number"'), page.count("ほかの連絡先")) == (5, 1)
    assert page.index("窓口1") < page.index("ほかの連絡先") < page.index("窓口3")


def test_need_nobody_is_called_for_shows_no_number_of_danger_and_says_what_to_do(
    town: Town,
) -> None:
    category = term(
        town.municipality, Kind.SUPPORT_CATEGORY, "body_care", policy=Policy.REFER
    )  # fmt: skip
    make_contact(town, "119番", terms=[term(town.municipality, Kind.ALARM_WORD, "danger")])
    need, client = make_need(town, "お風呂", code="body_care"), town.client(Role.COORDINATOR2)
    page = client.get(need.get_absolute_url()).content.decode()
    assert ("119番" in page, "このことの連絡先が、まだありません。" in page) == (False, True)

    make_contact(town, "北野の包括", area=town.east, terms=[category])
    make_contact(town, "川西の包括", area=town.west, terms=[category])
    page = client.get(need.get_absolute_url()).content.decode()
    numbers = page[: page.index('id="refer"')]
    assert ("川西の包括" in numbers, "北野の包括" in numbers) == (True, False)


def test_need_is_handed_to_whoever_is_named_though_others_are_for_anything(town: Town) -> None:
    category = term(town.municipality, Kind.SUPPORT_CATEGORY, "body_care", policy=Policy.REFER)
    make_contact(town, "市役所")
    named = make_contact(town, "包括", terms=[category])
    need, client = make_need(town, "お風呂", code="body_care"), town.client(Role.COORDINATOR2)
    sent = {"contact": str(named.pk), "on": timezone.localdate().isoformat()}
    client.post(f"/needs/{need.pk}/refer/", sent)
    assert [one.contact for one in Referral.objects.all()] == [named]
