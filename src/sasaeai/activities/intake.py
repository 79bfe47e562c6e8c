"""Taking in many activities at once: the same rules, a few statements, one entry in the record book."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet, prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.activities import actions, numbers
from sasaeai.activities.actions.growth import STANDS
from sasaeai.activities.models import (
    Activity,
    ActivityCheck,
    Opening,
    Organiser,
    Origin,
    Session,
    SignUp,
    Stage,
    Use,
)
from sasaeai.areas.intake import create_as_written, outsiders
from sasaeai.assets import batches
from sasaeai.assets.models import Asset
from sasaeai.assets.models.freshness import OF_TIMES, keep_times
from sasaeai.audit import actions as audit
from sasaeai.audit.actor import Actor
from sasaeai.base import sets
from sasaeai.base.errors import DomainError
from sasaeai.base.sets import Ready
from sasaeai.calc.schedule import schedule_from_json
from sasaeai.organisations.models import Organisation
from sasaeai.search import actions as search
from sasaeai.search.actions import Wording
from sasaeai.vocabulary.models import Term
from sasaeai.voices.models import Voice

BATCH = 200
KIND = actions.KIND
NONE: Mapping[UUID, Sequence[Term]] = {}
OfActivity = Stage | Session | Opening | Organiser | Origin | Use


@transaction.atomic
def add_many(
    actor: Actor,
    rows: Sequence[Activity],
    *,
    categories: Mapping[UUID, Sequence[Term]] = NONE,
    checks: Sequence[ActivityCheck] = (),
) -> list[Activity]:
    """Write down many activities of the actor's municipality, with what was already checked."""
    _keep_rules(actor, rows, categories)
    batches.renew(actor, rows, batches.by_row(actor, checks))
    added = create_as_written(Activity, rows)
    batches.put_categories(Activity, categories)
    create_as_written(ActivityCheck, checks)
    actions.index(added)
    ids = [row.pk for row in added]
    audit.record(actor, "activities.add_many", kind=KIND, subjects=ids)
    return added


@transaction.atomic
def change_many(
    actor: Actor,
    rows: Sequence[Activity],
    *,
    fields: Sequence[str],
    categories: Mapping[UUID, Sequence[Term]] = NONE,
) -> list[Activity]:
    """Save these fields of many activities, and the categories of those that are named."""
    _keep_rules(actor, rows, categories)
    now = timezone.now()
    for row in rows:
        row.updated_at = now
    written = {*fields, "weekdays", *OF_TIMES, "updated_at"}
    Activity.objects.bulk_update(rows, written, batch_size=BATCH)
    batches.put_categories(Activity, categories)
    actions.index(rows)
    changed = [*fields, "categories"] if categories else fields
    ids = [row.pk for row in rows]
    audit.record(actor, "activities.change_many", kind=KIND, subjects=ids, fields=changed)
    return list(rows)


@transaction.atomic
def end_many(actor: Actor, rows: Sequence[Activity], *, on: date) -> list[Activity]:
    """Say of many activities that they have ended on a day; who said so stands in their stages."""
    for row in rows:
        row.state, row.state_since = Activity.State.ENDED, on
        row.resumes_on, row.review_on = None, None
    if actor.user is not None:
        who = actor.user
        stages = [Stage(activity=row, state=row.state, on=on, noted_by_id=who) for row in rows]
        Stage.objects.bulk_create(stages, batch_size=BATCH)
    return change_many(actor, rows, fields=STANDS)


@transaction.atomic
def grow_many(actor: Actor, stages: Sequence[Stage]) -> list[Stage]:
    """Note how many activities of the actor's municipality stood from which days on until now."""
    _require_own(actor, stages)
    added = create_as_written(Stage, stages)
    _note_changed(actor, stages, fields=["state"])
    return added


@transaction.atomic
def set_many(
    actor: Actor, sessions: Sequence[Session], *, signups: Sequence[SignUp] = ()
) -> list[Session]:
    """Set many dates of activities of the actor's municipality, over or to come, with who signed up."""
    _require_own(actor, sessions)
    comes: Counter[UUID] = Counter()
    for one in signups:
        if one.state == SignUp.State.COMES:
            comes[one.session_id] += one.people
    if any(comes[session.pk] > session.capacity for session in sessions):
        raise DomainError(_("申し込みの日には、どれも、入れる人数までの方を書いてください。"))
    given = {one.number for one in signups}
    for one in signups:
        one.municipality_id = actor.municipality
        one.number = one.number or numbers.unused(actor.municipality, besides=given)
        given.add(one.number)
    added = create_as_written(Session, sessions)
    create_as_written(SignUp, signups)
    _note_changed(actor, sessions, fields=["sessions"])
    return added


@transaction.atomic
def offer_many(actor: Actor, openings: Sequence[Opening]) -> list[Opening]:
    """Write down what many activities of the actor's municipality look for helpers for."""
    _require_own(actor, openings)
    added = create_as_written(Opening, openings)
    _note_changed(actor, openings, fields=["openings"])
    return added


