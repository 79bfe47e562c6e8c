"""From an idea to an end: how an activity stands from which day on, and what it was born from."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from sasaeai.activities import growth, receipts, rules
from sasaeai.activities.actions import signups
from sasaeai.activities.models import Activity, Origin, Stage
from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.base.errors import DomainError, once
from sasaeai.base.models import held
from sasaeai.needs.now import whoever
from sasaeai.ui import dates

KIND = "activity"
STANDS = ("state", "state_since", "resumes_on", "review_on")
NOT_BEGUN = frozenset({Activity.State.IDEA, Activity.State.PREPARING, Activity.State.TRIAL})


@transaction.atomic
def set_state(  # noqa: PLR0913 -- what one form says of a state
    viewer: Viewer,
    activity: Activity,
    *,
    state: str,
    since: date | None,
    resumes: date | None = None,
    review: date | None = None,
    words: str = "",
) -> Activity:
    """Say how an activity stands from which day on, in one's own words; nothing is deleted.

    A pause may be to come, and says when it goes on again where that is known; a trial says when
    one looks back on it. An end calls off the dates to come. Each change stays as a stage.
    """
    current = held(Activity.objects.all(), [activity.pk])[activity.pk]
    _check_days(viewer, state=state, since=since, resumes=resumes)
    _check_order(viewer, current, state=state, since=since)
    _check_way(viewer, current, state=state, review=review)
    stood = _stands(current)
    activity.state, activity.state_since = state, since
    activity.resumes_on, activity.review_on = resumes, review
    activity.save(update_fields=[*STANDS, "updated_at"])
    off = signups.call_off(viewer, activity) if state == Activity.State.ENDED else []
    _note(viewer, activity, words=words, stood=stood | ({"sessions": off} if off else {}))
    given = {"resumes_on": resumes, "review_on": review, "sessions": off}
    fields = ["state", *(name for name, said in given.items() if said)]
    _record(viewer, "activities.set_state", activity, fields)
    return activity


def _check_days(viewer: Viewer, *, state: str, since: date | None, resumes: date | None) -> None:
    is_pause = state == Activity.State.PAUSED
    if since and since > viewer.today and not is_pause:
        raise DomainError(
            _("これからの日を書けるのは、お休みだけです。変わった日を選んでください。")
        )
    if resumes and not is_pause:
        raise DomainError(_("また始まる日を書けるのは、お休みだけです。空けておいてください。"))
    if resumes and since and resumes <= since:
        raise DomainError(_("また始まる日は、お休みのはじまりより後の日にしてください。"))


def _check_order(viewer: Viewer, current: Activity, *, state: str, since: date | None) -> None:
    """Say no to a step before the one that was taken last: what grew keeps its order."""
    if state == current.state == Activity.State.ENDED:
        raise DomainError(_("この活動は、もう終わったことになっています。そのままで大丈夫です。"))
    taken = Stage.objects.filter(activity=current, on__lte=viewer.today)
    last = taken.order_by("-on").values_list("on", flat=True).first()
    if since is not None and last is not None and since < last and state != current.state:
        raise DomainError(
            _("いまの様子になったのは%(day)sです。その日か、あとの日を選んでください。")
            % {"day": dates.full_day(last)}
        )


def _check_way(viewer: Viewer, current: Activity, *, state: str, review: date | None) -> None:
    if state == Activity.State.TRIAL:
        require_review(viewer, review)
    elif review:
        raise DomainError(_("ふりかえる日を書けるのは、お試しだけです。空けておいてください。"))
    if state == Activity.State.PAUSED and current.state in NOT_BEGUN:
        raise DomainError(
            _(
                "お休みにできるのは、活動中のものだけです。お試しのあいだなら、ふりかえる日をのばしてください。"
                "まだ始まっていないものは、このまま残しておけます。"
            )
        )


def require_review(viewer: Viewer, review: date | None) -> None:
    """Stop where nobody said when one looks back on a trial, or said a day that is over."""
    if review is None:
        raise DomainError(
            _("お試しには、いつふりかえるかが要ります。ふりかえる日を選んでください。")
        )
    if review <= viewer.today:
        raise DomainError(_("ふりかえる日には、明日からあとの日を選んでください。"))


def _stands(activity: Activity) -> dict[str, Any]:
    days = {name: getattr(activity, name) for name in STANDS[1:]}
    return {
        "state": activity.state,
        **{name: day.isoformat() if day else None for name, day in days.items()},
    }


def _note(viewer: Viewer, activity: Activity, *, words: str, stood: dict[str, Any]) -> None:
    Stage.objects.create(
        activity=activity,
        state=activity.state,
        on=activity.state_since or viewer.today,
        resumes_on=activity.resumes_on,
        review_on=activity.review_on,
        words=words,
        stood=stood,
        noted_by_id=whoever(viewer),
    )


def begin(viewer: Viewer, activity: Activity) -> None:
    """Let a new activity have its first stage."""
    _note(viewer, activity, words="", stood={})


@transaction.atomic
def take_back_state(viewer: Viewer, activity: Activity) -> Activity:
    """Take back the last change of state, where it was a slip: the activity stands as it did before."""
    activity = held(Activity.objects.all(), [activity.pk])[activity.pk]
    slip = growth.last_stage(activity)
    if slip is None or not rules.may_take_back_stage(viewer, slip):
        raise DomainError(
            _(
                "元に戻せるのは、その日のうちの、いちばん新しい変更だけです。様子を選びなおしてください。"
            )
        )
    activity.state = slip.stood["state"]
    for name in STANDS[1:]:
        day = slip.stood[name]
        setattr(activity, name, date.fromisoformat(day) if day else None)
    activity.save(update_fields=[*STANDS, "updated_at"])
    off = slip.stood.get("sessions", [])
    signups.take_up(activity, off)
    slip.delete()
    fields = ["state", *(["sessions"] if off else [])]
    _record(viewer, "activities.take_back_state", activity, fields)
    return activity


@transaction.atomic
def add_origin(viewer: Viewer, activity: Activity, origin: Origin) -> Origin:
    """Note one more thing an activity was born from, or an issue it answers, as of today."""
    keep_origin(viewer, activity, origin)
    _record(viewer, "activities.add_origin", activity, ["origins"])
    return origin


@transaction.atomic
def keep_origin(viewer: Viewer, activity: Activity, origin: Origin) -> None:
    """Write down what an activity was born from, inside the caller's transaction."""
    thing = origin.thing
    if thing.municipality_id != activity.municipality_id:
        raise DomainError(_("同じ市町村のものを選んでください。"))
    if origin.other_id == activity.pk or growth.comes_from(origin.other, activity):
        raise DomainError(
            _("この活動から生まれた活動は、もとには選べません。ほかの活動を選んでください。")
        )
    origin.activity, origin.on, origin.noted_by_id = activity, viewer.today, whoever(viewer)
    with once(_("もう、もとに書いてあります。")):
        origin.save()


@transaction.atomic
def drop_origin(viewer: Viewer, origin: Origin) -> str:
    """Take off what an activity was not born from after all; return the receipt by which that is put back."""
    token = receipts.of_part(origin)
    _record(viewer, "activities.drop_origin", origin.activity, ["origins"])
    origin.delete()
    return token


def _record(viewer: Viewer, verb: str, activity: Activity, fields: Sequence[str]) -> None:
    audit.record(viewer.actor, verb, kind=KIND, subjects=[activity.pk], fields=fields)
