"""Whom the town calls in which area, and what nobody is called for yet."""

import pytest

from sasaeai.areas.models import Role
from sasaeai.contacts import queries
from sasaeai.contacts.models import Contact
from sasaeai.vocabulary.models import Kind, Policy, Term
from tests.factories.areas import Town
from tests.factories.contacts import make_contact
from tests.factories.vocabulary import make_rule, term

pytestmark = pytest.mark.django_db


@pytest.fixture
def bathing(town: Town) -> Term:
    return term(
        town.municipality, Kind.SUPPORT_CATEGORY, "body_care", label="入浴", policy=Policy.REFER
    )


def test_those_of_other_areas_are_left_out_where_one_is_there_for_this(
    town: Town, bathing: Term
) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    east = make_contact(town, "北野の包括", area=town.east, order=1, terms=[bathing])
    west = make_contact(town, "川西の包括", area=town.west, order=2, terms=[bathing])
    whole = make_contact(town, "市役所", order=3, terms=[bathing])

    found = {
        area.name: queries.contacts_for(viewer, [bathing], area)
        for area in (town.sakuradai, town.east, town.root)
    }

    assert found == {
        "桜台": [west, whole],
        "北野": [east, whole],
        town.root.name: [east, west, whole],
    }


def test_those_of_other_areas_come_last_where_none_is_there_for_this(
    town: Town, bathing: Term
) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    east = make_contact(town, "北野の包括", area=town.east, order=1, terms=[bathing])
    whole = make_contact(town, "市役所", order=2)
    assert queries.contacts_for(viewer, [bathing], town.sakuradai) == [whole, east]
    assert queries.contacts_for(viewer, [bathing]) == [east, whole]


def test_category_nobody_is_called_for_calls_no_number_of_danger(town: Town, bathing: Term) -> None:
    viewer = town.viewer(Role.COORDINATOR2)
    word = term(town.municipality, Kind.ALARM_WORD, "danger")
    ambulance = make_contact(town, "119番", terms=[word])
    other = term(town.municipality, Kind.ALARM_WORD, "missing")
    assert queries.contacts_for(viewer, [bathing]) == []
    assert queries.contacts_for(viewer, [bathing, other]) == [ambulance]


def test_what_nobody_is_called_for_is_told_until_somebody_is(town: Town, bathing: Term) -> None:
    client = town.client(Role.OFFICER)
    later = term(town.municipality, Kind.SUPPORT_CATEGORY, "pet", label="ペット")
    make_rule(later, "refer", in_days=5)
    make_contact(town, "119番", terms=[term(town.municipality, Kind.ALARM_WORD, "danger")])
    assert {*queries.lacking(town.viewer(Role.OFFICER))} == {bathing, later}
    page = client.get("/contacts/").content.decode()
    way = f"/contacts/add/?term={bathing.pk}"
    assert ("連絡先がまだないもの" in page, way in page) == (True, True)
    assert way not in town.client(Role.COORDINATOR2).get("/contacts/").content.decode()

    form = client.get(way).context["form"]
    assert form["terms"].value() == [str(bathing.pk)]
    sent = {"name": "包括", "phone": "042-000-1", "order": "0", "area": str(town.west.pk)}
    client.post(way, sent | {"terms": [str(bathing.pk), str(later.pk)]})

    page = client.get("/contacts/").content.decode()
    assert ("連絡先がまだないもの" in page, "川西" in page) == (False, True)
    assert Contact.objects.get(name="包括").area == town.west
