"""Reading dates with sign-up: how much room is left, who comes, who waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet, Sum

from sasaeai.activities import queries
from sasaeai.activities.models import Activity, Session, SignUp
from sasaeai.areas.viewer import Viewer
from sasaeai.voices import tokens


@dataclass(frozen=True, slots=True)
class Room:
    """One date, how many come and how many wait."""

    session: Session
    comes: int
    waits: int

    @property
    def left(self) -> int:
        """How many can still come at once: nobody before those who wait for a place."""
        return 0 if self.waits else max(0, self.session.capacity - self.comes)


def visible_to(viewer: Viewer) -> QuerySet[Session]:
    """Return the dates of the activities the viewer may see."""
    seen = queries.visible_to(viewer).prefetch_related(None)
    return Session.objects.filter(activity__in=seen.values("pk")).select_related(
        "activity__area", "activity__place"
    )


def ahead(viewer: Viewer, activity: Activity) -> list[Room]:
    """Return the dates of an activity from today on, cancelled ones too, with their room."""
    return rooms(visible_to(viewer).filter(activity=activity, on__gte=viewer.today))


def open_to_residents(viewer: Viewer, activity: Activity) -> list[Room]:
    """Return the dates to which residents can sign up themselves, or read that one is cancelled."""
    return rooms(visible_to(viewer).filter(activity=activity, on__gte=viewer.today, is_public=True))


def rooms(sessions: Iterable[Session]) -> list[Room]:
    """Return each date with how many come and how many wait, in one query for all."""
    rows = list(sessions)
    comes, waits = Q(state=SignUp.State.COMES), Q(state=SignUp.State.WAITS)
    counted = (
        SignUp.objects.filter(session__in=rows)
        .order_by()
        .values_list("session")
        .annotate(comes=Sum("people", filter=comes), waits=Sum("people", filter=waits))
    )
    told = {pk: (there or 0, waiting or 0) for pk, there, waiting in counted}
    return [Room(row, *told.get(row.pk, (0, 0))) for row in rows]


def is_open(session: Session, today: date) -> bool:
    """Return whether one can still sign up."""
    return session.cancelled_on is None and today <= (session.closes_on or session.on)


def signups_of(session: Session) -> QuerySet[SignUp]:
    """Return who signed up to a date and did not cancel, in the order of signing up."""
    return session.signups.exclude(state=SignUp.State.CANCELLED).order_by("state", "created_at")


def behind(viewer: Viewer, token: str) -> SignUp | None:
    """Return what a private page is about; none where the token opens nothing or the day is over."""
    found = SignUp.objects.filter(
        digest=tokens.digest(token),
        session__on__gte=viewer.today,
        session__activity__municipality_id=viewer.municipality,
    )
    return found.select_related("session__activity__area").first()


def session(viewer: Viewer, pk: UUID) -> Session | None:
    """Return a date that residents may read about, unless it is over."""
    open_ones = visible_to(viewer).filter(is_public=True, on__gte=viewer.today)
    return open_ones.filter(activity__in=queries.begun(viewer).values("pk"), pk=pk).first()
