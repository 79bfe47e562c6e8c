"""The checks of one thing as a thread: what was done when, by whom, and what came of it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from sasaeai.assets.freshness import USUAL
from sasaeai.assets.models.freshness import CheckOf
from sasaeai.ui import dates, wording

ICONS = {"visit": "walk", "phone": "phone", "met": "people", "paper": "paper", "import": "upload"}


def of(checks: Iterable[CheckOf], today: date) -> list[dict[str, Any]]:
    """Return the knots of ui/parts/thread.html, the newest first."""
    return [
        {
            "verb": "discover",
            "icon": ICONS[check.means],
            "when": _("%(day)s（%(ago)s）")
            % {
                "day": dates.long_day(check.on),
                "ago": dates.days_ago(check.on, today=today),
            },
            "title": f"{check.get_means_display()}　{check.get_result_display()}",
            "text": "　".join(filter(None, [_fields(check), check.words, check.by.name])),
        }
        for check in checks
    ]


def _fields(check: CheckOf) -> str:
    labels = [kind.label for kind in USUAL if kind.field in check.fields]
    return _("%(fields)sだけ") % {"fields": wording.listed(labels)} if labels else ""
