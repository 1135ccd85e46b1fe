"""The competency queries as examples for the query page."""

from __future__ import annotations

from dataclasses import dataclass

from kg.queries import load_queries


@dataclass(frozen=True, slots=True)
class Example:
    """A question in English and Turkish (the latter may be empty), and the query that answers it."""

    question: str
    turkish: str
    text: str


def examples() -> list[Example]:
    """All questions that this server can answer without asking others."""
    return [
        Example(query.questions["en"], query.questions["tr"], query.text)
        for query in load_queries()
        if not query.federated
    ]
