"""`kg query`: SPARQL on the store."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import StoreName

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions


class ResultFormat(StrEnum):
    """How results are written. Rows: table, csv, tsv, json, xml; triples: turtle, ntriples."""

    TABLE = "table"
    CSV = "csv"
    TSV = "tsv"
    JSON = "json"
    XML = "xml"
    TURTLE = "turtle"
    NTRIPLES = "ntriples"


def query(
    what: Annotated[
        str | None,
        typer.Argument(
            help="SPARQL text, a file with it, - for standard input, or the name of a ready question.",
            show_default=False,
        ),
    ] = None,
    store: StoreName = None,
    form: Annotated[
        ResultFormat | None,
        typer.Option(
            "--format", "-f", help="Format [default: table, or turtle for triples].", show_default=False
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option(
            "--set", help="Value for a ready question, as name=value; repeatable.", show_default=False
        ),
    ] = None,
    listing: Annotated[bool, typer.Option("--list", help="List the ready questions.")] = False,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show what the query costs instead of its answer.")
    ] = False,
) -> None:
    """Ask the store: in SPARQL, or one of the ready questions by its name.

    The usual prefixes (kg:, et:, person:, country: …) need no declaration.

    Example: `kg query who-phoned-whom --set from=2025-01-01`
    """
    from kg.errors import SettingsError

    if listing:
        _list()
        return
    if what is None:
        raise SettingsError("There is no query.", hint="Give one, or see `kg query --list`.")
    text = _text(what, values or [])
    if explain:
        _explain(text, store)
        return
    _answer(text, store, form)


def _list() -> None:
    from kg.cli.console import out, table
    from kg.queries import load_queries

    shown = table("name", "question", "values")
    for known in load_queries():
        shown.add_row(known.id, known.questions["en"], ", ".join(known.params))
    out().print(shown)


def _text(what: str, values: list[str]) -> str:
    from kg.cli.querytext import query_text
    from kg.errors import SettingsError
    from kg.pipeline.asking import ask, find_query

    known = find_query(what)
    if known is not None:
        pairs = [value.partition("=") for value in values]
        wrong = [name for name, equals, _ in pairs if not equals]
        if wrong:
            raise SettingsError(f"--set {wrong[0]} has no value.", hint="Write --set name=value.")
        return ask(known, {name: value for name, _, value in pairs})
    if values:
        raise SettingsError("--set is for ready questions.", hint="`kg query --list` shows them.")
    return query_text(what)


def _answer(text: str, store: str | None, form: ResultFormat | None) -> None:
    from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions

    from kg.cli.opening import place
    from kg.errors import QueryError
    from kg.pipeline.exporting import FORMATS, selected

    engine = {
        ResultFormat.CSV: QueryResultsFormat.CSV,
        ResultFormat.TSV: QueryResultsFormat.TSV,
        ResultFormat.JSON: QueryResultsFormat.JSON,
        ResultFormat.XML: QueryResultsFormat.XML,
    }
    with place(store).read() as opened:
        result = opened.query(text)
        if form in engine:
            typer.echo(opened.query_bytes(text, engine[form]), nl=form is not ResultFormat.CSV)
        elif isinstance(result, QuerySolutions | QueryBoolean):
            if form not in (None, ResultFormat.TABLE):
                raise QueryError(
                    f"This query makes rows, which {form} cannot hold.",
                    hint="Ask for table, csv, tsv, json, xml.",
                )
            _show(result)
        elif form is ResultFormat.TABLE:
            raise QueryError("This query makes triples, no table.", hint="Ask for turtle or ntriples.")
        else:
            typer.echo(FORMATS[form or ResultFormat.TURTLE](selected(result)), nl=False)


def _explain(text: str, store: str | None) -> None:
    from rich.markup import escape

    from kg.cli.console import out, say, table
    from kg.cli.opening import place
    from kg.pipeline.query_costs import MOST_MATCHES, query_costs

    with place(store).read_folder() as opened:
        costs = query_costs(opened, text)
    shown = table("matches", "pattern")
    for pattern in costs.patterns:
        many = f"{pattern.matches:,}" + "+" * (pattern.matches == MOST_MATCHES)
        shown.add_row(many, escape(pattern.text))
    if costs.patterns:
        out().print(shown)
    first, last = costs.first_seconds * 1000, costs.seconds * 1000
    typer.echo(
        f"{costs.rows} row{'s' * (costs.rows != 1)}; the first after {first:.1f} ms, all after {last:.1f} ms."
    )
    if costs.groups > 1:
        say(
            f"[yellow]The patterns are {costs.groups} groups that share no variable[/]: "
            "every match of one is combined with every match of the others."
        )
    if costs.unread:
        say(f"The patterns are not shown: {escape(costs.unread)}")


def _show(result: QuerySolutions | QueryBoolean) -> None:
    from pyoxigraph import QueryBoolean
    from rich.markup import escape

    from kg.cli.console import out, say, table
    from kg.pipeline.naming import in_words

    if isinstance(result, QueryBoolean):
        typer.echo("yes" if result else "no")
        return
    shown = table(*(variable.value for variable in result.variables))
    for row in result:
        shown.add_row(*(escape(in_words(row[variable])) for variable in result.variables))
    if shown.row_count:
        out().print(shown)
    say(f"{shown.row_count} row{'s' * (shown.row_count != 1)}.")
