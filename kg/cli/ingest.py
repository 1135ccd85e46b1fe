"""`kg ingest`: articles into the store."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.events import Log, LogForm, log_as
from kg.cli.parameters import (
    AllowPrivate,
    DateFormat,
    Day,
    FeedText,
    FieldNames,
    FieldsFile,
    Format,
    Index,
    Jobs,
    Judged,
    Language,
    Records,
    Sources,
    StorePath,
    index_path,
    judgements_path,
    read_options,
    settings,
    store_path,
)

SPARK = "Spark"


class Engine(StrEnum):
    """Where extraction runs."""

    HERE = "here"
    SPARK = "spark"


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
) -> None:
    """Read articles, extract what they say, link it to Wikidata and put it into the store.

    Doing it again changes nothing. An article whose graph breaks a shape goes into the store's folder
    `quarantine` with a report; the run goes on. After Ctrl-C what was extracted is stored; `--resume` goes on
    from there.

    With `--engine spark` Apache Spark reads and extracts, and writes a bundle that `kg load` puts into a store:
    `kg ingest news/*.parquet --engine spark --output bundle`.

    Example: `kg ingest seeds/ --store my-store`
    """
    log_as(log)
    options = read_options(
        day,
        language,
        form=form,
        fields=fields,
        fields_file=fields_file,
        records=records,
        date_format=date_format,
        feed_text=feed_text,
        allow_private=allow_private,
    )
    if engine is Engine.SPARK:
        from kg.cli.ingest_spark import SparkChoice, ingest_on_spark

        choice = SparkChoice(output, parts, master, tuple(spark_conf or ()))
        links = (index_path(index), judgements_path(judgements, store_path(store)))
        ingest_on_spark(sources, choice, options, links)
        return
    from kg.acquire import count_articles, read_articles
    from kg.cli.console import show_issues
    from kg.cli.progress import watched
    from kg.cli.reporting import exit_after, findings_in_words, log_summary, summary_in_words
    from kg.pipeline.ingesting import IngestOptions
    from kg.pipeline.ingesting import ingest as run
    from kg.pipeline.parallel import Crew
    from kg.pipeline.workshop import Tools
    from kg.store import Store

    chosen = settings()
    path = store_path(store)
    tools = Tools(index_path(index), judgements_path(judgements, path))
    tools.check()
    articles = read_articles(sources, options)
    crew = Crew(tools, chosen.jobs if jobs is None else jobs)
    how = IngestOptions(batch=batch or chosen.batch, skip_known=resume)
    with Store.open(path) as opened, watched("Ingesting", count_articles(sources)) as watch:
        summary = run(articles, opened, crew, how, watch)
    show_issues(summary.issues)
    log_summary(summary)
    typer.echo(f"{summary_in_words(summary)}.")
    typer.echo(f"Found: {findings_in_words(summary.findings)}.")
    exit_after(summary.issues, interrupted=summary.interrupted)
