"""Two thousand damaged variants of real files: each is read or refused in words, never half taken in.

A variant is named by its file and its seed; `damaged(sample(file), seed)` makes it again.
"""

import re
from collections.abc import Iterable, Iterator

import pytest
from django.db import transaction

from sasaeai.areas.models import Area, Population
from sasaeai.assets.models import Asset
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.exchange import editions
from sasaeai.exchange.models import Import, Source, StagedRow, TakenRow
from sasaeai.exchange.previews import Preview, told
from sasaeai.exchange.readers import plan
from sasaeai.exchange.readers.messages import Refused
from sasaeai.exchange.readers.whose import Whose
from tests.exchange.damage import damaged, ways_for
from tests.exchange.lists import choice
from tests.exchange.readme import TAKEN
from tests.exchange.samples import sample
from tests.factories.areas import Town

# What they run through is measured where its own tests say what it does.
pytestmark = pytest.mark.no_cover
EACH = 28  # variants of a file: more than there are ways to damage it
TAKEN_IN = 1  # variants of each way that are taken in as well
SENTENCE = re.compile(r"[ぁ-ん].*[。）]$", re.DOTALL)
ADVICE = re.compile(r"ください。")
TABLES = (Area, Population, Asset, Entry, Import, Source, StagedRow, TakenRow)


def amiss(sentences: Iterable[str]) -> list[str]:
    return [one for one in sentences if not SENTENCE.search(one)]


def read(name: str, seed: int) -> list[str]:
    """Return what is wrong with how a variant is read: nothing."""
    whole = sample(name)
    data, whose = damaged(whole, seed), Whose(TAKEN[name].code, TAKEN[name].town)
    try:
        reading = plan.read(whole.kind, whole.name, data, whose=whose)
    except Refused as refusal:
        return [] if ADVICE.search(refusal.sentence) else [refusal.sentence]
    counts = len(reading.records) + reading.refused + reading.duplicates
    places = reading.with_location + reading.without_location
    wrong = amiss(message.message for message in reading.messages)
    if (counts, places) != (reading.rows, reading.rows):
        wrong.append(f"{reading.rows} rows, but {counts} and {places}")
    return wrong


@pytest.mark.once
@pytest.mark.parametrize("name", TAKEN)
def test_variants_of_a_file_are_read_or_refused_in_words(name: str) -> None:
    wrong = {(name, seed): found for seed in range(EACH) if (found := read(name, seed))}

    assert wrong == {}


@pytest.mark.once
def test_variants_are_two_thousand_and_the_same_each_time() -> None:
    (first, *_others) = TAKEN
    assert len(TAKEN) * EACH >= 2000
    assert max(len(ways_for(sample(name))) for name in TAKEN) <= EACH
    assert damaged(sample(first), 3) == damaged(sample(first), 3)


def chosen() -> Iterator[tuple[str, int]]:
    """Yield some variants of each way to damage a file of each KIND, from the smallest files."""
    seen: dict[tuple[str, str], int] = {}
    for name in sorted(TAKEN, key=lambda one: len(sample(one).data)):
        whole = sample(name)
        for seed, way in enumerate(ways_for(whole)):
            key = (whole.kind, way.__name__)
            seen[key] = seen.get(key, 0) + 1
            if seen[key] <= TAKEN_IN:
                yield name, seed


def counted() -> list[int]:
    return [table.objects.count() for table in TABLES]


def taken_in(town: Town, name: str, seed: int) -> list[str]:
    """Return what is wrong with how a variant is taken in: nothing."""
    whole, before = sample(name), counted()
    here = Actor(municipality=town.municipality.pk)
    said, data = choice(whole.kind, file_name=whole.name), damaged(whole, seed)
    try:
        found = editions.preview(said, data, town.municipality)
        editions.write(here, said, data, found)
    except (Refused, DomainError) as refusal:
        return [] if counted() == before and ADVICE.search(str(refusal)) else [str(refusal)]
    return [*amiss(message["message"] for message in told(found)["messages"]), *sums(found)]


def sums(found: Preview) -> list[str]:
    """Return the sums of the counts that do not come out."""
    n = found.counts()
    done = sum(n[part] for part in ("created", "updated", "unchanged", "refused", "duplicates"))
    made = Import.objects.get()
    added = made.rows.filter(change=StagedRow.Change.ADD).count()
    state = (done, n["with_location"] + n["without_location"], added, made.state)
    return [] if state == (n["rows"], n["rows"], n["created"], "applied") else [f"{n} {state}"]


def test_variants_are_taken_in_whole_or_not_at_all(town: Town) -> None:
    wrong = {}
    for name, seed in chosen():
        town.municipality.code, town.municipality.name = TAKEN[name].code, TAKEN[name].town
        with transaction.atomic():
            if found := taken_in(town, name, seed):
                wrong[name, seed] = found
            transaction.set_rollback(True)

    assert wrong == {}
