"""`kg backup`: a copy of the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.parameters import StorePath, store_path


def backup(
    target: Annotated[Path, typer.Argument(help="Folder for the copy; must not exist.", show_default=False)],
    store: StorePath = None,
) -> None:
    """Copy the store into a folder that opens as a store of its own.

    On the same disk it is quick and takes no room until the two differ.

    Example: `kg backup backups/monday`
    """
    from kg.store import Store

    with Store.open(store_path(store), create=False) as opened:
        typer.echo(f"Copied to {opened.backup(target)}")
