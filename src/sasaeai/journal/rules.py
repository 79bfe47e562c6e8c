"""May this person write down what was done, read it, say that its next step is done?"""

from uuid import UUID

from django.utils import timezone

from sasaeai.areas.models import Area, Role
from sasaeai.areas.viewer import Post, Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.journal.models import Entry, Story


def posts(viewer: Viewer) -> list[Post]:
    """Return the postings in which the viewer writes down what was done, each for its body."""
    return [post for post in viewer.posts if post.role in STAFF and post.employer is not None]


def may_log(viewer: Viewer) -> bool:
    """Return whether the viewer writes down what was done, and looks back on it."""
    return bool(posts(viewer))


def may_set_calling(viewer: Viewer) -> bool:
    """Return whether the viewer says how long without a peer is long: the 第1層 and the officers."""
    return viewer.is_any(Role.OFFICER, Role.COORDINATOR1)


def may_log_in(viewer: Viewer, area: Area, employer: UUID) -> bool:
    """Return whether the viewer writes down for this body what was done in this area."""
    return area.municipality_id == viewer.municipality and any(
        post.employer == employer and area.path.startswith(post.path) for post in posts(viewer)
    )


def may_read(viewer: Viewer, entry: Entry) -> bool:
    """Return whether the viewer may read the words of an entry; `queries.visible_to` says so in rows."""
    return entry.municipality_id == viewer.municipality and any(
        entry.area.path.startswith(post.path)
        and (entry.employer_id == post.employer or entry.reach == Entry.Reach.STAFF)
        for post in posts(viewer)
    )


def may_change(viewer: Viewer, entry: Entry) -> bool:
    """Return whether the viewer wrote it, and still works there for that body."""
    return entry.by_id == viewer.user and may_log_in(viewer, entry.area, entry.employer_id)


def may_settle(viewer: Viewer, entry: Entry) -> bool:
    """Return whether the viewer's body promised the next step: a colleague may keep it, and a successor."""
    return may_log_in(viewer, entry.area, entry.employer_id)


def posting_of(viewer: Viewer, area: Area, employer: UUID) -> UUID | None:
    """Return in which of today's postings somebody works there for that body; the nearest of several."""
    fitting = [
        post
        for post in posts(viewer)
        if post.employer == employer
        and area.path.startswith(post.path)
        and area.municipality_id == viewer.municipality
    ]
    return max(fitting, key=lambda post: len(post.path)).posting if fitting else None


def may_take_back(viewer: Viewer, entry: Entry) -> bool:
    """Return whether the viewer wrote it today: a slip of the finger is noticed on the same day."""
    return entry.by_id == viewer.user and timezone.localdate(entry.created_at) == viewer.today


def may_change_story(viewer: Viewer, story: Story) -> bool:
    """Return whether the viewer's body told it, of an area of the viewer's."""
    return may_log_in(viewer, story.area, story.employer_id)


def may_take_back_story(viewer: Viewer, story: Story) -> bool:
    """Return whether it was written today: a slip of the finger is noticed on the same day."""
    return may_change_story(viewer, story) and timezone.localdate(story.created_at) == viewer.today
