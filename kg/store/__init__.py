"""The store, in a folder or on a server: article graphs, the merged graph, queries, backups."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.store.layout import Marker
from kg.store.rebuilding import RebuildReport
from kg.store.store import Store

if TYPE_CHECKING:
    from kg.store.dataset import open_graph
    from kg.store.kinds import AnyStore
    from kg.store.remote import RemoteStore

__all__ = ["AnyStore", "Marker", "RebuildReport", "RemoteStore", "Store", "open_graph"]

_LATER = {
    "AnyStore": "kg.store.kinds",
    "RemoteStore": "kg.store.remote",
    "open_graph": "kg.store.dataset",
}
"""What is imported on first use: rdflib and the client of HTTP take long, and little here needs them."""


def __getattr__(name: str) -> Any:
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
