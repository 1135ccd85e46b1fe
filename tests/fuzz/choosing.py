"""Where a fuzzed input comes from: chance, or bytes that a fuzzer chooses."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import Protocol, TypeVar

Value = TypeVar("Value")


class Chooser(Protocol):
    """Makes the decisions that an input consists of."""

    def number(self, least: int, most: int) -> int:
        """A number, both ends included."""
        ...


class Chance:
    """Decides at random; the same seed decides the same."""

    def __init__(self, seed: int | str) -> None:
        self._random = random.Random(seed)

    def number(self, least: int, most: int) -> int:
        """A number, both ends included."""
        return self._random.randint(least, most)


class Bytes:
    """Decides by bytes, as atheris gives them; when they are used up, always for the least."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, least: int, most: int) -> int:
        """A number, both ends included."""
        width = max(1, ((most - least).bit_length() + 7) // 8)
        part = self._data[self._at : self._at + width]
        self._at += width
        return least + int.from_bytes(part, "little") % (most - least + 1)


def one_of(chooser: Chooser, values: Sequence[Value]) -> Value:
    """One of the values."""
    return values[chooser.number(0, len(values) - 1)]
