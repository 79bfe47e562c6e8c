"""Who looked at a person or wrote of one, as the record book has it."""

from datetime import date
from itertools import groupby
from typing import NamedTuple
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import queries as audit
from sasaeai.audit.models import NOWHERE, Entry

MOST = 200


class Look(NamedTuple):
    """What somebody did or saw on one day, so often in a row; the entry is the newest."""

    entry: Entry
    name: str
    times: int


def at_person(viewer: Viewer, person: UUID) -> list[Look]:
    """Return the newest looks at a person, those of one sitting as one."""
    entries = list(audit.about_person(person, municipality=viewer.municipality)[:MOST])
    names = areas.names_on(viewer.municipality, {entry.actor for entry in entries if entry.actor})
    return [
        Look(same[0], names.get(same[0].actor or NOWHERE, _("装置")), len(same))
        for _alike, group in groupby(entries, key=_sitting)
        if (same := list(group))
    ]


def _sitting(entry: Entry) -> tuple[date, UUID | None, str]:
    return timezone.localtime(entry.at).date(), entry.actor, entry.verb
