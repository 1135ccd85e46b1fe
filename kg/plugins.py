"""One way to find a replaceable part by name: built-in parts as data, others by entry point.

A part is named `module:object` and is imported only when it is asked for. Packages add parts of their
own through entry points of the registry's group; a built-in name cannot be taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any

from kg.errors import UnknownTerm


@dataclass(frozen=True)
class Registry:
    """Parts of one kind. `group` is the entry-point group, `what` names the kind in messages."""

    group: str
    what: str
    builtin: Mapping[str, str]

    def names(self) -> tuple[str, ...]:
        """All names that `load` knows, sorted.

        >>> Registry("kg.none", "codec", {"utf-8": "codecs:lookup"}).names()
        ('utf-8',)
        """
        return tuple(sorted({*self.builtin, *(point.name for point in entry_points(group=self.group))}))

    def load(self, name: str) -> Any:
        """The part called `name`, imported now; `UnknownTerm` if there is none."""
        if name in self.builtin:
            module, _, attribute = self.builtin[name].partition(":")
            return getattr(import_module(module), attribute)
        for point in sorted(entry_points(group=self.group, name=name), key=lambda point: point.value):
            return point.load()
        raise UnknownTerm(
            f"There is no {self.what} called {name!r}.", hint=f"Known are: {', '.join(self.names())}."
        )
