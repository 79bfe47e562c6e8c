"""The fields of a Word file: in its paragraphs, tables, text boxes, heads and feet."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from sasaeai.base.errors import DomainError
from sasaeai.paper import fields
from sasaeai.paper.fields import Values
from sasaeai.paper.packages import Package
from sasaeai.paper.parts import Edit, Node, Part, tagged, written

# What a row may grow to when it stands once for each of many.
LARGEST_ROWS = 10 * 1024 * 1024
PARTS = r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml"


def named(package: Package) -> Iterator[str]:
    """Yield the names of the fields in the order they stand."""
    for _name, part in package.xml(PARTS):
        for paragraph in part.root.all("p"):
            yield from fields.named_in(_text(_runs(paragraph)))


def filled(package: Package, values: Values) -> dict[str, bytes]:
    """Return the parts with fields, filled; a row of a table with repeated fields once for each."""
    return {name: _fill(part, values) for name, part in package.xml(PARTS)}


def _fill(part: Part, values: Values) -> bytes:
    rows = _repeating(part, values)
    edits: list[Edit] = []
    for paragraph in part.root.all("p"):
        if not any(row.start <= paragraph.start < row.end for row in rows):
            edits += _edits(paragraph, values, None)
    for row in rows:
        within = list(row.all("p"))
        count = max(1, _count(row, values))
        if count * (row.end - row.start) > LARGEST_ROWS:
            raise DomainError(
                _("くり返しの行が大きすぎて書きこめません。行の中の図や文字を減らしてください。")
            )
        copies = [
            part.mended(
                [edit for one in within for edit in _edits(one, values, number)],
                start=row.start,
                end=row.end,
            )
            for number in range(count)
        ]
        edits.append((row.start, row.end, b"".join(copies)))
    return part.mended(edits)


def _repeating(part: Part, values: Values) -> list[Node]:
    """Return the rows with fields that repeat, of rows in rows the innermost."""
    found = [row for row in part.root.all("tr") if _own(row, values)]
    return [row for row in found if not any(_inside(one, row) for one in found if one is not row)]


def _inside(node: Node, around: Node) -> bool:
    return around.start < node.start and node.end <= around.end


def _own(row: Node, values: Values) -> list[str]:
    """Return the repeated fields of a row."""
    known = {fields.plain(name): name for name in values.repeated}
    marks = [name for one in row.all("p") for name in fields.MARK.findall(_text(_runs(one)))]
    return [known[name] for name in map(fields.plain, marks) if name in known]


def _count(row: Node, values: Values) -> int:
    return max((len(values.repeated[name]) for name in _own(row, values)), default=0)


def _runs(paragraph: Node) -> list[Node]:
    """Return the texts of a paragraph, not those of paragraphs that stand in it, as in a text box."""
    return [node for node in paragraph.all("t") if node.nearest("p") is paragraph]


def _text(runs: list[Node]) -> str:
    return "".join(node.text for node in runs)


def _edits(paragraph: Node, values: Values, row: int | None) -> Iterator[Edit]:
    """Yield how the texts of a paragraph are mended: a field is often cut into several of them."""
    runs = _runs(paragraph)
    whole = _text(runs)
    marks = [*fields.MARK.finditer(whole)]
    if not marks:
        return
    starts, ends = [found.start() for found in marks], [found.end() for found in marks]

    def put(found: re.Match[str]) -> str:
        return fields.put_in(found[0], values, row)

    borders = [0]
    for node in runs:
        borders.append(borders[-1] + len(node.text))
    for node, (start, end) in zip(runs, pairwise(borders), strict=True):
        near = marks[bisect_right(ends, start) : bisect_left(starts, end)]
        new = _share(whole[start:end], near, start, put)
        if new != node.text:
            yield node.start, node.end, _set(node, new)


def _share(
    own: str, near: Sequence[re.Match[str]], start: int, put: Callable[[re.Match[str]], str]
) -> str:
    """Return what of the filled text stands in a stretch: a field stands where it begins."""
    out, at = [], 0
    for found in near:
        out.append(own[at : max(at, found.start() - start)])
        if found.start() >= start:
            out.append(put(found))
        at = min(len(own), found.end() - start)
    return "".join([*out, own[at:]])


def _set(node: Node, text: str) -> bytes:
    name, br = tagged(node, "t"), tagged(node, "br")
    lines = [f'<{name} xml:space="preserve">{written(line)}</{name}>' for line in text.split("\n")]
    return f"<{br}/>".join(lines).encode()
