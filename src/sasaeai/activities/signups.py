"""Reading dates with sign-up: how much room is left, who comes, who waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from sasaeai.activities import growth, queries, rests, signup_keys
from sasaeai.activities.models import Activity, Session, SignUp
from sasaeai.areas.models import Area
from sasaeai.areas.viewer import Viewer
from sasaeai.ui import dates
from sasaeai.voices import tokens


@dataclass(frozen=True, slots=True)
class Room:
    """One date, how many come and how many wait."""

    session: Session
    comes: int
    waits: int

    @property
    def called(self) -> int:
        """How many are to be called where the date is off: those who wait too."""
        return self.comes + self.waits

    @property
    def left(self) -> int:
        """How many places nobody has taken, those others wait for among them."""
        return max(0, self.session.capacity - self.comes)

    @property
    def free(self) -> int:
        """How many may still come at once: nobody goes past those who wait."""
        return 0 if self.waits else self.left


def visible_to(viewer: Viewer) -> QuerySet[Session]:
    """Return the dates of the activities the viewer may see."""
    seen = queries.visible_to(viewer).prefetch_related(None)
    return Session.objects.filter(activity__in=seen.values("pk")).select_related(
        "activity__area", "activity__place"
    )


def ahead(viewer: Viewer, activity: Activity) -> list[Room]:
    """Return the dates of an activity from today on, cancelled ones too, with their room."""
    return rooms(visible_to(viewer).filter(activity=activity, on__gte=viewer.today))


def to_call(viewer: Viewer, activity: Activity) -> list[Room]:
    """Return the dates ahead, with sign-ups, that the end of an activity called off or over which it rests."""
    ahead_of = ahead(viewer, activity)
    if activity.state == Activity.State.ENDED:
        stage = growth.last_stage(activity)
        off = set(stage.stood.get("sessions", [])) if stage else set()
        chosen = [room for room in ahead_of if str(room.session.pk) in off]
    else:
        rest = rests.rest_of(activity, viewer.today)
        standing = [room for room in ahead_of if room.session.cancelled_on is None]
        chosen = [room for room in standing if rest and rest.holds(room.session.on)]
    return [room for room in chosen if room.called]


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


def to_come(viewer: Viewer, area: Area | None) -> QuerySet[Session]:
    """Return the dates of the town, or of an area, to which residents can sign up, and what is off."""
    begun = queries.begun(viewer)
    there = queries.narrowed(begun, viewer=viewer, area=area) if area else begun
    return (
        visible_to(viewer)
        .filter(is_public=True, on__gte=viewer.today, activity__in=there.values("pk"))
        .annotate(last=Coalesce("closes_on", "on"))
        .filter(Q(last__gte=viewer.today) | Q(cancelled_on__isnull=False))
    )


def held_of(viewer: Viewer, activities: Iterable[UUID]) -> QuerySet[Session]:
    """Return the dates of these activities up to today that were not called off."""
    over = visible_to(viewer).filter(on__lte=viewer.today, cancelled_on=None)
    return over.filter(activity__in=activities).select_related(None).order_by()


def counted(viewer: Viewer, activities: Iterable[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return, of each activity, how many dates there were and how many people signed up to them."""
    comes = Sum("signups__people", filter=Q(signups__state=SignUp.State.COMES))
    rows = held_of(viewer, activities).values("activity")
    told = rows.annotate(dates=Count("pk", distinct=True), people=comes)
    return {
        pk: (days, people or 0)
        for pk, days, people in told.values_list("activity", "dates", "people")
    }


def is_open(session: Session, today: date) -> bool:
    """Return whether one can still sign up."""
    return not why_closed(session, today)


def why_closed(session: Session, today: date) -> str:
    """Return why one can no longer sign up to a date and what to do; nothing where one can."""
    if session.cancelled_on is not None:
        return _("この日は取りやめになりました。ほかの日を選ぶか、お電話でおたずねください。")
    if session.is_off:
        return _("この活動は終わりました。ほかの日を選ぶか、お電話でおたずねください。")
    if session.on < today:
        return _("この日は、もう過ぎました。ほかの日を選ぶか、お電話でおたずねください。")
    if session.closes_on and session.closes_on < today:
        closed = {"day": dates.day_label(session.closes_on)}
        return _("申し込みは%(day)sまででした。お電話でおたずねください。") % closed
    return ""


def token_of(signup: SignUp, form: str) -> str:
    """Return the token of the page of a sign-up: of one form, the same for the same words; without a form a new one."""
    if not form:
        return tokens.fresh()
    said = (signup.session_id, signup.called, signup.phone, signup.people)
    return tokens.derived(form, "|".join(map(str, said)))


def sent_before(token: str) -> SignUp | None:
    """Return the sign-up that has this token already."""
    return SignUp.objects.filter(digest=tokens.digest(token)).first()


def signups_of(session: Session) -> QuerySet[SignUp]:
    """Return who signed up to a date and did not cancel, in the order of signing up."""
    return session.signups.exclude(state=SignUp.State.CANCELLED).order_by("state", "created_at")


def behind(viewer: Viewer, key: str) -> SignUp | None:
    """Return whose page a private address opens; none where it opens nothing or the day is over."""
    of_key = signup_keys.opened(key)
    if of_key is not None:
        return _ahead(viewer).filter(pk=of_key).first()
    return _ahead(viewer).filter(digest=tokens.digest(key)).first()


def numbered(viewer: Viewer, number: str) -> SignUp | None:
    """Return the sign-up of this number in the viewer's town, unless its day is over."""
    return _ahead(viewer).filter(number=number).first()


def known(viewer: Viewer, number: str, said: str) -> SignUp | None:
    """Return the sign-up of a number for whoever knows its telephone or name; none else, whyever."""
    found = numbered(viewer, number)
    # Without a sign-up too, the word is compared: the answer takes as long.
    return found if signup_keys.is_known(found or SignUp(), said) else None


def _ahead(viewer: Viewer) -> QuerySet[SignUp]:
    found = SignUp.objects.filter(
        municipality_id=viewer.municipality, session__on__gte=viewer.today
    )
    return found.select_related("session__activity__area", "session__activity__place")


def session(viewer: Viewer, pk: UUID) -> Session | None:
    """Return a date that residents may read about; of one that is over, they read that it is."""
    open_ones = visible_to(viewer).filter(is_public=True)
    return open_ones.filter(activity__in=queries.begun(viewer).values("pk"), pk=pk).first()
