"""Many matches at once, with who was asked and each time that it happened."""

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.matching import intake
from sasaeai.matching.models import Ask, Match, Visit
from tests.factories.areas import Town
from tests.factories.needs import make_helper, make_need
from tests.factories.people import make_person, writer

pytestmark = pytest.mark.django_db


def test_many_come_with_asks_and_visits_under_one_entry(town: Town) -> None:
    by = writer(town)
    match = Match(need=make_need(town), person=make_helper(town), asked_by=by)
    ask = Ask(match=match, asked_at=timezone.now(), asked_by=by)
    visit = Visit(match=match, on=timezone.localdate(), noted_by=by)

    intake.add_many(town.viewer(Role.COORDINATOR2).actor, [match], asks=[ask], visits=[visit])

    known = Match.objects.get()
    assert (known.municipality, known.asks.get(), known.visits.get()) == (
        town.municipality,
        ask,
        visit,
    )
    assert Entry.objects.get(verb="matching.add_many").subjects == [str(match.pk)]


def test_nobody_helps_themselves(town: Town) -> None:
    person = make_helper(town)
    match = Match(need=make_need(town, person=person), person=person, asked_by=writer(town))

    with pytest.raises(DomainError, match="ご本人を"):
        intake.add_many(town.viewer(Role.COORDINATOR2).actor, [match])


def test_person_next_door_is_refused(town: Town, next_town: Town) -> None:
    match = Match(need=make_need(town), person=make_person(next_town), asked_by=writer(town))

    with pytest.raises(DomainError, match="同じ市町村の"):
        intake.add_many(town.viewer(Role.COORDINATOR2).actor, [match])


def test_need_next_door_is_refused(town: Town, next_town: Town) -> None:
    match = Match(need=make_need(next_town), person=make_helper(town), asked_by=writer(town))

    with pytest.raises(DomainError, match="同じ市町村の"):
        intake.add_many(town.viewer(Role.COORDINATOR2).actor, [match])
