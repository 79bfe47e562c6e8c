"""Many needs at once: the same rules as for one, and one entry in the record book."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.needs import intake
from sasaeai.needs.models import Need, Referral
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.people import make_person, writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


def asked(town: Town, **facts: object) -> Need:
    given = {"area": town.sakuradai, "employer": town.centre, "owner": writer(town)}
    given["category"] = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    by = timezone.localdate() + timedelta(days=7)
    return Need(what="週二回のゴミ出し", answer_by=by, **given | facts)


def take(town: Town, *rows: Need, about: intake.About | None = None, **more: object) -> None:
    actor = town.viewer(Role.COORDINATOR2).actor
    intake.add_many(actor, list(rows), about or intake.About(), **more)


def test_many_come_with_voices_that_learn_it_and_with_traits(town: Town) -> None:
    voice, need = make_voice(town), asked(town)
    dog = term(town.municipality, Kind.TRAIT, "dog")
    referral = Referral(
        need=need, to_words="市役所", on=timezone.localdate(), referred_by=writer(town)
    )

    take(town, need, about=intake.About({need.pk: [voice]}, {need.pk: [dog]}), referrals=[referral])

    voice.refresh_from_db()
    assert (voice.destination, voice.destination_url) == ("need", need.get_absolute_url())
    assert (list(need.voices.all()), list(need.has.all())) == ([voice], [dog])
    assert (list(need.avoids.all()), need.referrals.get()) == ([], referral)
    assert Entry.objects.get(verb="needs.add_many").subjects == [str(need.pk)]


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"state": "done"}, "終えた日"),
        ({"closed_on": timezone.localdate()}, "終えた日"),
        ({"state": "let_go", "closed_on": timezone.localdate()}, "ご本人が読む言葉"),
    ],
)
def test_need_that_ended_half_is_refused(town: Town, facts: dict, sentence: str) -> None:
    with pytest.raises(DomainError, match=sentence):
        take(town, asked(town, **facts))


@pytest.mark.parametrize("name", ["area", "employer", "person"])
def test_what_lies_next_door_is_refused(town: Town, next_town: Town, name: str) -> None:
    there = {
        "area": next_town.sakuradai,
        "employer": next_town.centre,
        "person": make_person(next_town),
    }

    with pytest.raises(DomainError, match="同じ市町村の"):
        take(town, asked(town, **{name: there[name]}))
