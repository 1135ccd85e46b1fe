"""`kg extract`: articles to Turtle files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
    Language,
    Records,
    Sources,
    index_path,
    read_options,
    settings,
)

JudgementsFile = Annotated[
    Path | None,
    typer.Option("--judgements", help="File of judgements on links.", show_default=False),
]


def extract(
    sources: Sources,
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the Turtle files.", show_default=False)
    ],
    day: Day = None,
    language: Language = None,
    jobs: Jobs = None,
    index: Index = None,
    judgements: JudgementsFile = None,
    form: Format = None,
    fields: FieldNames = None,
    fields_file: FieldsFile = None,
    records: Records = None,
    date_format: DateFormat = None,
    feed_text: FeedText = False,
    allow_private: AllowPrivate = False,
) -> None:
    """Write one Turtle file for each article; needs no store.

    The graph of `news.txt` becomes `news.ttl` in the output folder, also when nothing is found in it.
    The article of line 7 of `news.jsonl` becomes `news-000007.ttl`.

    Example: `kg extract seeds/ -o build/turtle`
    """
    from kg.acquire import count_articles, read_articles
    from kg.cli.console import show_issues
    from kg.cli.progress import watched
    from kg.cli.reporting import exit_after, findings_in_words
    from kg.pipeline.extracting import extract_to
    from kg.pipeline.parallel import Crew
    from kg.pipeline.workshop import Tools

    tools = Tools(index_path(index), judgements)
    tools.check()
    options = read_options(
        day,
        language,
        keep_duplicates=True,
        form=form,
        fields=fields,
        fields_file=fields_file,
        records=records,
        date_format=date_format,
        feed_text=feed_text,
        allow_private=allow_private,
    )
    articles = read_articles(sources, options)
    crew = Crew(tools, settings().jobs if jobs is None else jobs)
    with watched("Extracting", count_articles(sources)) as watch:
        done = extract_to(output, articles, crew, watch)
    show_issues(done.issues)
    typer.echo(f"{len(done.written)} files in {output}: {findings_in_words(done.findings)}.")
    exit_after(done.issues, interrupted=done.interrupted)
