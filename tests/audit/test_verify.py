"""`sasaeai audit verify`, and what it finds where somebody put a hand in."""

import io
import logging
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from sasaeai.audit import actions, queries
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Chain, Entry, Seal, Unsealed


@pytest.fixture
def actor(db: None) -> Actor:
    """Return somebody of a town whose record book holds three sealed entries."""
    actor = Actor(user=uuid4(), municipality=uuid4())
    for _time in range(3):
        note(actor)
    actions.seal(actor.municipality)
    return actor


def note(actor: Actor) -> Entry:
    return actions.record(actor, "assets.add", kind="asset", subjects=[uuid4()])


def verify(*arguments: str) -> str:
    out = io.StringIO()
    call_command("audit", "verify", *arguments, stdout=out)
    return out.getvalue()


def test_whole_record_book_is_said_to_be_whole(actor: Actor) -> None:
    note(actor)

    chain = Chain.objects.get()
    assert verify() == (
        "chains 1, sealed 3, not yet sealed 1\n"
        f"{actor.municipality}  3  {chain.digest}\n"
        "The record book is whole.\n"
    )


def test_line_kept_elsewhere_still_holds_when_the_chain_has_grown(actor: Actor) -> None:
    line = verify().splitlines()[1]
    note(actor)
    actions.seal(actor.municipality)

    assert "is whole" in verify("--expect", line)


@pytest.mark.parametrize("hand", ["whole book gone", "written anew"])
def test_line_kept_elsewhere_shows_a_chain_gone_or_written_anew(actor: Actor, hand: str) -> None:
    line = verify().splitlines()[1]
    Seal.objects.all().delete()
    Chain.objects.all().delete()
    Entry.objects.all().delete()
    if hand == "written anew":
        for _time in range(3):
            note(actor)
        actions.seal(actor.municipality)

    assert "is whole" in verify()
    with pytest.raises(CommandError, match="number 3 is no longer what it was"):
        verify("--expect", line)


def test_line_that_was_never_printed_is_refused_in_words(actor: Actor) -> None:
    with pytest.raises(CommandError, match="takes a line as it was printed"):
        verify("--expect", "nonsense")


def test_rewritten_entry_ends_the_command_with_its_number(actor: Actor) -> None:
    entry = Seal.objects.get(number=2).entry
    Entry.objects.filter(pk=entry.pk).update(verb="assets.look")

    with pytest.raises(CommandError) as refusal:
        verify()

    assert str(refusal.value) == f"{actor.municipality}: entry {entry.pk} was changed"


def test_seal_taken_out_of_the_middle_is_missed(actor: Actor) -> None:
    gone, after = (Seal.objects.get(number=number) for number in (2, 3))
    Seal.objects.filter(pk=gone.pk).delete()

    assert queries.prove().faults == [
        f"{actor.municipality}: number 2 is missing",
        f"{actor.municipality}: entry {after.entry_id} was changed",
        "1 entries are neither sealed nor waiting",
    ]


def test_person_taken_off_a_look_is_missed(actor: Actor) -> None:
    look = actions.record(actor, "people.look", kind="person", subjects=[uuid4(), uuid4()])
    actions.seal(actor.municipality)
    look.mentions.all()[:1].get().delete()

    assert queries.prove().faults == [
        f"{actor.municipality}: the persons of entry {look.pk} were changed"
    ]


def test_entry_sealed_during_the_walk_is_no_fault(actor: Actor) -> None:
    sealed_meanwhile = False

    def seal_another(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal sealed_meanwhile
        if "audit_seal" in sql and not sealed_meanwhile:
            sealed_meanwhile = True
            note(actor)
            actions.seal(actor.municipality)
        return execute(sql, *rest)

    with connection.execute_wrapper(seal_another):
        found = queries.prove()

    assert (sealed_meanwhile, found.faults, found.sealed) == (True, [], 4)


@pytest.mark.django_db(transaction=True)
def test_entry_that_cannot_be_sealed_waits_and_is_told_to_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    actor = Actor(user=uuid4(), municipality=uuid4())
    note(actor)
    Chain.objects.update(length=0)  # the next number is taken already

    with caplog.at_level(logging.ERROR, logger="sasaeai.audit.actions"):
        waiting = note(actor)

    assert caplog.messages == [f"sealing put off for municipality {actor.municipality}"]
    assert [unsealed.entry for unsealed in Unsealed.objects.all()] == [waiting]


def test_sealed_entry_that_waits_again_is_told_and_holds_up_nobody(actor: Actor) -> None:
    first = Seal.objects.get(number=1)
    Unsealed.objects.create(entry=first.entry, municipality=actor.municipality)
    note(actor)

    actions.seal(actor.municipality)
    found = queries.prove()

    assert (found.faults, found.unsealed) == (["1 sealed entries wait to be sealed again"], 1)
    assert Entry.objects.filter(seal=None).count() == 0


def test_entry_of_another_municipality_in_a_chain_is_told(actor: Actor) -> None:
    theirs = Actor(municipality=uuid4())
    note(theirs)
    actions.seal(theirs.municipality)
    Chain.objects.filter(municipality=theirs.municipality).update(municipality=uuid4())

    assert any("another municipality's" in fault for fault in queries.prove().faults)


def test_record_book_is_read_in_pages_newest_first(actor: Actor) -> None:
    theirs = note(Actor(municipality=uuid4()))
    newest = [entry.pk for entry in queries.chosen(actor.municipality)[:2]]

    older = list(queries.chosen(actor.municipality, before=newest[-1]))

    first = Seal.objects.get(number=1).entry
    assert (older, theirs.pk in newest) == ([first], False)
    assert newest == sorted(newest, reverse=True)
