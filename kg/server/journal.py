"""What happened: counts for Prometheus, the access log, the log of slow queries."""

from __future__ import annotations

import json
import sys
import time
from bisect import bisect_left
from collections import Counter

from kg.server.asgi import Scope
from kg.server.options import ServerSettings

BOUNDS = (0.001, 0.005, 0.02, 0.1, 0.5, 2.0, 10.0, 60.0)
LONGEST_TEXT = 2000


class Journal:
    """Takes note of every request."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._requests: Counter[tuple[str, int]] = Counter()
        self._times: dict[str, list[int]] = {}
        self._seconds: dict[str, float] = {}
        self.rows = 0

    def request(self, scope: Scope, status: int, seconds: float) -> None:
        """A request has been answered with this status after this time."""
        path: str = scope["path"]
        area = (
            path[1:]
            if path in ("/sparql", "/query", "/update")
            else "store"
            if path[:6] == "/store"
            else "pages"
        )
        self.count(area, status, seconds, scope.get("kg.rows", 0))
        if seconds >= self._settings.slow_log_seconds and "kg.query" in scope:
            text = scope["kg.query"].decode("utf-8", "replace")[:LONGEST_TEXT]
            _line({"event": "slow-query", "slow": round(seconds, 3), "status": status, "query": text})
        if self._settings.access_log:
            _line(
                {
                    "event": "request",
                    "client": (scope.get("client") or ("",))[0],
                    "method": scope["method"],
                    "path": path,
                    "status": status,
                    "ms": round(seconds * 1000, 2),
                    "rows": scope.get("kg.rows", 0),
                    "cached": scope.get("kg.cached", False),
                }
            )

    def count(self, area: str, status: int, seconds: float, rows: int) -> None:
        """Add to the figures."""
        self._requests[area, status] += 1
        times = self._times.get(area)
        if times is None:
            times = self._times[area] = [0] * (len(BOUNDS) + 1)
        times[bisect_left(BOUNDS, seconds)] += 1
        self._seconds[area] = self._seconds.get(area, 0.0) + seconds
        self.rows += rows

    def lines(self) -> list[str]:
        """The counts in the Prometheus text format."""
        found = ["# TYPE kg_requests_total counter"]
        for (area, status), number in sorted(self._requests.items()):
            found.append(f'kg_requests_total{{area="{area}",status="{status}"}} {number}')
        found.append("# TYPE kg_request_seconds histogram")
        for area, times in sorted(self._times.items()):
            total = 0
            for bound, number in zip((*map(str, BOUNDS), "+Inf"), times, strict=True):
                total += number
                found.append(f'kg_request_seconds_bucket{{area="{area}",le="{bound}"}} {total}')
            found.append(f'kg_request_seconds_sum{{area="{area}"}} {self._seconds[area]:.6f}')
            found.append(f'kg_request_seconds_count{{area="{area}"}} {total}')
        return [*found, "# TYPE kg_rows_total counter", f"kg_rows_total {self.rows}"]


def _line(value: dict[str, object]) -> None:
    timed = {"time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()), **value}
    sys.stderr.write(json.dumps(timed, ensure_ascii=False) + "\n")
