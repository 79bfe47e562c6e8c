"""Many rows taken in at once leave one entry; what touches persons still stands by itself."""

from uuid import uuid4

import pytest

from sasaeai.audit import actions
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry

pytestmark = pytest.mark.django_db
ACTOR = Actor(user=uuid4(), municipality=uuid4())


def note(kind: str, *fields: str) -> str:
    """Record a change of something and return its id."""
    subject = uuid4()
    actions.record(ACTOR, f"{kind}.change", kind=kind, subjects=[subject], fields=fields)
    return str(subject)


def entries() -> list[tuple[str, str, list[str], list[str]]]:
    rows = Entry.objects.order_by("pk")
    return [(entry.verb, entry.kind, entry.subjects, entry.fields) for entry in rows]


def test_what_is_gathered_is_one_entry_with_every_id_and_field() -> None:
    with actions.as_one(ACTOR, "exchange.import", kind="import"):
        ids = [note("asset", "name", "phone"), note("asset", "name", "address")]

    assert entries() == [("exchange.import", "import", ids, ["address", "name", "phone"])]


def test_thing_changed_twice_is_named_once() -> None:
    subject = uuid4()

    with actions.as_one(ACTOR, "exchange.import", kind="import"):
        for _time in range(2):
            actions.record(ACTOR, "assets.change", kind="asset", subjects=[subject])

    assert entries() == [("exchange.import", "import", [str(subject)], [])]


def test_person_keeps_an_entry_of_their_own() -> None:
    with actions.as_one(ACTOR, "exchange.import", kind="import"):
        asset, person = note("asset"), note("person", "phone")

    assert entries() == [
        ("person.change", "person", [person], ["phone"]),
        ("exchange.import", "import", [asset], []),
    ]


def test_nothing_is_gathered_after_a_failure() -> None:
    with pytest.raises(KeyError), actions.as_one(ACTOR, "exchange.import", kind="import"):
        raise KeyError

    asset = note("asset")

    assert entries() == [("asset.change", "asset", [asset], [])]
