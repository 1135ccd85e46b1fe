"""How the end of a run is told."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from kg.cli.events import emit
from kg.cli.exits import ExitCode
from kg.model import Issue, Severity
from kg.pipeline.findings import EXACT, Findings
from kg.pipeline.ingesting import Summary

_WORDS = {
    "Person": ("person", "persons"),
    "Country": ("country", "countries"),
    "Organization": ("organisation", "organisations"),
    "Place": ("place", "places"),
    "Agreement": ("agreement", "agreements"),
    "Event": ("event", "events"),
    "Prospect": ("planned, possible or denied", "planned, possible or denied"),
}


def findings_in_words(findings: Findings) -> str:
    """What was found, in a line; large numbers are estimates.

    >>> findings_in_words(Findings((("Person", 1), ("Country", 3), ("Event", 0))))
    '1 person, 3 countries, 0 events'
    """
    return ", ".join(f"{_number(count)} {_WORDS[name][count != 1]}" for name, count in findings.counts)


def _number(count: int) -> str:
    return str(count) if count < EXACT else f"about {float(f'{count:.2g}'):.0f}"


def summary_in_words(summary: Summary) -> str:
    """What became of the articles, in a line; only counts that are not zero follow the first."""
    parts = [
        f"{summary.read} {'article' if summary.read == 1 else 'articles'} read",
        f"{summary.stored} stored",
    ]
    rest = ("unchanged", "skipped", "quarantined", "failed")
    parts += [f"{count} {name}" for name in rest if (count := getattr(summary, name))]
    if summary.repeated:
        parts.append(f"{summary.repeated} near-duplicates among them")
    return ", ".join(parts)


def log_summary(summary: Summary) -> None:
    """The event that tells what became of the articles."""
    counts = {
        name: getattr(summary, name)
        for name in ("read", "stored", "unchanged", "skipped", "quarantined", "failed")
    }
    emit("summary", **counts, issues=dict(summary.issues_by_kind), interrupted=summary.interrupted)


def exit_after(issues: Iterable[Issue], *, interrupted: bool) -> None:
    """Exit with the code that a run's end asks for; come back if all went well."""
    if interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)
    if any(issue.severity is Severity.ERROR for issue in issues):
        raise typer.Exit(ExitCode.LEFT_OUT)
