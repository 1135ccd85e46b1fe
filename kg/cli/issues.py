"""`kg issues`: what runs left out, and why."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import StoreName
from kg.pipeline.runlog import Entry, Outcome, Run

if TYPE_CHECKING:
    from kg.pipeline.runlog import RunLog


class Form(StrEnum):
    """How rows are written."""

    TABLE = "table"
    CSV = "csv"
    JSONL = "jsonl"


def issues(
    store: StoreName = None,
    run: Annotated[
        int | None, typer.Option("--run", help="Only of this run; -1 is the last one.", show_default=False)
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", help="Only of this kind, as `undated`.", show_default=False)
    ] = None,
    source: Annotated[
        str, typer.Option("--source", help="Only sources with this in their names.", show_default=False)
    ] = "",
    outcome: Annotated[
        Outcome | None,
        typer.Option(
            "--outcome",
            help="All articles and records of which this became, issue or not.",
            show_default=False,
        ),
    ] = None,
    quarantined: Annotated[
        bool, typer.Option("--quarantined", help="The articles that are in quarantine now.")
    ] = False,
    runs: Annotated[bool, typer.Option("--runs", help="List the runs instead.")] = False,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="At most so many rows, the newest first.")
    ] = 100,
    form: Annotated[Form, typer.Option("--format", "-f", help="How they are written.")] = Form.TABLE,
) -> None:
    """Tell what was read, left out or put into quarantine by `kg ingest` and `kg watch`, and why.

    Needs no lock: it may be asked while a run goes on.

    Example: `kg issues --run -1 --kind shape-violation --format csv`
    """
    from kg.cli.opening import place
    from kg.errors import StoreMissing
    from kg.pipeline.runlog import RunLog

    folder = place(store).folder
    if not folder.exists():
        raise StoreMissing(
            f"Nothing is noted at {folder}.", hint="`kg ingest` makes a store, and notes its runs."
        )
    with RunLog.open_read(folder) as log:
        number = _number(run, log)
        if runs:
            _write_runs(log.latest(limit), form)
            return
        if quarantined:
            entries: Sequence[Entry] = log.quarantined()[:limit]
        else:
            entries = log.entries(
                run=number,
                kind=kind,
                outcome=outcome,
                issues_only=outcome is None,
                containing=source,
                limit=limit,
            )
        _write_entries(entries, form)
        if form is Form.TABLE and not quarantined:
            _tell_counts(log, number)


def _number(run: int | None, log: RunLog) -> int | None:
    """The number of a run; negative ones count from the last."""
    if run is None or run > 0:
        return run
    latest = log.latest(-run)
    return latest[-1].id if len(latest) == -run and run else 0


def _write_runs(runs: Sequence[Run], form: Form) -> None:
    if form is not Form.TABLE:
        _write([asdict(run) for run in runs], [field.name for field in fields(Run)], form)
        return
    from kg.cli.console import out, table

    shown = table(
        "run",
        "started (UTC)",
        "state",
        "read",
        "stored",
        "unchanged",
        "skipped",
        "quarantined",
        "failed",
        "of",
    )
    for run in runs:
        dead = run.state == "running" and not run.is_alive(datetime.now(UTC))
        counts = (run.read, run.stored, run.unchanged, run.skipped, run.quarantined, run.failed)
        started = run.started[:19].replace("T", " ")
        state = "killed" if dead else str(run.state)
        shown.add_row(str(run.id), started, state, *map(str, counts), run.arguments)
    out().print(shown)


def _write_entries(entries: Sequence[Entry], form: Form) -> None:
    if form is not Form.TABLE:
        _write([asdict(entry) for entry in entries], [field.name for field in fields(Entry)], form)
        return
    from rich.markup import escape

    from kg.cli.console import out, table

    shown = table("run", "outcome", "kind", "source", "why")
    for entry in entries:
        shown.add_row(
            str(entry.run), str(entry.outcome), entry.kind, escape(entry.source), escape(entry.message)
        )
    out().print(shown)


def _tell_counts(log: RunLog, run: int | None) -> None:
    from kg.cli.console import say

    kinds = log.kinds(run)
    total = ", ".join(f"{number} {kind}" for kind, number in kinds) or "no issues"
    say(f"In all: {total}.")


def _write(rows: Sequence[dict[str, object]], names: Sequence[str], form: Form) -> None:
    if form is Form.CSV:
        writer = csv.DictWriter(sys.stdout, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return
    for row in rows:
        typer.echo(json.dumps(row, ensure_ascii=False))
