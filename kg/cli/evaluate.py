"""`kg eval`: the extraction against gold annotations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.pipeline.scoring_gold import Subject

if TYPE_CHECKING:
    from kg.pipeline.evaluate import Evaluation


def evaluate(
    gold: Annotated[
        Path, typer.Argument(metavar="GOLD_DIR", help="Folder of gold files, NNN.json.", show_default=False)
    ],
    articles: Annotated[
        Path,
        typer.Argument(metavar="ARTICLES_DIR", help="Folder of their articles, NNN.txt.", show_default=False),
    ],
    errors: Annotated[
        bool, typer.Option("--errors", help="First list all that was missed or is spurious.")
    ] = False,
    only: Annotated[
        Subject | None, typer.Option("--only", help="List the errors of this class only.", show_default=False)
    ] = None,
    calibration: Annotated[
        bool, typer.Option("--calibration", help="Show how often claims are right, by their confidence.")
    ] = False,
    json_file: Annotated[
        Path | None,
        typer.Option("--json", help="Write all numbers to this file as well.", show_default=False),
    ] = None,
) -> None:
    """Extract articles and tell how much of it is right, and how much of the gold is found.

    Persons, countries, agreements and events are scored by precision and recall; subtype, roles, date and
    modality on the events that match. See docs/evaluation.md.

    Example: `kg eval tests/corpus/open tests/corpus/open --errors --only agreement`
    """
    from kg.cli.console import out, show_issues
    from kg.cli.parameters import read_options
    from kg.cli.reporting import exit_after
    from kg.extract import extractor
    from kg.pipeline.evaluate import evaluate as run
    from kg.pipeline.writing import write_atomically

    done = run(gold, articles, extractor, read_options(None, None))
    if errors or only:
        for mistake in done.mistakes:
            if only in (None, mistake.subject):
                out().print(str(mistake), markup=False)
    _show(done)
    if calibration:
        _show_calibration(done)
    if json_file:
        write_atomically(json_file, done.to_json())
    show_issues(done.issues)
    exit_after(done.issues, interrupted=False)


def _show(done: Evaluation) -> None:
    from kg.cli.console import out, table

    console = out()
    scores = table(
        "class", "precision", "recall", "F1", "predicted", "gold", title=f"{done.articles} articles"
    )
    for score in done.scores:
        ratios = (f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        scores.add_row(score.subject, *ratios, str(score.claims.of), str(score.gold.of))
    console.print(scores)
    for title, shares in (("On what matches", done.details), ("Events found, by type", done.types)):
        rows = table("", "share", "right", "of", title=f"\n{title}")
        for share in shares:
            value = f"{share.value:.3f}" if share.of else "–"
            rows.add_row(share.name, value, str(share.right), str(share.of))
        console.print(rows)


def _show_calibration(done: Evaluation) -> None:
    from kg.cli.console import out, table

    rows = table("class", "confidence", "mean", "precision", "right", "of", title="\nBy confidence")
    for band in done.bands:
        rows.add_row(
            band.subject,
            f"{band.low:.1f}–{band.high:.1f}",
            f"{band.told:.3f}",
            f"{band.claims.value:.3f}",
            str(band.claims.right),
            str(band.claims.of),
        )
    out().print(rows)
