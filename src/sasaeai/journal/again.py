"""Writing an entry once more that was taken back: what it said, for the form to begin with."""

from typing import Any

from sasaeai.journal import partners as lately
from sasaeai.journal.models import Entry

SAME = ("words", "with_words", "next_step", "minutes", "reach")
DAYS = ("on", "next_on")
ONE = ("area", "employer", "means")
MANY = ("counterparts", "needs", "goals", "types", "tasks", "functions")


def said(entry: Entry) -> dict[str, Any]:
    """Return what an entry says, with the voice it wrote down, in words that a session can keep."""
    told: dict[str, Any] = {name: getattr(entry, name) for name in SAME}
    for name in DAYS:
        day = getattr(entry, name)
        told[name] = day.isoformat() if day else ""
    for name in ONE:
        told[name] = str(getattr(entry, f"{name}_id"))
    for name in MANY:
        told[name] = [str(row.pk) for row in getattr(entry, name).all()]
    told["partners"] = lately.linked([entry], lately.PARTNERS)
    told["things"] = lately.linked([entry], lately.THINGS)
    for sequel in entry.sequels.exclude(voice=None).select_related("voice")[:1]:
        voice: Any = sequel.voice
        told |= {
            "heard": voice.words,
            "heard_called": voice.called,
            "heard_kind": str(voice.kind_id or ""),
            "heard_consent": voice.consent,
            "heard_reach": voice.reach if voice.consent else "",
        }
    return told
