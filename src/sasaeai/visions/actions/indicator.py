"""Saying by what one sees that a goal comes nearer, and measuring it; the first small steps."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sasaeai.areas.viewer import Viewer
from sasaeai.audit import actions as audit
from sasaeai.audit import queries as record_book
from sasaeai.base.errors import DomainError, keep_seen, once
from sasaeai.visions import queries
from sasaeai.visions.models import Goal, Indicator, Measurement
from sasaeai.visions.models.indicator import BELOW_NOTHING
from sasaeai.visions.now import goal_now, whoever

# More numbers than anybody measures for one goal; each is drawn on its page with all it was measured at.
INDICATORS = 20
ONCE_A_DAY = gettext_lazy(
    "この日の数は、もう書いてあります。まちがいのときは、取り消してから書きなおしてください。"
)


@transaction.atomic
def add_indicator(viewer: Viewer, indicator: Indicator) -> Indicator:
    """Say by what number one sees that a goal comes nearer."""
    goal = goal_now(indicator.goal)
    if goal.indicators.count() >= INDICATORS:
        raise DomainError(
            _("ひとつの目標の指標は%(most)s件までです。使っていない指標を直して使ってください。")
            % {"most": INDICATORS}
        )
    _check(viewer, indicator)
    indicator.save(force_insert=True)
    _record(viewer, "visions.add_indicator", indicator.goal)
    return indicator


@transaction.atomic
def change_indicator(
    viewer: Viewer, indicator: Indicator, *, seen: datetime, changed: Sequence[str]
) -> Indicator:
    """Save what was put right of an indicator, unless it was changed after it was `seen`."""
    goal_now(indicator.goal)
    current = Indicator.objects.filter(pk=indicator.pk).first()
    if current is None:
        raise DomainError(_("この指標は、たったいま取り消されました。"))
    keep_seen(current.updated_at, seen)
    _check(viewer, indicator)
    indicator.save()
    _record(viewer, "visions.change_indicator", indicator.goal, fields=changed)
    return indicator


@transaction.atomic
def take_back_indicator(viewer: Viewer, indicator: Indicator) -> None:
    """Throw away an indicator of today that nobody else put right and that was never measured."""
    goal = goal_now(indicator.goal)
    if indicator.measurements.exists():
        raise DomainError(_("もうはかった数があります。指標を直して使ってください。"))
    if timezone.localdate(indicator.created_at) != viewer.today:
        raise DomainError(_("取り消せるのは、今日書いた指標だけです。直して使ってください。"))
    if record_book.was_done_by_another(
        viewer.actor, "visions.change_indicator", goal.pk, since=indicator.created_at
    ):
        raise DomainError(
            _("ほかの人が、この目標の指標を直しています。たしかめて、指標を直して使ってください。")
        )
    _record(viewer, "visions.take_back_indicator", indicator.goal)
    indicator.delete()


@transaction.atomic
def measure(viewer: Viewer, measurement: Measurement) -> Measurement:
    """Write down what was measured on a day."""
    goal = measurement.indicator.goal
    goal_now(goal)
    if measurement.on > viewer.today:
        raise DomainError(_("これからの日の数は書けません。はかった日を書いてください。"))
    if measurement.value < 0:
        raise DomainError(str(BELOW_NOTHING))
    if measurement.of is not None and measurement.value > measurement.of:
        raise DomainError(_("「何のうち」より大きな数です。どちらかを直してください。"))
    measurement.measured_by_id = whoever(viewer)
    with once(ONCE_A_DAY):
        measurement.save(force_insert=True)
    _record(viewer, "visions.measure", goal)
    return measurement


@transaction.atomic
def take_back_measurement(viewer: Viewer, measurement: Measurement) -> None:
    """Take back a number that was written down today."""
    goal_now(measurement.indicator.goal)
    if timezone.localdate(measurement.created_at) != viewer.today:
        raise DomainError(
            _("取り消せるのは、今日書いた数だけです。はかりなおして、新しい日で書いてください。")
        )
    _record(viewer, "visions.take_back_measurement", measurement.indicator.goal)
    measurement.delete()


def _check(viewer: Viewer, indicator: Indicator) -> None:
    if indicator.baseline_on and indicator.baseline_on > viewer.today:
        raise DomainError(
            _("「はじめにはかった日」が、これからの日です。今日までの日を書いてください。")
        )
    if (indicator.baseline is None) != (indicator.baseline_on is None):
        raise DomainError(_("はじめの数と、はじめにはかった日は、両方書くか、両方空けてください。"))
    if any(number is not None and number < 0 for number in (indicator.baseline, indicator.target)):
        raise DomainError(str(BELOW_NOTHING))


def _record(viewer: Viewer, verb: str, goal: Goal, *, fields: Sequence[str] = ()) -> None:
    audit.record(viewer.actor, verb, kind=queries.KIND, subjects=[goal.pk], fields=fields)
