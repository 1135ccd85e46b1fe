"""`kg backup`: a copy of the store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import GraphsUrl, StoreName

if TYPE_CHECKING:
    from kg.cli.opening import Place
    from kg.store.backups import Contents


def backup(
    target: Annotated[Path, typer.Argument(help="Folder for the copy; must not exist.", show_default=False)],
    store: StoreName = None,
    graphs_url: GraphsUrl = None,
) -> None:
    """Copy the store, with judgements, run log and quarantine, into a folder that opens as a store of its own.

    Others may read the store and write to it meanwhile: the copy is what it was after some commit. On the same disk it
    takes little room until the two differ. A store on a server is copied article by article.

    Example: `kg backup backups/monday --store my-store`
    """
    from kg.cli.opening import place
    from kg.store.backups import back_up

    where = place(store, None, graphs_url)
    made = _from_server(where, target) if where.endpoints else back_up(where.folder, target)
    typer.echo(f"Copied to {target}: {made.articles} articles, {made.quads} quads, version {made.version}.")


def _from_server(where: Place, target: Path) -> Contents:
    from kg.cli.progress import watched
    from kg.store.backups import from_server

    with where.read_server() as opened, watched("Copying", len(opened.articles())) as watch:
        return from_server(opened, target, watch.done)
