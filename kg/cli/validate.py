"""`kg validate`: files or the store against the shapes."""

from __future__ import annotations

from itertools import chain
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.parameters import StoreName


def validate(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="RDF files; without any, the articles of the store.", show_default=False),
    ] = None,
    store: StoreName = None,
    fast: Annotated[
        bool, typer.Option("--fast", help="Use the validator of the gate instead of pySHACL; same verdicts.")
    ] = False,
    report: Annotated[
        Path | None,
        typer.Option(
            "--report", help="Write what was found as Turtle, in SHACL's terms.", show_default=False
        ),
    ] = None,
) -> None:
    """Check graphs against the shapes and say in words what is wrong.

    Example: `kg validate build/turtle/*.ttl`
    """
    from kg.cli.console import out, say
    from kg.cli.exits import ExitCode
    from kg.cli.opening import place
    from kg.cli.progress import watched
    from kg.pipeline.validating import Checked, check_file, check_store
    from kg.pipeline.writing import write_atomically
    from kg.validate import Gate, ValidationReport
    from kg.validate.reference import Reference

    validator = Gate.load() if fast else Reference.load()
    found: list[Checked] = []
    if files:
        graphs = chain.from_iterable(check_file(path, validator) for path in files)
        total = len(files)
    else:
        opened = place(store).read()
        graphs = chain.from_iterable([check_store(opened, validator)])
        total = len(opened.articles())
    with watched("Validating", total) as watch:
        for checked in watch.until_stopped(graphs):
            found.append(checked)
            watch.done()
    wrong = [checked for checked in found if checked.report.violations or checked.report.warnings]
    for checked in wrong:
        out().print(f"{checked.name}\n{checked.report.in_words()}\n", markup=False)
    if report is not None:
        every = (
            result for checked in found for result in (*checked.report.violations, *checked.report.warnings)
        )
        write_atomically(report, ValidationReport.of(every).to_turtle())
    broken = sum(not checked.report.conforms for checked in found)
    say(f"{len(found)} graphs checked, {broken} with violations, {len(wrong) - broken} with warnings only.")
    if watch.stopped:
        raise typer.Exit(ExitCode.INTERRUPTED)
    if broken:
        raise typer.Exit(ExitCode.LEFT_OUT)
