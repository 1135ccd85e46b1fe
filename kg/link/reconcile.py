"""A client for services of the Reconciliation API 0.2, such as those for Wikidata or GeoNames.

https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/
"""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any

from kg.link.client import WikidataUnavailable

BATCH = 10
"""Queries in one request."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A name to reconcile; `type` is a class of the service ("Q5") or ""."""

    name: str
    type: str = ""
    limit: int = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A candidate of the service. `score` is on the service's own scale; `match` if it is sure."""

    id: str
    name: str
    score: float
    match: bool
    types: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReconciliationClient:
    """A service by its endpoint; `user_agent` says who asks, `timeout` is in seconds."""

    endpoint: str
    user_agent: str
    timeout: float = 30.0

    def reconcile(self, names: Sequence[Asked]) -> tuple[tuple[Proposal, ...], ...]:
        """The proposals for each name, the best first; WikidataUnavailable if the service does not answer."""
        return tuple(found for batch in _batches(names) for found in self._batch(batch))

    def _batch(self, names: Sequence[Asked]) -> Iterator[tuple[Proposal, ...]]:
        queries = {
            f"q{number}": {"query": asked.name, "limit": asked.limit}
            | ({"type": asked.type} if asked.type else {})
            for number, asked in enumerate(names)
        }
        answer = self._post({"queries": json.dumps(queries, ensure_ascii=False)})
        for number in range(len(names)):
            result = (answer.get(f"q{number}") or {}).get("result") or ()
            yield tuple(sorted((_proposal(row) for row in result), key=lambda one: (-one.score, one.id)))

    def _post(self, form: dict[str, str]) -> dict[str, Any]:
        request = urllib.request.Request(  # noqa: S310  the endpoint is the user's
            self.endpoint, urllib.parse.urlencode(form).encode(), {"User-Agent": self.user_agent}
        )
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:  # noqa: S310
                answer = json.load(response)
        except (urllib.error.URLError, TimeoutError, HTTPException, ValueError) as error:
            raise WikidataUnavailable(self.endpoint, f"the service does not answer ({error}).") from error
        if not isinstance(answer, dict):
            raise WikidataUnavailable(self.endpoint, "the answer is not one of the Reconciliation API 0.2.")
        return answer


def _proposal(row: dict[str, Any]) -> Proposal:
    types = tuple(
        str(kind.get("id", "")) if isinstance(kind, dict) else str(kind) for kind in row.get("type") or ()
    )
    return Proposal(
        str(row["id"]), str(row["name"]), float(row.get("score", 0.0)), bool(row.get("match")), types
    )


def _batches(names: Sequence[Asked]) -> Iterator[Sequence[Asked]]:
    for start in range(0, len(names), BATCH):
        yield names[start : start + BATCH]
