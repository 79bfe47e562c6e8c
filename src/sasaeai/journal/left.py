"""What a predecessor left: next steps that nobody who promised them can take any more."""

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from sasaeai.areas import succession
from sasaeai.areas.viewer import Viewer
from sasaeai.journal import rules
from sasaeai.journal.models import Entry

# Between bodies goes what was written for all who work here; nothing else.
SHARED = Q(reach=Entry.Reach.STAFF)


def left_to(viewer: Viewer) -> Q:
    """Return the condition that an entry is the viewer's to carry on: a predecessor's, or of nobody else."""
    return succession.taken_over(viewer, by="by", shared=SHARED) | _unfollowed(viewer)


def with_from_whom(viewer: Viewer, entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Return the entries, each with whether it waits for a successor (`is_unfollowed`)."""
    told = ExpressionWrapper(_unfollowed(viewer), output_field=BooleanField())
    return entries.select_related("by").annotate(is_unfollowed=told)


def may_settle(viewer: Viewer, entry: Entry) -> bool:
    """Return whether the viewer keeps the next step: for the body that promised it, or as its successor."""
    return (
        rules.may_settle(viewer, entry)
        or Entry.objects.filter(left_to(viewer), pk=entry.pk).exists()
    )


def _unfollowed(viewer: Viewer) -> Q:
    return succession.waiting(viewer, by="by", shared=SHARED)
