"""One line of a feed or sitemap."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from kg.acquire.input import Told


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that a list names. `told` is what the list says of it, `text` the text that it brings, as HTML.

    `name` is what the list calls the entry, and `changed` when it was last changed, as it is written there.
    """

    url: str
    told: Told
    name: str = ""
    changed: str = ""
    text: str | None = None

    @property
    def key(self) -> str:
        """Sixteen hex digits; others once the entry has changed."""
        return hashlib.sha256(f"{self.name or self.url}\n{self.changed}".encode()).hexdigest()[:16]
