"""Bar charts as rectangles: what a template draws as SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH = 960.0
HEIGHT = 240.0
LEFT, RIGHT, TOP, BOTTOM = 48.0, 8.0, 10.0, 26.0
_WIDEST = 44.0
_LABEL = 74.0
"""Room that the label of a column needs."""


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of a bar: its kind, its place and height, and the number that it stands for."""

    kind: str
    y: float
    height: float
    n: int


@dataclass(frozen=True, slots=True)
class Bar:
    """A column: its period, the sum of its parts, where it stands; `labelled` if there is room for its name."""

    period: str
    total: int
    x: float
    width: float
    parts: tuple[Part, ...]
    labelled: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars and the lines behind them (`ticks`: place and number). `zero` is where the bars stand."""

    width: float
    height: float
    left: float
    zero: float
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, int], ...]


def chart(
    counts: Mapping[str, Mapping[str, int]],
    up: Sequence[str],
    down: Sequence[str] = (),
    *,
    width: float = WIDTH,
    height: float = HEIGHT,
) -> Chart:
    """Stacked bars, a column for each period in its order; kinds in `down` hang below the line.

    >>> drawn = chart({"2025-01": {"a": 3, "b": 1}, "2025-02": {}}, ["a", "b"])
    >>> [(bar.period, bar.total, len(bar.parts)) for bar in drawn.bars]
    [('2025-01', 4, 2), ('2025-02', 0, 0)]
    """
    highest = max((sum(kinds.get(kind, 0) for kind in up) for kinds in counts.values()), default=0)
    lowest = max((sum(kinds.get(kind, 0) for kind in down) for kinds in counts.values()), default=0)
    step = tick_step(max(highest, lowest))
    top, low = max(step, _ceiling(highest, step)), _ceiling(lowest, step)
    scale = (height - TOP - BOTTOM) / (top + low)
    zero = TOP + top * scale
    column = (width - LEFT - RIGHT) / max(1, len(counts))
    thick = min(column * 0.8, _WIDEST)
    every = math.ceil(_LABEL / column)
    bars = []
    for place, (period, kinds) in enumerate(counts.items()):
        parts = [*_stack(kinds, up, zero, -scale), *_stack(kinds, down, zero, scale)]
        x = LEFT + column * place + (column - thick) / 2
        total = sum(part.n for part in parts)
        bars.append(Bar(period, total, round(x, 1), round(thick, 1), tuple(parts), place % every == 0))
    ticks = tuple((round(zero - n * scale, 1), abs(n)) for n in range(-low, top + 1, step))
    return Chart(width, height, LEFT, round(zero, 1), tuple(bars), ticks)


def tick_step(highest: int) -> int:
    """A round number between lines, so that there are three to six.

    >>> [tick_step(n) for n in (0, 3, 9, 40, 1234)]
    [1, 1, 2, 10, 500]
    """
    rough = max(1.0, highest / 5)
    size = 10 ** math.floor(math.log10(rough))
    return int(next(size * one for one in (1, 2, 5, 10) if size * one >= rough))


def _ceiling(n: int, step: int) -> int:
    return math.ceil(n / step) * step


def _stack(kinds: Mapping[str, int], order: Sequence[str], zero: float, scale: float) -> list[Part]:
    parts, edge = [], zero
    for kind in order:
        if n := kinds.get(kind, 0):
            far = edge + n * scale
            parts.append(Part(kind, round(min(edge, far), 1), round(abs(n * scale), 1), n))
            edge = far
    return parts
