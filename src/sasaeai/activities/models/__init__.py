"""育てる: gatherings and services, from the first idea on; what residents look for is mostly this."""

from sasaeai.activities.models.activity import Activity, ActivityCheck, ActivitySuggestion
from sasaeai.activities.models.growth import Organiser, Origin, Stage, Use

__all__ = [
    "Activity",
    "ActivityCheck",
    "ActivitySuggestion",
    "Organiser",
    "Origin",
    "Stage",
    "Use",
]
