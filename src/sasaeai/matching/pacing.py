"""Saying how often people are asked in this town."""

from django.db import transaction

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.matching.models import Pace


@transaction.atomic
def set_pace(viewer: Viewer, pace: Pace) -> Pace:
    """Save how many are asked at once in this town, and how often one of them."""
    pace.municipality_id = viewer.municipality
    pace.save()
    audit.record(viewer.actor, "matching.set_pace", kind="pace", subjects=[pace.pk])
    return pace
