"""`kg ingest`: articles into the store."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.parameters import (
    Day,
    Index,
    Jobs,
    Judged,
    Language,
    Sources,
    StorePath,
    index_path,
    judgements_path,
    read_options,
    settings,
    store_path,
)


def ingest(
    sources: Sources,
    store: StorePath = None,
    day: Day = None,
    language: Language = None,
    jobs: Jobs = None,
    batch: Annotated[
        int | None,
        typer.Option(
            "--batch", min=1, help="Articles in one transaction [default: 200].", show_default=False
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Leave articles alone that are in the store already.")
    ] = False,
    audit: Annotated[
        float,
        typer.Option(
            "--audit",
            min=0,
            max=1,
            metavar="RATE",
            help="Share of articles that pySHACL validates too, as in 0.01.",
        ),
    ] = 0,
    index: Index = None,
    judgements: Judged = None,
) -> None:
    """Read articles, extract what they say, link it to Wikidata and put it into the store.

    Doing it again changes nothing. An article whose graph breaks a shape goes into the store's folder
    `quarantine` with a report; the run goes on. After Ctrl-C what was extracted is stored; `--resume` goes on
    from there.

    Example: `kg ingest seeds/ --store my-store`
    """
    from kg.acquire import count_articles, read_articles
    from kg.cli.console import show_issues
    from kg.cli.progress import watched
    from kg.cli.reporting import exit_after, findings_in_words, summary_in_words
    from kg.pipeline.ingesting import IngestOptions
    from kg.pipeline.ingesting import ingest as run
    from kg.pipeline.parallel import Crew
    from kg.pipeline.workshop import Tools
    from kg.store import Store

    chosen = settings()
    path = store_path(store)
    tools = Tools(index_path(index), judgements_path(judgements, path), audit)
    tools.check()
    articles = read_articles(sources, read_options(day, language))
    crew = Crew(tools, chosen.jobs if jobs is None else jobs)
    options = IngestOptions(batch=batch or chosen.batch, skip_known=resume)
    with Store.open(path) as opened, watched("Ingesting", count_articles(sources)) as watch:
        summary = run(articles, opened, crew, options, watch)
    show_issues(summary.issues)
    typer.echo(f"{summary_in_words(summary)}.")
    typer.echo(f"Found: {findings_in_words(summary.findings)}.")
    exit_after(summary.issues, interrupted=summary.interrupted)
