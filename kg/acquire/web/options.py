"""What a caller can choose about fetching."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import version

AGENT = "news-kg"
"""The name that robots.txt files may speak to, and that of the package."""


@dataclass(frozen=True, slots=True)
class WebOptions:
    """How the web is asked; times in seconds.

    `pause` is kept between two requests to one host (a longer one that its robots.txt asks for counts), `total` is
    all the time that one answer may take and `quiet` the longest time without a byte. `patience` is the longest
    wait that is kept when a server asks for one; after that, or after `retries` further attempts, the address is
    given up for this run. `most_bytes` is the largest file that is fetched; pages have the limit of articles.
    With `allow_private` also hosts are asked that are not on the open Internet. `contact` is an address of the
    user, which operators of servers like to know.
    """

    contact: str | None = None
    pause: float = 1.0
    total: float = 60.0
    quiet: float = 15.0
    redirects: int = 5
    retries: int = 2
    patience: float = 120.0
    most_bytes: int = 500_000_000
    allow_private: bool = False

    @property
    def user_agent(self) -> str:
        """The name under which requests are made."""
        about = f" (+{self.contact})" if self.contact else ""
        return f"{AGENT}/{version(AGENT)}{about}"
