"""What looking back is made of: rows of all rooms, and of its own only sums. All of it is invented."""

from typing import Any

from tests.factories.areas import Town

# See `tests/world.py`.
ARGUMENTS = {
    "insight:purpose": {"pk": "vision"},
    "insight:lineage": {"kind": "line kind", "pk": "activity"},
    "insight:story_sheet": {"kind": "line kind", "pk": "activity"},
}


def insight(_town: Town, _made: dict[str, Any]) -> dict[str, Any]:
    """Return, for the walkers' world, from which kind of thing a line is followed."""
    return {"line kind": "activity"}
