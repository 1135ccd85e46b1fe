"""No host is asked more often than is polite."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """Waits until a host may be asked again; `pause` seconds lie between two requests at least."""

    pause: float
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    _free: dict[str, float] = field(default_factory=dict)
    _own: dict[str, float] = field(default_factory=dict)

    def ask_for(self, host: str, pause: float) -> None:
        """The host wants so many seconds between requests."""
        self._own[host] = pause

    def hold(self, host: str, seconds: float) -> None:
        """The host is not to be asked for so many seconds."""
        self._free[host] = max(self._free.get(host, 0.0), self.clock() + seconds)

    def wait(self, host: str) -> None:
        """Wait until the host may be asked, and count from there."""
        if (left := self._free.get(host, 0.0) - self.clock()) > 0:
            self.sleep(left)
        self._free[host] = self.clock() + max(self.pause, self._own.get(host, 0.0))
