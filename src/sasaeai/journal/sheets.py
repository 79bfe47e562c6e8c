"""On paper: a story of change on one page, and all that is handed over with a posting."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.models import Municipality
from sasaeai.journal.models import Story
from sasaeai.paper.content import PackSheet, Section
from sasaeai.paper.pdf import set_pdf
from sasaeai.ui import dates, wording
from sasaeai.voices.models import Voice


def story_sheet(
    story: Story, *, voices: Iterable[Voice], town: Municipality, at: datetime
) -> bytes:
    """Return a story as PDF; with those words alone that whoever prints may read."""
    told = [
        (_("それまでは"), story.before),
        (_("何がありましたか"), story.happened),
        (_("だれが動きましたか"), story.who),
        (_("何が変わりましたか"), story.changed),
        (_("これから"), story.next),
    ]
    sections: list[Section] = [
        {"heading": heading, "words": words} for heading, words in told if words
    ]
    if quotes := [voice.words for voice in voices]:
        sections.append({"heading": _("そのときの声"), "quotes": quotes})
    sheet: PackSheet = {
        "town": town.name,
        "title": story.title,
        "date": wording.told([story.area.name, dates.long_day(story.on)]),
        "note": _("%(day)sに印刷") % {"day": dates.long_day(timezone.localdate(at))},
        "sections": sections,
    }
    return set_pdf("pack", sheet, printed_at=at)
