"""`kg forget`: articles out of the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.parameters import StoreName


def forget(
    articles: Annotated[
        list[str],
        typer.Argument(
            help="Articles: IRI, 16 hex digits of it, or the file it was read from.", show_default=False
        ),
    ],
    store: StoreName = None,
) -> None:
    """Drop articles and all that only they say. What another article says too stays.

    Example: `kg forget article:6e3c858105baf59d seeds/003_gana-secim.txt`
    """
    from kg.cli.console import say
    from kg.cli.exits import ExitCode
    from kg.cli.opening import place
    from kg.pipeline.naming import expand

    wanted = [
        iri for given in articles for iri in (_of_file(given) if Path(given).exists() else [expand(given)])
    ]
    unknown = 0
    with place(store).write() as opened:
        for iri in wanted:
            if opened.forget(iri):
                typer.echo(f"Forgot {iri}")
            else:
                unknown += 1
                say(f"[yellow]unknown[/] {iri} is not in the store.")
    if unknown:
        raise typer.Exit(ExitCode.LEFT_OUT)


def _of_file(path: str) -> list[str]:
    from kg.acquire import read_articles
    from kg.cli.console import show_issues
    from kg.cli.parameters import read_options
    from kg.model import Article, Issue, Severity
    from kg.rdf import iris

    read = list(read_articles([Path(path)], read_options(None, None)))
    show_issues(item for item in read if isinstance(item, Issue) and item.severity is Severity.ERROR)
    return [iris.article(item).value for item in read if isinstance(item, Article)]
