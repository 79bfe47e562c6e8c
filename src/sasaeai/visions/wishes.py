"""The voices that a first step may come from: what was said lately where the goal is, wishes first."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db.models import Case, Q, Value, When

from sasaeai.areas.viewer import Viewer
from sasaeai.visions.models import Step
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Voice

# The code of やりたいこと in the list of kinds of voices.
WISH = "wish"
# So many voices of so many days are offered.
LATELY, MOST = timedelta(days=365), 20
# Who wants a step: residents, where somebody says so or it comes from a wish that was not taken back.
WISHED = Q(wanted_by=Step.WantedBy.RESIDENTS) | Q(voice__kind__code=WISH, voice__withdrawn_on=None)


def offered(viewer: Viewer, step: Step) -> list[Voice]:
    """Return the voices that a step may be said to come from, as far as the viewer may read them.

    Those after which nobody waits are no beginning of a step. The one it comes from already stays.
    """
    readable = voices.visible_to(viewer)
    late = readable.filter(
        area__path__startswith=step.goal.vision.area.path, heard_on__gte=viewer.today - LATELY
    )
    is_other = Case(When(kind__code=WISH, then=Value(0)), default=Value(1))
    found = list(late.order_by(is_other, *voices.PAGE_KEYS)[:MOST])
    alarming = set(voices.alarming_among(viewer, found))
    found = [one for one in found if one.pk not in alarming]
    if step.voice_id and step.voice_id not in {one.pk for one in found}:
        found = [*readable.filter(pk=step.voice_id), *found]
    return found


def heard(viewer: Viewer, steps: Iterable[Step]) -> Mapping[UUID | None, Voice]:
    """Return the voices these steps come from, by their numbers, as far as the viewer may read them today."""
    ids = {step.voice_id for step in steps if step.voice_id}
    return {one.pk: one for one in voices.visible_to(viewer).filter(pk__in=ids)} if ids else {}
