"""`kg migrate`: a store of an older version brought up to date."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import (
    Day,
    GraphsUrl,
    Index,
    Jobs,
    Judged,
    Language,
    StoreName,
    UpdateUrl,
    index_path,
    judgements_path,
    read_options,
    settings,
)

if TYPE_CHECKING:
    from kg.pipeline.renewing import Renewal
    from kg.store.migrating import Plan

SHOWN = 10
"""Articles that are named."""


def migrate(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="The articles, where the store's graphs alone do not allow it: they are ingested again.",
            show_default=False,
        ),
    ] = None,
    store: StoreName = None,
    look: Annotated[bool, typer.Option("--look", help="Only say what is to be done.")] = False,
    day: Day = None,
    language: Language = None,
    jobs: Jobs = None,
    index: Index = None,
    judgements: Judged = None,
    update_url: UpdateUrl = None,
    graphs_url: GraphsUrl = None,
) -> None:
    """Bring a store that an older kg made up to date.

    What can be done from its graphs is done; then it says what needs the articles again, and does that for
    the sources that you give. The exit code is 1 as long as something is left. Take a backup first.

    Example: `kg migrate news/ --store my-store`
    """
    from kg.acquire import count_articles, read_articles
    from kg.cli.console import say, show_issues
    from kg.cli.exits import ExitCode
    from kg.cli.opening import place
    from kg.cli.progress import watched
    from kg.cli.reporting import summary_in_words
    from kg.pipeline.ingesting import IngestOptions
    from kg.pipeline.parallel import Crew
    from kg.pipeline.renewing import renew
    from kg.pipeline.workshop import Tools
    from kg.store.layout import FORMAT
    from kg.store.migrating import migrate as run
    from kg.store.migrating import plan

    where = place(store, update_url, graphs_url)
    with where.read() if look else where.write(outdated=True) as opened:
        todo = plan(opened)
        _tell(todo)
        if todo.is_empty:
            return
        if look:
            raise typer.Exit(ExitCode.LEFT_OUT)
        with watched("Migrating", len(opened.articles()) if todo.from_graphs else None) as watch:
            changed = run(opened, todo, watch.done)
        typer.echo(f"Migrated to format {FORMAT}, mapping {todo.reached}; {changed} articles changed.")
        if not todo.from_articles:
            return
        if not sources:
            say(
                f"Give the sources of its {len(opened.articles())} articles: kg migrate SOURCES --store {where.name}"
            )
            raise typer.Exit(ExitCode.LEFT_OUT)
        tools = Tools(index_path(index), judgements_path(judgements, where.folder))
        tools.check()
        crew = Crew(tools, settings().jobs if jobs is None else jobs)
        options = IngestOptions(settings().batch, arguments=" ".join(sources))
        articles = read_articles(sources, replace(read_options(day, language), keep_duplicates=True))
        with watched("Ingesting again", count_articles(sources)) as watch:
            renewal = renew(articles, opened, crew, options, watch)
    show_issues(renewal.summary.issues, renewal.summary.issues_by_kind)
    typer.echo(f"{summary_in_words(renewal.summary)}.")
    _end(renewal)


def _tell(todo: Plan) -> None:
    from kg.rdf import MAPPING_VERSION
    from kg.store.layout import FORMAT

    typer.echo(
        f"Format {todo.format} (this kg: {FORMAT}), mapping {todo.mapping} (this kg: {MAPPING_VERSION})."
    )
    for step in todo.from_graphs:
        typer.echo(f"From the graphs: {step.words}")
    for step in todo.from_articles:
        typer.echo(f"From the articles: {step.words}")
    if todo.is_empty:
        typer.echo("The store is up to date.")


def _end(renewal: Renewal) -> None:
    """Say what is left, and exit with the code for it."""
    from kg.cli.exits import ExitCode

    if renewal.is_whole:
        typer.echo("The store is up to date.")
        return
    if renewal.left:
        typer.echo(f"{len(renewal.left)} articles of the store were not among the sources:")
        for iri in renewal.left[:SHOWN]:
            typer.echo(f"  {iri}")
        typer.echo(
            "Run this again with the sources of all articles, or `kg forget` those that are not wanted."
        )
    raise typer.Exit(ExitCode.INTERRUPTED if renewal.summary.interrupted else ExitCode.LEFT_OUT)
