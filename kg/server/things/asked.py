"""What a page is asked for, and what it consists of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fastapi import Request

from kg.server.pool import Pool
from kg.server.rendering import language_of
from kg.server.words import Translator

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

MOST_PAGES = 10_000
"""Pages of a list that can be asked for; a number above is not one that a link here has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request for the page of a thing."""

    server: Dispatcher
    request: Request
    iri: str
    """The thing; for a place in an article's text the article."""
    t: Translator

    @classmethod
    def of(cls, server: Dispatcher, request: Request, iri: str) -> Asked:
        """The request for this thing, in the reader's language."""
        return cls(server, request, iri, Translator(language_of(request)))

    @property
    def pool(self) -> Pool:
        """Where queries run."""
        return self.server.pool

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.t.language

    def parameter(self, name: str) -> str:
        """A parameter of the query, empty if it is not given."""
        return self.request.query_params.get(name, "")

    def page_number(self, name: str) -> int:
        """The number of a page of a list, from 1; 1 for what is no number."""
        given = self.parameter(name)
        return min(max(1, int(given)), MOST_PAGES) if given.isdecimal() else 1


@dataclass(frozen=True, slots=True)
class Page:
    """A template and its values."""

    template: str
    values: Mapping[str, object]


Builder = Callable[[Asked], Awaitable[Page | None]]
"""Makes the page of a thing; None if nothing is known of it. Raises Refused."""
