"""Issues of a run of any length: how many of each kind, and the first few in full."""

from __future__ import annotations

from collections import Counter

from kg.model import Issue

SHOWN = 5
"""Issues of a kind that are kept in full; the run log has them all."""


class Noticed:
    """The issues of a run, in bounded memory."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: list[Issue] = []

    def add(self, issue: Issue) -> None:
        """Count an issue; keep it if it is one of the first of its kind."""
        self._counts[issue.kind] += 1
        if self._counts[issue.kind] <= SHOWN:
            self._first.append(issue)

    @property
    def first(self) -> tuple[Issue, ...]:
        """The first few of each kind, in the order they came."""
        return tuple(self._first)

    @property
    def by_kind(self) -> tuple[tuple[str, int], ...]:
        """How many of each kind, by name."""
        return tuple(sorted(self._counts.items()))
