"""Numbers for slips that no other slip of the town has."""

import secrets
from collections.abc import Callable
from uuid import UUID

from sasaeai.calc import slip_numbers
from sasaeai.voices.models import Slip


def unused(
    municipality: UUID, count: int, *, draw: Callable[[int], int] = secrets.randbelow
) -> list[str]:
    """Return so many numbers, drawn by chance: none says how many there are or which comes next."""
    found: set[str] = set()
    while len(found) < count:
        places = (draw(slip_numbers.COUNT) for _more in range(count - len(found)))
        drawn = {slip_numbers.numbered(place) for place in places}
        known = Slip.objects.filter(municipality_id=municipality, number__in=drawn)
        found |= drawn - set(known.values_list("number", flat=True))
    return sorted(found)
