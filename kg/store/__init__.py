"""The store on disk: article graphs, the merged graph, queries, backups."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.store.layout import Marker
from kg.store.rebuilding import RebuildReport
from kg.store.store import Store

if TYPE_CHECKING:
    from kg.store.dataset import open_graph

__all__ = ["Marker", "RebuildReport", "Store", "open_graph"]


def __getattr__(name: str) -> Any:
    """`open_graph` on first use: rdflib takes long to import and nothing else here needs it."""
    if name == "open_graph":
        return import_module("kg.store.dataset").open_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
