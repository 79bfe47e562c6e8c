"""Putting back, as it was, what was taken off an activity by a slip of the finger."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.activities import growth, receipts
from sasaeai.activities.models import Activity, Organiser, Origin, Use
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, once
from sasaeai.base.models import held
from sasaeai.people import queries as people

# How each was written into the record book when it was first put down.
NOTED = {
    Organiser: ("activities.join", "activities"),
    Origin: ("activities.add_origin", "origins"),
    Use: ("activities.use", "uses"),
}


@transaction.atomic
def put_back(viewer: Viewer, activity: Activity, token: str) -> None:
    """Let a resident run, an asset serve, or something be the origin of an activity again, as it was."""
    held(Activity.objects.all(), [activity.pk])
    told = receipts.part_in(token)
    part: Any = told.object  # a row of one of three tables
    if part.activity_id != activity.pk or not _is_there(viewer, part):
        raise DomainError(_("外したものが、もうありません。活動のページで確かめてください。"))
    if isinstance(part, Origin) and growth.comes_from(part.other, activity):
        raise DomainError(
            _("この活動から生まれた活動は、もとには選べません。ほかの活動を選んでください。")
        )
    with once(_("もう、書きたしてあります。")):
        told.save(force_insert=True)
    verb, field = NOTED[type(part)]
    of_person = isinstance(part, Organiser)
    kind, subject = ("person", part.person_id) if of_person else ("activity", activity.pk)
    audit.record(viewer.actor, verb, kind=kind, subjects=[subject], fields=[field])


def _is_there(viewer: Viewer, part: Any) -> bool:  # noqa: ANN401 -- as above
    """Return whether all that a row points at is still there, and the viewer still sees the person."""
    for field in part._meta.concrete_fields:  # noqa: SLF001 -- Django's public name for it
        number = field.value_from_object(part) if field.is_relation else None
        if number is not None and not field.related_model._base_manager.filter(pk=number).exists():  # noqa: SLF001 -- as above
            return False
    if isinstance(part, Organiser):
        return people.visible_to(viewer).filter(pk=part.person_id).exists()
    return True
