"""What a 宝探し walk brought back: what was found, and what became of what stood on the paper."""

from datetime import date
from math import ceil
from typing import NamedTuple
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from sasaeai.activities.models import Activity
from sasaeai.assets.models import Asset, Check, Suggestion, Walk
from sasaeai.base.models import Record


class State(models.TextChoices):
    """What is circled on the paper beside a spot that stood on it."""

    THERE = "there", pgettext_lazy("宝探し", "あった")
    CHANGED = "changed", pgettext_lazy("宝探し", "変わった")
    GONE = "gone", pgettext_lazy("宝探し", "なかった")


# The kinds of what is found, in the words of the paper and of the page.
ACTIVITY = "activity"
KINDS = [*Asset.Kind.choices, (ACTIVITY, _("集まり・活動"))]

# Lines of the table's pages, each high enough for a felt pen, and the fewest that are left empty.
FIRST_PAGE, NEXT_PAGE, FEWEST_BLANKS = 13, 16, 13


class Seen(NamedTuple):
    """What somebody wrote beside a spot that stood on the paper."""

    asset: Asset
    state: str
    note: str


class Walked(NamedTuple):
    """The head of a paper: its number or nothing, the day, and how many walked where one knows."""

    sheet: str
    on: date
    walkers: int | None = None


class Taken(NamedTuple):
    """What was written down of it."""

    assets: list[Asset]
    activities: list[Activity]
    checks: list[Check]
    suggestions: list[Suggestion]
    # The sheet it came from, where one of this number was printed here.
    sheets: list[Walk]

    def ids(self) -> list[UUID]:
        """Return the ids of all rows, by which they are found again."""
        rows: list[Record] = [
            *self.assets, *self.activities, *self.checks, *self.suggestions, *self.sheets,
        ]  # fmt: skip
        return [row.pk for row in rows]


def blank_rows(known: int) -> int:
    """Return how many lines are left to write on below the known spots: they fill the last page."""
    pages = max(0, ceil((known + FEWEST_BLANKS - FIRST_PAGE) / NEXT_PAGE))
    return FIRST_PAGE + pages * NEXT_PAGE - known
