"""Taking in many matches at once: the same rules, a few statements, one entry in the record book."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.intake import create_as_written, outsiders
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.matching import actions
from sasaeai.matching.models import Ask, Match, Visit
from sasaeai.needs.models import Need
from sasaeai.people.models import Person


@transaction.atomic
def add_many(
    actor: Actor,
    rows: Sequence[Match],
    *,
    asks: Sequence[Ask] = (),
    visits: Sequence[Visit] = (),
) -> list[Match]:
    """Write down who was asked for many needs of the actor's municipality, and what came of it."""
    for row in rows:
        row.municipality_id = actor.municipality
        if row.person_id is not None and row.person_id == row.need.person_id:
            raise DomainError(_("ご本人を、ご本人のお手伝いにすることはできません。"))
    needs = Need.objects.filter(municipality_id=actor.municipality)
    people = Person.objects.filter(municipality_id=actor.municipality)
    if outsiders((row.need_id for row in rows), within=needs) or (
        outsiders((row.person_id for row in rows), within=people)
    ):
        raise DomainError(_("同じ市町村のニーズと人を選んでください。"))
    added = create_as_written(Match, rows)
    create_as_written(Ask, asks)
    create_as_written(Visit, visits)
    subjects = [row.pk for row in added]
    audit.record(actor, "matching.add_many", kind=actions.KIND, subjects=subjects)
    return added
