"""What the writer process needs of a store, whatever kind it is."""

from __future__ import annotations

from typing import Protocol


class WriteTarget(Protocol):
    """Writes, each wholly or not at all. Graphs are named by IRI, the default graph by None; triples are N-Triples.

    All raise `Refused` where the write is not allowed, SyntaxError or ValueError where it is not well formed.
    """

    def update(self, text: str, base: str | None) -> None:
        """Run a SPARQL update request."""
        ...

    def put(self, graph: str | None, triples: str) -> bool:
        """Replace a graph; True if it is new."""
        ...

    def post(self, graph: str | None, triples: str) -> bool:
        """Add to a graph; True if it is new."""
        ...

    def create(self, prefix: str, triples: str) -> str:
        """Make a graph with a name of the store's choice below `prefix`; gives the name."""
        ...

    def delete(self, graph: str | None) -> None:
        """Remove a graph."""
        ...

    def settle(self) -> None:
        """Make what was written survive a loss of power."""
        ...

    def close(self) -> None:
        """Let other processes write."""
        ...
