"""Small cells of a published table masked so that nobody can reckon them back.

A table is rows of counts with a total for each row, each column and the whole. Counts below the
threshold are masked, totals too; then, for each masked cell that the rest would give away, the
cheapest further cells are masked (complementary suppression).

A cell is given away where the published figures and the knowledge that counts are no less than
zero leave it one value only. In a table with totals that is a question of network flow: each row
and each column is a node, each masked cell an edge, and a cell is safe where a unit can be moved
round a circle through it. Sources: D. Gusfield, "A graph theoretic approach to statistical data
security", SIAM J. Computing 17(3), 1988; J. P. Kelly, B. L. Golden and A. A. Assad, "Cell
suppression: disclosure protection for sensitive tabular data", Networks 22, 1992 (shortest path).
Exact values are protected; that a masked cell lies in some range is not.
Errors are `Refusal` with a whole sentence.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from sasaeai.calc.refusal import Refusal, gettext_noop

Masked: TypeAlias = int | None
Node: TypeAlias = tuple[str, int]


class MaskedList(NamedTuple):
    counts: tuple[Masked, ...]
    total: Masked


class MaskedTable(NamedTuple):
    """What may be published; None stands for a masked figure."""

    counts: tuple[tuple[Masked, ...], ...]
    row_totals: tuple[Masked, ...]
    column_totals: tuple[Masked, ...]
    total: Masked


def mask_list(counts: Sequence[int], *, threshold: int, keep_zero: bool = False) -> MaskedList:
    """Return the counts and their total with small and revealing ones as None.

    `keep_zero` publishes zeros, where that nobody is there may be known.
    """
    row, column = ("row", 0), ("column", 0)
    edges = [Edge(row, column, count) for count in counts]
    edges.append(Edge(column, row, sum(counts), is_total=True))
    *cells, total = _mask(edges, threshold=threshold, keep_zero=keep_zero)
    return MaskedList(tuple(cells), total)


def mask_table(
    rows: Sequence[Sequence[int]], *, threshold: int, keep_zero: bool = False
) -> MaskedTable:
    """Return the table with its totals, small and revealing figures as None.

    `keep_zero` publishes zeros, where that nobody is there may be known. Raises Refusal
    for rows of different lengths and for counts below zero.
    """
    width = len(rows[0]) if rows else 0
    if any(len(row) != width for row in rows):
        raise Refusal(gettext_noop("表の行の長さがそろっていません。"))
    whole = [[*row, sum(row)] for row in rows]
    whole.append([sum(column) for column in zip(*whole, strict=True)] or [0])
    shown = iter(_mask(list(_edges(whole)), threshold=threshold, keep_zero=keep_zero))
    lines = [tuple(next(shown) for _ in line) for line in whole]
    return MaskedTable(
        counts=tuple(line[:-1] for line in lines[:-1]),
        row_totals=tuple(line[-1] for line in lines[:-1]),
        column_totals=lines[-1][:-1],
        total=lines[-1][-1],
    )


@dataclass
class Edge:
    """A figure as an edge from its row's node to its column's; backwards where it is a total."""

    tail: Node
    head: Node
    value: int
    is_total: bool = False
    is_masked: bool = False


class Arc(NamedTuple):
    """An edge used one way: forwards its figure could be one more, backwards one less."""

    edge: Edge
    head: Node


def _edges(whole: Sequence[Sequence[int]]) -> Iterator[Edge]:
    """Yield the figures line by line; a total has the other direction, the grand total again."""
    height, width = len(whole) - 1, len(whole[0]) - 1
    for at, line in enumerate(whole):
        for across, value in enumerate(line):
            row, column = ("row", at), ("column", across)
            is_row_total, is_column_total = across == width, at == height
            tail, head = (row, column) if is_row_total == is_column_total else (column, row)
            yield Edge(tail, head, value, is_total=is_row_total or is_column_total)


def _mask(edges: list[Edge], *, threshold: int, keep_zero: bool) -> list[Masked]:
    """Return the figures in order, None for those to be masked."""
    if any(edge.value < 0 for edge in edges):
        raise Refusal(gettext_noop("人数や件数は0以上にしてください。"))
    least = 1 if keep_zero else 0
    usable = [edge for edge in edges if edge.value >= least]
    small = [edge for edge in usable if edge.value < threshold]
    for edge in small:
        edge.is_masked = True
    arcs = _arcs(usable, least)
    dear = 1 + sum(edge.value + 1 for edge in edges)
    for edge in small:
        for other in _cheapest_circle(edge, arcs, least=least, dear=dear):
            other.is_masked = True
    return [None if edge.is_masked else edge.value for edge in edges]


def _arcs(edges: Sequence[Edge], least: int) -> dict[Node, list[Arc]]:
    """Return by node the ways a unit may be moved on from it."""
    arcs: dict[Node, list[Arc]] = {}
    for edge in edges:
        arcs.setdefault(edge.tail, []).append(Arc(edge, edge.head))
        if edge.value > least:
            arcs.setdefault(edge.head, []).append(Arc(edge, edge.tail))
    return arcs


def _cheapest_circle(
    edge: Edge, arcs: dict[Node, list[Arc]], *, least: int, dear: int
) -> tuple[Edge, ...]:
    """Return the edges that with this one make a circle, of those the least is lost by masking."""
    ways = [_cheapest_path(edge, edge.head, edge.tail, arcs=arcs, dear=dear)]
    if edge.value > least:
        ways.append(_cheapest_path(edge, edge.tail, edge.head, arcs=arcs, dear=dear))
    return min(ways, key=lambda way: way[0])[1]


def _cheapest_path(
    without: Edge, start: Node, goal: Node, *, arcs: dict[Node, list[Arc]], dear: int
) -> tuple[int, tuple[Edge, ...]]:
    """Return cost and edges of the path that masks least (E. W. Dijkstra, 1959).

    There always is one, round by the totals, unless the table has no cells.
    """
    queue: list[tuple[int, int, Node, tuple[Edge, ...]]] = [(0, 0, start, ())]
    done: set[Node] = set()
    order = 0
    while queue:
        cost, _, node, path = heapq.heappop(queue)
        if node == goal:
            return cost, path
        if node in done:
            continue
        done.add(node)
        for arc in arcs.get(node, ()):
            if arc.edge is not without:
                order += 1
                step = _loss(arc.edge, dear)
                heapq.heappush(queue, (cost + step, order, arc.head, (*path, arc.edge)))
    return 0, ()


def _loss(edge: Edge, dear: int) -> int:
    """Return what masking a figure costs: nothing if masked, a cell its count, a total most."""
    if edge.is_masked:
        return 0
    return edge.value + 1 + (dear if edge.is_total else 0)
