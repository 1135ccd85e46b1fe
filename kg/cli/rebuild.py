"""`kg rebuild`: the merged graph made anew."""

from __future__ import annotations

import typer

from kg.cli.parameters import StoreName


def rebuild(store: StoreName = None) -> None:
    """Make the merged graph anew from what the articles say. It should find nothing to repair.

    Needed only after a script wrote into the store by itself.

    Example: `kg rebuild --store my-store`
    """
    from kg.cli.opening import place

    with place(store).write() as opened:
        report = opened.rebuild()
    typer.echo(f"{report.articles} articles, {report.triples} triples in the merged graph.")
    if report.was_right:
        typer.echo("It was right; nothing was changed.")
    else:
        typer.echo(f"Repaired: {report.missing} were missing, {report.surplus} did not belong there.")
