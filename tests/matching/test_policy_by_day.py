"""Whom a need may be asked of follows who helps with such things on that day."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.matching import actions, queries
from sasaeai.matching.models import Match
from tests.factories.areas import Town
from tests.factories.needs import make_helper, make_match, make_need
from tests.factories.people import writer
from tests.factories.vocabulary import make_rule

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def test_neighbour_is_asked_until_the_day_and_not_from_it_on(town: Town) -> None:
    need, helper, other = make_need(town), make_helper(town), make_helper(town)
    make_rule(need.category, "refer", in_days=1)

    actions.ask(town.viewer(Role.COORDINATOR2), need, helper.pk)
    with time_machine.travel(timezone.now() + DAY, tick=False):
        viewer = town.viewer(Role.COORDINATOR2)
        with pytest.raises(DomainError, match="専門のところ"):
            actions.ask(viewer, need, other.pk)

    assert Match.objects.get().person == helper


def test_whoever_has_not_learnt_is_proposed_until_the_day(town: Town) -> None:
    need = make_need(town)
    anybody, learnt = make_helper(town), make_helper(town, trained_on=timezone.localdate())
    make_rule(need.category, "train", in_days=1)

    found = []
    for days in (0, 1):
        with time_machine.travel(timezone.now() + days * DAY, tick=False):
            best = queries.candidates(town.viewer(Role.COORDINATOR2), need).best
            found.append({one.person for one in best})

    assert found == [{anybody.pk, learnt.pk}, {learnt.pk}]


def test_referred_need_proposes_nobody_on_the_page(town: Town) -> None:
    need = make_need(town)
    make_helper(town, nickname="坂の上の人")
    client = Client()
    client.force_login(writer(town))
    url = reverse("matching:candidates", args=[need.pk])

    before = client.get(url).content.decode()
    make_rule(need.category, "refer")
    after = client.get(url).content.decode()

    assert ("坂の上の人" in before, "坂の上の人" in after) == (True, False)


def test_whoever_promised_before_is_still_seen_on_the_page(town: Town) -> None:
    need = make_need(town)
    match = make_match(town, need, make_helper(town), state=Match.State.AGREED)
    make_rule(need.category, "refer")
    client = Client()
    client.force_login(writer(town))
    url = reverse("matching:candidates", args=[need.pk])

    assert f'hx-get="{url}"' in client.get(need.get_absolute_url()).content.decode()
    assert match.get_absolute_url() in client.get(url).content.decode()


def test_many_rules_take_as_many_queries_as_one(town: Town, django_assert_max_num_queries) -> None:
    need = make_need(town)
    client = Client()
    client.force_login(writer(town))
    pages = (need.get_absolute_url(), reverse("matching:candidates", args=[need.pk]))

    def ask() -> int:
        with django_assert_max_num_queries(200) as asked:
            for page in pages:
                client.get(page)
        return len(asked)

    make_rule(need.category, "allow", in_days=-9)
    ask()
    few = ask()
    for days in range(-8, 9):
        make_rule(need.category, "train", in_days=days)
    assert ask() == few
