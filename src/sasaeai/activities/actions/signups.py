"""Dates with sign-up: set, cancelled; who comes is written down by themselves or by telephone."""

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from sasaeai.activities import signups
from sasaeai.activities.models import Session, SignUp
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
    session.cancelled_on, session.cancelling_words = None, ""
    session.save(update_fields=["cancelled_on", "cancelling_words", "updated_at"])
    _record(viewer, "activities.restore_session", session)
    return session


@transaction.atomic
def sign_up(viewer: Viewer, signup: SignUp) -> str:
    """Write down who comes: by themselves or by telephone; return the token of their own page, if any.

    Where there is no room left, they wait for some.
    """
    session = _now(signup.session)
    if not signups.is_open(session, viewer.today):
        raise DomainError(_("この日の申し込みは終わりました。お電話でおたずねください。"))
    [room] = signups.rooms([session])
    if room.waits + signup.people > MOST_WAITING:
        raise DomainError(_("空きを待つ方もいっぱいになりました。お電話でおたずねください。"))
    signup.state = SignUp.State.COMES if signup.people <= room.left else SignUp.State.WAITS
    signup.noted_by_id = viewer.user
    token = "" if viewer.user else tokens.fresh()
    signup.digest = tokens.digest(token) if token else ""
    signup.save()
    _record(viewer, "activities.sign_up", session)
    return token


@transaction.atomic
def cancel_signup(viewer: Viewer, signup: SignUp) -> SignUp:
    """Take somebody off those who come or wait, with their number."""
    session = _now(signup.session)
    signup.state, signup.phone = SignUp.State.CANCELLED, ""
    signup.save(update_fields=["state", "phone", "updated_at"])
    _record(viewer, "activities.cancel_signup", session)
    return signup


@transaction.atomic
def admit(viewer: Viewer, signup: SignUp) -> SignUp:
    """Let somebody who waits come, where there is room for all of them."""
    session = _now(signup.session)
    signup.refresh_from_db()
    if signup.state != SignUp.State.WAITS:
        raise DomainError(_("この方は、もう待っていません。いまの名簿でたしかめてください。"))
    comes = session.signups.filter(state=SignUp.State.COMES).aggregate(all=Sum("people"))["all"]
    if (comes or 0) + signup.people > session.capacity:
        raise DomainError(
            _("まだ空きが足りません。何人までかを見てから、もう一度おためしください。")
        )
    signup.state = SignUp.State.COMES
    signup.save(update_fields=["state", "updated_at"])
    _record(viewer, "activities.admit", session)
    return signup


@transaction.atomic
def look_at_signups(viewer: Viewer, session: Session) -> None:
    """Note that a page shows who signed up, with their numbers."""
    _record(viewer, "activities.look_signups", session)


@transaction.atomic
def forget_numbers(viewer: Viewer) -> int:
    """Erase the numbers of all dates of the town that are over; return how many there were."""
    over = SignUp.objects.filter(
        session__activity__municipality_id=viewer.municipality, session__on__lt=viewer.today
    ).exclude(phone="")
    gone = over.update(phone="")
    if gone:
        audit.record(viewer.actor, "activities.forget_numbers", kind=KIND, fields=["phone"])
    return gone


def _now(session: Session) -> Session:
    """Return a date as it is now; nobody else takes its last place meanwhile."""
    found = held(Session.objects.all(), [session.pk])[session.pk]
    found.activity = session.activity
    return found


def _record(viewer: Viewer, verb: str, session: Session) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[session.activity_id], fields=["sessions"])
