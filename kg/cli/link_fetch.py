"""`kg link fetch`: what Wikidata has on the entities of a store."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import Index, StorePath, index_path, store_path

if TYPE_CHECKING:
    from kg.link.client import Client


def fetch(
    contact: Annotated[
        str, typer.Option("--contact", help="Your e-mail address or web page, which Wikidata asks for.")
    ],
    store: StorePath = None,
    linked: Annotated[
        bool, typer.Option("--linked", help="Copy the items that are linked, for queries, into the store.")
    ] = False,
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

    With `--linked`, ask about those that have one, and put all that Wikidata says of them into the store's graph
    `https://w3id.org/news-kg/wikidata`: statements of every rank with their qualifiers, for queries that join with
    Wikidata and need no network then.

    This is the only command that goes online. Answers are kept, so a run that stopped goes on.

    Example: `kg link fetch --contact me@example.org --store my-store --out entities.sqlite`
    """
    from kg.link.client import Client, ClientOptions

    client = Client(ClientOptions(contact, endpoint=endpoint, pause=pause, cache=cache))
    if linked:
        _copy(store_path(store), client)
    else:
        _find(store_path(store), client, index_path(index), target, limit)


def _find(store: Path, client: Client, index: Path | None, target: Path, limit: int) -> None:
    from kg.cli.link_store import stored_entities
    from kg.link.fetching import fetch as run
    from kg.link.index import shipped_path
    from kg.store import Store

    with Store.open_read_only(store) as opened:
        names = [(one.name, one.kind) for one in stored_entities(opened) if one.qid is None][:limit]
    if not names:
        typer.echo("Every entity of the store is linked; there is nothing to ask.")
        return
    with shipped_path() as shipped:
        fetched = run(names, client, index or shipped, target)
    typer.echo(
        f"{fetched.names} names asked, {fetched.requests} requests, {fetched.items} items added: {target}."
    )
    typer.echo(f"Link with it: kg ingest … --store {store} --index {target}")


def _copy(store: Path, client: Client) -> None:
    from kg.cli.link_store import linked_items
    from kg.link.copying import copy
    from kg.store import Store

    with Store.open(store, create=False) as opened:
        copied = copy(linked_items(opened), client)
        opened.keep_items(copied.graph)
    typer.echo(
        f"{copied.items} items with their statements and the names of {copied.named} more,"
        f" {copied.requests} requests: {len(copied.graph)} triples in <{copied.graph.iri}>."
    )
    typer.echo(f"Ask: kg query offices-in-wikidata --store {store}")
