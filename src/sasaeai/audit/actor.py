"""Who acts, as plain values: rooms above build it, this room only writes it down."""

from dataclasses import dataclass
from uuid import UUID

from sasaeai.audit.models import NOWHERE


@dataclass(frozen=True, slots=True)
class Actor:
    user: UUID | None = None
    municipality: UUID = NOWHERE
    postings: tuple[UUID, ...] = ()


MACHINE = Actor()
"""The installation itself: commands run by whoever keeps the machine."""
