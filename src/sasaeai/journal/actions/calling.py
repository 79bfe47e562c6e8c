"""How long without a peer is long in this town."""

from django.db import transaction

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.journal.models import Calling


@transaction.atomic
def set_calling(viewer: Viewer, *, weeks: int) -> Calling:
    """Say after how many weeks somebody is thought of, from today on."""
    said, _made = Calling.objects.update_or_create(
        municipality_id=viewer.municipality, since=viewer.today, defaults={"weeks": weeks}
    )
    audit.record(
        viewer.actor, "journal.set_calling", kind="municipality", subjects=[viewer.municipality]
    )
    return said
