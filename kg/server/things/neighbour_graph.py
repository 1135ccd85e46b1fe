"""Where the nodes of a neighbourhood are drawn: the thing in the middle, opponents left, partners right.

The drawing is as wide as a phone and as high as its longer column, so that names are read without zooming.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from kg.server.things.kinds import Side
from kg.server.things.neighbours import Neighbour
from kg.server.things.shown import Shown, cut

MOST = 7
"""Nodes in a column; the table has all neighbours."""
WIDTH = 360
BOX_WIDTH, BOX_HEIGHT, GAP = 112, 38, 10
MIDDLE_WIDTH = 96
MARGIN = 4
_LETTERS = 16
"""Characters that a line of a box holds."""
_THICKEST = 9.0


@dataclass(frozen=True, slots=True)
class Strand:
    """A line from the middle to a node: its path, how thick it is, and which side it stands for."""

    path: str
    width: float
    side: Side


@dataclass(frozen=True, slots=True)
class Node:
    """A box: its upper left corner, its lines of text, the neighbour, its name, and its strands."""

    x: float
    y: float
    lines: tuple[str, ...]
    name: Shown
    neighbour: Neighbour
    strands: tuple[Strand, ...]

    @property
    def baselines(self) -> list[tuple[float, str]]:
        """Height of each line's letters, and the line."""
        first = self.y + BOX_HEIGHT / 2 + 4 - 7 * (len(self.lines) - 1)
        return [(first + 14 * place, line) for place, line in enumerate(self.lines)]


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing: size, lines of the middle, nodes, and how many neighbours are left to the table."""

    width: int
    height: float
    middle: tuple[tuple[float, str], ...]
    nodes: tuple[Node, ...]
    left_out: int

    @property
    def against(self) -> int:
        """Nodes that are mostly opponents."""
        return sum(node.neighbour.side is Side.AGAINST for node in self.nodes)

    @property
    def together(self) -> int:
        """Nodes that are mostly partners."""
        return sum(node.neighbour.side is Side.WITH for node in self.nodes)


def graph(middle: str, found: Sequence[tuple[Neighbour, Shown]], total: int) -> Graph:
    """A drawing of the most frequent of `total` neighbours. Those without a side go where there is room."""
    left = [each for each in found if each[0].side is Side.AGAINST][:MOST]
    right = [each for each in found if each[0].side is Side.WITH][:MOST]
    for each in [each for each in found if each[0].side is Side.OTHER][: 2 * MOST]:
        column = left if len(left) < len(right) else right
        if len(column) < MOST:
            column.append(each)
    rows = max(len(left), len(right), 2)
    height = rows * (BOX_HEIGHT + GAP) - GAP + 2 * MARGIN
    most = max((each.total for each, _ in found), default=1)
    nodes = [*_column(left, MARGIN, height, most), *_column(right, WIDTH - MARGIN - BOX_WIDTH, height, most)]
    lines = wrapped(middle, _LETTERS - 3, 3)
    first = height / 2 + 4 - 7 * (len(lines) - 1)
    placed = tuple((first + 14 * place, line) for place, line in enumerate(lines))
    return Graph(WIDTH, height, placed, tuple(nodes), total - len(nodes))


def _column(column: Sequence[tuple[Neighbour, Shown]], x: float, height: float, most: int) -> list[Node]:
    used = len(column) * (BOX_HEIGHT + GAP) - GAP
    top = (height - used) / 2
    nodes = []
    for place, (neighbour, name) in enumerate(column):
        y = top + place * (BOX_HEIGHT + GAP)
        strands = _strands(neighbour, x, y + BOX_HEIGHT / 2, height / 2, most)
        nodes.append(Node(x, y, wrapped(name.text, _LETTERS, 2), name, neighbour, strands))
    return nodes


def _strands(neighbour: Neighbour, x: float, y: float, middle: float, most: int) -> tuple[Strand, ...]:
    on_left = x < WIDTH / 2
    start = (WIDTH - MIDDLE_WIDTH) / 2 if on_left else (WIDTH + MIDDLE_WIDTH) / 2
    end = x + BOX_WIDTH if on_left else x
    counts = (
        (Side.WITH, neighbour.together),
        (Side.AGAINST, neighbour.against),
        (Side.OTHER, neighbour.other),
    )
    present = [(side, count) for side, count in counts if count]
    strands = []
    for place, (side, count) in enumerate(present):
        shift = 7 * (place - (len(present) - 1) / 2)
        width = 1.5 + (_THICKEST - 1.5) * math.log1p(count) / math.log1p(most) / len(present)
        bend = (start + end) / 2
        a, b = middle + shift, y + shift
        path = f"M{start:.0f} {a:.1f}C{bend:.0f} {a:.1f} {bend:.0f} {b:.1f} {end:.0f} {b:.1f}"
        strands.append(Strand(path, round(width, 1), side))
    return tuple(strands)


def wrapped(text: str, letters: int, most: int) -> tuple[str, ...]:
    """A name in at most so many lines of so many characters, cut where it is longer.

    >>> wrapped("Avrupa Serbest Ticaret Birliği", 16, 2)
    ('Avrupa Serbest', 'Ticaret Birliği')
    """
    lines = [""]
    for word in cut(text, letters * most * 2).split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) <= letters or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(cut(line, letters) for line in lines)
