"""Dates with sign-up: set, cancelled; who comes is written down by themselves or by telephone."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from sasaeai.activities import numbers, rules, signups
from sasaeai.activities.models import Activity, Session, SignUp
from sasaeai.areas.models import Municipality
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError
from sasaeai.base.models import held
from sasaeai.needs.now import whoever
from sasaeai.voices import tokens

KIND = "activity"
MOST_WAITING = 200


@transaction.atomic
def set_session(viewer: Viewer, session: Session) -> Session:
    """Set one date of an activity, with how many may come."""
    if session.on < viewer.today:
        raise DomainError(_("申し込みの日には、今日からあとの日を選んでください。"))
    # Nobody ends the activity meanwhile, with this date still to stand.
    _keep_going(held(Activity.objects.all(), [session.activity_id])[session.activity_id])
    session.set_by_id = whoever(viewer)
    session.save()
    _record(viewer, "activities.set_session", session)
    return session


@transaction.atomic
def cancel_session(viewer: Viewer, session: Session, *, words: str) -> Session:
    """Say that a date is off, and why; whoever signed up stays to be called."""
    session = _now(session)
    if session.cancelled_on is not None:
        raise DomainError(_("この日は、もう取りやめてあります。"))
    session.cancelled_on, session.cancelling_words = viewer.today, words
    session.save(update_fields=["cancelled_on", "cancelling_words", "updated_at"])
    _record(viewer, "activities.cancel_session", session)
    return session


@transaction.atomic
def restore_session(viewer: Viewer, session: Session) -> Session:
    """Let a date that was cancelled by mistake take place after all."""
    session = _now(session)
    _keep_going(session.activity)
    session.cancelled_on, session.cancelling_words = None, ""
    session.save(update_fields=["cancelled_on", "cancelling_words", "updated_at"])
    _record(viewer, "activities.restore_session", session)
    return session


@transaction.atomic
def call_off(viewer: Viewer, activity: Activity) -> list[str]:
    """Call off the dates to come of an activity that ends, in the caller's entry; return which they were."""
    ahead = Session.objects.filter(activity=activity, on__gte=viewer.today, cancelled_on=None)
    standing = list(held(ahead, ahead.values_list("pk", flat=True)).values())
    for session in standing:
        session.cancelled_on = viewer.today
        session.save(update_fields=["cancelled_on", "updated_at"])
    return [str(session.pk) for session in standing]


@transaction.atomic
def take_up(activity: Activity, sessions: Iterable[str]) -> None:
    """Let the dates take place after all that an end called off which was a slip, in the caller's entry."""
    own = Session.objects.filter(activity=activity)
    for session in held(own, map(UUID, sessions)).values():
        session.cancelled_on = None
        session.save(update_fields=["cancelled_on", "updated_at"])


@transaction.atomic
def sign_up(viewer: Viewer, signup: SignUp, *, token: str = "") -> str:
    """Write down who comes: by themselves or by telephone; return the token of their own page, if any.

    Where there is no room left, or others wait for it, they wait too. What comes twice with the token of one form
    is written once.
    """
    session = _now(signup.session)
    # Nobody else of the town draws a number meanwhile.
    held(Municipality.objects.all(), [viewer.municipality])
    token = signups.token_of(signup, token)
    if known := signups.sent_before(token):
        if known.state != SignUp.State.CANCELLED:
            return token
        token = tokens.fresh()
    if closed := signups.why_closed(session, viewer.today):
        raise DomainError(closed)
    _keep_to_places(session, signup.people)
    [room] = signups.rooms([session])
    if room.waits + signup.people > MOST_WAITING:
        raise DomainError(_("空きを待つ方もいっぱいになりました。お電話でおたずねください。"))
    signup.state = SignUp.State.COMES if signup.people <= room.free else SignUp.State.WAITS
    signup.noted_by_id = viewer.user
    signup.municipality_id = viewer.municipality
    signup.number = numbers.unused(viewer.municipality)
    if viewer.user:
        token = ""
    signup.digest = tokens.digest(token) if token else ""
    signup.save()
    _record(viewer, "activities.sign_up", session)
    return token


@transaction.atomic
def change_people(viewer: Viewer, signup: SignUp, *, people: int) -> SignUp:
    """Let more or fewer come, where there is room for them; whoever waits goes on waiting."""
    session, now = _standing(viewer, signup)
    more = people - now.people
    if more > 0 and not signups.is_open(session, viewer.today):
        raise DomainError(
            _("申し込みの締め切りを過ぎました。ふえるときは、お電話でお知らせください。")
        )
    [room] = signups.rooms([session])
    if now.state == SignUp.State.COMES and more > room.free:
        told = {"number": now.people, "free": room.free}
        raise DomainError(
            _("空きはあと%(free)s人です。申し込みは%(number)s人のまま残っています。") % told
        )
    _keep_to_places(session, people)
    now.people = people
    now.save(update_fields=["people", "updated_at"])
    _record(viewer, "activities.change_people", session)
    return now


