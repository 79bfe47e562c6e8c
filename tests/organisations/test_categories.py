"""手伝えること: on the form, the page, the list and in the file of an organisation."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from sasaeai.areas.models import Role
from sasaeai.audit.actor import Actor
from sasaeai.audit.models import Entry
from sasaeai.base.errors import DomainError
from sasaeai.organisations import intake, queries
from sasaeai.organisations.models import Organisation
from sasaeai.vocabulary.models import Kind, Term
from tests.factories.areas import LONG_AGO, Town
from tests.factories.organisations import make_organisation
from tests.factories.vocabulary import term
from tests.organisations.test_form import ADD, enough

pytestmark = pytest.mark.django_db


def trash(town: Town) -> Term:
    return term(town.municipality, Kind.SUPPORT_CATEGORY, "trash", label="ゴミ出し")


def garden(town: Town) -> Term:
    return term(town.municipality, Kind.SUPPORT_CATEGORY, "garden", label="庭の手入れ")


def helped(organisation: Organisation) -> set[str]:
    return {str(one) for one in organisation.categories.all()}


def test_what_one_can_help_with_is_written_down_changed_and_recorded(
    town: Town, browser: Client
) -> None:
    both = [trash(town).pk, garden(town).pk]
    browser.post(ADD, enough(town, categories=both))
    made = Organisation.objects.get()
    assert helped(made) == {"ゴミ出し", "庭の手入れ"}
    browser.post(reverse("organisations:change", args=[made.pk]), enough(town, categories=both[:1]))
    assert helped(made) == {"ゴミ出し"}
    assert Entry.objects.get(verb="organisations.change").fields == ["categories"]


def test_all_that_was_ticked_stays_where_a_name_is_asked_about(town: Town, browser: Client) -> None:
    make_organisation(town, name="お互いさま")
    both = [trash(town).pk, garden(town).pk]
    asked = browser.post(ADD, enough(town, categories=both))
    kept = asked.context["form"]["categories"].value()
    assert (asked.status_code, sorted(kept)) == (422, sorted(map(str, both)))


def test_what_has_ended_stays_with_whoever_has_it_and_is_offered_to_nobody_else(
    town: Town, browser: Client
) -> None:
    old = term(town.municipality, Kind.SUPPORT_CATEGORY, "old", label="昔のこと", until=LONG_AGO)
    made = make_organisation(town)
    made.categories.set([old])
    pages = [
        browser.get(address).content.decode()
        for address in (reverse("organisations:change", args=[made.pk]), ADD)
    ]
    assert ["昔のこと" in page for page in pages] == [True, False]


def test_page_says_what_one_can_help_with(town: Town, browser: Client) -> None:
    made = make_organisation(town)
    made.categories.set([garden(town)])
    page = browser.get(made.get_absolute_url()).content.decode()
    assert ("手伝えること" in page, "庭の手入れ" in page) == (True, True)


def test_list_is_narrowed_to_those_who_can_help(town: Town, browser: Client) -> None:
    make_organisation(town, name="ゴミの会").categories.set([trash(town)])
    make_organisation(town, name="庭の会").categories.set([garden(town)])
    response = browser.get(reverse("organisations:list"), {"category": trash(town).pk})
    assert [one.name for one in response.context["organisations"]] == ["ゴミの会"]


def test_file_says_what_each_can_help_with_in_as_many_queries(
    town: Town, browser: Client, django_assert_max_num_queries
) -> None:
    def written() -> tuple[list[str], int]:
        with django_assert_max_num_queries(60) as made:
            response = browser.get(reverse("organisations:export"))
            text = b"".join(response) if response.streaming else response.content
        rows = csv.DictReader(io.StringIO(text.decode("utf-8-sig")))
        return sorted(row["手伝えること"] for row in rows), len(made)

    make_organisation(town).categories.set([trash(town), garden(town)])
    written()
    said, of_one = written()
    for _number in range(3):
        make_organisation(town).categories.set([garden(town)])
    assert said in (["ゴミ出し、庭の手入れ"], ["庭の手入れ、ゴミ出し"])
    assert written()[1] == of_one


def test_many_are_taken_in_with_what_they_can_help_with(town: Town) -> None:
    here = Actor(municipality=town.municipality.pk)
    kind = term(town.municipality, Kind.ORG_TYPE, "npo")
    row = Organisation(name="会", kind=kind, area=town.sakuradai)
    intake.add_many(here, [row], categories={row.pk: [trash(town), garden(town)]})
    assert helped(row) == {"ゴミ出し", "庭の手入れ"}


def test_words_of_the_next_town_are_refused(town: Town, next_town: Town) -> None:
    here = Actor(municipality=town.municipality.pk)
    kind = term(town.municipality, Kind.ORG_TYPE, "npo")
    row = Organisation(name="会", kind=kind, area=town.sakuradai)
    with pytest.raises(DomainError, match="同じ市町村の一覧"):
        intake.add_many(here, [row], categories={row.pk: [trash(next_town)]})
    assert not Organisation.objects.exists()


def test_whoever_helps_with_two_of_a_family_is_one(town: Town) -> None:
    bulky = term(town.municipality, Kind.SUPPORT_CATEGORY, "bulky", parent=trash(town))
    made = make_organisation(town)
    made.categories.set([trash(town), bulky])
    viewer = town.viewer(Role.COORDINATOR2)
    assert [list(queries.helping_with(viewer, one)) for one in (trash(town), bulky)] == [[made]] * 2
