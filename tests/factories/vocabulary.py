"""Terms of a town's code lists, and who helps with them."""

from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone

from sasaeai.areas.models import Municipality
from sasaeai.vocabulary.models import Kind, Policy, PolicyRule, Term
from tests.factories.areas import Town

# See `tests/world.py`.
ARGUMENTS = {
    "vocabulary": {"kind": "kind", "pk": "own term", "rule": "policy rule"},
    "vocabulary:rename": {"pk": "term"},
}


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


def ending(municipality: Municipality, code: str, *, of: str) -> Term:
    """Return the town's reason for which a need ends so."""
    end = term(municipality, Kind.NEED_STATUS, of)
    return term(municipality, Kind.NEED_STATUS, code, parent=end)


def make_rule(
    one: Term, policy: str, *, in_days: int = 0, why: str = "協議体で決めた"
) -> PolicyRule:
    """Let the town have said who helps with a category from so many days from today on."""
    since: date = timezone.localdate() + timedelta(days=in_days)
    return PolicyRule.objects.create(term=one, policy=policy, since=since, why=why)


def words(town: Town, _made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, a national term and one of the town's own with who helps."""
    own = term(
        town.municipality, Kind.SUPPORT_CATEGORY, "own", national_label="", label="この町の用語"
    )
    return {
        "term": term(town.municipality, Kind.SUPPORT_CATEGORY, "shopping"),
        "own term": own,
        "policy rule": make_rule(own, Policy.TRAIN),
        "kind": Kind.SUPPORT_CATEGORY.value,
    }
