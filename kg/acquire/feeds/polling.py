"""Looks at feeds and sitemaps again and again, and yields what is new."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from kg.acquire.article import issue_of
from kg.acquire.feeds.entry import Entry
from kg.acquire.feeds.state import PollState, SourceState
from kg.acquire.online import Online
from kg.acquire.options import ReadOptions
from kg.acquire.web.answer import Answer
from kg.acquire.web.client import Client
from kg.errors import InputError, Unreachable, UnreadableInput
from kg.model import Article, Issue

AT_ONCE = 500
"""So many new entries are fetched in one look at a list; the next look goes on from there."""


def poll(
    source: str,
    state: PollState,
    options: ReadOptions | None = None,
    client: Client | None = None,
    now: Callable[[], float] = time.time,
) -> Iterator[Article | Issue]:
    """The articles of a feed or sitemap that are new since the last look, and issues; then the look is over.

    What was done is noted in `state`, which is saved by the caller alone (see `PollState`). An entry that could not
    be had is tried again at the next looks. Nothing comes while the server wants to be left alone. Pass the same
    `client` again: it knows when each host was last asked.
    """
    options = options or ReadOptions()
    yield from _Look(source, state.of(source), Online(options, client), now).items()


class _Look:
    """One look at one list."""

    def __init__(self, source: str, state: SourceState, online: Online, now: Callable[[], float]) -> None:
        self._source = source
        self._state = state
        self._online = online
        self._now = now

    def items(self) -> Iterator[Article | Issue]:
        """What is new."""
        if self._state.wait_until > self._now():
            return
        try:
            answer = self._online.get(self._source, self._state.conditions())
            if not answer.unchanged:
                yield from self._entries(answer)
        except InputError as error:
            if isinstance(error, Unreachable) and error.wait:
                self._state.wait_until = self._now() + error.wait
            yield issue_of(error)

    def _entries(self, answer: Answer) -> Iterator[Article | Issue]:
        listed = self._online.listed(self._online.given(self._source, answer), answer)
        if listed is None:
            raise UnreadableInput(
                self._source,
                "is no feed or sitemap.",
                hint="Give the address of one; pages are for kg ingest.",
            )
        keys: list[str] = []
        fetched, left = 0, False
        for entry in listed:
            keys.append(entry.key)
            if not self._state.wants(entry.key):
                continue
            if fetched == AT_ONCE:
                left = True
                break
            fetched += 1
            yield from self._entry(entry)
        if not left:
            self._state.forget_all_but(keys)
            self._all_seen(answer, keys)

    def _entry(self, entry: Entry) -> Iterator[Article | Issue]:
        try:
            yield from self._online.article(entry)
        except InputError as error:
            if isinstance(error, Unreachable) and error.passing:
                self._state.failed(entry.key)
            else:
                self._state.done(entry.key)
            yield issue_of(error, named=False)
        else:
            self._state.done(entry.key)

    def _all_seen(self, answer: Answer, keys: list[str]) -> None:
        """Ask only for what is new from now on, unless something is to be tried again."""
        again = any(self._state.wants(key) for key in keys)
        self._state.etag = None if again else answer.fields.get("etag")
        self._state.modified = None if again else answer.fields.get("last-modified")
