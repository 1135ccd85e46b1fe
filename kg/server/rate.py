"""A bucket of requests for each client, refilled at an even rate."""

from __future__ import annotations

import math
import time
from collections import OrderedDict

from kg.server.refusal import Refused

CLIENTS = 10_000
"""Clients remembered; the one that has been quiet longest is forgotten first."""


class RateLimit:
    """Lets each client make `rate` requests a second on average, and twice as many at once; 0 means no limit."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._burst = max(1.0, 2 * rate)
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def check(self, client: str) -> None:
        """Count a request; raises Refused (429) when the client's bucket is empty."""
        if not self._rate:
            return
        now = time.monotonic()
        level, seen = self._buckets.pop(client, (self._burst, now))
        level = min(self._burst, level + (now - seen) * self._rate)
        allowed = level >= 1
        self._buckets[client] = (level - 1 if allowed else level, now)
        if len(self._buckets) > CLIENTS:
            self._buckets.popitem(last=False)
        if not allowed:
            wait = max(1, math.ceil((1 - level) / self._rate))
            raise Refused(429, f"More than {self._rate:g} requests a second.", Retry_After=str(wait))
