"""Taking in many persons at once: the same rules, a few statements, one entry in the record book."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import outsiders
from sasaeai.areas.models import Area, Employer
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.people import actions
from sasaeai.people.models import Answer, Consent, Gift, Person
from sasaeai.vocabulary.models import Term

BATCH = 200
NONE: Mapping[UUID, Sequence[Term]] = {}


@transaction.atomic
def add_many(  # noqa: PLR0913 -- a person and all that is known of them, each a table of its own
    actor: Actor,
    rows: Sequence[Person],
    *,
    gifts: Sequence[Gift] = (),
    consents: Sequence[Consent] = (),
    answers: Sequence[Answer] = (),
    has: Mapping[UUID, Sequence[Term]] = NONE,
    avoids: Mapping[UUID, Sequence[Term]] = NONE,
) -> list[Person]:
    """Write down many persons of the actor's municipality with all that is known of them."""
    for row in rows:
        _keep_rules(actor, row)
    _require_of_town(actor, rows)
    added = Person.objects.bulk_create(rows, batch_size=BATCH)
    _add_gifts(actor, gifts)
    _add_consents(actor, consents)
    _add_answers(actor, answers)
    _put_traits(actor, has=has, avoids=avoids)
    actions.index(added)
    audit.record(actor, "people.add_many", kind=actions.KIND, subjects=[row.pk for row in added])
    return added


def _keep_rules(actor: Actor, person: Person) -> None:
    person.municipality_id = actor.municipality
    if person.recorded_by_id is None:
        person.recorded_by_id = actor.user
    if not (person.nickname or person.family_name):
        raise DomainError(_("どの方にも、呼び名か姓のどちらかを書いてください。"))
    if person.hides_address:
        # An address nobody may ever see is not kept either.
        person.address = ""
    person.first_kana = actions.first_kana(person)


def _require_of_town(actor: Actor, rows: Sequence[Person]) -> None:
    areas = Area.objects.filter(municipality_id=actor.municipality)
    bodies = Employer.objects.filter(municipality_id=actor.municipality)
    if outsiders((row.area_id for row in rows), within=areas) or (
        outsiders((row.employer_id for row in rows), within=bodies)
    ):
        raise DomainError(_("同じ市町村の地区と所属先を選んでください。"))


def _add_gifts(actor: Actor, gifts: Sequence[Gift]) -> None:
    for gift in gifts:
        gift.municipality_id = actor.municipality
    _require_terms(actor, [gift.category_id for gift in gifts])
    Gift.objects.bulk_create(gifts, batch_size=BATCH)


def _add_consents(actor: Actor, consents: Sequence[Consent]) -> None:
    today = timezone.localdate()
    for consent in consents:
        consent.municipality_id = actor.municipality
        if consent.recorded_by_id is None:
            consent.recorded_by_id = actor.user
        actions.keep_consent_rules(consent, today)
    _require_terms(actor, [consent.recipient_id for consent in consents])
    bodies = Employer.objects.filter(municipality_id=actor.municipality)
    if outsiders((consent.recipient_employer_id for consent in consents), within=bodies):
        raise DomainError(_("同意の相手は、同じ市町村の所属先から選んでください。"))
    Consent.objects.bulk_create(consents, batch_size=BATCH)


def _add_answers(actor: Actor, answers: Sequence[Answer]) -> None:
    for answer in answers:
        answer.municipality_id = actor.municipality
    _require_terms(actor, [answer.category_id for answer in answers])
    Answer.objects.bulk_create(answers, batch_size=BATCH)


def _put_traits(actor: Actor, **sides: Mapping[UUID, Sequence[Term]]) -> None:
    """Say of new persons what others should know and what each would rather not."""
    for name, traits in sides.items():
        _require_terms(actor, [term.pk for terms in traits.values() for term in terms])
        through = getattr(Person, name).through
        through.objects.bulk_create(
            (
                through(person_id=person, term_id=term.pk)
                for person, terms in traits.items()
                for term in terms
            ),
            batch_size=BATCH,
        )


def _require_terms(actor: Actor, ids: Sequence[UUID]) -> None:
    terms = Term.objects.filter(municipality_id=actor.municipality)
    if outsiders(ids, within=terms):
        raise DomainError(_("分類は、同じ市町村の一覧の中から選んでください。"))
