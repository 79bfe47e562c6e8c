"""Terms of a town's code lists."""

import factory

from sasaeai.areas.models import Municipality
from sasaeai.vocabulary.models import Kind, Term


class TermFactory(factory.django.DjangoModelFactory[Term]):
    """A national term of `municipality`."""

    class Meta:
        model = Term

    kind = Kind.SUPPORT_CATEGORY
    code = factory.Sequence(lambda number: f"code{number}")
    label = factory.Sequence(lambda number: f"手伝い{number}")
    national_label = factory.SelfAttribute("label")


def term(municipality: Municipality, kind: str, code: str, **values: object) -> Term:
    """Return the town's term of this code, made where it is missing."""
    known = Term.objects.filter(municipality=municipality, kind=kind, code=code).first()
    return known or TermFactory(municipality=municipality, kind=kind, code=code, **values)
