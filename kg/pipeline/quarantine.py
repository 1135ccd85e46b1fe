"""Where articles go whose graph breaks a shape: kept with the reason, never in the store."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from kg.model import Article, Issue, Severity
from kg.pipeline.workshop import Processed
from kg.pipeline.writing import write_atomically
from kg.rdf import to_turtle


def put_aside(folder: Path, outcome: Processed) -> Issue:
    """Keep `article.txt` (as it can be read again), `graph.ttl`, `report.ttl` and `report.txt`; say so."""
    keep_files(folder, outcome.article.source, files_of(outcome))
    return violation(folder, outcome)


def files_of(outcome: Processed) -> dict[str, str]:
    """What is kept of an article: the texts of files by their names."""
    return {
        "article.txt": as_file(outcome.article),
        "graph.ttl": to_turtle(outcome.graph.triples),
        "report.ttl": outcome.verdict.to_turtle(),
        "report.txt": outcome.verdict.in_words().rstrip() + "\n",
    }


def keep_files(folder: Path, source: str, files: Mapping[str, str]) -> Issue:
    """Write the files of an article from `source`, and say so."""
    for name, text in files.items():
        write_atomically(folder / name, text)
    return _issue(folder, source, files["report.txt"])


def violation(folder: Path, outcome: Processed) -> Issue:
    """The issue of an article that is, or would be, put aside in the folder."""
    return _issue(
        folder, outcome.article.source, outcome.verdict.in_words(), disputed=outcome.verdict.disputed
    )


def _issue(folder: Path, source: str, words: str, *, disputed: bool = False) -> Issue:
    lines = (line.strip() for line in words.splitlines())
    first = next((line for line in lines if line), "the graph breaks a shape")
    if disputed:
        return Issue(
            source,
            "audit-disagreement",
            f"the gate and pySHACL disagree: {first}",
            hint=f"This is a mistake in kg or in a validator. Please report it with the files in {folder}.",
        )
    return Issue(source, "shape-violation", first, hint=f"It was left out; {folder} has the whole report.")


def apart(source: str, trouble: str) -> Issue:
    """The issue that a near-duplicate was stored as an article of its own."""
    return Issue(
        source,
        "kept-apart",
        f"repeats another article, but together with it breaks a shape: {trouble.splitlines()[0]}",
        Severity.WARNING,
        hint="It was stored as if it were the only one. This is a mistake in kg. Please report it with both articles.",
    )


def release(folder: Path) -> None:
    """Drop what was kept of an article that has since got through."""
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


def as_file(article: Article) -> str:
    """The article as a text file that reads back as the same article."""
    day = article.published.isoformat() if article.published else "unknown"
    return f"date {day}\n\n{article.text}\n"
