"""The columns in which activities are written out."""

from django.utils.translation import gettext_lazy as _

from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets.exports import Column, shared
from sasaeai.assets.times import DAY_LABELS
from sasaeai.ui import wording


def _organiser(_viewer: Viewer, activity: Activity) -> str:
    return activity.organiser.name if activity.organiser else activity.organiser_words


def _place(_viewer: Viewer, activity: Activity) -> str:
    return activity.place.name if activity.place else activity.place_words


def _address(viewer: Viewer, activity: Activity) -> str:
    return assets.address_for(viewer, activity.place) if activity.place else ""


def _weekdays(_viewer: Viewer, activity: Activity) -> str:
    return wording.listed(DAY_LABELS[day] for day in activity.weekdays.split())


ACTIVITIES = shared(
    [
        Column[Activity](
            _("様子"), _("活動中・お休み中・終わった"), lambda _v, one: one.get_state_display()
        ),
        Column(_("いつから"), _("その様子になった日"), lambda _v, one: one.state_since),
        Column(_("開いている団体・人"), "", _organiser, field="organiser_words"),
        Column(_("ところ"), "", _place, field="place_words"),
        Column(_("所在地"), _("場所を伏せるものは、職員のほかには空です"), _address),
        Column(_("来られる人"), "", lambda _v, one: one.who_may_come, field="who_may_come"),
        Column(_("曜日"), "", _weekdays),
    ]
)
