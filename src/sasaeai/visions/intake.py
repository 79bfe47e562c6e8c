"""Taking in many pictures at once: the same rules, a few statements, one entry in the record book."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import create_as_written, outsiders
from sasaeai.areas.models import Area
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.base.models import Record
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


@dataclass(frozen=True)
class Parts:
    """What belongs to many pictures; by the number of an edition with whom it was made.

    An indicator should have been measured since the day on which it was written down.
    """

    editions: Sequence[Edition] = ()
    made_with: Mapping[UUID, Sequence[Term]] = field(default_factory=dict)
    agreements: Sequence[Agreement] = ()
    goals: Sequence[Goal] = ()
    steps: Sequence[Step] = ()
    indicators: Sequence[Indicator] = ()
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
    subjects = [row.pk for row in parts.goals]
    audit.record(actor, "visions.add_many", kind=queries.KIND, subjects=subjects)
    return added


def _create(*some: Sequence[Record]) -> None:
    """Create rows in the order given, those of one table at once."""
    tables: defaultdict[type[Record], list[Record]] = defaultdict(list)
    for row in (row for rows in some for row in rows):
        tables[type(row)].append(row)
    for table, rows in tables.items():
        create_as_written(table, rows)


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
