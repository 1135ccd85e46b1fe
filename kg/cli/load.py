"""`kg load`: a bundle into the store."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.events import Log, LogForm, emit, log_as
from kg.cli.exits import ExitCode
from kg.cli.parameters import StorePath, store_path


def load(
    bundle: Annotated[
        Path, typer.Argument(help="Folder that `kg ingest --engine spark` made.", show_default=False)
    ],
    store: StorePath = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Only check that the bundle is whole; load nothing.")
    ] = False,
    near_duplicates: Annotated[
        bool,
        typer.Option(
            "--near-duplicates",
            help="Recognise articles that repeat another one, as kg ingest does; as slow as storing is there.",
        ),
    ] = False,
    log: Log = LogForm.TEXT,
) -> None:
    """Put all articles of a bundle into the store, as `kg ingest --no-near-duplicates` would, many times as fast.

    Each file is checked against the manifest before it is loaded, and each part goes in wholly or not at all. After
    Ctrl-C or a kill the same command goes on where it was.

    Example: `kg load bundle --store my-store`
    """
    from kg.cli.console import show_issues
    from kg.cli.progress import watched
    from kg.pipeline.bundle import Manifest, check
    from kg.pipeline.bundle import load as run
    from kg.store import Store

    log_as(log)
    if check_only:
        typer.echo(f"{check(bundle)} files, all as the manifest says.")
        return
    expected = len(Manifest.read(bundle).parts)
    with Store.open(store_path(store)) as opened, watched("Loading", expected) as watch:
        loaded = run(bundle, opened, watch, near_duplicates=near_duplicates)
    show_issues(loaded.issues, loaded.issues_by_kind, logged=True)
    emit("summary", **{**asdict(loaded), "issues": dict(loaded.issues_by_kind)})
    told = [f"{loaded.articles} articles loaded", f"{loaded.quads} quads"]
    told += [
        f"{count} {name}"
        for name in ("unchanged", "repeated", "quarantined")
        if (count := getattr(loaded, name))
    ]
    typer.echo(f"{', '.join(told)}.")
    if loaded.skipped:
        typer.echo(f"{loaded.skipped} parts were loaded before.")
    if loaded.interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)
    if loaded.errors:
        raise typer.Exit(ExitCode.LEFT_OUT)
