"""What two people, or one in a hurry, might lose or tell: it is kept, and told to nobody else."""

import pytest
from django.test import Client

from sasaeai.areas.models import Role
from sasaeai.base.errors import DomainError
from sasaeai.search import queries as search
from sasaeai.voices import actions, queries
from sasaeai.voices.models import Reach, Voice
from tests.factories.areas import Town
from tests.factories.people import writer
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db
HEAR = "/voices/hear/"


@pytest.fixture
def coordinator(town: Town) -> Client:
    client = Client()
    client.force_login(writer(town))
    return client


def test_area_chosen_from_the_list_alone_counts(coordinator: Client, town: Town) -> None:
    coordinator.post(HEAR, {"words": "声", "area": str(town.kashiwagi.pk)})
    assert Voice.objects.get().area == town.kashiwagi


def test_tile_and_list_that_differ_are_asked_about(coordinator: Client, town: Town) -> None:
    both = {"words": "声", "near": str(town.sakuradai.pk), "area": str(town.kashiwagi.pk)}
    page = coordinator.post(HEAR, both)
    assert (page.status_code, "どちらか一つ" in page.content.decode()) == (422, True)
    assert not Voice.objects.exists()


def test_nobody_answers_what_was_just_taken_back(town: Town) -> None:
    viewer, voice = town.viewer(Role.COORDINATOR2), make_voice(town)
    actions.withdraw(viewer, queries.visible_to(viewer).get())
    with pytest.raises(DomainError, match="取り下げられました"):
        actions.answer(viewer, voice, words="電話", on=viewer.today)
    voice.refresh_from_db()
    assert voice.withdrawn_on == viewer.today


def test_what_was_answered_and_where_it_was_heard_stay_with_the_body(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    voice = make_voice(
        town, place_words="鈴木さん宅", consent=Voice.Consent.ORAL, reach=Reach.STAFF
    )
    actions.answer(viewer, voice, words="娘さんに電話した", on=viewer.today)
    other = town.client(Role.OFFICER)
    page = other.get(voice.get_absolute_url()).content.decode()
    files = other.get("/voices/export/", {"format": "csv"}).getvalue().decode("utf-8-sig")
    assert [word in page for word in ("特売", "娘さんに電話した", "鈴木さん宅")] == [
        True,
        False,
        False,
    ]
    assert "鈴木さん宅" not in files
    assert not search.matching("voice", "鈴木さん宅", municipality=town.municipality.pk).exists()


def test_own_is_what_ones_body_heard_in_ones_own_areas(town: Town) -> None:
    voice = make_voice(town, area=town.aoume)
    assert not queries.is_own(town.viewer(Role.COORDINATOR2), voice)
