"""`kg verify`: whether the store is what it should be."""

from __future__ import annotations

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
    index_path,
    judgements_path,
    read_options,
    settings,
)

if TYPE_CHECKING:
    from kg.pipeline.verifying import Graphs, Sources, Trouble
    from kg.store import Marker, RebuildReport


def verify(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            help="Articles to extract again and compare with what the store has of them.", show_default=False
        ),
    ] = None,
    store: StoreName = None,
    day: Day = None,
    language: Language = None,
    jobs: Jobs = None,
    index: Index = None,
    judgements: Judged = None,
    graphs_url: GraphsUrl = None,
) -> None:
    """Check every article against the shapes, and the merged graph against the articles.

    With sources their articles are extracted anew too, and compared with the store. Nothing is changed. The exit code
    is 1 if anything is wrong.

    Example: `kg verify --store my-store news/`
    """
    from kg.acquire import count_articles, read_articles
    from kg.cli.exits import ExitCode
    from kg.cli.opening import place
    from kg.cli.progress import watched
    from kg.pipeline.parallel import Crew
    from kg.pipeline.verifying import check_graphs, check_sources
    from kg.pipeline.workshop import Tools
    from kg.validate import Gate

    where = place(store, None, graphs_url)
    with where.read() as opened:
        typer.echo(_marker_in_words(opened.marker))
        with watched("Verifying", None) as watch:
            graphs = check_graphs(opened, Gate.load(), watch)
        _tell_graphs(graphs)
        if watch.stopped:
            raise typer.Exit(ExitCode.INTERRUPTED)
        merged = opened.check_merged()
        _tell_merged(merged)
        right = graphs.is_right and merged.was_right
        if sources:
            tools = Tools(index_path(index), judgements_path(judgements, where.folder))
            tools.check()
            crew = Crew(tools, settings().jobs if jobs is None else jobs)
            with watched("Extracting anew", count_articles(sources)) as watch:
                compared = check_sources(
                    read_articles(sources, read_options(day, language)), opened, crew, watch
                )
            _tell_sources(compared)
            right = right and compared.is_right
            if watch.stopped:
                raise typer.Exit(ExitCode.INTERRUPTED)
    typer.echo("All is right." if right else "Not all is right.")
    if not right:
        raise typer.Exit(ExitCode.LEFT_OUT)


def _marker_in_words(marker: Marker) -> str:
    from kg.rdf import MAPPING_VERSION

    older = "" if marker.mapping == MAPPING_VERSION else f" (this kg: {MAPPING_VERSION}; see `kg migrate`)"
    return f"Format {marker.format}, mapping {marker.mapping}{older}."


def _tell_graphs(found: Graphs) -> None:
    typer.echo(f"{found.checked} articles checked: {found.broken.count} break a shape.")
    _examples(found.broken)
    if found.altered.count:
        typer.echo(f"{found.altered.count} are not what was written: somebody else changed them.")
        _examples(found.altered)
        typer.echo("  → Ingest them again.")
    if found.unfinished.count:
        typer.echo(f"{found.unfinished.count} are being changed, or a client was lost in the middle of it.")
        _examples(found.unfinished)
        typer.echo("  → If no client is at work: the next `kg ingest` into this store mends it.")


def _tell_merged(found: RebuildReport) -> None:
    if found.was_right:
        typer.echo(f"The merged graph is what the articles say: {found.triples} triples.")
    else:
        typer.echo(f"The merged graph lacks {found.missing} triples and has {found.surplus} too many.")
        typer.echo("  → `kg rebuild` puts it right.")


def _tell_sources(found: Sources) -> None:
    typer.echo(
        f"Extracted anew: {found.same} the same, {found.different.count} different, {found.absent.count} not in the "
        f"store, {found.failed.count} failed."
    )
    for trouble in (found.different, found.absent, found.failed):
        _examples(trouble)
    if found.different.count or found.absent.count:
        typer.echo("  → `kg ingest` brings the store up to date with them.")


def _examples(trouble: Trouble) -> None:
    for name, words in trouble.examples:
        typer.echo(f"  {name}{': ' if words else ''}{words}")
    if trouble.count > len(trouble.examples):
        typer.echo(f"  … and {trouble.count - len(trouble.examples)} more")
