"""The columns in which activities are written out."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from sasaeai.activities import rests, rules
from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets.exports import shared
from sasaeai.assets.times import DAY_LABELS
from sasaeai.paper.files import Column
from sasaeai.ui import wording


def _next_rest(activity: Activity, today: date) -> date | None:
    rest = rests.rest_of(activity, today)
    return rest.since if rest and rest.is_to_come(today) else None


def _resumes(activity: Activity, today: date) -> date | None:
    rest = rests.rest_of(activity, today)
    return rest.resumes if rest else None


def columns(viewer: Viewer) -> list[Column[Activity]]:
    """Return the columns of the list of activities, each reading what this viewer sees of one."""
    today = viewer.today
    own: list[Column[Activity]] = [
        Column(
            _("様子"),
            lambda one: str(rests.state_on(one, today).label),
            _("活動中・お休み中・終わった"),
        ),
        Column(_("いつから"), lambda one: rests.state_since(one, today), _("その様子になった日")),
        Column(_("次のお休みのはじまり"), lambda one: _next_rest(one, today)),
        Column(_("また始まる日"), lambda one: _resumes(one, today), _("お休みのあと")),
        Column(
            _("開いている団体・人"),
            lambda one: one.organiser.name if one.organiser else one.organiser_words,
            field="organiser_words",
        ),
        Column(
            _("ところ"),
            lambda one: one.place.name if one.place else one.place_words,
            field="place_words",
        ),
        Column(
            _("所在地"),
            lambda one: assets.address_for(viewer, one.place) if one.place else "",
            _("場所を伏せるものは、職員のほかには空です"),
        ),
        Column(_("来られる人"), lambda one: one.who_may_come, field="who_may_come"),
        Column(
            _("曜日"), lambda one: wording.listed(DAY_LABELS[day] for day in one.weekdays.split())
        ),
    ]
    return shared(own, private=rules.may_see_private(viewer))
