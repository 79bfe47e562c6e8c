"""Keeping what the town answered to an item of the indicators."""

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, once
from sasaeai.reports import rules
from sasaeai.reports.actions.report import whoever
from sasaeai.reports.models import Evidence

KIND = "evidence"


@transaction.atomic
def answer(viewer: Viewer, evidence: Evidence) -> Evidence:
    """Keep the town's answer with the day it was given."""
    if not rules.may_answer(viewer):
        raise DomainError(_("指標に答えるのは、市町村担当の方です。"))
    evidence.municipality_id, evidence.answered_by_id = viewer.municipality, whoever(viewer)
    is_open = evidence.claim == Evidence.Claim.NOT_YET
    evidence.answered_on = None if is_open else viewer.today
    with once(_("ほかの方が、いま答えを書きました。開きなおして、たしかめてください。")):
        evidence.save()
    audit.record(viewer.actor, "reports.answer", kind=KIND, subjects=[evidence.pk])
    return evidence
