"""SPARQL updates with data alone, which change nothing when they are run a second time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import NamedNode, Quad, Triple

from kg.store.changes import Changes, name_of


def insert(data: str) -> str:
    """Add quad data."""
    return f"INSERT DATA {{\n{data}\n}}"


def delete(data: str) -> str:
    """Take quad data away."""
    return f"DELETE DATA {{\n{data}\n}}"


def drop(graph: NamedNode) -> str:
    """Take a whole graph away."""
    return f"DROP SILENT GRAPH {graph}"


def data_of(quads: Iterable[Quad]) -> str:
    """Quad data, neighbours of one graph in one block."""
    return "\n".join(
        data_in(name, (quad.triple for quad in same)) for name, same in groupby(quads, key=name_of)
    )


def data_in(graph: str, triples: Iterable[Triple]) -> str:
    """Quad data of one graph, "" being the default graph."""
    lines = "\n".join(f"{triple} ." for triple in triples)
    return f"GRAPH <{graph}> {{\n{lines}\n}}" if graph else lines


def in_one_transaction(change: Changes) -> str:
    """One request for an engine that applies a request wholly or not at all."""
    return ";\n".join(_steps(change))


def _steps(change: Changes) -> Iterator[str]:
    whole = set(change.dropped)
    yield from map(drop, change.dropped)
    removed = [quad for quad in change.removed if quad.graph_name not in whole]
    if removed or change.unmerged:
        yield delete(_both(removed, change.unmerged))
    if change.added or change.merged:
        yield insert(_both(change.added, change.merged))


def _both(quads: Iterable[Quad], merged: Iterable[Triple]) -> str:
    return "\n".join(part for part in (data_of(quads), data_in("", merged)) if part)
