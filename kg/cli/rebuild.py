"""`kg rebuild`: the merged graph made anew."""

from __future__ import annotations

import typer

from kg.cli.parameters import StorePath, store_path


def rebuild(store: StorePath = None) -> None:
    """Make the merged graph anew from what the articles say. It should find nothing to repair.

    Needed only after a script wrote into the store by itself.

    Example: `kg rebuild --store my-store`
    """
    from kg.store import Store

    with Store.open(store_path(store), create=False) as opened:
        report = opened.rebuild()
    typer.echo(f"{report.articles} articles, {report.triples} triples in the merged graph.")
    if report.was_right:
        typer.echo("It was right; nothing was changed.")
    else:
        typer.echo(f"Repaired: {report.missing} were missing, {report.surplus} did not belong there.")
