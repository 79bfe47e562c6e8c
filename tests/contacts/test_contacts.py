"""Whom the town calls now: who is named for what, who says so."""

from datetime import timedelta

import pytest

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import STAFF
from sasaeai.contacts import actions, queries, rules
from sasaeai.contacts.models import Contact
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.contacts import make_contact
from tests.factories.vocabulary import make_rule, term

pytestmark = pytest.mark.django_db


def test_contacts_named_for_it_come_before_those_for_anything(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    abuse = term(town.municipality, Kind.ALARM_WORD, "abuse", label="虐待")
    beaten = term(town.municipality, Kind.ALARM_WORD, "beaten", label="殴られ", parent=abuse)
    anything = make_contact(town, "包括")
    named = make_contact(town, "虐待の相談", order=9, terms=[abuse])
    make_contact(town, "行方不明の届け", terms=[term(town.municipality, Kind.ALARM_WORD, "gone")])
    make_contact(town, "前の番号", until=viewer.today - timedelta(days=1))
    assert queries.contacts_for(viewer, [beaten]) == [named, anything]


def test_whoever_is_named_for_little_else_comes_first(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    danger, abuse = (term(town.municipality, Kind.ALARM_WORD, one) for one in ("danger", "abuse"))
    police = make_contact(town, "110番", terms=[danger, abuse])
    heart = make_contact(town, "こころの電話", order=9, terms=[danger])
    assert queries.contacts_for(viewer, [danger]) == [heart, police]


def test_where_nobody_is_named_for_it_all_whom_the_town_has_are_called(town: Town) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    gone = term(town.municipality, Kind.ALARM_WORD, "gone")
    other = make_contact(town, "行方不明の届け", terms=[gone])
    abuse = term(town.municipality, Kind.ALARM_WORD, "abuse", label="虐待")
    assert queries.contacts_for(viewer, [abuse]) == [other]


def test_contact_is_kept_with_what_it_is_for(town: Town) -> None:
    viewer = town.viewer(Role.OFFICER)
    abuse = term(town.municipality, Kind.ALARM_WORD, "abuse")
    contact = actions.keep_contact(viewer, Contact(name="市役所", phone="042-000-1"), terms=[abuse])
    assert [(one.name, [*one.terms.all()]) for one in queries.contacts(viewer)] == [
        ("市役所", [abuse])
    ]
    assert contact.municipality == town.municipality


def test_only_officers_keep_contacts(town: Town) -> None:
    kept_by = {role for role in Role if rules.may_keep(town.viewer(role))}
    assert kept_by == {Role.OFFICER}


def test_only_those_who_hear_residents_see_whom_to_call(town: Town) -> None:
    assert {role for role in Role if rules.may_see(town.viewer(role))} == {*STAFF}


def test_contact_is_named_for_what_is_referred_today_or_will_be(town: Town) -> None:
    said = {
        "now": ("", "refer", 0),
        "later": ("", "refer", 5),
        "no_more": ("refer", "allow", 0),
        "still": ("refer", "allow", 5),
        "never": ("", "train", 0),
    }
    for code, (start, policy, days) in said.items():
        one = term(town.municipality, Kind.SUPPORT_CATEGORY, code, policy=start)
        make_rule(one, policy, in_days=days)
    term(town.municipality, Kind.ALARM_WORD, "abuse")

    found = queries.referable(town.viewer(Role.OFFICER)).values_list("code", flat=True)

    assert {*found} == {"now", "later", "still", "abuse"}


def test_officer_says_whom_to_call_and_a_coordinator_reads_the_number(town: Town) -> None:
    answer = town.client(Role.OFFICER).post(
        "/contacts/add/", {"name": "こころの電話", "phone": "042-000-5555", "order": "0"}
    )
    page = town.client(Role.COORDINATOR2).get(answer.headers["Location"]).content.decode()
    assert ("こころの電話" in page, 'href="tel:042-000-5555"' in page) == (True, True)
