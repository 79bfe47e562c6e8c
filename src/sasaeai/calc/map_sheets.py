"""How much of a sheet a printed map takes, and how many maps an area's numbers need.

Lengths are millimetres. An area is named by its path in the tree: those below it begin with it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

Paper = Literal["a4", "a3"]

GUTTER = 6.0
MOST: dict[Paper, int] = {"a4": 60, "a3": 120}


class Sheet(NamedTuple):
    """A sheet as it stands or lies: its columns, and how wide and high a map on it can be."""

    lies: bool
    columns: int
    width: float
    height: float

    def across(self, columns: int) -> float:
        """Return how wide so many of the sheet's columns are, with the gutters between them."""
        one = (self.width + GUTTER) / self.columns - GUTTER
        return columns * (one + GUTTER) - GUTTER


A4_STANDING = Sheet(lies=False, columns=2, width=180.0, height=180.0)
A4_LYING = Sheet(lies=True, columns=3, width=267.0, height=110.0)
A3_BESIDE = Sheet(lies=True, columns=4, width=390.0, height=195.0)
# A map across the whole sheet leaves room for the index below it.
A3_ABOVE = A3_BESIDE._replace(height=150.0)
# From this many times as wide as high a map is larger on the second sheet than on the first.
FLAT: dict[Paper, float] = {"a4": 1.64, "a3": 1.9}


class Frame(NamedTuple):
    """The room of a map: so wide and high at most, over so many of the sheet's columns."""

    width: float
    height: float
    columns: int
    sheet: Sheet


def frame_for(paper: Paper, *, ratio: float) -> Frame:
    """Return the room of a map that is `ratio` times as wide as high; the index has the rest.

    On A4 the map lies above its index, on A3 beside it, unless it is very wide.
    """
    is_flat = ratio > FLAT[paper]
    if paper == "a4" or is_flat:
        sheet = A3_ABOVE if paper == "a3" else A4_LYING if is_flat else A4_STANDING
        return Frame(sheet.width, sheet.height, sheet.columns, sheet)
    sheet = A3_BESIDE
    enough = (n for n in (1, 2) if ratio * sheet.height <= sheet.across(n))
    columns = next(enough, sheet.columns - 1)
    return Frame(sheet.across(columns), sheet.height, columns, sheet)


class Part(NamedTuple):
    """One map: the area it shows, and which of the things lie there."""

    path: str
    things: tuple[int, ...]


def parted(
    whole: str,
    *,
    lies_in: Sequence[str],
    is_placed: Sequence[bool],
    below: Mapping[str, Sequence[str]],
    room: Callable[[str], int],
) -> list[Part]:
    """Return the maps that things need: one where its numbers have room, else one for each area below.

    Every thing belongs to exactly one map; only those with a place take up room. What lies in no area
    below stays with the larger one, and an area with nothing below it keeps all its things, however
    many. An area below without things has no map.
    """

    def maps_of(path: str, things: tuple[int, ...]) -> Iterator[Part]:
        smaller = below.get(path, ())
        is_full = sum(is_placed[at] for at in things) > room(path)
        if not (smaller and is_full):
            yield Part(path, things)
            return
        inside = {
            piece: tuple(at for at in things if lies_in[at].startswith(piece)) for piece in smaller
        }
        if left := tuple(at for at in things if not lies_in[at].startswith(tuple(smaller))):
            yield Part(path, left)
        for piece, some in inside.items():
            if some:
                yield from maps_of(piece, some)

    return list(maps_of(whole, tuple(range(len(lies_in)))))
