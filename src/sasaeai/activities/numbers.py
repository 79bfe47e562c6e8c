"""Numbers for sign-ups that no other sign-up of the town has."""

import secrets
from collections.abc import Callable, Container
from uuid import UUID

from sasaeai.activities.models import SignUp
from sasaeai.calc import slip_numbers


def unused(
    municipality: UUID,
    *,
    draw: Callable[[int], int] = secrets.randbelow,
    besides: Container[str] = (),
) -> str:
    """Return a number drawn by chance: it says neither how many there are nor which comes next."""
    while True:
        number = slip_numbers.numbered(draw(slip_numbers.COUNT))
        known = SignUp.objects.filter(municipality_id=municipality, number=number)
        if number not in besides and not known.exists():
            return number
