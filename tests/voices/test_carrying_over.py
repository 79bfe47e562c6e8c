"""Answers that were a column of their voice became rows of their own, and can go back."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from sasaeai.voices.models import VoiceAnswer
from tests.factories.areas import Town
from tests.factories.voices import make_voice

BEFORE = ("voices", "0006_reply_to_kept")
ON = date(2026, 5, 1)


@pytest.mark.django_db(transaction=True)
def test_answer_of_a_voice_becomes_a_row_of_its_own_as_old_as_it_is(town: Town) -> None:
    voice = make_voice(town, answer="新しいお返事", answered_on=ON)
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    old = MigrationExecutor(connection).migrate([BEFORE]).apps
    try:
        voices = old.get_model("voices", "Voice").objects
        given_back = voices.get().answer
        voices.update(answer="電話でお伝えした")
    finally:
        MigrationExecutor(connection).migrate(latest)

    row = VoiceAnswer.objects.get()
    written = timezone.localdate(row.created_at)
    assert (given_back, row.words, row.voice) == ("新しいお返事", "電話でお伝えした", voice)
    assert (row.on, written, row.given_by) == (ON, ON, None)
