"""`kg restore`: a store made of a backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import GraphsUrl, StoreName, UpdateUrl

if TYPE_CHECKING:
    from kg.cli.opening import Place


def restore(
    backup: Annotated[Path, typer.Argument(help="Folder of the backup.", show_default=False)],
    store: StoreName = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Put it in the place of the store that is there.")
    ] = False,
    update_url: UpdateUrl = None,
    graphs_url: GraphsUrl = None,
) -> None:
    """Make a store of a backup, in a new place or with --replace in that of another.

    The copy is read and counted before it gets its place: a damaged backup changes nothing. The store may be on a
    server, whose articles are then brought to what the backup has.

    Example: `kg restore backups/monday --store my-store --replace`
    """
    from kg.cli.opening import place
    from kg.store.backups import restore as run

    where = place(store, update_url, graphs_url)
    if where.endpoints:
        _to_server(backup, where, replace=replace)
        return
    made = run(backup, where.folder, replace=replace)
    typer.echo(
        f"Restored {backup} to {where.name}: {made.articles} articles and {made.quads} quads, all of them read."
    )


def _to_server(backup: Path, where: Place, *, replace: bool) -> None:
    from kg.cli.progress import watched
    from kg.errors import StoreError
    from kg.store import Store
    from kg.store.copying import copy_articles

    with Store.open_read_only(backup) as source, where.write(create=True) as target:
        if target.articles() and not replace:
            raise StoreError(
                f"{where.name} has articles already.", hint="Give --replace to put these in their place."
            )
        with watched("Restoring", len(source.articles())) as watch:
            copied = copy_articles(source, target, watch.done)
        merged = target.rebuild()
    typer.echo(
        f"Restored {backup} to {where.name}: {copied.articles} articles, {copied.changed} of them written, "
        f"{copied.forgotten} others forgotten; {merged.triples} triples in the merged graph."
    )