@transaction.atomic
def cancel_signup(viewer: Viewer, signup: SignUp) -> SignUp:
    """Take somebody off those who come or wait; their number goes at once, or with the day on which staff did it."""
    session = _now(signup.session)
    if session.on < viewer.today:
        raise DomainError(_("この日は、もう過ぎました。申し込まれた人数は、そのまま残ります。"))
    now = held(SignUp.objects.all(), [signup.pk])[signup.pk]
    if viewer.user and now.state == SignUp.State.CANCELLED:
        return now
    now.state = SignUp.State.CANCELLED
    if not viewer.user:
        now.phone, now.noted_by = "", None
    now.save(update_fields=["state", "phone", "noted_by", "updated_at"])
    _record(viewer, "activities.cancel_signup", session)
    return now


@transaction.atomic
def bring_back_signup(viewer: Viewer, signup: SignUp) -> SignUp:
    """Let somebody come or wait after all whom staff took off by mistake, in their old turn."""
    session = _now(signup.session)
    now = held(SignUp.objects.all(), [signup.pk])[signup.pk]
    if not rules.may_bring_back(viewer, now):
        raise DomainError(
            _(
                "元に戻せるのは、こちらで取り消したその日のうちだけです。もう一度、申し込みを書いてください。"
            )
        )
    if session.is_off or session.on < viewer.today:
        raise DomainError(signups.why_closed(session, viewer.today))
    [room] = signups.rooms([session])
    before = session.signups.filter(state=SignUp.State.WAITS, created_at__lt=now.created_at)
    fits = now.people <= room.left and not before.exists()
    now.state = SignUp.State.COMES if fits else SignUp.State.WAITS
    now.save(update_fields=["state", "updated_at"])
    _record(viewer, "activities.bring_back_signup", session)
    return now


@transaction.atomic
def admit(viewer: Viewer, signup: SignUp) -> SignUp:
    """Let somebody who waits come, where there is room for all of them."""
    session, now = _standing(viewer, signup)
    [room] = signups.rooms([session])
    if now.state == SignUp.State.WAITS and now.people > room.left:
        raise DomainError(
            _("まだ空きが足りません。何人までかを見てから、もう一度おためしください。")
        )
    now.state = SignUp.State.COMES
    now.save(update_fields=["state", "updated_at"])
    _record(viewer, "activities.admit", session)
    return now


@transaction.atomic
def look_at_signups(viewer: Viewer, session: Session) -> None:
    """Note that a page shows who signed up, with their numbers."""
    _record(viewer, "activities.look_signups", session)


@transaction.atomic
def forget_numbers(viewer: Viewer) -> int:
    """Erase the numbers of all dates of the town that are over, and of who was taken off; return how many there were."""
    is_over = Q(session__on__lt=viewer.today)
    # Kept for the day on which staff took somebody off: until then that can be a slip.
    was_taken_off = Q(state=SignUp.State.CANCELLED, updated_at__date__lt=viewer.today)
    of_town = SignUp.objects.filter(session__activity__municipality_id=viewer.municipality)
    gone = of_town.filter(is_over | was_taken_off).exclude(phone="").update(phone="")
    if gone:
        audit.record(viewer.actor, "activities.forget_numbers", kind=KIND, fields=["phone"])
    return gone


@transaction.atomic
def forget_names(viewer: Viewer) -> int:
    """Erase who had signed up to the dates of the town that are long over; how many they were stays."""
    last = viewer.today - timedelta(days=settings.SIGN_UP_NAME_DAYS)
    over = SignUp.objects.filter(municipality_id=viewer.municipality, session__on__lt=last)
    gone = over.exclude(called="").update(called="", phone="", digest="")
    if gone:
        audit.record(viewer.actor, "activities.forget_names", kind=KIND, fields=["called"])
    return gone


def _keep_going(activity: Activity) -> None:
    if activity.state == Activity.State.ENDED:
        raise DomainError(
            _(
                "この活動は終わっています。また開くときは、先に「様子を変える」で活動中に戻してください。"
            )
        )


def _now(session: Session) -> Session:
    """Return a date as it is now; nobody else takes its last place meanwhile."""
    found = held(Session.objects.all(), [session.pk])[session.pk]
    found.activity = session.activity
    return found


def _standing(viewer: Viewer, signup: SignUp) -> tuple[Session, SignUp]:
    """Return a date that takes place and a sign-up to it, as both are now."""
    session = _now(signup.session)
    if session.is_off or session.on < viewer.today:
        raise DomainError(signups.why_closed(session, viewer.today))
    now = held(SignUp.objects.all(), [signup.pk])[signup.pk]
    if now.state == SignUp.State.CANCELLED:
        raise DomainError(
            _(
                "この申し込みは、もう取り消されています。来られるときは、もう一度申し込んでください。"
            )
        )
    return session, now


def _keep_to_places(session: Session, people: int) -> None:
    """Refuse more people than the date ever has room for: they would wait for nothing, and keep others waiting."""
    if people > session.capacity:
        raise DomainError(
            _("この日は、みんなで%(most)s人までです。人数を分けて、ほかの日も見てみてください。")
            % {"most": session.capacity}
        )


def _record(viewer: Viewer, verb: str, session: Session) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[session.activity_id], fields=["sessions"])
