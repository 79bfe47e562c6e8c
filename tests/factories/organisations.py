"""Organisations, who takes part, and what was asked of them. All names are invented."""

import factory

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import Visibility
from sasaeai.organisations import actions
from sasaeai.organisations.models import Approach, Membership, Organisation, Tie
from sasaeai.people.models import Person
from sasaeai.vocabulary.models import Kind
from tests.factories.areas import Town
from tests.factories.vocabulary import term


class OrganisationFactory(factory.django.DjangoModelFactory[Organisation]):
    """An organisation with its seat in `area`, everybody's to see, in the text index."""

    class Meta:
        model = Organisation

    name = factory.Sequence(lambda number: f"桜台{number}丁目自治会")
    visibility = Visibility.PUBLIC
    municipality = factory.SelfAttribute("area.municipality")

    @classmethod
    def _create(
        cls, model_class: type[Organisation], *args: object, **values: object
    ) -> Organisation:
        organisation = model_class(**values)
        organisation.save()
        actions.index([organisation])
        return organisation


def make_organisation(
    town: Town, *, kind: str = "neighbourhood", area: Area | None = None, **values: object
) -> Organisation:
    """Write down an organisation of 桜台."""
    made: Organisation = OrganisationFactory(
        area=area or town.sakuradai,
        kind=term(town.municipality, Kind.ORG_TYPE, kind, label=kind),
        **values,
    )
    return made


def make_member(organisation: Organisation, person: Person, **values: object) -> Membership:
    """Let a person take part in an organisation."""
    return Membership.objects.create(organisation=organisation, person=person, **values)


def make_tie(one: Organisation, other: Organisation, words: str = "夏まつり") -> Tie:
    """Let two organisations do something together."""
    return Tie.objects.create(one=one, other=other, words=words)


def make_approach(viewer: Viewer, organisation: Organisation, **values: object) -> Approach:
    """Let the viewer have spoken with an organisation."""
    return Approach.objects.create(
        organisation=organisation,
        municipality_id=viewer.municipality,
        by_id=viewer.user,
        **{"about": "集会所を使わせてもらえないか"} | values,
    )
