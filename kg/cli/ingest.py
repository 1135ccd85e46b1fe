"""`kg ingest`: articles into the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.events import Log, LogForm, log_as
from kg.cli.parameters import (
    AllowPrivate,
    Batch,
    DateFormat,
    Day,
    FeedText,
    FieldNames,
    FieldsFile,
    Format,
    GraphsUrl,
    Index,
    Jobs,
    Judged,
    Language,
    Records,
    Sources,
    StoreName,
    UpdateUrl,
    Wait,
    index_path,
    judgements_path,
    read_options,
    settings,
)

if TYPE_CHECKING:
    from kg.cli.opening import Place
    from kg.pipeline.ingesting import Shelf

SPARK = "Spark"


class Engine(StrEnum):
    """Where extraction runs."""

    HERE = "here"
    SPARK = "spark"


def ingest(
    sources: Sources,
    store: StoreName = None,
    day: Day = None,
    language: Language = None,
    jobs: Jobs = None,
    batch: Batch = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Leave articles alone that are in the store already.")
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(
            "--since",
            formats=["%Y-%m-%d"],
            help="Only articles published on this day or later; those without a date are left alone.",
            show_default=False,
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", min=1, help="Read at most so many articles.", show_default=False),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Do everything but write: tell what would become of the articles."),
    ] = False,
    near_duplicates: Annotated[
        bool,
        typer.Option(
            "--near-duplicates/--no-near-duplicates",
            help="Recognise articles that repeat another one, so that both report the same events.",
        ),
    ] = True,
    wait: Wait = False,
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
    log: Log = LogForm.TEXT,
    engine: Annotated[
        Engine, typer.Option("--engine", help="Where to extract.", rich_help_panel=SPARK)
    ] = Engine.HERE,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="Folder for the bundle that Spark makes.",
            show_default=False,
            rich_help_panel=SPARK,
        ),
    ] = None,
    parts: Annotated[
        int,
        typer.Option(
            "--parts", min=0, help="Parts of the bundle; 0: by the size of input.", rich_help_panel=SPARK
        ),
    ] = 0,
    master: Annotated[
        str,
        typer.Option(
            "--master",
            help="Address of the cluster [default: that of spark-submit, else this machine].",
            show_default=False,
            rich_help_panel=SPARK,
        ),
    ] = "",
    spark_conf: Annotated[
        list[str] | None,
        typer.Option(
            "--spark-conf",
            help="A setting of Spark, key=value; repeatable.",
            show_default=False,
            rich_help_panel=SPARK,
        ),
    ] = None,
    form: Format = None,
    fields: FieldNames = None,
    fields_file: FieldsFile = None,
    records: Records = None,
    date_format: DateFormat = None,
    feed_text: FeedText = False,
    allow_private: AllowPrivate = False,
    update_url: UpdateUrl = None,
    graphs_url: GraphsUrl = None,
) -> None:
    """Read articles, extract what they say, link it to Wikidata and put it into the store.

    Doing it again changes nothing. An article whose graph breaks a shape goes into the store's folder
    `quarantine` with a report; the run goes on. After Ctrl-C what was extracted is stored; `--resume` goes on
    from there, also after `kill -9`. `kg issues` tells later what was left out and why.

    With `--engine spark` Apache Spark reads and extracts, and writes a bundle that `kg load` puts into a store:
    `kg ingest news/*.parquet --engine spark --output bundle`.

    Example: `kg ingest seeds/ --store my-store`
    """
    from kg.cli.opening import place

    log_as(log)
    reading = read_options(
        day,
        language,
        form=form,
        fields=fields,
        fields_file=fields_file,
        records=records,
        date_format=date_format,
        feed_text=feed_text,
        allow_private=allow_private,
        keep_duplicates=True,  # the run log tells them
    )
    where = place(store, update_url, graphs_url)
    links = (index_path(index), judgements_path(judgements, where.folder))
    if engine is Engine.SPARK:
        from kg.cli.ingest_spark import SparkChoice, ingest_on_spark

        here_only = {
            "--resume": resume,
            "--since": since,
            "--limit": limit,
            "--dry-run": dry_run,
            "--audit": audit,
        }
        choice = SparkChoice(
            output,
            parts,
            master,
            tuple(spark_conf or ()),
            tuple(name for name, value in here_only.items() if value),
        )
        ingest_on_spark(sources, choice, reading, links)
        return
    from kg.acquire import count_articles, read_articles
    from kg.cli.console import show_issues
    from kg.cli.progress import watched
    from kg.cli.reporting import exit_after, findings_in_words, log_summary, summary_in_words
    from kg.pipeline.ingesting import IngestOptions
    from kg.pipeline.ingesting import ingest as run
    from kg.pipeline.parallel import Crew
    from kg.pipeline.workshop import Tools

    chosen = settings()
    tools = Tools(*links, audit)
    tools.check()
    articles = read_articles(sources, reading)
    crew = Crew(tools, chosen.jobs if jobs is None else jobs, chosen.article_seconds)
    expected = _expected(count_articles(sources), limit)
    options = IngestOptions(
        batch=batch or chosen.batch,
        skip_known=resume,
        limit=limit,
        since=since.date() if since else None,
        arguments=" ".join(map(str, sources)),
        expected=expected,
        dry=dry_run,
        near_duplicates=near_duplicates,
    )
    with _opened(where, dry=dry_run, wait=wait) as opened, watched("Ingesting", expected) as watch:
        summary = run(articles, opened, crew, options, watch)
    show_issues(summary.issues, summary.issues_by_kind, logged=not dry_run)
    log_summary(summary)
    typer.echo(f"{summary_in_words(summary)}{' (nothing was written)' if dry_run else ''}.")
    typer.echo(f"Found: {findings_in_words(summary.findings)}.")
    exit_after(summary.issues, interrupted=summary.interrupted)


def _expected(count: int | None, limit: int | None) -> int | None:
    return min(count, limit) if count is not None and limit is not None else limit or count


@contextmanager
def _opened(where: Place, *, dry: bool, wait: bool) -> Iterator[Shelf]:
    from kg.pipeline.rehearsing import rehearsal

    if dry:
        with rehearsal(where.read) as pretended:
            yield pretended
    else:
        with where.write(create=True, wait=wait) as store:
            yield store
