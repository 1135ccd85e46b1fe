"""The store as an rdflib Dataset, for scripts."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

import pyoxigraph
from oxrdflib import OxigraphStore
from rdflib import Dataset

from kg.errors import StoreError
from kg.rdf.vocabulary import PREFIXES
from kg.store.engine import open_for_reading, open_for_writing
from kg.store.homes import Home
from kg.store.layout import Layout


def open_graph(path: str | Path, *, read_only: bool = True) -> Dataset:
    """A store as an rdflib Dataset through oxrdflib.

    Queries and `triples` see the merged knowledge, `graph(iri)` what one article says; `len` and `quads`
    count all of it.
    Read-only it needs no lock and shows what is there now. Opened for writing, what a script writes is
    its own business: `kg rebuild` then puts the merged graph right. Give queries as text: oxrdflib runs
    these in the engine, but not prepared ones. StoreMissing if there is no store; StoreLocked if it is to
    be written and another process does.
    """
    layout = Layout(Path(path))
    layout.read_marker()
    if read_only:
        backend: OxigraphStore = _ReadOnly(*open_for_reading(layout))
    else:
        backend = OxigraphStore(store=open_for_writing(layout))
        layout.begin_commit()  # ended by the next `Store.open`, which gives what was written a version
    dataset = Dataset(store=backend)
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, replace=True)
    return dataset


class _ReadOnly(OxigraphStore):
    """Refuses writes in words; `Dataset.graph`, which registers the graph it gives, works nevertheless."""

    def __init__(self, engine: pyoxigraph.Store, home: Home | None) -> None:
        super().__init__(store=engine)
        self._home = home  # the checkpoint that is read goes when this object does

    def close(self, commit_pending_transaction: bool = False) -> None:
        """Let go of the store; nothing can be read afterwards."""
        super().close(commit_pending_transaction)
        if self._home is not None:
            self._home.close()

    def add_graph(self, graph: Any) -> None:
        """Nothing: a graph that is not there is an empty graph."""

    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise StoreError("This graph was opened read-only.", hint="Use open_graph(path, read_only=False).")

    add = remove = remove_graph = update = _refuse
    addN = _refuse  # noqa: N815  rdflib's name
