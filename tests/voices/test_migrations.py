"""Voices of before the town's words were kept are known by them too, but for what was taken back."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from sasaeai.vocabulary.models import Kind
from sasaeai.voices.models import Voice
from tests.factories.areas import Town
from tests.factories.vocabulary import term
from tests.factories.voices import make_voice


@pytest.mark.django_db(transaction=True)
def test_words_in_what_was_said_before_are_noted(town: Town) -> None:
    word = term(town.municipality, Kind.ALARM_WORD, "die", label="死にたい", kana="しにたい")
    heard, other = make_voice(town, "もう、しにたいの"), make_voice(town, "庭の草が気になる")
    taken_back = make_voice(town, "死にたい", withdrawn_on=timezone.localdate())
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    MigrationExecutor(connection).migrate([("voices", "0006_alarms")])
    Voice.alarms.through.objects.all().delete()
    MigrationExecutor(connection).migrate(latest)

    found = [[*one.alarms.all()] for one in (heard, other, taken_back)]
    assert found == [[word], [], []]
