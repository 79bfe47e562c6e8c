"""Persons, what they give and what they agreed to. All names are invented."""

from datetime import timedelta

import factory
from django.utils import timezone

from sasaeai.accounts.models import User
from sasaeai.areas.models import Area, Employer, Role
from sasaeai.people import actions
from sasaeai.people.models import Consent, Gift, Item, Opening, Person
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.vocabulary import term


class PersonFactory(factory.django.DjangoModelFactory[Person]):
    """A person recorded in `area` by `employer`, with the keys by which they are found."""

    class Meta:
        model = Person

    nickname = factory.Sequence(lambda number: f"よびな{number}")
    municipality = factory.SelfAttribute("area.municipality")

    @classmethod
    def _create(cls, model_class: type[Person], *args: object, **values: object) -> Person:
        person = model_class(**values)
        person.first_kana = actions.first_kana(person)
        person.save()
        actions.index([person])
        return person


def make_person(
    town: Town, *, area: Area | None = None, employer: Employer | None = None, **values: object
) -> Person:
    """Write down somebody of 桜台, recorded by the 包括 unless said otherwise."""
    person: Person = PersonFactory(
        area=area or town.sakuradai,
        employer=employer or town.centre,
        recorded_by=writer(town),
        **values,
    )
    return person


def writer(town: Town) -> User:
    """Return the one who wrote things down, the same for the whole town."""
    if "writer" not in town.users:
        town.users["writer"] = town.user(Role.COORDINATOR2)
    return town.users["writer"]


def make_gift(person: Person, code: str = "shopping", **values: object) -> Gift:
    """Let a person give something."""
    category = term(person.municipality, Kind.SUPPORT_CATEGORY, code)
    return Gift.objects.create(
        person=person, municipality=person.municipality, category=category, **values
    )


def make_consent(
    town: Town, person: Person, employer: Employer, *items: Item, **values: object
) -> Consent:
    """Let a person agree that a body sees these items (the name, unless said otherwise)."""
    today = timezone.localdate()
    usual = {"given_on": today - timedelta(days=30), "means": Consent.Means.VOICE}
    return Consent.objects.create(
        person=person,
        municipality=town.municipality,
        items=list(items or (Item.NAME,)),
        recipient=term(town.municipality, Kind.CONSENT_SCOPE, "shakyo"),
        recipient_employer=employer,
        purpose="お手伝いの相談のため",
        recorded_by=writer(town),
        **usual | values,
    )


def make_opening(person: Person, user: object, *, minutes: int = 60) -> Opening:
    """Let an officer have opened a record, still for so many minutes."""
    return Opening.objects.create(
        person=person,
        municipality=person.municipality,
        user_id=user,
        reason="ご家族からのお問い合わせ",
        until=timezone.now() + timedelta(minutes=minutes),
    )
