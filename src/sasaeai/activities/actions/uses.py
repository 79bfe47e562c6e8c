"""What an activity uses, at which hours."""

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.activities import receipts
from sasaeai.activities.models import Use
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, once


@transaction.atomic
def use(viewer: Viewer, use: Use) -> Use:
    """Note that an activity uses an asset, at which hours and on which terms; each asset once."""
    if use.asset.municipality_id != use.activity.municipality_id:
        raise DomainError(_("同じ市町村のものを選んでください。"))
    if use.asset.retired_on is not None:
        raise DomainError(_("もう使われていないものです。ほかのものを選んでください。"))
    with once(_("もう、使うものに書いてあります。時間や約束は「直す」で書きかえられます。")):
        use.save()
    _note(viewer, "activities.use", use)
    return use


@transaction.atomic
def stop_using(viewer: Viewer, use: Use) -> str:
    """Take an asset off what an activity uses; return the receipt by which that is put back."""
    token = receipts.of_part(use)
    _note(viewer, "activities.stop_using", use)
    use.delete()
    return token


def _note(viewer: Viewer, verb: str, use: Use) -> None:
    audit.record(viewer.actor, verb, kind="activity", subjects=[use.activity_id], fields=["uses"])
