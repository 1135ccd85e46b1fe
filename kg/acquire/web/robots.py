"""What robots.txt files allow (RFC 9309).

A file that is not there allows all. While a server cannot tell, nothing is allowed: the standard asks for that.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

from kg.acquire.web.options import AGENT

MOST_BYTES = 512_000
"""So much of a robots.txt is heeded; the standard asks for 500 kibibytes at least."""
FRESH = 24 * 3600.0
"""Seconds that a file is trusted."""
AGAIN = 60.0
"""Seconds after which a file is asked for again that could not be had."""
LONGEST_DELAY = 60.0
"""A longer pause than so many seconds between requests is not kept; the sites that ask for one mean "go away"."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows. `trouble` is why its file could not be had; then nothing is allowed."""

    parsed: Protego | None
    trouble: str | None = None

    def allow(self, url: str) -> bool:
        """Whether this program may fetch an address."""
        if self.trouble is not None:
            return False
        return self.parsed is None or bool(self.parsed.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """Seconds that the host wants between requests."""
        asked = self.parsed.crawl_delay(AGENT) if self.parsed else None
        return min(float(asked or 0.0), LONGEST_DELAY)


class Robots:
    """The rules of hosts, each fetched once a day by `fetch`, which takes the address of a robots.txt.

    `fetch` gives the text, None if there is no such file; `OSError` if the server cannot tell now.
    """

    def __init__(
        self, fetch: Callable[[str], str | None], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._known: dict[str, tuple[float, Rules]] = {}

    def rules(self, url: str) -> Rules:
        """The rules of the host of an address."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        until, rules = self._known.get(site, (0.0, Rules(None)))
        if site not in self._known or until < self._clock():
            rules = self._fetched(site)
            self._known[site] = (self._clock() + (FRESH if rules.trouble is None else AGAIN), rules)
        return rules

    def _fetched(self, site: str) -> Rules:
        try:
            text = self._fetch(f"{site}/robots.txt")
        except OSError as error:
            return Rules(None, str(error))
        return Rules(Protego.parse(text) if text is not None else None)
