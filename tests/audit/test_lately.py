"""What a person did lately, as the record book tells."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from sasaeai.audit import actions, queries
from sasaeai.audit.actor import Actor

pytestmark = pytest.mark.django_db
OWN = Actor(uuid4(), uuid4())
HOUR = timedelta(hours=1)


def lately(actor: Actor = OWN, verb: str = "voices.look") -> set[str]:
    return queries.lately(actor, verb, since=timezone.now() - HOUR, field="words")


def test_only_what_the_same_person_did_so_since_then_is_told() -> None:
    old, new, other = uuid4(), uuid4(), uuid4()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        actions.record(OWN, "voices.look", kind="voice", subjects=[old], fields=["words"])
        clock.shift(HOUR + timedelta(seconds=1))
        actions.record(OWN, "voices.look", kind="voice", subjects=[new], fields=["words", "called"])
        actions.record(OWN, "voices.look", kind="voice", subjects=[other], fields=["photo"])
        actions.record(OWN, "voices.change", kind="voice", subjects=[other], fields=["words"])
        elsewhere = Actor(OWN.user, uuid4())
        actions.record(elsewhere, "voices.look", kind="voice", subjects=[other], fields=["words"])
        actions.record(
            Actor(uuid4(), OWN.municipality),
            "voices.look",
            kind="voice",
            subjects=[other],
            fields=["words"],
        )
        assert lately() == {str(new)}


def test_no_more_than_the_last_entries_are_read(monkeypatch) -> None:
    monkeypatch.setattr(queries, "LAST", 1)
    first, last = uuid4(), uuid4()
    for subject in (first, last):
        actions.record(OWN, "voices.look", kind="voice", subjects=[subject], fields=["words"])
    assert lately() == {str(last)}
