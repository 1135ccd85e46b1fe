"""`kg link build`: an entity index from a Wikidata dump."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from kg.link.building import BuildReport


def build(
    dump: Annotated[
        Path, typer.Option("--dump", help="Wikidata JSON dump: .json, .json.gz, .json.bz2 or .json.zst.")
    ],
    target: Annotated[Path, typer.Option("--out", "-o", help="The index to make.")] = Path("entities.sqlite"),
    classes: Annotated[
        Path | None,
        typer.Option("--classes", help="Classes to take, lines of `kind | Q… | words`.", show_default=False),
    ] = None,
    sitelinks: Annotated[
        int, typer.Option("--sitelinks", min=0, help="Fewest wiki pages of a person or organisation.")
    ] = 1,
    alone: Annotated[
        bool, typer.Option("--alone", help="Do not take over the index that comes with kg.")
    ] = False,
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Day of the dump, up to which offices are known."),
    ] = None,
) -> None:
    """Build an entity index from a Wikidata JSON dump, streaming; a run that was stopped goes on where it was.

    Broken lines, items without labels, redirects and times that cannot be read are counted, not fatal.

    Example: `kg link build --dump latest-all.json.bz2 --out entities.sqlite --date 2026-01-05`
    """
    from kg.cli.exits import ExitCode
    from kg.link.building import BuildOptions, Watching
    from kg.link.building import build as run
    from kg.link.classes import default_classes, read_classes
    from kg.link.index import shipped_path

    with shipped_path() as shipped, _moving() as (moved, stopped):
        options = BuildOptions(
            classes=read_classes(classes) if classes else default_classes(),
            sitelinks=sitelinks,
            base=None if alone else shipped,
            horizon=f"{day:%Y-%m-%d}" if day else "",
        )
        report = run(dump, target, options, Watching(moved, stopped))
    _show(report, target)
    if report.interrupted:
        raise typer.Exit(ExitCode.INTERRUPTED)


def _show(report: BuildReport, target: Path) -> None:
    for line in report_in_words(report):
        typer.echo(line)
    if report.interrupted:
        typer.echo("Stopped. The same command goes on from here.")
    else:
        typer.echo(f"{target}: {target.stat().st_size / 1e6:.1f} MB.")


def report_in_words(report: BuildReport) -> list[str]:
    """The report, line by line."""
    kept = ", ".join(f"{number:,} {kind}" for kind, number in sorted(report.kept.items())) or "nothing"
    lines = [f"{report.lines:,} lines read; taken: {kept}; {report.offices:,} offices."]
    counts = (
        (report.broken, "broken lines"),
        (report.unlabelled, "without a label"),
        (report.redirects, "redirects"),
        (report.deleted, "deleted"),
        (report.unpopular, "with too few wiki pages"),
        (report.odd_times, "times that say too little or cannot be read"),
        (report.offices_missing, "offices that the dump does not have"),
    )
    told = [f"{number:,} {what}" for number, what in counts if number]
    if told:
        lines.append(f"Left out or passed over: {', '.join(told)}.")
    if report.broken_lines:
        lines.append(f"First broken lines: {', '.join(str(number) for number in report.broken_lines)}.")
    return lines


@contextmanager
def _moving() -> Iterator[tuple[Callable[[int, int], None], Callable[[], bool]]]:
    """A bar of a hundred steps over the bytes of the dump, and whether Ctrl-C was pressed."""
    from kg.cli.progress import watched

    with watched("Reading the dump (%)", 100) as watch:
        steps = 0

        def moved(read: int, total: int) -> None:
            nonlocal steps
            while total and steps < read * 100 // total:
                steps += 1
                watch.done()

        yield moved, watch.stop
