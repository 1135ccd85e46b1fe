"""Knowledge graphs from Turkish news: persons, countries, agreements and events, with their sources."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.store import open_graph

__all__ = ["__version__", "open_graph"]

__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """`kg.open_graph` on first use, so that `import kg` stays quick (PEP 562)."""
    if name == "open_graph":
        return import_module("kg.store").open_graph
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
