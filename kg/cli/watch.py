"""`kg watch`: keep a store up to date with folders and feeds."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.events import Log, LogForm, log_as
from kg.cli.parameters import (
    AllowPrivate,
    Batch,
    Day,
    FeedText,
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
    from kg.pipeline.following import Look

Watched = Annotated[
    list[str],
    typer.Argument(help="Folders, files, and addresses of feeds or sitemaps.", show_default=False),
]


def watch(
    sources: Watched,
    store: StoreName = None,
    interval: Annotated[
        float, typer.Option("--interval", min=0.1, help="Seconds between two looks at the sources.")
    ] = 60.0,
    once: Annotated[bool, typer.Option("--once", help="Look once and stop, as for cron.")] = False,
    forget_removed: Annotated[
        bool, typer.Option("--forget-removed", help="Forget the articles of files that are removed.")
    ] = False,
    day: Day = None,
    language: Language = None,
    jobs: Jobs = None,
    batch: Batch = None,
    index: Index = None,
    judgements: Judged = None,
    feed_text: FeedText = False,
    allow_private: AllowPrivate = False,
    log: Log = LogForm.TEXT,
) -> None:
    """Keep the store up to date: read what is new or changed in folders and feeds, again and again.

    Articles that a changed file no longer has are forgotten. What was seen is remembered in the store's folder, so
    after any end it goes on where it was. The store is open for writing only while there is something to write;
    while another process has it, the look is made again later. It ends in good order on Ctrl-C or SIGTERM, with
    exit code 0.

    Example: `kg watch news/ https://example.org/rss.xml --interval 300`
    """
    from kg.cli.console import show_error
    from kg.cli.exits import ExitCode
    from kg.cli.opening import place
    from kg.cli.progress import first_interrupt
    from kg.errors import StoreFull, StoreLocked
    from kg.pipeline.following import Followed, Follower
    from kg.pipeline.ingesting import IngestOptions
    from kg.pipeline.parallel import Crew
    from kg.pipeline.watching import Watch
    from kg.pipeline.workshop import Tools

    log_as(log)
    chosen = settings()
    where = place(store)
    _check(sources)
    tools = Tools(index_path(index), judgements_path(judgements, where.folder))
    tools.check()
    if not where.folder.exists():
        where.write(create=True).close()
    reading = read_options(
        day, language, feed_text=feed_text, allow_private=allow_private, keep_duplicates=True
    )
    crew = Crew(tools, chosen.jobs if jobs is None else jobs, chosen.article_seconds, apart=True)
    followed = Followed(tuple(sources), reading, forget_removed)
    options = IngestOptions(
        batch=batch or chosen.batch, skip_known=True, arguments=f"watch {' '.join(sources)}"
    )
    with closing(Follower(followed, where.folder, crew)) as follower, first_interrupt() as interrupted:
        while not interrupted:
            try:
                look = follower.look(where.write, options, Watch(stop=lambda: bool(interrupted)))
            except (StoreFull, StoreLocked) as error:
                if once:
                    raise
                show_error(error)
                look = None
            if look is not None:
                _tell(look)
            if once:
                left_out = look is not None and any(one.severity == "error" for one in look.summary.issues)
                raise typer.Exit(ExitCode.LEFT_OUT if left_out else ExitCode.OK)
            _sleep(interval, interrupted)


def _check(sources: list[str]) -> None:
    """`UnreadableInput` for a path that is not there."""
    from kg.acquire.discover import check_path
    from kg.acquire.read import scheme_of

    for source in sources:
        if scheme_of(source) is None:
            check_path(Path(source))


def _tell(look: Look) -> None:
    from kg.cli.console import show_issues
    from kg.cli.reporting import log_summary, summary_in_words

    show_issues(look.summary.issues, look.summary.issues_by_kind, logged=True)
    log_summary(look.summary)
    forgotten = f", {look.forgotten} forgotten" if look.forgotten else ""
    typer.echo(
        f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {summary_in_words(look.summary)}{forgotten}."
    )


def _sleep(seconds: float, interrupted: list[int]) -> None:
    """Sleep until the time is over or the run is told to end."""
    end = time.monotonic() + seconds
    while not interrupted and time.monotonic() < end:
        time.sleep(min(0.2, seconds))
