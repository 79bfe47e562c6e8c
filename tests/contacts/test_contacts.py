"""Whom the town calls now: who is named for what, who says so."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from sasaeai.areas.models import Role
from sasaeai.areas.visibility import STAFF
from sasaeai.base.errors import DomainError
from sasaeai.contacts import actions, queries, rules
from sasaeai.contacts.forms import CalledField
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
    assert ("こころの電話" in page, 'href="tel:0420005555"' in page) == (True, True)


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("119", "tel:119"),
        ("188", "tel:188"),
        ("#7119", "tel:%237119"),
        ("＃９１１０", "tel:%239110"),
    ],
)
def test_short_number_of_everybody_is_kept_and_dialled(
    town: Town, number: str, dialled: str
) -> None:
    client = town.client(Role.OFFICER)
    client.post("/contacts/add/", {"name": "急ぐとき", "phone": number, "order": "0"})
    contact = Contact.objects.get()
    page = f"/contacts/{contact.pk}/"
    sent = {"seen": contact.updated_at.isoformat(), "name": "急ぐとき", "order": "0"}
    assert client.post(page, sent | {"phone": contact.phone}).status_code == 302
    assert f'href="{dialled}"' in client.get("/contacts/").content.decode()


def test_older_page_of_a_contact_overwrites_nothing_and_keeps_what_is_written(town: Town) -> None:
    client, contact = town.client(Role.OFFICER), make_contact(town)
    page = f"/contacts/{contact.pk}/"
    old = {"seen": contact.updated_at.isoformat(), "name": contact.name, "order": "0"}
    client.post(page, old | {"phone": "042-000-1111"})

    answer = client.post(page, old | {"phone": contact.phone, "hours": "夜も"})

    assert (answer.status_code, "ほかの人が直しています" in answer.content.decode()) == (422, True)
    assert answer.context["form"]["hours"].value() == "夜も"
    assert [(one.phone, one.hours) for one in Contact.objects.all()] == [("042-000-1111", "")]


def test_contact_changed_between_form_and_save_is_not_overwritten(town: Town) -> None:
    viewer, stale = town.viewer(Role.OFFICER), make_contact(town)
    actions.keep_contact(viewer, Contact.objects.get(), terms=[], seen=stale.updated_at)
    with pytest.raises(DomainError, match="ほかの人が直しています"):
        actions.keep_contact(viewer, stale, terms=[], seen=stale.updated_at)


@pytest.mark.parametrize("number", ["119", "#7119", "042-000-1234"])
def test_number_the_town_calls_may_be_short(number: str) -> None:
    assert CalledField().clean(number) == number


@pytest.mark.parametrize("number", ["911", "11", "#711", "#71190", "いちいちきゅう"])
def test_number_nobody_can_dial_is_refused_where_the_town_calls(number: str) -> None:
    with pytest.raises(ValidationError, match="#7119"):
        CalledField().clean(number)


def test_group_of_words_goes_by_what_it_means(town: Town) -> None:
    fallen = term(
        town.municipality, Kind.ALARM_WORD, "danger", label="倒れて", description="命の危険"
    )
    contact = make_contact(town, "119番", terms=[fallen])
    officer = town.client(Role.OFFICER)
    pages = [officer.get(f"/contacts/{page}").content.decode() for page in ("", f"{contact.pk}/")]
    assert [("命の危険" in page, "倒れて" in page) for page in pages] == [(True, False)] * 2
