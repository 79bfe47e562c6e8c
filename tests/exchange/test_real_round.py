"""Every real file that the README marks with a KIND: in with its counts, in again, out and back."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from sasaeai.areas.models import Area, Municipality, Role
from sasaeai.assets.models import Asset
from sasaeai.calc.text import nfkc
from sasaeai.exchange import kept
from sasaeai.exchange.models import Import, Kind, StagedRow
from sasaeai.exchange.previews import COUNTS
from sasaeai.exchange.readers import cells, columns, files
from tests.exchange.bringing import looked_at
from tests.exchange.lists import choice, run
from tests.exchange.readme import BEFORE, FILES, TAKEN, TOWNS, kinds, measured
from tests.factories.areas import EmployerFactory, Town
from tests.shared_data import shared_file

# What they run through is measured where its own tests say what it does.
pytestmark = [pytest.mark.django_db, pytest.mark.no_cover]
LONG = 100
KEYS = ["kind", "source", "encoding", "header_row", *COUNTS, "messages"]
PLACES = [
    name for name, one in TAKEN.items() if one.rows and one.kind in (Kind.FACILITIES, Kind.CARE_PROVIDERS)
]  # fmt: skip


# What is kept as times, as a point, or as the town itself; and of telephones, that there is none.
OTHERWISE = (
    "days", "start", "end", "hours", "hours_note", "lat", "lon", "code", "address_prefecture",
    "address_city", "phone",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Brought:
    """What the command said of a file and of the same file again, and what came back of it."""

    first: tuple[int, dict[str, Any]]
    again: tuple[int, dict[str, Any]]
    to_write: int
    lost: dict[str, list[str]]
    back: dict[str, tuple[int, dict[str, int]]]


def brought(name: str) -> Brought:
    """Return what became of a file, which is brought into a town twice, and taken out again."""
    stated, path = FILES[name], shared_file(name)
    named = ("--name", TOWNS[stated.code])
    before = BEFORE.get((stated.kind, stated.code))
    if before:
        run(FILES[before].kind, shared_file(before), *named, code=stated.code)
    first = run(stated.kind, path, *named, code=stated.code)
    again = run(stated.kind, path, *named, code=stated.code)
    made = Import.objects.first()
    writing = (StagedRow.Change.ADD, StagedRow.Change.SET)
    to_write = made.rows.filter(change__in=writing).count() if made else 0
    back = {form: _back(form, stated.code) for form in forms(name)}
    lost = _lost(name) if name in PLACES and stated.kind == Kind.FACILITIES else {}
    return Brought(first, again, to_write, lost, back)


def forms(name: str) -> tuple[str, ...]:
    """Return in which forms a list of places is written out: a long one in the quicker."""
    if name not in PLACES:
        return ()
    return ("csv", "xlsx") if FILES[name].rows < LONG else ("csv",)


def _lost(name: str) -> dict[str, list[str]]:
    """Return the cells, by column, that no field and no note of their place holds."""
    stated, path = FILES[name], shared_file(name)
    said: dict[str, str] = defaultdict(str)
    for row in Asset.objects.filter(municipality__code=stated.code):
        said[_bare(row.name)] += " ".join(map(_bare, kept.values_of(row).values()))
    lost: dict[str, list[str]] = defaultdict(list)
    for table in files.read(stated.kind, path.name, path.read_bytes()).tables:
        found = columns.match(table.columns, stated.kind, labels=table.labels)
        otherwise = {found.by_meaning[one] for one in OTHERWISE if one in found.by_meaning}
        otherwise |= columns.names_of_people(table.columns)
        for row in table.rows:
            place = said[_bare(row.cells[found.by_meaning["name"]])]
            for column, text in row.cells.items():
                is_told = column in otherwise or cells.flag(text) or _bare(text) in place
                if not is_told:
                    lost[column].append(text)
    return lost


def _bare(text: object) -> str:
    """Return the letters and figures alone, as they are compared."""
    return re.sub(r"[\W_ー]", "", nfkc(str(text))).casefold()


def _back(form: str, code: str) -> tuple[int, dict[str, int]]:
    """Return how many places were written out, and what they would do where they came from."""
    municipality = Municipality.objects.get(code=code)
    root, body = (
        Area.objects.get(municipality=municipality, parent=None),
        EmployerFactory(municipality=municipality),
    )
    town = Town(municipality, *[root] * 6, *[body] * 3)
    response = town.client(Role.OFFICER).get(reverse("assets:export"), {"format": form})
    data = b"".join(response) if response.streaming else response.content
    said = choice(Kind.FACILITIES, file_name=f"list.{form}", source="書き出した一覧")
    found, _rows = looked_at(said, data, municipality)
    counts = found.counts()
    told = {
        part: counts[part] for part in ("created", "updated", "unchanged", "refused", "duplicates")
    }
    return Asset.objects.filter(municipality=municipality).count(), told


def test_every_file_that_the_readme_marks_is_named_here() -> None:
    assert {name: one.kind for name, one in FILES.items()} == kinds()


@pytest.mark.parametrize("name", TAKEN)
def test_counts_that_are_named_here_are_the_readmes(name: str) -> None:
    stated, (rows, placed) = TAKEN[name], measured(name)
    if not stated.rows:
        return
    assert stated.rows + stated.skipped == rows
    if not stated.skipped and placed is not None:
        assert stated.own_points + stated.refused == placed


def counts_of(name: str, told: dict[str, Any]) -> None:
    """Hold what was said of a file against its README."""
    stated = FILES[name]
    placed = stated.own_points + stated.by_address
    assert [told[part] for part in ("rows", "skipped", "duplicates", "refused")] == [
        stated.rows, stated.skipped, stated.duplicates, stated.refused,
    ]  # fmt: skip
    assert told["created"] + told["updated"] == stated.new
    assert [told[part] for part in ("with_location", "without_location", "located_by_address")] == [
        placed, stated.rows - placed, stated.by_address,
    ]  # fmt: skip


# In one test, for what is costly is done once: a town founded, a file taken in, and written out.
@pytest.mark.parametrize("name", FILES)
def test_file_goes_in_twice_and_comes_out_again_without_loss(name: str) -> None:
    whole, stated = brought(name), FILES[name]
    (code, first), (code_again, again) = whole.first, whole.again
    assert (code, code_again) == ((0, 0) if stated.rows else (1, 1))
    assert (list(first), first["kind"]) == (KEYS, stated.kind)
    counts_of(name, first)
    same = {part: first[part] for part in COUNTS if part != "remarks"}
    assert {part: again[part] for part in same} == same | {
        "created": 0, "updated": 0, "unchanged": stated.new,
    }  # fmt: skip
    assert (whole.to_write, whole.lost) == (0, {})
    places = stated.rows - stated.duplicates
    unchanged = {"created": 0, "updated": 0, "unchanged": places, "refused": 0, "duplicates": 0}
    assert whole.back == dict.fromkeys(forms(name), (places, unchanged))
