"""Where articles go whose graph breaks a shape: kept with the reason, never in the store."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.model import Article, Issue
from kg.pipeline.workshop import Processed
from kg.pipeline.writing import write_atomically
from kg.rdf import to_turtle


def put_aside(folder: Path, outcome: Processed) -> Issue:
    """Keep `article.txt` (as it can be read again), `graph.ttl`, `report.ttl` and `report.txt`; say so."""
    words = outcome.verdict.in_words()
    write_atomically(folder / "article.txt", as_file(outcome.article))
    write_atomically(folder / "graph.ttl", to_turtle(outcome.graph.triples))
    write_atomically(folder / "report.ttl", outcome.verdict.to_turtle())
    write_atomically(folder / "report.txt", words.rstrip() + "\n")
    first = next((line.strip() for line in words.splitlines() if line.strip()), "the graph breaks a shape")
    if outcome.verdict.disputed:
        return Issue(
            outcome.article.source,
            "audit-disagreement",
            f"the gate and pySHACL disagree: {first}",
            hint=f"This is a mistake in kg or in a validator. Please report it with the files in {folder}.",
        )
    return Issue(
        outcome.article.source,
        "shape-violation",
        first,
        hint=f"It was left out; {folder} has the whole report.",
    )


def release(folder: Path) -> None:
    """Drop what was kept of an article that has since got through."""
    shutil.rmtree(folder, ignore_errors=True)


def as_file(article: Article) -> str:
    """The article as a text file that reads back as the same article."""
    day = article.published.isoformat() if article.published else "unknown"
    return f"date {day}\n\n{article.text}\n"
