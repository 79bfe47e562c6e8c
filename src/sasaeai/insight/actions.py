"""Writing: that a story with somebody's words went onto paper."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit


@transaction.atomic
def print_story(viewer: Viewer, heard: Iterable[UUID]) -> None:
    """Note whose words went onto paper: where one takes them back, somebody knows to take it down."""
    audit.record(
        viewer.actor, "insight.print_story", kind="voice", subjects=heard, fields=["words"]
    )
