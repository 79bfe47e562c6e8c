"""What looking back is made of: rows of all rooms, and of its own only sums. All of it is invented."""

from datetime import date
from typing import Any

from sasaeai.insight.models import CountedMonth, MonthlySum
from tests.factories.areas import Town

# See `tests/world.py`.
ARGUMENTS = {
    "insight:purpose": {"pk": "vision"},
    "insight:means": {"pk": "vision"},
    "insight:goal_means": {"pk": "goal"},
    "insight:choose_means": {"pk": "goal"},
    "insight:board_sheet": {"pk": "vision"},
    "insight:together_in": {"pk": "area"},
    "insight:lineage": {"kind": "line kind", "pk": "activity"},
    "insight:story_sheet": {"kind": "line kind", "pk": "activity"},
}


def insight(town: Town, _made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, from which kind of thing a line is followed, and a stored month."""
    month = {"municipality": town.municipality, "month": date(2026, 1, 1)}
    return {
        "line kind": "activity",
        "counted month": CountedMonth.objects.create(**month, upto=0),
        "sum": MonthlySum.objects.create(
            **month, area=town.sakuradai, employer=town.centre, measure="entries", count=1
        ),
    }
