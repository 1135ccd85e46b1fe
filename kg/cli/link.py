"""`kg link`: the entity index, why something is linked, and what people decide."""

from __future__ import annotations

import typer

from kg.cli.link_build import build
from kg.cli.link_fetch import fetch
from kg.cli.link_review import accept, refuse, review
from kg.cli.link_why import why

app = typer.Typer(
    name="link",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    help="Link to Wikidata: build the entity index, see why, settle doubts.",
)

for command in (build, fetch, why, review, accept, refuse):
    app.command()(command)
