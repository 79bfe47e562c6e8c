"""A story on one page: what began with a voice, in large type, to be put up or handed round."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas.models import Municipality
from sasaeai.insight.lineage import Lineage
from sasaeai.insight.telling import Told
from sasaeai.paper.content import Row, StoryKnot, StorySheet
from sasaeai.paper.pdf import set_pdf
from sasaeai.ui import dates, wording
from sasaeai.voices.models import Voice

# What fits on one page in this type, whatever people wrote.
KNOTS, LONGEST_WORDS, LONGEST_TITLE, LONGEST_TEXT, LONGEST_NAMES = 8, 70, 40, 60, 80


class Story(NamedTuple):
    pdf: bytes
    # Whose words stand on the paper.
    told: list[Voice]


def story(line: Lineage, *, town: Municipality, at: datetime) -> Story:
    """Return a line as PDF: of words only those that may go to everybody, for paper goes anywhere."""
    chosen = _chosen(line.told)
    told = [one.voice for one in chosen if one.voice]
    sheet: StorySheet = {
        "town": town.name,
        "title": _title(line),
        "date": _("%(day)sに印刷") % {"day": dates.long_day(timezone.localdate(at))},
        "telephone": {"label": _("お話を聴かせてください"), "number": town.phone}
        if town.phone
        else None,
        "lead": _("声%(voices)s件から始まった、ここまでの道のりです。")
        % {"voices": line.counts["voice"]}
        if line.counts["voice"]
        else "",
        "knots": [_knot(one) for one in chosen],
        "people": _people(line),
        "consent": _("言葉は、みんなに伝えてよいと、ご本人から聞いたものだけをのせています。"),
    }
    return Story(set_pdf("story", sheet, printed_at=at), told)


def _title(line: Lineage) -> str:
    """Return what stands above all, in the largest letters: a name only where everybody may read it."""
    start = next((one for one in line.told if one.now), None)
    may_name = start is not None and (start.is_public or start.voice is not None)
    return line.title if may_name else _("つながりの物語")


def _chosen(told: Sequence[Told]) -> list[Told]:
    """Return what goes on the page of that which everybody may read: how it began, and what came last."""
    may = [one for one in told if one.is_public]
    return may if len(may) <= KNOTS else [*may[: KNOTS // 2], *may[-(KNOTS - KNOTS // 2) :]]


def _knot(one: Told) -> StoryKnot:
    text = "" if one.voice else one.text
    return {
        "when": one.when,
        "title": _short(one.title, LONGEST_TITLE),
        "text": _short(text, LONGEST_TEXT),
        "words": _short(one.words, LONGEST_WORDS),
    }


def _people(line: Lineage) -> list[Row]:
    told = [
        (_("聴いた人"), wording.told(line.heard_by)),
        (_("動いた人"), wording.told(one.name for one in line.moved if one.is_public)),
        (_("目指す姿"), wording.told(goal.words for goal in line.goals)),
    ]
    return [
        {"label": label, "value": _short(value, LONGEST_NAMES)} for label, value in told if value
    ]


def _short(words: str, most: int) -> str:
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1]}…"
