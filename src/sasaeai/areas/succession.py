"""Who carries on: what somebody promised whose posting has ended is with whoever holds the posting now."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet

from sasaeai.areas.models import Posting, Role
from sasaeai.areas.viewer import Viewer
from sasaeai.areas.visibility import COORDINATORS

NOBODY = Q(pk__in=())
# Whose areas the 第1層 has in its care while nobody follows.
BELOW = (Role.COORDINATOR2, Role.WORK_COORDINATOR)


def taken_over(viewer: Viewer, *, by: str, shared: Q = NOBODY) -> Q:
    """Return the condition that a row is a predecessor's of the viewer: of the same role, in the same area.

    A row has an `area`, an `employer`, and in `by` its writer. Those of another body are not passed on, but
    where they are `shared` between bodies.
    """
    taken = NOBODY
    for post in viewer.posts:
        if post.role in COORDINATORS:
            read = Q(employer=post.employer) | shared
            taken |= Q(area__path__startswith=post.path) & read & _held(by, post.role)
    return taken & _left(viewer, by)


def waiting(viewer: Viewer, *, by: str, shared: Q = NOBODY) -> Q:
    """Return the condition that a row is of a posting in the care of the 第1層 that nobody followed in."""
    alone = NOBODY
    for role in BELOW:
        anybody = Exists(_covering(_working(viewer).filter(role=role)))
        of_body = Exists(
            _covering(_working(viewer).filter(role=role, employer=OuterRef("employer")))
        )
        alone |= _held(by, role) & ~Q(of_body) & (~shared | ~Q(anybody))
    within = NOBODY
    for post in viewer.posts:
        if post.role == Role.COORDINATOR1:
            read = Q(employer=post.employer) | shared
            within |= Q(area__path__startswith=post.path) & read
    return within & alone & _left(viewer, by)


def _left(viewer: Viewer, by: str) -> Q:
    """Return the condition that the writer works there for that body no more."""
    still = _working(viewer).filter(user=OuterRef(by), employer=OuterRef("employer"))
    return ~Q(Exists(_covering(still))) & ~Q(**{by: viewer.user})


def _held(by: str, role: Role) -> Q:
    """Return the condition that the writer was posted there in this role, for that body."""
    once = Posting.objects.filter(user=OuterRef(by), employer=OuterRef("employer"), role=role)
    return Q(Exists(_covering(once)))


def _working(viewer: Viewer) -> QuerySet[Posting]:
    """Return the postings that count today, as `viewer_of` counts them."""
    return (
        Posting.objects.filter(since__lte=viewer.today, user__is_active=True)
        .exclude(until__lt=viewer.today)
        .exclude(employer__until__lt=viewer.today)
    )


def _covering(postings: QuerySet[Posting]) -> QuerySet[Posting]:
    """Return those of the postings that are responsible for the area of the row outside."""
    path = ExpressionWrapper(OuterRef("area__path"), output_field=CharField())
    return postings.annotate(row_path=path).filter(row_path__startswith=F("area__path"))
