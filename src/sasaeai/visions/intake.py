"""Taking in many pictures at once: the same rules, a few statements, one entry in the record book."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import outsiders
from sasaeai.areas.models import Area
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.visions import queries
from sasaeai.visions.models import (
    Agreement,
    Edition,
    Goal,
    Indicator,
    Meaning,
    Measurement,
    Step,
    Vision,
)
from sasaeai.vocabulary.models import Term
from sasaeai.voices.models import Voice

BATCH = 200
NOON = time(12)


@dataclass(frozen=True)
class Parts:
    """What belongs to many pictures; by the number of an edition with whom, of an indicator since when."""

    editions: Sequence[Edition] = ()
    made_with: Mapping[UUID, Sequence[Term]] = field(default_factory=dict)
    agreements: Sequence[Agreement] = ()
    goals: Sequence[Goal] = ()
    steps: Sequence[Step] = ()
    indicators: Sequence[Indicator] = ()
    agreed_on: Mapping[UUID, date] = field(default_factory=dict)
    measurements: Sequence[Measurement] = ()
    # Of whichever tables: a room above keeps its own.
    meanings: Sequence[Meaning] = ()


@transaction.atomic
def add_many(actor: Actor, visions: Sequence[Vision], parts: Parts) -> list[Vision]:
    """Write down many pictures of the actor's municipality, with their goals and what serves these.

    An edition comes after those it takes words from, a goal after the one it serves.
    """
    for vision in visions:
        vision.municipality_id = actor.municipality
    for goal in parts.goals:
        goal.municipality_id = actor.municipality
    _keep_rules(parts)
    _require_of_town(actor, visions, parts)
    added = Vision.objects.bulk_create(visions, batch_size=BATCH)
    _create(parts.editions, parts.agreements, parts.goals, parts.steps)
    _create(parts.indicators, parts.measurements, parts.meanings)
    through = Edition.made_with.through
    through.objects.bulk_create(
        through(edition_id=edition, term_id=term.pk)
        for edition, terms in parts.made_with.items()
        for term in terms
    )
    _date(parts)
    subjects = [row.pk for row in parts.goals]
    audit.record(actor, "visions.add_many", kind=queries.KIND, subjects=subjects)
    return added


def _create(*some: Sequence[Model]) -> None:
    """Create rows in the order given, those of one table at once."""
    tables: defaultdict[type[Model], list[Model]] = defaultdict(list)
    for row in (row for rows in some for row in rows):
        tables[type(row)].append(row)
    for table, rows in tables.items():
        table._default_manager.bulk_create(rows, batch_size=BATCH)  # noqa: SLF001 -- the manager of whichever table it is


def _date(parts: Parts) -> None:
    """Let indicators be as old as they are: from that day on they should have been measured."""
    dated = [one for one in parts.indicators if one.pk in parts.agreed_on]
    for one in dated:
        one.created_at = timezone.make_aware(datetime.combine(parts.agreed_on[one.pk], NOON))
    Indicator.objects.bulk_update(dated, ["created_at"], batch_size=BATCH)


def _keep_rules(parts: Parts) -> None:
    today = timezone.localdate()
    days = [one.on for one in parts.measurements] + [one.on for one in parts.agreements]
    if any(day > today for day in days):
        raise DomainError(_("はかった日・確かめた日は、どれも、今日までの日にしてください。"))
    visions = {one.pk: one.vision_id for one in parts.goals}
    if any(one.above_id and visions.get(one.above_id) != one.vision_id for one in parts.goals):
        raise DomainError(_("目標は、どれも、同じあるべき姿の目標につなげてください。"))


def _require_of_town(actor: Actor, visions: Sequence[Vision], parts: Parts) -> None:
    areas = Area.objects.filter(municipality_id=actor.municipality)
    voices = Voice.objects.filter(municipality_id=actor.municipality)
    terms = Term.objects.filter(municipality_id=actor.municipality)
    means = {getattr(one.means, "municipality_id", None) for one in parts.meanings}
    if (
        outsiders((row.area_id for row in visions), within=areas)
        or outsiders((row.voice_id for row in parts.steps), within=voices)
        or outsiders((one.pk for some in parts.made_with.values() for one in some), within=terms)
        or outsiders((row.group_id for row in parts.agreements), within=terms)
        or means - {actor.municipality}
    ):
        raise DomainError(_("同じ市町村の地区・声・用語・手段を選んでください。"))