@transaction.atomic
def root_many(
    actor: Actor,
    *,
    organisers: Sequence[Organiser] = (),
    origins: Sequence[Origin] = (),
    uses: Sequence[Use] = (),
) -> int:
    """Note which residents run many activities, what these were born from and what they use; return how many rows."""
    _require_own(actor, [*organisers, *origins, *uses])
    things = [one.person for one in organisers] + [one.thing for one in origins]
    if {one.municipality_id for one in (*things, *(one.asset for one in uses))} - {
        actor.municipality
    }:
        raise DomainError(_("同じ市町村の方とものを選んでください。"))
    Organiser.objects.bulk_create(organisers, batch_size=BATCH)
    Origin.objects.bulk_create(origins, batch_size=BATCH)
    Use.objects.bulk_create(uses, batch_size=BATCH)
    _note_changed(actor, [*organisers, *origins, *uses], fields=["organisers", "origins", "uses"])
    return len(organisers) + len(origins) + len(uses)


def _require_own(actor: Actor, rows: Sequence[OfActivity]) -> None:
    own = Activity.objects.filter(municipality_id=actor.municipality)
    if outsiders((row.activity_id for row in rows), within=own):
        raise DomainError(_("同じ市町村の活動を選んでください。"))


def _note_changed(actor: Actor, rows: Sequence[OfActivity], *, fields: Sequence[str]) -> None:
    ids = list(dict.fromkeys(row.activity_id for row in rows))
    audit.record(actor, "activities.change_many", kind=KIND, subjects=ids, fields=fields)


@transaction.atomic
def born_from(actor: Actor, voices: Mapping[UUID, Sequence[Voice]]) -> None:
    """Note which voices each of these activities was born from."""
    through = Activity.voices.through
    through.objects.bulk_create(
        (
            through(activity_id=activity, voice_id=voice.pk)
            for activity, some in voices.items()
            for voice in some
        ),
        batch_size=BATCH,
    )
    audit.record(
        actor, "activities.change_many", kind=KIND, subjects=list(voices), fields=["voices"]
    )


def prepare(town: UUID, rows: Sequence[Activity]) -> Iterator[Wording]:
    """Put right what follows from the rest, before it is kept; return the words each is to be found by."""
    for row in rows:
        _put_right(row, town)
    prefetch_related_objects(rows, "organiser", "place")
    return map(actions.wording, rows)


@transaction.atomic
def take_in(actor: Actor, ready: Ready) -> None:
    """Write down activities that stand ready, new ones and those that are there, in a few statements."""
    parts = {name: sets.ids_in(ready.rows, f"{name}_id") for name in ("organiser", "place")}
    _require_parts(actor, parts["organiser"], parts["place"])
    batches.take_in(actor, Activity, ready)
    search.pour(KIND, ready.rows)
    subjects = ready.rows.values("subject")
    # Their words were made ready when these may have been called otherwise.
    late = Q(organiser__updated_at__gt=ready.since) | Q(place__updated_at__gt=ready.since)
    named = Activity.objects.filter(late, pk__in=subjects)
    actions.index(named.select_related("organiser", "place"))
    ids = subjects.values_list("subject", flat=True)
    audit.record(actor, "activities.take_in", kind=KIND, subjects=ids, fields=ready.fields)


@transaction.atomic
def take_out(actor: Actor, rows: QuerySet[Any]) -> None:
    """Delete the activities that these rows of another table are about, as if they had never been.

    They came by mistake, nothing points at them, and `text_before` is how they are found.
    """
    ids = [*rows.values_list("subject", flat=True)]
    search.pour_out(KIND, rows)
    sets.take_out(rows, Activity.voices.through, "activity_id")
    batches.take_out(Activity, rows)
    audit.record(actor, "activities.take_out", kind=KIND, subjects=ids)


def _keep_rules(
    actor: Actor, rows: Sequence[Activity], categories: Mapping[UUID, Sequence[Term]]
) -> None:
    for row in rows:
        _put_right(row, actor.municipality)
    batches.require_of_town(actor, rows, categories)
    _require_parts(actor, (row.organiser_id for row in rows), (row.place_id for row in rows))
    actions.hold_parts(rows)


def _put_right(row: Activity, town: UUID) -> None:
    row.municipality_id = town
    keep_times(row)
    row.weekdays = " ".join(schedule_from_json(row.times).weekdays())


def _require_parts(
    actor: Actor, organisers: Iterable[UUID | None], places: Iterable[UUID | None]
) -> None:
    bodies = Organisation.objects.filter(municipality_id=actor.municipality)
    assets = Asset.objects.filter(municipality_id=actor.municipality)
    if outsiders(organisers, within=bodies) or outsiders(places, within=assets):
        raise DomainError(_("同じ市町村の地区・団体・場所を選んでください。"))
