"""育てる: gatherings and services, from the first idea on; what residents look for is mostly this."""

from sasaeai.activities.models.activity import Activity, ActivityCheck, ActivitySuggestion
from sasaeai.activities.models.growth import Organiser, Origin, Stage, Use
from sasaeai.activities.models.meaning import ActivityMeaning
from sasaeai.activities.models.opening import Opening
from sasaeai.activities.models.session import Session, SignUp

__all__ = [
    "Activity",
    "ActivityCheck",
    "ActivityMeaning",
    "ActivitySuggestion",
    "Opening",
    "Organiser",
    "Origin",
    "Session",
    "SignUp",
    "Stage",
    "Use",
]
