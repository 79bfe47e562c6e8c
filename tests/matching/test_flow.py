"""From a voice to help that came, through the pages."""

import pytest
from django.test import Client
from django.utils import timezone

from sasaeai.matching.models import Match
from sasaeai.needs.models import Need
from sasaeai.people.models import Gift
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.needs import make_helper
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice

pytestmark = pytest.mark.django_db


def test_voice_becomes_a_need_is_answered_and_done(coordinator: Client, town: Town) -> None:
    voice = make_voice(town, "ゴミの日だけ、坂がこわいの")
    helper = make_helper(town, nickname="すすむさん", phone="042-000-0101")
    page = coordinator.get(voice.get_absolute_url()).content.decode()
    assert f"/needs/take-up/?voice={voice.pk}" in page

    trash = term(town.municipality, Kind.SUPPORT_CATEGORY, "trash")
    asked = {
        "voice": str(voice.pk), "what": "週2回のゴミ出し", "category": str(trash.pk),
        "area": str(town.sakuradai.pk), "days": ["tue", "fri"], "start": "06:00", "end": "08:00",
        "often": "weekly", "consent": "oral",
    }  # fmt: skip
    response = coordinator.post("/needs/take-up/", asked)
    assert response.status_code == 302, response.content.decode()
    need = Need.objects.get()
    voice.refresh_from_db()
    assert (voice.destination, voice.destination_url) == ("need", need.get_absolute_url())
    assert need.times == {"tue": [["06:00", "08:00"]], "fri": [["06:00", "08:00"]]}

    found = coordinator.get(f"/matching/needs/{need.pk}/").content.decode()
    assert "すすむさん" in found
    script = coordinator.get(f"/matching/needs/{need.pk}/people/{helper.pk}/").content.decode()
    assert "042-000-0101" in script

    coordinator.post(f"/matching/needs/{need.pk}/people/{helper.pk}/ask/")
    match = Match.objects.get()
    assert (match.state, match.person) == (Match.State.ASKED, helper)
    coordinator.post(f"/matching/{match.pk}/said/", {"said": "yes"})
    today = timezone.localdate()
    coordinator.post(
        f"/matching/{match.pk}/arrange/",
        {"first_on": today.isoformat(), "start": "06:00", "companion": "コーディネーターの田中"},
    )
    coordinator.post(f"/matching/{match.pk}/visit/", {"on": today.isoformat(), "words": "笑顔"})
    coordinator.post(f"/matching/{match.pk}/thank/")
    match.refresh_from_db()
    need.refresh_from_db()
    assert (match.state, match.thanked_on, need.state) == ("thanked", today, "connected")
    assert Gift.objects.filter(person=helper, category=trash).count() == 1
