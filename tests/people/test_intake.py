"""Many persons at once, with what they can do and what they agreed to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sasaeai.areas.models import Role
from sasaeai.areas.viewer import Viewer
from sasaeai.audit.models import Entry, Mention
from sasaeai.base.errors import DomainError
from sasaeai.people import intake, queries
from sasaeai.people.models import Consent, Gift, Person
from sasaeai.vocabulary import actions as vocabulary
from sasaeai.vocabulary import queries as terms
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.vocabulary import term


@pytest.fixture
def viewer(town: Town) -> Viewer:
    viewer = town.viewer(Role.COORDINATOR2)
    vocabulary.load_national(viewer.actor, town.municipality)
    return viewer


def hanako(town: Town, **facts: object) -> Person:
    given = {"family_name": "山田", "given_name": "花", "family_kana": "やまだ"} | facts
    return Person(area=town.sakuradai, employer=town.centre, **given)


def consent(town: Town, person: Person, **facts: object) -> Consent:
    recipient = terms.by_code(town.municipality.pk, Kind.CONSENT_SCOPE)["shakyo"]
    given = {"items": ["name"], "given_on": timezone.localdate(), "means": "paper"} | facts
    return Consent(person=person, recipient=recipient, purpose="見守り", **given)


def test_many_are_added_with_one_entry_that_names_each(town: Town, viewer: Viewer) -> None:
    rows = intake.add_many(viewer.actor, [hanako(town), hanako(town, given_name="月")])

    entry = Entry.objects.get(verb="people.add_many")
    mentioned = Mention.objects.filter(entry=entry).values_list("person", flat=True)
    assert set(mentioned) == {row.pk for row in rows}


def test_added_is_found_by_name_and_listed_under_its_kana(town: Town, viewer: Viewer) -> None:
    intake.add_many(viewer.actor, [hanako(town)])

    found = queries.found(viewer, "山田花").get()
    assert (found.first_kana, found.recorded_by_id) == ("や", viewer.user)


def test_gifts_and_consents_come_along(town: Town, viewer: Viewer) -> None:
    person = hanako(town)
    talk = terms.by_code(town.municipality.pk, Kind.SUPPORT_CATEGORY)["talk"]

    intake.add_many(
        viewer.actor,
        [person],
        gifts=[Gift(person=person, category=talk)],
        consents=[consent(town, person)],
    )

    assert (person.gifts.count(), person.consents.get().recorded_by_id) == (1, viewer.user)


def test_hidden_address_is_not_kept(town: Town, viewer: Viewer) -> None:
    intake.add_many(viewer.actor, [hanako(town, address="桜台1-1", hides_address=True)])

    assert Person.objects.get().address == ""


def test_person_without_any_name_is_refused(town: Town, viewer: Viewer) -> None:
    with pytest.raises(DomainError, match="呼び名か姓"):
        intake.add_many(viewer.actor, [hanako(town, family_name="")])


def test_body_next_door_is_refused(town: Town, next_town: Town, viewer: Viewer) -> None:
    person = hanako(town)
    person.employer = next_town.centre

    with pytest.raises(DomainError, match="地区と所属先"):
        intake.add_many(viewer.actor, [person])


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"items": []}, "一つ以上"),
        ({"items": ["shoe_size"]}, "一覧の中から"),
        ({"given_on": timezone.localdate() + timedelta(days=2)}, "今日か、それより前"),
        ({"until": timezone.localdate() - timedelta(days=2)}, "同意の日か、それより後"),
    ],
)
def test_consent_that_cannot_be_is_refused(
    town: Town, viewer: Viewer, facts: dict[str, object], sentence: str
) -> None:
    person = hanako(town)

    with pytest.raises(DomainError, match=sentence):
        intake.add_many(viewer.actor, [person], consents=[consent(town, person, **facts)])

    assert Person.objects.count() == 0


def test_who_recorded_stays_where_it_is_known(town: Town, viewer: Viewer) -> None:
    other = town.user(Role.COORDINATOR2)
    person = hanako(town, recorded_by=other)

    intake.add_many(viewer.actor, [person], consents=[consent(town, person, recorded_by=other)])

    assert (Person.objects.get().recorded_by, Consent.objects.get().recorded_by) == (other, other)


def test_consent_to_a_body_next_door_is_refused(
    town: Town, next_town: Town, viewer: Viewer
) -> None:
    person = hanako(town)
    agreed = consent(town, person, recipient_employer=next_town.council)

    with pytest.raises(DomainError, match="同意の相手は、同じ市町村の所属先から"):
        intake.add_many(viewer.actor, [person], consents=[agreed])


def test_consent_to_two_recipients_at_once_is_refused(town: Town, viewer: Viewer) -> None:
    person = hanako(town)
    agreed = consent(town, person, recipient_employer=town.council)
    agreed.recipient.code = "minsei"

    with pytest.raises(DomainError, match="別の相手です"):
        intake.add_many(viewer.actor, [person], consents=[agreed])


def test_gift_of_a_category_next_door_is_refused(
    town: Town, next_town: Town, viewer: Viewer
) -> None:
    person = hanako(town)
    theirs = term(next_town.municipality, Kind.SUPPORT_CATEGORY, "talk")

    with pytest.raises(DomainError, match="分類は、同じ市町村の一覧の中から"):
        intake.add_many(viewer.actor, [person], gifts=[Gift(person=person, category=theirs)])
