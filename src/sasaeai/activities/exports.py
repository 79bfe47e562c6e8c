"""The columns in which activities are written out."""

from sasaeai.activities.models import Activity
from sasaeai.areas.viewer import Viewer
from sasaeai.assets import queries as assets
from sasaeai.assets.exports import Column, shared


def _organiser(_viewer: Viewer, activity: Activity) -> str:
    return activity.organiser.name if activity.organiser else activity.organiser_words


def _place(_viewer: Viewer, activity: Activity) -> str:
    return activity.place.name if activity.place else activity.place_words


def _address(viewer: Viewer, activity: Activity) -> str:
    return assets.address_for(viewer, activity.place) if activity.place else ""


ACTIVITIES = shared(
    [
        Column[Activity](
            "様子", "活動中・お休み中・終わった", lambda _v, one: one.get_state_display()
        ),
        Column("いつから", "その様子になった日", lambda _v, one: one.state_since),
        Column("開いている団体・人", "", _organiser),
        Column("ところ", "", _place),
        Column("所在地", "場所を伏せるものは、職員のほかには空です", _address),
        Column("来られる人", "", lambda _v, one: one.who_may_come),
        Column("曜日", "mon〜sun", lambda _v, one: one.weekdays),
    ]
)
