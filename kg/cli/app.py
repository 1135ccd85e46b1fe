"""The application: which commands there are, and what becomes of errors."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from kg.cli import (
    backup,
    demo,
    evaluate,
    explain,
    export,
    extract,
    forget,
    ingest,
    issues,
    link,
    load,
    metrics,
    migrate,
    query,
    rebuild,
    restore,
    serve,
    stats,
    trace,
    validate,
    verify,
    watch,
)
from kg.cli.console import show_error
from kg.cli.exits import exit_code_of
from kg.errors import KgError

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

for command in (
    demo.demo,
    extract.extract,
    ingest.ingest,
    load.load,
    metrics.metrics,
    watch.watch,
    issues.issues,
    forget.forget,
    query.query,
    export.export,
    validate.validate,
    serve.serve,
    explain.explain,
    trace.trace,
    stats.stats,
    rebuild.rebuild,
    backup.backup,
    restore.restore,
    verify.verify,
    migrate.migrate,
):
    app.command()(command)
app.command("eval")(evaluate.evaluate)

app.add_typer(link.app)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"kg {version('news-kg')}")
        raise typer.Exit


@app.callback()
def kg(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Read Turkish news, write a knowledge graph: persons, countries, agreements, events, and who said so.

    Exit codes: 0 done, 1 done but something was left out, 2 wrong usage or input, 3 trouble with the store,
    130 interrupted.
    """


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run one command and exit. Errors of `kg` are shown in words, never as a traceback."""
    try:
        app(arguments, prog_name="kg")
    except KgError as error:
        show_error(error)
        sys.exit(exit_code_of(error))
    sys.exit(0)
