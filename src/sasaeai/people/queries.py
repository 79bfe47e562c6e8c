"""Reading people (the rule of access is being written beside this)."""

from django.db.models import QuerySet

from sasaeai.areas.viewer import Viewer
from sasaeai.people.models import Person


def visible_to(viewer: Viewer) -> QuerySet[Person]:
    """Return nobody yet."""
    return Person.objects.none()
