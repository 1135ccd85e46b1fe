"""`kg export`: knowledge out of the store."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.parameters import StoreName


class ExportFormat(StrEnum):
    """Formats that can be exported; those of `kg.pipeline.exporting.FORMATS`."""

    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    NTRIPLES = "ntriples"
    JSONLD = "jsonld"


def export(
    store: StoreName = None,
    form: Annotated[
        ExportFormat,
        typer.Option("--format", "-f", help="Turtle and N-Triples hold one graph, the others all of them."),
    ] = ExportFormat.TURTLE,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="File [default: standard output].", show_default=False),
    ] = None,
    article: Annotated[
        str | None,
        typer.Option(
            "--article", help="Only what this article says (IRI or 16 hex digits).", show_default=False
        ),
    ] = None,
    same_as: Annotated[
        bool, typer.Option("--same-as", help="Give the links to Wikidata as owl:sameAs too.")
    ] = False,
    construct: Annotated[
        str | None,
        typer.Option(
            "--construct",
            help="Only what this CONSTRUCT query makes (text, or a file with it).",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write the knowledge graph, one article's, or what a query makes of it.

    The same store always gives the same bytes.

    Example: `kg export --format trig -o news.trig`
    """
    from kg.cli.opening import place
    from kg.cli.querytext import query_text
    from kg.errors import SettingsError
    from kg.pipeline.exporting import FORMATS, constructed, everything, one_article, with_same_as
    from kg.pipeline.naming import expand
    from kg.pipeline.writing import write_atomically

    if article and construct:
        raise SettingsError("--article and --construct exclude each other.", hint="Give one of them.")
    with place(store).read() as opened:
        if article:
            selection = one_article(opened, expand(article))
        elif construct:
            selection = constructed(opened, query_text(construct))
        else:
            selection = everything(opened)
        written = FORMATS[form](with_same_as(selection) if same_as else selection)
    if output is None:
        typer.echo(written, nl=False)
    else:
        write_atomically(output, written)
