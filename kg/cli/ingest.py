"""`kg ingest`: articles into the store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.parameters import (
    AllowPrivate,
    Batch,
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
    Wait,
    index_path,
    judgements_path,
    read_options,
    settings,
    store_path,
)

if TYPE_CHECKING:
    from kg.pipeline.ingesting import Shelf


def ingest(
    sources: Sources,
    store: StorePath = None,
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
    from there, also after `kill -9`. `kg issues` tells later what was left out and why.

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

    chosen = settings()
    path = store_path(store)
    tools = Tools(index_path(index), judgements_path(judgements, path), audit)
    tools.check()
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
    with _opened(path, dry=dry_run, wait=wait) as opened, watched("Ingesting", expected) as watch:
        summary = run(articles, opened, crew, options, watch)
    show_issues(summary.issues, summary.issues_by_kind, logged=not dry_run)
    typer.echo(f"{summary_in_words(summary)}{' (nothing was written)' if dry_run else ''}.")
    typer.echo(f"Found: {findings_in_words(summary.findings)}.")
    exit_after(summary.issues, interrupted=summary.interrupted)


def _expected(count: int | None, limit: int | None) -> int | None:
    return min(count, limit) if count is not None and limit is not None else limit or count


@contextmanager
def _opened(path: Path, *, dry: bool, wait: bool) -> Iterator[Shelf]:
    from kg.cli.waiting import open_for_writing
    from kg.pipeline.rehearsing import rehearsal

    if dry:
        with rehearsal(path) as pretended:
            yield pretended
    else:
        with open_for_writing(path, wait=wait) as store:
            yield store
