"""May this person read, write or send a report; keep the town's templates; answer for the indicators?"""

from hashlib import sha256
from uuid import UUID

from django.utils import timezone

from sasaeai.areas.models import Area, Role
from sasaeai.areas.viewer import Post, Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.reports.models import Report, Template


def posts(viewer: Viewer) -> list[Post]:
    """Return the postings in which the viewer reports, each for its body."""
    return [post for post in viewer.posts if post.role in STAFF and post.employer is not None]


def may_report(viewer: Viewer) -> bool:
    """Return whether the viewer reports at all."""
    return bool(posts(viewer))


def may_read_in(viewer: Viewer, area: Area, employer: UUID) -> bool:
    """Return whether the viewer reads what this body reports of this area: their own; the officer all."""
    if area.municipality_id != viewer.municipality:
        return False
    return viewer.covers(area.path, Role.OFFICER) or may_write_in(viewer, area, employer)


def may_write_in(viewer: Viewer, area: Area, employer: UUID) -> bool:
    """Return whether the viewer writes what this body reports of this area."""
    return area.municipality_id == viewer.municipality and any(
        post.employer == employer and area.path.startswith(post.path) for post in posts(viewer)
    )


def may_change(viewer: Viewer, report: Report) -> bool:
    """Return whether the viewer writes this report, or its next version."""
    return may_write_in(viewer, report.area, report.employer_id)


def may_take_back(viewer: Viewer, report: Report) -> bool:
    """Return whether sending can be undone: by its own body on the same day, a slip of the finger."""
    return (
        may_change(viewer, report)
        and report.sent_at is not None
        and timezone.localdate(report.sent_at) == viewer.today
    )


def is_as_sent(report: Report, which: str, content: bytes) -> bool:
    """Return whether a kept file, the sheet or the filled template, is the one that was sent."""
    noted = getattr(report, f"{which}_hash")
    return noted in {"", sha256(content).hexdigest()}


def may_keep_templates(viewer: Viewer) -> bool:
    """Return whether the viewer uploads templates: the officer for the town, others for their body."""
    return may_report(viewer)


def may_keep_template(viewer: Viewer, template: Template) -> bool:
    """Return whether the viewer retires this template."""
    if template.municipality_id != viewer.municipality:
        return False
    return viewer.is_any(Role.OFFICER) or template.employer_id in {
        post.employer for post in posts(viewer)
    }


def may_answer(viewer: Viewer) -> bool:
    """Return whether the viewer answers for the indicators of the grants: the officer."""
    return viewer.is_any(Role.OFFICER)
