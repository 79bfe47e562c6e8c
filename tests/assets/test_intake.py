"""Many assets at once: the rules of one, a few statements, one entry in the record book."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.assets import intake
from sasaeai.assets.models import Asset, Check
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.organisations.models import Organisation
from sasaeai.search.models import Text
from sasaeai.vocabulary import actions as vocabulary
from sasaeai.vocabulary import queries
from sasaeai.vocabulary.models import Kind, Term
from tests.factories.areas import Town

Words = dict[str, Term]


@pytest.fixture
def actor(town: Town) -> Actor:
    return town.viewer(Role.OFFICER).actor


@pytest.fixture
def words(town: Town, actor: Actor) -> Words:
    vocabulary.load_national(actor, town.municipality)
    return queries.by_code(town.municipality.pk, Kind.SUPPORT_CATEGORY)


def bench(town: Town, name: str = "ベンチ", **facts: object) -> Asset:
    return Asset(area=town.sakuradai, name=name, **{"kind": Asset.Kind.THING, **facts})


def test_many_are_added_with_one_entry(town: Town, actor: Actor) -> None:
    rows = intake.add_many(actor, [bench(town, "ベンチ"), bench(town, "縁台")])

    assert set(Asset.objects.values_list("name", flat=True)) == {"ベンチ", "縁台"}
    entry = Entry.objects.get(verb="assets.add_many")
    assert entry.subjects == [str(row.pk) for row in rows]


def test_added_are_found_by_the_text_index(town: Town, actor: Actor) -> None:
    (row,) = intake.add_many(actor, [bench(town, "縁台")])

    assert Text.objects.get(subject=row.pk).title == "縁台"


def test_newest_check_that_reached_counts(town: Town, actor: Actor) -> None:
    row, result = bench(town), Check.Result
    checks = [
        Check(listed=row, on=date(2026, 5, 1), means="phone", result=result.SAME),
        Check(listed=row, on=date(2026, 4, 1), means="visit", result=result.SAME),
        Check(listed=row, on=date(2026, 6, 1), means="met", result=result.NOT_REACHED),
    ]

    intake.add_many(actor, [row], checks=checks)

    kept = Asset.objects.get()
    assert (kept.checked_on, kept.checked_means) == (date(2026, 5, 1), "phone")
    assert kept.check_due_on is not None
    assert set(kept.checks.values_list("by", flat=True)) == {actor.user}


def test_unchecked_is_due_now(town: Town, actor: Actor) -> None:
    intake.add_many(actor, [bench(town)])

    kept = Asset.objects.get()
    assert (kept.checked_on, kept.check_due_on) == (None, None)


def test_categories_are_given_and_replaced(town: Town, actor: Actor, words: Words) -> None:
    first, second = bench(town, "ベンチ"), bench(town, "縁台")
    both = {first.pk: [words["talk"]], second.pk: [words["talk"], words["salon"]]}
    intake.add_many(actor, [first, second], categories=both)

    intake.change_many(actor, [first], fields=["name"], categories={first.pk: [words["men"]]})

    assert [term.code for term in first.categories.all()] == ["men"]
    assert {term.code for term in second.categories.all()} == {"talk", "salon"}


def test_changed_fields_are_saved_and_found(town: Town, actor: Actor) -> None:
    (row,) = intake.add_many(actor, [bench(town)])
    row.name, row.fee = "長いす", "無料"
    before = timezone.now()

    intake.change_many(actor, [row], fields=["name"])

    kept = Asset.objects.get()
    assert (kept.name, kept.fee) == ("長いす", "")
    assert kept.updated_at >= before
    assert Text.objects.get(subject=row.pk).title == "長いす"
    assert Entry.objects.get(verb="assets.change_many").fields == ["name"]


def test_person_is_never_a_pin(town: Town, actor: Actor) -> None:
    intake.add_many(actor, [bench(town, kind="person", longitude=139.5, latitude=35.6)])

    assert Asset.objects.get().longitude is None


def of_next_town(next_town: Town) -> dict[str, object]:
    return {"area": next_town.sakuradai}


def owned_next_door(next_town: Town) -> dict[str, object]:
    actor = next_town.viewer(Role.OFFICER).actor
    vocabulary.load_national(actor, next_town.municipality)
    kind = queries.by_code(next_town.municipality.pk, Kind.ORG_TYPE)["npo"]
    return {
        "owner": Organisation.objects.create(
            municipality=next_town.municipality, area=next_town.sakuradai, kind=kind, name="隣の会"
        )
    }


def half_a_point(next_town: Town) -> dict[str, object]:
    return {"longitude": 139.5}


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (of_next_town, "同じ市町村の地区"),
        (owned_next_door, "同じ市町村の団体"),
        (half_a_point, "「ベンチ」の緯度と経度"),
    ],
)
def test_rule_that_one_row_breaks_refuses_all(
    town: Town,
    next_town: Town,
    actor: Actor,
    facts: Callable[[Town], dict[str, object]],
    sentence: str,
) -> None:
    broken = bench(town)
    for name, value in facts(next_town).items():
        setattr(broken, name, value)

    with pytest.raises(DomainError, match=sentence):
        intake.add_many(actor, [bench(town, "縁台"), broken])

    assert Asset.objects.count() == 0


def test_category_of_another_town_is_refused(
    town: Town, next_town: Town, actor: Actor, words: Words
) -> None:
    here = next_town.viewer(Role.OFFICER).actor
    row = Asset(area=next_town.sakuradai, name="ベンチ", kind="thing")

    with pytest.raises(DomainError, match="分類は、同じ市町村"):
        intake.add_many(here, [row], categories={row.pk: [words["talk"]]})


def test_number_of_queries_is_the_same_for_one_and_three(
    town: Town, actor: Actor, words: Words
) -> None:
    kind = queries.by_code(town.municipality.pk, Kind.ORG_TYPE)["npo"]
    facts = {"municipality": town.municipality, "area": town.sakuradai, "kind": kind}
    owners = [Organisation.objects.create(name=f"会{n}", **facts) for n in range(3)]

    def queries_for(number: int) -> int:
        # Ids without rows beside them, as an importer has them.
        rows = [
            Asset(area_id=town.sakuradai.pk, name=f"いす{n}", kind="thing", owner_id=owner.pk)
            for n, owner in enumerate(owners[:number])
        ]
        categories = {row.pk: [words["talk"]] for row in rows}
        with CaptureQueriesContext(connection) as captured:
            intake.add_many(actor, rows, categories=categories)
        return len(captured)

    assert queries_for(1) == queries_for(3)
