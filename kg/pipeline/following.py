"""Keeps a store up to date with folders and feeds, look by look."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Protocol

from kg.acquire import ReadOptions, read_articles
from kg.acquire.article import issue_of
from kg.acquire.discover import find_files
from kg.acquire.feeds.polling import poll
from kg.acquire.feeds.state import PollState
from kg.acquire.read import READERS, scheme_of
from kg.acquire.web.client import Client
from kg.errors import InputError
from kg.model import Article, Issue, Severity
from kg.pipeline.ingesting import IngestOptions, Shelf, Summary, ingest
from kg.pipeline.parallel import Crew
from kg.pipeline.seen_files import FILE, FileState, SeenFiles
from kg.pipeline.watching import Watch
from kg.rdf.vocabulary import ARTICLE

FEEDS = "feeds.json"
"""What is remembered of feeds, in the folder of the store."""

SETTLED_SECONDS = 2.0
"""A file that was changed so short a time ago may still be being written, and waits for the next look."""


class Holding(Shelf, Protocol):
    """A store that articles can be forgotten from."""

    def forget(self, article_iri: str) -> bool:
        """Drop an article; False if it is not there."""
        ...


Opener = Callable[[], AbstractContextManager[Holding]]
"""Opens the store for writing; it is closed again after each look, so that others may write."""


@dataclass(frozen=True, slots=True)
class Followed:
    """What is followed: `sources` are files, folders and addresses of feeds or sitemaps.

    With `forget_removed` articles go that no file gives any more since their file was removed. Articles that a file
    no longer has since it was changed always go.
    """

    sources: tuple[str, ...]
    reading: ReadOptions
    forget_removed: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """What a look brought: the run, and how many articles were forgotten."""

    summary: Summary
    forgotten: int


class Follower:
    """Looks again and again. `folder` is the store's, which must be there. Close it."""

    def __init__(
        self,
        followed: Followed,
        folder: Path,
        crew: Crew,
        client: Client | None = None,
        now: Callable[[], float] = time.time,
    ) -> None:
        self._followed = followed
        self._folder = folder
        self._crew = crew
        self._client = client or Client(followed.reading.web)
        self._now = now

    def look(self, store: Opener, options: IngestOptions, watch: Watch | None = None) -> Look | None:
        """Ingest what is new or changed, forget what is to go; None if there was nothing to do.

        What was seen is remembered only after the store has it: a look that is broken off, in whatever way, is made
        again. The store is opened only if there is something for it.
        """
        seen = SeenFiles(self._folder / FILE)
        try:
            with seen.look():
                return self._look(seen, store, options, watch or Watch())
        except _BrokenOff as error:
            return Look(error.summary, 0)
        finally:
            seen.close()

    def close(self) -> None:
        """Let go of the connections to servers."""
        self._client.close()

    def _look(self, seen: SeenFiles, store: Opener, options: IngestOptions, watch: Watch) -> Look | None:
        feeds = PollState(self._folder / FEEDS)
        items = chain(self._of_files(seen), self._of_feeds(feeds))
        first = next(items, None)
        if self._followed.forget_removed:
            self._note_removed(seen)
        look = None
        if first is not None or next(seen.stale(), None) is not None:
            with store() as opened:
                summary = ingest(chain([first] if first else [], items), opened, self._crew, options, watch)
                if summary.interrupted:
                    raise _BrokenOff(summary)
                look = Look(summary, sum(opened.forget(ARTICLE(name).value) for name in seen.stale()))
        feeds.save()
        return look

    def _of_files(self, seen: SeenFiles) -> Iterator[Article | Issue]:
        for path in self._files():
            if isinstance(path, InputError):
                yield issue_of(path)
                continue
            try:
                state = FileState.of(path)
            except OSError:
                continue  # it went away while we looked
            settling = abs(self._now() - state.changed / 1e9) < SETTLED_SECONDS
            if not settling and state != seen.state_of(path):
                yield from self._of_file(path, state, seen)

    def _of_file(self, path: Path, state: FileState, seen: SeenFiles) -> Iterator[Article | Issue]:
        """What a file gives; half a file that could not be read is no reason to forget the other half."""
        whole = True
        try:
            for item in read_articles([path], self._followed.reading):
                if isinstance(item, Article):
                    seen.gives(path, item.id)
                else:
                    whole = whole and item.severity is not Severity.ERROR
                yield item
        except InputError as error:
            whole = False
            yield issue_of(error)
        seen.read(path, state, whole=whole)

    def _files(self) -> Iterator[Path | InputError]:
        suffixes = frozenset(READERS.names())
        for source in self._local():
            yield from find_files(source, suffixes) if source.exists() else ()

    def _local(self) -> Sequence[Path]:
        return [Path(source).absolute() for source in self._followed.sources if scheme_of(source) is None]

    def _of_feeds(self, feeds: PollState) -> Iterator[Article | Issue]:
        for source in self._followed.sources:
            if scheme_of(source) is not None:
                yield from poll(source, feeds, self._followed.reading, self._client, self._now)

    def _note_removed(self, seen: SeenFiles) -> None:
        """Note the files that were read once and are gone; none of a folder that is empty or gone as a whole.

        Then a disk is more likely not mounted than everything meant to be forgotten.
        """
        for source in self._local():
            if source.is_dir() and any(source.iterdir()):
                for path in [path for path in seen.paths_below(source) if not path.exists()]:
                    seen.gone(path)


class _BrokenOff(Exception):
    """The run was told to end; what was seen in the look is not remembered, so that it is made again."""

    def __init__(self, summary: Summary) -> None:
        super().__init__("broken off")
        self.summary = summary
