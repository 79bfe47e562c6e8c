"""The record book is sealed without a gap, and no change goes unseen."""

from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection, transaction

from sasaeai.audit import actions, queries
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry, Mention, Seal, Unsealed


def note(actor: Actor, times: int) -> None:
    for _time in range(times):
        actions.record(actor, "assets.add", kind="asset", subjects=[uuid4()], fields=["name"])


@pytest.mark.django_db(transaction=True)
def test_record_after_commit_is_sealed() -> None:
    note(Actor(municipality=uuid4()), 3)

    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    assert (Unsealed.objects.count(), queries.prove().faults) == (0, [])


@pytest.mark.django_db
def test_seal_takes_along_more_than_one_batch_of_what_waits() -> None:
    actor = Actor(municipality=uuid4())
    note(actor, actions.BATCH + 1)

    assert actions.seal(actor.municipality) == actions.BATCH + 1
    assert (Unsealed.objects.count(), queries.prove().faults) == (0, [])


@pytest.mark.django_db(transaction=True)
def test_record_in_a_transaction_that_fails_leaves_nothing() -> None:
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():
        note(Actor(municipality=uuid4()), 1)
        raise Undone

    assert (Entry.objects.count(), Seal.objects.count(), Unsealed.objects.count()) == (0, 0, 0)


@pytest.mark.django_db
def test_prove_counts_what_is_not_yet_sealed() -> None:
    note(Actor(municipality=uuid4()), 2)

    assert (queries.prove().unsealed, queries.prove().sealed) == (2, 0)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"verb": "assets.change"},
        {"actor": uuid4()},
        {"subjects": []},
        {"fields": ["phone"]},
        {"postings": ["x"]},
        {"kind": "person"},
    ],
)
def test_prove_after_an_entry_was_rewritten_finds_it(change: dict[str, object]) -> None:
    actor = Actor(municipality=uuid4())
    note(actor, 3)
    actions.seal(actor.municipality)
    middle = Seal.objects.get(number=2).entry
    Entry.objects.filter(pk=middle.pk).update(**change)

    assert queries.prove().faults == [f"{actor.municipality}: entry {middle.pk} was changed"]


@pytest.mark.django_db
def test_prove_after_the_last_seal_was_taken_finds_the_missing_end() -> None:
    actor = Actor(municipality=uuid4())
    note(actor, 2)
    actions.seal(actor.municipality)
    Seal.objects.get(number=2).delete()

    assert queries.prove().faults == [
        f"{actor.municipality}: the end of the chain is missing",
        "1 entries are neither sealed nor waiting",
    ]


@pytest.mark.django_db
def test_chains_of_two_municipalities_count_apart() -> None:
    one, other = Actor(municipality=uuid4()), Actor(municipality=uuid4())
    note(one, 2)
    note(other, 1)

    assert (actions.seal(one.municipality), actions.seal(other.municipality)) == (2, 1)


@pytest.mark.django_db
def test_record_about_persons_can_be_asked_who_looked() -> None:
    actor, person = Actor(user=uuid4(), municipality=uuid4()), uuid4()
    look = actions.record(
        actor, "people.look", kind="person", subjects=[person, uuid4()], fields=["name"]
    )
    note(actor, 1)

    assert list(queries.about_person(person, municipality=actor.municipality)) == [look]
    assert Mention.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_record_by_four_writers_at_once_leaves_one_gapless_chain() -> None:
    actor, start = Actor(municipality=uuid4()), Barrier(4)

    def write() -> None:
        start.wait()
        note(actor, 10)
        connection.close()

    writers = [Thread(target=write) for _writer in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert list(Seal.objects.order_by("number").values_list("number", flat=True)) == list(
        range(1, 41)
    )
    assert queries.prove().faults == []
