"""Taking in many voices at once: the same rules, a few statements, one entry in the record book."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.intake import create_as_written, outsiders
from sasaeai.areas.models import Area, Employer
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base.errors import DomainError
from sasaeai.vocabulary.models import Term
from sasaeai.voices import indexing
from sasaeai.voices.models import Reach, Voice, VoiceAnswer
from sasaeai.voices.queries import KIND

BATCH = 200
NONE: Mapping[UUID, Sequence[Term]] = {}


@transaction.atomic
def add_many(
    actor: Actor,
    rows: Sequence[Voice],
    *,
    categories: Mapping[UUID, Sequence[Term]] = NONE,
    answers: Sequence[VoiceAnswer] = (),
) -> list[Voice]:
    """Write down many voices of the actor's municipality, each as somebody heard it and what was answered."""
    told = {one.voice_id: one.on for one in sorted(answers, key=lambda one: one.on)}
    for row in rows:
        _keep_rules(actor, row)
        row.answered_on = told.get(row.pk)
    _require_of_town(actor, rows, categories)
    added = create_as_written(Voice, rows)
    through = Voice.categories.through
    through.objects.bulk_create(
        (
            through(voice_id=voice, term_id=term.pk)
            for voice, terms in categories.items()
            for term in terms
        ),
        batch_size=BATCH,
    )
    create_as_written(VoiceAnswer, answers)
    indexing.index(row for row in added if row.withdrawn_on is None)
    subjects = [row.pk for row in added]
    audit.record(actor, "voices.add_many", kind=KIND, subjects=subjects)
    return added


def _keep_rules(actor: Actor, voice: Voice) -> None:
    voice.municipality_id = actor.municipality
    if voice.reach != Reach.OWN and not voice.consent:
        raise DomainError(_("言葉をほかへ伝える声には、どれも、ご本人の同意が要ります。"))
    voice.take_place_in_lists()


def _require_of_town(
    actor: Actor, rows: Sequence[Voice], categories: Mapping[UUID, Sequence[Term]]
) -> None:
    areas = Area.objects.filter(municipality_id=actor.municipality)
    bodies = Employer.objects.filter(municipality_id=actor.municipality)
    terms = Term.objects.filter(municipality_id=actor.municipality)
    if (
        outsiders((row.area_id for row in rows), within=areas)
        or outsiders((row.employer_id for row in rows), within=bodies)
        or outsiders((one.pk for some in categories.values() for one in some), within=terms)
    ):
        raise DomainError(_("同じ市町村の地区・所属先・分類を選んでください。"))


@transaction.atomic
def send_many(actor: Actor, urls: Mapping[UUID, str], *, destination: str) -> None:
    """Note of many voices which row of another room each went to; that room calls this."""
    now = timezone.now()
    rows = list(Voice.objects.filter(pk__in=list(urls)))
    for row in rows:
        row.destination, row.destination_url, row.updated_at = destination, urls[row.pk], now
    fields = ["destination", "destination_url", "updated_at"]
    Voice.objects.bulk_update(rows, fields, batch_size=BATCH)
    subjects = [row.pk for row in rows]
    audit.record(actor, "voices.send", kind=KIND, subjects=subjects, fields=["destination"])
