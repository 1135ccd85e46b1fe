"""Writes to a plain RDF store, each in one transaction of the engine."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pyoxigraph as ox

from kg.errors import StoreLocked
from kg.server.refusal import Refused

WAL_BYTES = 4 << 20
"""When the write-ahead log has grown past this it is made into tables, so that snapshots open fast."""


class RawStore:
    """A store for whatever RDF a client sends. Graphs are named by IRI, the default graph by None."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._store = ox.Store(str(path))
        except OSError as error:
            if "lock" in str(error).lower():
                raise StoreLocked(
                    "Another process is writing to the store.", hint="Try again when it has finished."
                ) from error
            raise

    def update(self, text: str, base: str | None) -> None:
        """Run a SPARQL update request: all its operations, or none."""
        self._store.update(text, base_iri=base)

    def exists(self, graph: str | None) -> bool:
        """Whether there is such a graph; the default graph always is."""
        return graph is None or self._store.contains_named_graph(ox.NamedNode(graph))

    def put(self, graph: str | None, triples: str) -> bool:
        """Put N-Triples in the place of a graph's content; True if the graph is new."""
        created = not self.exists(graph)
        clear = "CLEAR DEFAULT" if graph is None else f"DROP SILENT GRAPH <{graph}>; CREATE GRAPH <{graph}>"
        self._store.update(f"{clear};\n{_insertion(graph, triples)}")
        return created

    def post(self, graph: str | None, triples: str) -> bool:
        """Add N-Triples to a graph; True if the graph is new."""
        created = not self.exists(graph)
        create = "" if graph is None or not created else f"CREATE GRAPH <{graph}>;\n"
        self._store.update(create + _insertion(graph, triples))
        return created

    def create(self, prefix: str, triples: str) -> str:
        """Make a new graph below `prefix`, named by its content; gives its IRI."""
        for attempt in range(1 << 16):
            digest = hashlib.sha256(f"{attempt}\n{triples}".encode()).hexdigest()[:16]
            if not self.exists(iri := f"{prefix}/{digest}"):
                self.put(iri, triples)
                return iri
        raise Refused(409, "There are too many graphs with this content.")

    def delete(self, graph: str | None) -> None:
        """Remove a graph, or empty the default graph."""
        if not self.exists(graph):
            raise Refused(404, f"There is no graph <{graph}>.")
        self._store.update("CLEAR DEFAULT" if graph is None else f"DROP GRAPH <{graph}>")

    def settle(self) -> None:
        """Make what was written survive a loss of power."""
        logs = sorted(self._path.glob("*.log"))
        if sum(log.stat().st_size for log in logs) > WAL_BYTES:
            self._store.flush()
            return
        for log in logs:
            descriptor = os.open(log, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def close(self) -> None:
        """Let other processes write."""
        del self._store


def _insertion(graph: str | None, triples: str) -> str:
    inner = triples if graph is None else f"GRAPH <{ox.NamedNode(graph).value}> {{\n{triples}}}"
    return f"INSERT DATA {{\n{inner}}}"
