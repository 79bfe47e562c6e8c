"""One line of a list about an activity."""

from sasaeai.activities.models import Activity
from sasaeai.assets import times


def words_of(activity: Activity) -> str:
    """Return when and where something goes on, and what it costs; without a place its area."""
    where = activity.place.name if activity.place else activity.place_words
    parts = (times.said(activity), where or activity.area.name, activity.fee)
    return "　".join(filter(None, parts))
