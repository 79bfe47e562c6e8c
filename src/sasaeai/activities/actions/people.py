"""The residents who run an activity."""

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.activities import receipts
from sasaeai.activities.models import Organiser
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, once


@transaction.atomic
def join(viewer: Viewer, organiser: Organiser) -> Organiser:
    """Let a resident be one of those who run an activity, each of them once."""
    if organiser.person.municipality_id != organiser.activity.municipality_id:
        raise DomainError(_("同じ市町村の方を選んでください。"))
    if organiser.since and organiser.since > viewer.today:
        raise DomainError(_("「いつから」には、今日までの日を選んでください。"))
    with once(_("この方は、もう開いている方に入っています。")):
        organiser.save()
    _note(viewer, "activities.join", organiser)
    return organiser


@transaction.atomic
def leave(viewer: Viewer, organiser: Organiser) -> str:
    """Take a resident off those who run an activity; return the receipt by which that is put back."""
    token = receipts.of_part(organiser)
    _note(viewer, "activities.leave", organiser)
    organiser.delete()
    return token


def _note(viewer: Viewer, verb: str, organiser: Organiser) -> None:
    # Of kind "person", so that the person's own record shows it.
    audit.record(
        viewer.actor, verb, kind="person", subjects=[organiser.person_id], fields=["activities"]
    )
