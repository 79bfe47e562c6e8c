"""Taking in many needs at once: the same rules, a few statements, one entry in the record book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import create_as_written, outsiders
from sasaeai.areas.models import Area, Employer
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.contacts import alarms
from sasaeai.needs import actions
from sasaeai.needs.models import Need, Referral
from sasaeai.people.models import Person
from sasaeai.vocabulary.models import Term
from sasaeai.voices import intake as voices
from sasaeai.voices.models import Voice

BATCH = 200
CLOSED = (Need.State.DONE, Need.State.LET_GO)


@dataclass(frozen=True)
class About:
    """What belongs to many needs: by their numbers the voices they came from, and traits."""

    voices: Mapping[UUID, Sequence[Voice]] = field(default_factory=dict)
    has: Mapping[UUID, Sequence[Term]] = field(default_factory=dict)
    avoids: Mapping[UUID, Sequence[Term]] = field(default_factory=dict)


@transaction.atomic
def add_many(
    actor: Actor, rows: Sequence[Need], about: About, *, referrals: Sequence[Referral] = ()
) -> list[Need]:
    """Write down many needs of the actor's municipality; the voices they came from learn it."""
    for row in rows:
        _keep_rules(actor, row)
    _require_of_town(actor, rows)
    added = create_as_written(Need, rows)
    for name in ("voices", "has", "avoids"):
        _put(name, getattr(about, name))
    words = alarms.listed(actor.municipality, timezone.localdate()) if actor.municipality else []
    _put(
        "alarms",
        {
            need: alarms.found_in((voice.words for voice in some), words)
            for need, some in about.voices.items()
        },
    )
    create_as_written(Referral, referrals)
    urls = {row.pk: row.get_absolute_url() for row in added}
    voices.send_many(
        actor,
        {voice.pk: urls[need] for need, some in about.voices.items() for voice in some},
        destination=Voice.Destination.NEED,
    )
    subjects = [row.pk for row in added]
    audit.record(actor, "needs.add_many", kind=actions.KIND, subjects=subjects)
    return added


def _put(name: str, rows: Mapping[UUID, Sequence[Any]]) -> None:
    through = getattr(Need, name).through
    column = "voice_id" if name == "voices" else "term_id"
    through.objects.bulk_create(
        (through(need_id=need, **{column: one.pk}) for need, some in rows.items() for one in some),
        batch_size=BATCH,
    )


def _keep_rules(actor: Actor, need: Need) -> None:
    need.municipality_id = actor.municipality
    if (need.state in CLOSED) != (need.closed_on is not None):
        raise DomainError(_("終わったニーズには、どれも、終えた日が要ります。"))
    if need.state == Need.State.LET_GO and not need.closing_words.strip():
        raise DomainError(_("つなげなかったニーズには、どれも、ご本人が読む言葉が要ります。"))


def _require_of_town(actor: Actor, rows: Sequence[Need]) -> None:
    areas = Area.objects.filter(municipality_id=actor.municipality)
    bodies = Employer.objects.filter(municipality_id=actor.municipality)
    people = Person.objects.filter(municipality_id=actor.municipality)
    if (
        outsiders((row.area_id for row in rows), within=areas)
        or outsiders((row.employer_id for row in rows), within=bodies)
        or outsiders((row.person_id for row in rows), within=people)
    ):
        raise DomainError(_("同じ市町村の地区・所属先・人を選んでください。"))
