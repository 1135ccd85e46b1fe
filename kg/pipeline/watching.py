"""How a caller follows a long run and ends it early."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


def _never() -> bool:
    return False


def _unseen() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Watch:
    """`done` is called after each article or issue; a run ends in good order once `stop` says so."""

    done: Callable[[], None] = _unseen
    stop: Callable[[], bool] = _never

    @property
    def stopped(self) -> bool:
        """Whether the run was told to end."""
        return self.stop()

    def until_stopped(self, items: Iterable[T]) -> Iterator[T]:
        """The items, up to the moment that the run is told to end."""
        for item in items:
            if self.stop():
                return
            yield item
