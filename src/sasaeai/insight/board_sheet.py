"""The board on one A3 sheet for the wall, with all that serves its goals as far as everybody may read it."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from sasaeai.areas import queries as areas
from sasaeai.areas.viewer import Viewer
from sasaeai.insight import means
from sasaeai.insight.means import Means
from sasaeai.paper.content import BoardGoal, BoardRow, BoardSheet
from sasaeai.paper.pdf import set_pdf
from sasaeai.ui import dates
from sasaeai.visions import board
from sasaeai.visions.board import Card, Row
from sasaeai.visions.models import Goal, Vision

# So many means, and so many steps, of a row stand on the wall by name.
NAMED = 5


def board_sheet(viewer: Viewer, vision: Vision, *, at: datetime) -> bytes:
    """Return a picture and the way back from it as PDF, A3 across, in letters for the wall."""
    town = areas.municipality_of(viewer)
    edition = vision.editions.all()[0]
    whose = {
        "area": vision.area.name,
        "number": edition.number,
        "day": dates.long_day(edition.made_on),
    }
    printed = dates.long_day(timezone.localdate(at))
    served = means.of_rows(viewer, rows := board.rows(viewer, vision))
    sheet: BoardSheet = {
        "town": town.name,
        "title": edition.words,
        "date": _("%(area)sのあるべき姿　第%(number)s版（%(day)s）") % whose,
        "note": _("%(day)sに印刷") % {"day": printed},
        "telephone": {"label": _("電話"), "number": town.phone} if town.phone else None,
        "times": [
            {"label": time.label, "about": time.about} for time in board.axis(vision, viewer.today)
        ],
        "rows": [_row(row, serving.means) for row, serving in zip(rows, served, strict=True)],
    }
    return set_pdf("board", sheet, printed_at=at)


def _row(row: Row, serving: list[Means]) -> BoardRow:
    cells: list[list[BoardGoal]] = []
    beside: list[Goal | None] = [row.root]
    for cell in row.cells:
        cells.append([_goal(card, beside) for card in cell.cards])
        beside = [card.goal for card in cell.cards] or beside
    steps = _few([step.what for _goal, step in row.steps])
    return {"cells": cells, "doing": on_a_wall(serving), "steps": steps}


def on_a_wall(serving: list[Means]) -> list[str]:
    """Return means as everybody may read them: of what neighbours do for each other only how much."""
    named = _few([one.shown.on_a_wall for one in serving if one.shown.on_a_wall])
    matches = sum(one.kind == "match" for one in serving)
    between = _("ご近所どうしの手助け　%(number)s件") % {"number": matches}
    return [*named, between] if matches else named


def _few(names: list[str]) -> list[str]:
    """Return the first names, and how many more there are: a sheet of clubs is no board."""
    more = len(names) - NAMED
    return [*names[:NAMED], _("ほかに%(number)s件") % {"number": more}] if more > 0 else names


def _goal(card: Card, beside: list[Goal | None]) -> BoardGoal:
    """Return a goal as it stands on the wall; what it serves is said where that is not the only one beside it."""
    measured = next((mark for mark in card.marks if mark.figure), None)
    above = card.above if card.above and beside != [card.above] else None
    return {
        "words": card.goal.words,
        "serves": _("「%(words)s」のために") % {"words": above.words} if above else "",
        "figure": measured.figure if measured else "",
        "source": measured.source if measured else "",
    }
