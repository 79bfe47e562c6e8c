"""声の用紙 on paper: two on a sheet, each with its number and a stub to keep."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from sasaeai.areas.models import Area, Employer, Municipality
from sasaeai.paper.content import VoiceSheet
from sasaeai.paper.pdf import set_pdf
from sasaeai.ui import dates
from sasaeai.ui.templatetags.ui import without_furigana
from sasaeai.voices.models import Reach, Slip
from sasaeai.voices.words import REACHES

ON_A_SHEET = 2


def slips(
    numbered: Sequence[Slip],
    *,
    town: Municipality,
    employer: Employer,
    area: Area | None,
    at: datetime,
) -> bytes:
    """Return numbered slips as PDF, with the address of the form where residents can open it."""
    say = f"{settings.PUBLIC_URL}{reverse('portal:say', args=[town.code])}"
    sheet: VoiceSheet = {
        "town": town.name,
        "title": _("声をお聞かせください"),
        "date": dates.long_day(at.date()),
        "telephone": {"label": _("お電話でもどうぞ"), "number": town.phone} if town.phone else None,
        "link": say if settings.PUBLIC_URL and town.portal_open else None,
        "numbers": [str(slip) for slip in numbered],
        "area": area.name if area else "",
        "body": employer.name,
        "reaches": [without_furigana(REACHES[reach]) for reach in Reach if reach != Reach.OWN],
    }
    return set_pdf("voice", sheet, printed_at=at)


def address(path: str, *, here: str) -> str:
    """Return where residents open a path of this program: at the public address, else at this one."""
    return f"{settings.PUBLIC_URL}{path}" if settings.PUBLIC_URL else here
