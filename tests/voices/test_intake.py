"""Many voices at once: the same rules as for one, and one entry in the record book."""

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.search.models import Text
from sasaeai.vocabulary.models import Kind
from sasaeai.voices import intake
from sasaeai.voices.models import Reach, Voice
from sasaeai.voices.models.voice import MINUTES_A_DAY
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


def said(town: Town, words: str = "バスが減った", **facts: object) -> Voice:
    given = {"area": town.sakuradai, "employer": town.centre, "heard_by": writer(town)}
    return Voice(words=words, heard_on=timezone.localdate(), **given | facts)


def test_many_are_heard_with_their_categories_and_one_entry(town: Town) -> None:
    rows = [said(town), said(town, "坂がつらい")]
    trash = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    actor = town.viewer(Role.COORDINATOR2).actor

    intake.add_many(actor, rows, categories={rows[1].pk: [trash]})

    entry = Entry.objects.get(verb="voices.add_many")
    assert set(entry.subjects) == {str(row.pk) for row in rows}
    assert [list(row.categories.all()) for row in rows] == [[], [trash]]
    assert -rows[0].newest_first // MINUTES_A_DAY == timezone.localdate().toordinal()


def test_what_was_taken_back_is_not_found(town: Town) -> None:
    rows = [said(town), said(town, withdrawn_on=timezone.localdate())]

    intake.add_many(town.viewer(Role.COORDINATOR2).actor, rows)

    assert list(Text.objects.values_list("subject", flat=True)) == [rows[0].pk]


def test_words_without_consent_go_nowhere(town: Town) -> None:
    with pytest.raises(DomainError, match="同意が要ります"):
        intake.add_many(town.viewer(Role.COORDINATOR2).actor, [said(town, reach=Reach.COUNCIL)])


@pytest.mark.parametrize("name", ["area", "employer"])
def test_area_or_body_next_door_is_refused(town: Town, next_town: Town, name: str) -> None:
    there = {"area": next_town.sakuradai, "employer": next_town.centre}

    with pytest.raises(DomainError, match="同じ市町村の"):
        intake.add_many(town.viewer(Role.COORDINATOR2).actor, [said(town, **{name: there[name]})])


def test_many_learn_where_they_went(town: Town) -> None:
    voice = make_voice(town)

    intake.send_many(
        town.viewer(Role.COORDINATOR2).actor, {voice.pk: "/needs/1/"}, destination="need"
    )

    voice.refresh_from_db()
    assert (voice.destination, voice.destination_url) == ("need", "/needs/1/")
    assert Entry.objects.get(verb="voices.send").fields == ["destination"]
