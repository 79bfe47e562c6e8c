"""Rows that count nobody for themselves: totals of the rows below them, and what is withheld whole."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sasaeai.exchange.readers import cells
from sasaeai.exchange.readers.headcounts import Headcount
from sasaeai.exchange.readers.messages import NAMED, Message, about_file, first
from sasaeai.exchange.readers.towns import fold, is_of
from sasaeai.exchange.readers.whose import Whose
from sasaeai.ui import wording

SHORTEST = 9  # digits of a small area of the census; running numbers are shorter
_TOTAL = re.compile(r"(合計|総計|小計|総合計|総数|計|total|subtotal)[)）】\]]?$", re.IGNORECASE)
_BLOCK = re.compile(r"(.*\D)\d++-$")


@dataclass(frozen=True, slots=True)
class Kept:
    """The rows that count people of an area, and what was said of the others."""

    lines: list[Headcount]
    messages: list[Message]


def without(lines: Sequence[Headcount], *, town: Whose) -> Kept:
    """Return the rows without totals and without those that are withheld whole, which is said."""
    told = [line for line in lines if line.tally.counts]
    silent = [line for line in lines if not line.tally.counts]
    above = _above(told)
    sums = [line for line in told if _is_whole(line, town) or _is_sum(line, above)]
    left = {id(line) for line in (*silent, *sums)}
    kept = [line for line in lines if id(line) not in left]
    return Kept(kept, [*_of_sums(sums), *_of_silent(silent), *_of_merged(lines)])


def _is_whole(line: Headcount, town: Whose) -> bool:
    """Say whether a row is a total by its name, or the municipality itself."""
    code, name = line.code, cells.key(line.name)
    if not name:
        is_municipal = code.isdecimal() and len(code) in (5, 6)
        return not code or (is_municipal and is_of(code, municipality_code=town.code))
    is_town = name == cells.key(town.name) or name == cells.key(line.city)
    return is_town or bool(_TOTAL.search(name))


def _above(lines: Iterable[Headcount]) -> Mapping[tuple[str, int], list[Headcount]]:
    """Return the rows by each code and each name that they lie below of, in a year."""
    found: dict[tuple[str, int], list[Headcount]] = defaultdict(list)
    for line in lines:
        for end in range(SHORTEST, len(line.code)):
            found[line.code[:end], line.year].append(line)
        if block := _BLOCK.match(fold(line.name)):
            found[f"{line.city}/{block[1]}", line.year].append(line)
    return found


def _is_sum(line: Headcount, above: Mapping[tuple[str, int], list[Headcount]]) -> bool:
    """Say whether the blocks of an area are in the file too, so that it would be counted twice."""
    # Where all its blocks are withheld, the people are in this row alone: then it is none.
    if len(line.code) >= SHORTEST and (line.code, line.year) in above:
        return True
    blocks = above.get((f"{line.city}/{fold(line.name)}", line.year), [])
    # A town of the same name may lie beside its 丁目 (塩上町, 塩上町1丁目): only a sum tells.
    return bool(blocks) and sum(block.tally.whole for block in blocks) == line.tally.whole


def _of_sums(lines: Sequence[Headcount]) -> list[Message]:
    sentence = ngettext(
        "%(number)s件は、ほかの行を足した合計なので、読みとばしました（例：%(spots)s）。",
        "%(number)s件は、ほかの行を足した合計なので、読みとばしました（例：%(spots)s）。",
        len(lines),
    )
    return _once(sentence, lines)


def _of_silent(lines: Sequence[Headcount]) -> list[Message]:
    sentence = ngettext(
        "%(number)s件は、人数がどこにも書かれていない（X・*・-・空）ので、読みとばしました（例：%(spots)s）。0人とはしていません。",
        "%(number)s件は、人数がどこにも書かれていない（X・*・-・空）ので、読みとばしました（例：%(spots)s）。0人とはしていません。",
        len(lines),
    )
    return _once(sentence, lines)


def _once(sentence: str, lines: Sequence[Headcount]) -> list[Message]:
    if not lines:
        return []
    spots = [_spot(line) for line in lines]
    words = {"number": len(lines), "spots": first(spots)}
    return [about_file("info", sentence % words, each=spots)]


def _spot(line: Headcount) -> str:
    name = line.name or line.code
    return _("%(where)s「%(name)s」") % {"where": line.spot, "name": name} if name else line.spot


def _of_merged(lines: Sequence[Headcount]) -> list[Message]:
    """Return which withheld areas are counted in which others."""
    names = {line.code: line.name or line.code for line in lines if line.code}
    pairs = [
        _("「%(area)s」は「%(into)s」に")
        % {"area": line.name or line.code, "into": names.get(code, code)}
        for line in lines
        for code in line.merged_into
    ]
    if not pairs:
        return []
    sentence = ngettext(
        "伏せられた%(number)s件の人数は、ほかの地域の人数に入っています（%(pairs)s）。",
        "伏せられた%(number)s件の人数は、ほかの地域の人数に入っています（%(pairs)s）。",
        len(pairs),
    )
    words = {"number": len(pairs), "pairs": wording.told(pairs[:NAMED])}
    return [about_file("info", sentence % words, each=pairs)]
