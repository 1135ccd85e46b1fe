"""What goes to the screen: results to standard output, all else to standard error.

Colours and progress bars appear only on a terminal. Elsewhere nothing is cut to a width.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import asdict
from itertools import groupby
from typing import TextIO

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.text import Text

from kg.cli import events
from kg.errors import KgError
from kg.model import Issue, Severity

WIDE = 10_000
"""Columns where nobody looks at a terminal: no line is broken or cut."""

SHOWN = 5
"""Issues of one kind that are shown in full."""


def out() -> Console:
    """Standard output, as it is now."""
    return _console(sys.stdout)


def err() -> Console:
    """Standard error, as it is now."""
    return _console(sys.stderr)


def _console(stream: TextIO) -> Console:
    return Console(file=stream, highlight=False, emoji=False, width=None if stream.isatty() else WIDE)


def say(markup: str) -> None:
    """A line for the person at the keyboard."""
    if events.in_json():
        events.emit("note", message=Text.from_markup(markup).plain)
    else:
        err().print(markup)


def show_error(error: KgError) -> None:
    """What is wrong, then what to do."""
    notes = getattr(error, "__notes__", [])
    if events.in_json():
        events.emit("error", kind=type(error).__name__, message=error.message, hint=error.hint, notes=notes)
        return
    console = err()
    console.print(Text.assemble(("Error: ", "bold red"), error.message))
    for note in notes:
        console.print(note, markup=False)
    if error.hint:
        console.print(Text.assemble(("→ ", "bold"), error.hint))


def show_issues(
    issues: Iterable[Issue], by_kind: Iterable[tuple[str, int]] = (), *, logged: bool = False
) -> None:
    """Issues by kind, the first few of each in full; `by_kind` says how many there are, if not all are given.

    `logged` if a run log has them all.
    """
    if events.in_json():
        for issue in issues:
            events.emit("issue", **asdict(issue))
        return
    console = err()
    numbers = dict(by_kind)
    for kind, group in groupby(sorted(issues, key=_by_kind), key=lambda issue: issue.kind):
        same = list(group)
        style = "red" if same[0].severity is Severity.ERROR else "yellow"
        for issue in same[:SHOWN]:
            console.print(f"[{style}]{kind}[/] {escape(issue.source)}: {escape(issue.message)}")
        more = numbers.get(kind, len(same)) - SHOWN
        if more > 0:
            told = "; `kg issues` has them all" if logged else ""
            console.print(f"[{style}]{kind}[/] … and {more} more{told}")
        if same[0].hint:
            console.print(f"  → {escape(same[0].hint)}")


def _by_kind(issue: Issue) -> tuple[bool, str]:
    return issue.severity is not Severity.ERROR, issue.kind


def warn_mended(finished: Iterable[str], removed: Iterable[str]) -> None:
    """What a server's store had half done when it was opened."""
    done, gone = list(finished), list(removed)
    if done:
        say(f"[yellow]mended[/] A commit that was cut short is finished now: {len(done)} articles.")
    if gone:
        say(
            f"[yellow]mended[/] A client that was lost had changed {len(gone)} articles by half. They were taken out; "
            "ingest them again:"
        )
        for iri in gone:
            say(f"  {escape(iri)}")


def table(*columns: str, title: str | None = None) -> Table:
    """An empty table in the style of all tables here."""
    made = Table(
        title=title, title_justify="left", title_style="bold", box=None, pad_edge=False, expand=False
    )
    for column in columns:
        made.add_column(column, header_style="dim", overflow="fold")
    return made
