"""Every URL as every role, against docs/roles.md; nobody's record is shown without an entry."""

import pytest
from django.apps import apps
from django.urls import resolve, reverse

from sasaeai.areas.models import Role
from tests.house import floors
from tests.walk import (
    ALLOWED,
    DOOR,
    FORBIDDEN,
    HIDDEN,
    address,
    ask,
    leaks,
    mark,
    needs_arguments,
    nobodys_address,
    real,
    rows,
    urls,
    visit,
)
from tests.world import COLUMNS, NOBODY, RESIDENT

OURS = [column for column in COLUMNS if column != RESIDENT]
# Pages before or beside the sign-in, where nothing can belong to another town.
BOOK = {"audit.Mention", "audit.Chain", "audit.Seal"}

pytestmark = pytest.mark.django_db
# Thousands of visits that must only be turned away, or be read in another language, at half the price.
unmeasured = pytest.mark.no_cover
each_row = pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.name} {row.variant}")


def test_table_names_every_url_and_no_other():
    assert sorted({row.name for row in rows()}) == sorted({name for name, _pattern in urls()})


def test_table_has_a_column_for_every_role():
    assert {len(row.answers) for row in rows()} == {len(COLUMNS)}
    assert (*Role.values, NOBODY, RESIDENT) == COLUMNS


def test_world_has_one_row_of_each_model(world):
    empty = {
        model._meta.label
        for model in apps.get_models()
        if model._meta.app_label in floors() and not model._default_manager.exists()
    }
    # A chain and its seals are made after a commit; here nothing is ever committed.
    assert empty - BOOK == set()


@each_row
def test_everybody_gets_the_answer_of_the_table(row, world):
    assert str(real(row, world=world)) == str(row)


@unmeasured
@each_row
def test_row_of_another_town_is_not_there(row, world):
    """For whoever may, it is 404 as for an id that nobody has; whoever may not learns no more."""
    nobodys = nobodys_address(row.name, world=world, variant=row.variant)
    if nobodys is None:
        return
    foreign = address(row.name, world=world, variant=row.variant, foreign=True)
    given = {column: mark(ask(world, column, url=foreign, method=row.method)) for column in OURS}
    unknown = {column: mark(ask(world, column, url=nobodys, method=row.method)) for column in OURS}
    assert given == unknown
    assert set(given.values()) <= {HIDDEN, FORBIDDEN}


@each_row
def test_form_sent_empty_opens_nothing_that_the_page_does_not(row, world):
    url = address(row.name, world=world, variant=row.variant)
    wrong = {}
    for column in COLUMNS:
        answer = mark(ask(world, column, url=url, method="POST"))
        if row.answer(column) != ALLOWED and answer not in {row.answer(column), HIDDEN, "405"}:
            wrong[column] = answer
        if answer.startswith("5"):
            wrong[column] = answer
    assert wrong == {}


@each_row
def test_shown_record_has_exactly_one_entry(row, world):
    found = {
        column: told
        for column in COLUMNS
        if (told := leaks(visit(row, column, world=world), world=world))
    }
    assert found == {}


@each_row
def test_answer_to_whoever_is_signed_in_is_kept_nowhere(row, world):
    """But for what is the same for everybody, whose keeping the page itself decides."""
    url = address(row.name, world=world, variant=row.variant)
    if not getattr(resolve(url).func, "login_required", True):
        return
    kept = [
        column
        for column in OURS
        if "no-store" not in visit(row, column, world=world).headers.get("Cache-Control", "")
    ]
    assert kept == []


@unmeasured
@each_row
def test_page_has_no_fault_in_english(row, world):
    column = row.first_allowed()
    if column is None or row.method != "GET":
        return
    url = address(row.name, world=world, variant=row.variant)
    response = ask(world, column, url=url, headers={"Accept-Language": "en"})
    html = b"<html" in response.content
    assert response.status_code in {200, 302}
    assert b'lang="en"' in response.content or not html or response.status_code == 302


def test_leak_is_noticed(world):
    """The net holds: a page that shows a person without an entry is caught."""
    response = ask(
        world, Role.COORDINATOR2.value, url=address("people:person", world=world, variant="包括")
    )
    assert leaks(response, world=world) == []
    response.new_entries = []
    assert len(leaks(response, world=world)) == 1


def test_resident_is_led_to_the_sign_in_and_back(world):
    url = reverse("pages:today")
    response = ask(world, RESIDENT, url=url)
    assert (mark(response), response["Location"]) == (
        DOOR,
        f"{reverse('account_login')}?next={url}",
    )


def test_url_without_arguments_is_known_as_such():
    assert [needs_arguments(name) for name in ("pages:today", "people:person")] == [False, True]
