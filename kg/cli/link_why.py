"""`kg link why`: what was decided on each entity of an article, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import (
    Day,
    Index,
    Judged,
    Language,
    StorePath,
    index_path,
    judgements_path,
    read_options,
    store_path,
)

if TYPE_CHECKING:
    from kg.link import Decision


def why(
    source: Annotated[Path, typer.Argument(help="A file with an article.", show_default=False)],
    name: Annotated[
        str | None,
        typer.Option("--name", "-n", help="Only entities whose name has these words.", show_default=False),
    ] = None,
    day: Day = None,
    language: Language = None,
    index: Index = None,
    judgements: Judged = None,
    store: StorePath = None,
) -> None:
    """Show for each entity of an article whether it is linked, its candidates, and what spoke for and against each.

    Example: `kg link why seeds/002_si-zelenskiy-telefon.txt --name Zelenskiy`
    """
    from kg.acquire import read_articles
    from kg.cli.console import show_issues
    from kg.cli.reporting import exit_after
    from kg.extract import extractor
    from kg.link import linker
    from kg.model import Issue

    found = linker(index_path(index), judgements_path(judgements, store_path(store)))
    issues: list[Issue] = []
    for item in read_articles([source], read_options(day, language, keep_duplicates=True)):
        if isinstance(item, Issue):
            issues.append(item)
            continue
        for decision in found.explain(extractor(item.language).extract(item)):
            if name is None or name.casefold() in decision.entity.name.casefold():
                for line in decision_in_words(decision):
                    typer.echo(line)
    show_issues(issues)
    exit_after(issues, interrupted=False)


def decision_in_words(decision: Decision, shown: int = 3) -> list[str]:
    """A decision line by line: the verdict, then the best candidates with their findings."""
    entity = decision.entity
    link = f" {decision.link.qid} ({decision.link.confidence})" if decision.link else ""
    lines = [f"{entity.name} [{entity.kind}]: {decision.verdict}{link}. {decision.reason}"]
    for candidate in decision.candidates[:shown]:
        item = candidate.item
        about = ", ".join(part for part in (item.description, item.country, item.born[:4]) if part)
        lines.append(f"  {item.qid} {item.name} ({about}): {candidate.points} points")
        lines += [f"    {found.points:+} {found.feature}: {found.reason}" for found in candidate.findings]
    if len(decision.candidates) > shown:
        lines.append(f"  and {len(decision.candidates) - shown} more")
    return lines
