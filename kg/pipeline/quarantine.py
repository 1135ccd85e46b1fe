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
    write_atomically(folder / "article.txt", as_file(outcome.article))
    write_atomically(folder / "graph.ttl", to_turtle(outcome.graph.triples))
    write_atomically(folder / "report.ttl", outcome.verdict.to_turtle())
    write_atomically(folder / "report.txt", outcome.verdict.in_words().rstrip() + "\n")
    return violation(folder, outcome)


def violation(folder: Path, outcome: Processed) -> Issue:
    """The issue of an article that is, or would be, put aside in the folder."""
    words = outcome.verdict.in_words()
    first = next((line.strip() for line in words.splitlines() if line.strip()), "the graph breaks a shape")
    return Issue(
        outcome.article.source,
        "shape-violation",
        first,
        hint=f"It was left out; {folder} has the whole report.",
    )


def release(folder: Path) -> None:
    """Drop what was kept of an article that has since got through."""
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


def as_file(article: Article) -> str:
    """The article as a text file that reads back as the same article."""
    day = article.published.isoformat() if article.published else "unknown"
    return f"date {day}\n\n{article.text}\n"
