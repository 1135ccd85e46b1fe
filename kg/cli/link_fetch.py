"""`kg link fetch`: what Wikidata has on entities that the index does not know."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.parameters import Index, StorePath, index_path, store_path


def fetch(
    contact: Annotated[
        str, typer.Option("--contact", help="Your e-mail address or web page, which Wikidata asks for.")
    ],
    store: StorePath = None,
    index: Index = None,
    target: Annotated[Path, typer.Option("--out", "-o", help="The index to make.")] = Path("entities.sqlite"),
    cache: Annotated[Path, typer.Option("--cache", help="Folder where answers are kept.")] = Path(
        ".kg-wikidata"
    ),
    pause: Annotated[float, typer.Option("--pause", min=0.0, help="Seconds between requests.")] = 1.0,
    limit: Annotated[
        int, typer.Option("--limit", min=1, help="At most so many names, the most mentioned.")
    ] = 200,
    endpoint: Annotated[
        str, typer.Option("--endpoint", help="The API to ask.")
    ] = "https://www.wikidata.org/w/api.php",
) -> None:
    """Ask Wikidata about the entities of the store that have no link, and make an index that knows them.

    This is the only command that goes online. Answers are kept, so a run that stopped goes on.

    Example: `kg link fetch --contact me@example.org --store my-store --out entities.sqlite`
    """
    from kg.cli.link_store import stored_entities
    from kg.link.client import Client, ClientOptions
    from kg.link.fetching import fetch as run
    from kg.link.index import shipped_path
    from kg.store import Store

    client = Client(ClientOptions(contact, endpoint=endpoint, pause=pause, cache=cache))
    with Store.open_read_only(store_path(store)) as opened:
        names = [(one.name, one.kind) for one in stored_entities(opened) if one.qid is None][:limit]
    with shipped_path() as shipped:
        fetched = run(names, client, index_path(index) or shipped, target)
    typer.echo(
        f"{fetched.names} names asked, {fetched.requests} requests, {fetched.items} items added: {target}."
    )
