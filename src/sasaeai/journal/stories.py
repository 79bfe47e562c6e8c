"""Reading stories of change: by their visibility, and the words in them by the consent of whoever said them."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from sasaeai.activities import queries as activities
from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import visibilities_for
from sasaeai.journal.models import Story
from sasaeai.journal.queries import BETWEEN_NAMES
from sasaeai.voices import queries as voices
from sasaeai.voices.models import Reach, Voice

KIND = "story"
# Voices of so many days are offered to be told with a story.
LATELY, MOST, SHOWN = timedelta(days=365), 30, 100


def visible_to(viewer: Viewer) -> QuerySet[Story]:
    """Return the stories the viewer may read, the newest first."""
    seen = visibilities_for(viewer) if viewer.posts else ()
    here = Story.objects.filter(municipality_id=viewer.municipality, visibility__in=seen)
    return here.select_related("area", "employer", "goal", "written_by")


def voices_of(viewer: Viewer, story: Story) -> list[Voice]:
    """Return what was said of it, as far as the viewer may read the words today."""
    return list(voices.visible_to(viewer).filter(stories=story).order_by("heard_on", "id"))


def unread_voices(viewer: Viewer, story: Story) -> list[Voice]:
    """Return what was said of it and the viewer may not read: whoever mends the story does not drop it."""
    return list(story.voices.exclude(pk__in=voices.visible_to(viewer).order_by().values("pk")))


def voices_on_paper(viewer: Viewer, story: Story) -> list[Voice]:
    """Return of what was said that which may go to everybody: paper goes anywhere."""
    return [voice for voice in voices_of(viewer, story) if voice.reach == Reach.PUBLIC]


def activities_of(viewer: Viewer, story: Story) -> list[Activity]:
    """Return the activities of a story that the viewer may see."""
    return list(activities.visible_to(viewer).filter(stories=story).order_by("name", "id"))


def offered_voices(viewer: Viewer, story: Story) -> QuerySet[Voice]:
    """Return the voices one may tell a story with: the viewer may read them; those it has already, and late ones."""
    readable = voices.visible_to(viewer)
    late = readable.filter(heard_on__gte=viewer.today - LATELY).order_by(*voices.PAGE_KEYS)
    return readable.filter(Q(pk__in=late.values("pk")[:MOST]) | Q(stories=story.pk)).distinct()


def activities_named(viewer: Viewer, words: str) -> tuple[list[Activity], list[str]]:
    """Return the activities named just as a list has them, and the names that are none or several."""
    found: list[Activity] = []
    amiss: list[str] = []
    for name in (part.strip() for part in BETWEEN_NAMES.split(words or "") if part.strip()):
        same = list(activities.visible_to(viewer).filter(name=name)[:2])
        if len(same) == 1:
            found += same
        else:
            amiss.append(name)
    return found, amiss


def newest(viewer: Viewer) -> list[Story]:
    """Return the newest stories the viewer may read."""
    return list(visible_to(viewer).order_by("-on", "-created_at")[:SHOWN])
