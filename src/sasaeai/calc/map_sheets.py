"""How much of a sheet a printed map takes, and how many maps an area's numbers need.

Lengths are millimetres. An area is named by its path in the tree: those below it begin with it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

Paper = Literal["a4", "a3"]

COLUMNS: dict[Paper, int] = {"a4": 2, "a3": 4}
GUTTER = 6.0
WHOLE: dict[Paper, float] = {"a4": 180.0, "a3": 390.0}
HIGHEST: dict[Paper, float] = {"a4": 190.0, "a3": 205.0}
# What lies across the whole of a landscape sheet leaves room for the index below it.
LOW, FLAT = 150.0, 1.9
MOST: dict[Paper, int] = {"a4": 60, "a3": 120}


class Frame(NamedTuple):
    """The room of a map: so wide and high at most, over so many of the sheet's columns."""

    width: float
    height: float
    columns: int


def frame_for(paper: Paper, *, ratio: float) -> Frame:
    """Return the room of a map that is `ratio` times as wide as high; the index has the rest.

    On A4 the map lies above its index, on A3 beside it, unless it is very wide.
    """
    columns, height = COLUMNS[paper], HIGHEST[paper]
    if paper == "a4":
        return Frame(WHOLE[paper], height, columns)
    if ratio > FLAT:
        return Frame(WHOLE[paper], LOW, columns)
    enough = (n for n in range(1, columns - 1) if ratio * height <= across(paper, columns=n))
    beside = next(enough, columns - 1)
    return Frame(across(paper, columns=beside), height, beside)


def across(paper: Paper, *, columns: int) -> float:
    """Return how wide so many columns of a sheet are, with the gutters between them."""
    one = (WHOLE[paper] + GUTTER) / COLUMNS[paper] - GUTTER
    return columns * (one + GUTTER) - GUTTER


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
