"""What the shapes say of an article's graph: asked of a reader process, as any query."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kg.server import ask
from kg.server.pool import Pool

SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the graph conforms; each violation and warning in words; the report as Turtle."""

    conforms: bool
    violations: tuple[str, ...]
    warnings: tuple[str, ...]
    turtle: str


async def verdict(pool: Pool, article: str, language: str) -> Verdict:
    """The verdict on the graph of an article, in a language; raises Refused."""
    job = {"op": "validate", "name": article, "language": language}
    found = json.loads(await ask.answered(pool, job, b"", SECONDS))
    return Verdict(
        bool(found["conforms"]), tuple(found["violations"]), tuple(found["warnings"]), str(found["turtle"])
    )
