"""May this person take up a need, read it, hand it on; may neighbours be asked for it?"""

from collections.abc import Collection
from uuid import UUID

from django.utils import timezone

from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Post, Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.needs.models import Issue, Need, Referral
from sasaeai.vocabulary.models import Policy, Term


def posts(viewer: Viewer) -> list[Post]:
    """Return the postings in which the viewer takes up needs, each for its body."""
    return [post for post in viewer.posts if post.role in STAFF and post.employer is not None]


def may_take_up(viewer: Viewer) -> bool:
    """Return whether the viewer takes up needs and reads them."""
    return bool(posts(viewer))


def may_take_up_in(viewer: Viewer, area: Area, employer: UUID) -> bool:
    """Return whether the viewer takes up needs of this area for this body."""
    return area.municipality_id == viewer.municipality and any(
        post.employer == employer and area.path.startswith(post.path) for post in posts(viewer)
    )


def may_change(viewer: Viewer, need: Need) -> bool:
    """Return whether the viewer's body took it up in an area of the viewer's."""
    return need.municipality_id == viewer.municipality and may_take_up_in(
        viewer, need.area, need.employer_id
    )


def may_change_issue(viewer: Viewer, issue: Issue) -> bool:
    """Return whether the viewer's body gathered it in an area of the viewer's."""
    return issue.municipality_id == viewer.municipality and may_take_up_in(
        viewer, issue.area, issue.employer_id
    )


def may_take_back_referral(viewer: Viewer, referral: Referral) -> bool:
    """Return whether a referral was noted today: a slip of the finger is noticed on the same day."""
    return timezone.localdate(referral.created_at) == viewer.today


def is_reason_of(closing: Term, state: str) -> bool:
    """Return whether a need that ends so can have ended for this reason."""
    return closing.parent is not None and closing.parent.code == state


def why_referred(need: Need, *, policy: Policy, alarms: Collection[Term]) -> list[str]:
    """Return what sends a need to somebody whose work it is: its category, and each alarm word.

    `policy` is the one in force today for what is asked.
    """
    category = [f"category {need.category_id}"] if policy == Policy.REFER else []
    return sorted([*category, *(f"alarm {word.code}" for word in alarms)])


def is_referred(need: Need, *, policy: Policy, alarms: Collection[Term]) -> bool:
    """Return whether no neighbour is proposed: where something asks for a professional that no reason was given for."""
    return bool({*why_referred(need, policy=policy, alarms=alarms)} - {*need.overruled_for})
