"""What reading a file comes to."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from sasaeai.exchange.readers.headings import Heading
from sasaeai.exchange.readers.messages import Message

Report = Callable[[int, int], None]
"""Told how much is done, and of how much."""


def quietly(_done: int, _total: int) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds, counted as `--json` prints it, and the records to be applied."""

    kind: str
    encoding: str
    header_row: int
    rows: int
    skipped: int
    duplicates: int
    refused: int
    with_location: int
    without_location: int
    located_by_address: int
    records: Sequence[Any]
    messages: list[Message] = field(default_factory=list)
    headings: Sequence[Heading] = ()
    # Kind or code, and name, of what the file has all the same though it cannot be taken.
    refused_names: Collection[tuple[str, str]] = ()
