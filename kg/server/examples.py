"""The competency queries as examples for the query page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from kg.queries import load_queries
from kg.server.words import LANGUAGES


@dataclass(frozen=True, slots=True)
class Example:
    """A question by language, the query that answers it, and the name by which a page can be linked to it."""

    id: str
    questions: Mapping[str, str]
    text: str


def examples(more: Iterable[tuple[str, str]] = ()) -> list[Example]:
    """All questions that this server can answer without asking others, and `more` as pairs of question and query."""
    ours = [Example(query.id, query.questions, query.text) for query in load_queries() if not query.federated]
    theirs = [
        Example(f"own-{number}", MappingProxyType(dict.fromkeys(LANGUAGES, question)), text)
        for number, (question, text) in enumerate(more, 1)
    ]
    return [*ours, *theirs]
