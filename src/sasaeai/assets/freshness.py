"""How sure we are of what is listed: which fields, how fast they go stale, what is due when."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sasaeai.assets.models import HalfLife
from sasaeai.assets.models.freshness import CheckOf, Listed, Means
from sasaeai.calc import confidence
from sasaeai.ui import dates


class Kind(NamedTuple):
    field: str
    name: Promise
    days: int

    @property
    def label(self) -> str:
        """What it is called, in the language of the reader."""
        return str(self.name)


USUAL = (
    Kind("schedule", _("曜日と時間"), 270),
    Kind("phone", _("連絡先"), 540),
    Kind("fee", _("費用"), 540),
    Kind("place", pgettext_lazy("確かめる項目", "場所"), 1460),
)
"""What a municipality starts with (our estimate, to be corrected by what its checks find)."""

THRESHOLDS = confidence.Thresholds(soon=0.7, stale=0.5)
SOON_DAYS = 60

SPOKEN = {
    Means.VISIT: _("%(when)s行って確認"),
    Means.PHONE: _("%(when)s電話で確認"),
    Means.MET: _("%(when)s会って確認"),
    Means.PAPER: _("%(when)s紙の返事で確認"),
    Means.IMPORT: _("%(when)s名簿から取り込み"),
}
LOOKS: dict[confidence.Freshness, str] = {"fresh": "fresh", "soon": "ageing", "stale": "stale"}
"""The states as ui/parts/freshness.html calls them."""


class Checked(Protocol):
    """A check as this module needs it."""

    on: date
    result: str
    fields: list[str]


def half_lives(municipality: UUID) -> dict[str, float]:
    """Return the town's half-lives in days by field, the usual ones where it has none."""
    own = HalfLife.objects.filter(municipality_id=municipality).values_list("field", "days")
    return {kind.field: float(kind.days) for kind in USUAL} | {
        field: float(days) for field, days in own
    }


def last_checked(checks: Iterable[Checked], fields: Iterable[str]) -> dict[str, date | None]:
    """Return by field the day on which it was last found right or put right."""
    days: dict[str, date | None] = dict.fromkeys(fields)
    for check in checks:
        if check.result not in CheckOf.SURE:
            continue
        for field in check.fields or list(days):
            known = days.get(field)
            if field in days and (known is None or check.on > known):
                days[field] = check.on
    return days


def due_on(checks: Iterable[Checked], *, lives: dict[str, float]) -> date | None:
    """Return the first day on which a field is no longer to be trusted; None: check it now."""
    days = last_checked(checks, lives)
    known = [
        confidence.due_on(day, half_life_days=lives[field], threshold=THRESHOLDS.stale)
        for field, day in days.items()
        if day is not None
    ]
    return min(known) if len(known) == len(days) else None


def to_ask(checks: Iterable[Checked], *, lives: dict[str, float], today: date) -> list[str]:
    """Return the fields one should ask about, the least sure first."""
    days = last_checked(checks, lives)
    graded = sorted(
        (confidence.confidence(day, today=today, half_life_days=lives[field]), field)
        for field, day in days.items()
    )
    return [field for value, field in graded if value < THRESHOLDS.soon] or [graded[0][1]]


def state_of(listed: Listed, today: date) -> confidence.Freshness:
    """Return fresh, soon or stale for a list, from the day the next check is due."""
    if listed.check_due_on is None or listed.check_due_on <= today:
        return "stale"
    return "soon" if (listed.check_due_on - today).days <= SOON_DAYS else "fresh"


def look(listed: Listed, today: date) -> dict[str, str]:
    """Return the arguments of ui/parts/freshness.html: how sure, and when it was checked how."""
    if listed.checked_on is None or listed.checked_means not in SPOKEN:
        return {"state": "unknown", "text": ""}
    spoken = SPOKEN[Means(listed.checked_means)] % {
        "when": dates.when_done(listed.checked_on, today=today)
    }
    state = state_of(listed, today)
    text = _("%(checked)s・確認したい") % {"checked": spoken} if state == "stale" else spoken
    return {"state": LOOKS[state], "text": text}
