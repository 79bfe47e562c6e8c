"""Who sees, writes or opens a person's record: the rule of access, for one record at a time."""

from uuid import UUID

from sasaeai.areas.models import Area, Employer
from sasaeai.areas.models.access import Access
from sasaeai.areas.viewer import Post, Viewer
from sasaeai.areas.visibility import STAFF
from sasaeai.people.models import Person
from sasaeai.vocabulary.models import Term


def recipients_differ(recipient: Term, body: Employer) -> bool:
    """Return whether a consent that names these two would name two different recipients.

    A body that nobody has described yet may be any of those that employ people; a recipient
    that the town added itself counts as the national one it belongs to.
    """
    named = recipient if recipient.parent is None else recipient.parent
    if named.is_own:
        return False
    return named.code not in (body.kinds or Employer.Kind.values)


def bodies_of(viewer: Viewer) -> frozenset[UUID]:
    """Return the bodies for which the viewer sees what persons agreed to pass on to them."""
    return frozenset(
        post.employer
        for post in viewer.posts
        if post.employer and post.access in {Access.EMPLOYER, Access.CONSENT}
    )


def may_look(viewer: Viewer) -> bool:
    """Return whether the viewer may see any person at all, or the number of persons."""
    return any(post.access != Access.NONE for post in viewer.posts)


def may_count(viewer: Viewer) -> bool:
    """Return whether the viewer sees numbers, and a record only with a reason."""
    return any(post.access == Access.REASON for post in viewer.posts)


def may_open(viewer: Viewer, person: Person) -> bool:
    """Return whether the viewer may open this record by writing down a reason."""
    return any(_covers(post, person.area) for post in viewer.posts if post.access == Access.REASON)


def may_add(viewer: Viewer) -> bool:
    """Return whether the viewer writes down persons."""
    return any(_writes(post) for post in viewer.posts)


def may_record(viewer: Viewer, area: Area, employer: UUID) -> bool:
    """Return whether the viewer may write down persons of this area for this body."""
    return area.municipality_id == viewer.municipality and any(
        _writes(post) and post.employer == employer and _covers(post, area) for post in viewer.posts
    )


def may_change(viewer: Viewer, person: Person) -> bool:
    """Return whether the viewer's body recorded this person and the viewer works there."""
    return person.municipality_id == viewer.municipality and may_record(
        viewer, person.area, person.employer_id
    )


def sees_wholly(viewer: Viewer, person: Person, *, opened: bool) -> bool:
    """Return whether the viewer sees the whole record, not only what was consented to."""
    if person.municipality_id != viewer.municipality:
        return False
    here = [post for post in viewer.posts if _covers(post, person.area)]
    return any(
        post.employer == person.employer_id
        if post.access == Access.EMPLOYER
        else opened and post.access == Access.REASON
        for post in here
    )


def writing_posts(viewer: Viewer) -> list[Post]:
    """Return the postings in which the viewer writes down persons."""
    return [post for post in viewer.posts if _writes(post)]


def _writes(post: Post) -> bool:
    return post.access == Access.EMPLOYER and post.employer is not None and post.role in STAFF


def _covers(post: Post, area: Area) -> bool:
    return area.path.startswith(post.path)
