"""Asks Wikidata's API: politely, one request at a time, with an on-disk cache.

https://www.mediawiki.org/wiki/API:Etiquette · https://www.wikidata.org/w/api.php?action=help&modules=wbgetentities
"""

from __future__ import annotations

import hashlib
import json
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any

from kg.errors import InputError, SettingsError

BATCH = 50
"""Items in one request: what the API allows without special rights."""
BUSY = frozenset({429, 500, 502, 503, 504})
"""HTTP states after which it is worth asking again."""
PASSING = frozenset({"maxlag", "ratelimited", "readonly", "internal_api_error_DBQueryError"})
"""Errors in the body of an answer, which come with HTTP 200, after which it is worth asking again."""


class WikidataUnavailable(InputError):
    """Wikidata did not answer, or with an error that waiting did not mend."""


@dataclass(frozen=True, slots=True)
class ClientOptions:
    """`contact` is an address of the user, which Wikidata asks for; `pause` are seconds between requests.

    `cache` is a folder where answers are kept; `retries` is how often a busy server is asked again.
    """

    contact: str
    endpoint: str = "https://www.wikidata.org/w/api.php"
    pause: float = 1.0
    timeout: float = 30.0
    retries: int = 5
    maxlag: int = 5
    cache: Path | None = None

    def __post_init__(self) -> None:
        if "@" not in self.contact and "://" not in self.contact:
            raise SettingsError(
                f"{self.contact!r} is no contact.",
                hint="Wikidata asks for an e-mail address or a web page of yours.",
            )

        if not self.endpoint.startswith(("https://", "http://")):
            raise SettingsError(
                f"{self.endpoint!r} is no address of an API.", hint="It begins with https:// or http://."
            )

    @property
    def user_agent(self) -> str:
        """The name under which the requests are made."""
        return f"news-kg/0.1 ({self.contact}) python-urllib"


@dataclass(slots=True)
class Client:
    """Requests, one after the other. `sleep` waits for seconds; `asked` counts requests that went out."""

    options: ClientOptions
    sleep: Callable[[float], None] = time.sleep
    asked: int = field(default=0, init=False)

    def search(self, name: str, language: str = "tr", limit: int = 10) -> tuple[str, ...]:
        """Identifiers of items that may bear the name: those found by label first, then by full text."""
        by_label = self._get(
            {
                "action": "wbsearchentities",
                "search": name,
                "language": language,
                "type": "item",
                "limit": str(limit),
            }
        )
        by_text = self._get({"action": "query", "list": "search", "srsearch": name, "srlimit": str(limit)})
        found = [str(hit["id"]) for hit in by_label.get("search", ())]
        found += [str(hit["title"]) for hit in by_text.get("query", {}).get("search", ())]
        return tuple(dict.fromkeys(qid for qid in found if qid[:1] == "Q" and qid[1:].isdigit()))

    def entities(self, qids: Iterable[str]) -> Iterator[Mapping[str, Any]]:
        """The items in full, in batches; deleted ones are left out, a merged one comes under its new identifier."""
        wanted = list(dict.fromkeys(qids))
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            answer = self._get({"action": "wbgetentities", "ids": "|".join(batch), "redirects": "yes"})
            entities = answer.get("entities", {})
            for qid in sorted(entities, key=lambda qid: (len(qid), qid)):
                if "missing" not in entities[qid]:
                    yield entities[qid]

    def _get(self, parameters: Mapping[str, str]) -> dict[str, Any]:
        """One answer, from the cache if it is there; an answer with an error is never kept."""
        asked = {**parameters, "format": "json", "formatversion": "1"}
        query = urllib.parse.urlencode(sorted(asked.items()))
        kept = self._kept(query)
        found = _kept_answer(kept)
        if found is not None:
            return found
        answer = self._ask(f"{self.options.endpoint}?{query}&maxlag={self.options.maxlag}")
        if kept is not None:
            kept.parent.mkdir(parents=True, exist_ok=True)
            draft = kept.with_suffix(".draft")
            draft.write_text(json.dumps(answer, ensure_ascii=False), encoding="utf-8")
            draft.replace(kept)
        return answer

    def _kept(self, query: str) -> Path | None:
        if self.options.cache is None:
            return None
        name = hashlib.sha256(f"{self.options.endpoint}?{query}".encode()).hexdigest()
        return self.options.cache / name[:2] / f"{name}.json"

    def _ask(self, address: str) -> dict[str, Any]:
        trouble = ""
        for attempt in range(self.options.retries + 1):
            if self.asked:
                self.sleep(self.options.pause)
            self.asked += 1
            wait, trouble, answer = self._once(address)
            if answer is not None:
                return answer
            if attempt < self.options.retries:
                self.sleep(wait if wait is not None else self.options.pause * 2**attempt)
        raise WikidataUnavailable(
            self.options.endpoint,
            f"{trouble}.",
            hint="Try later; answers so far are kept and not asked for again.",
        )

    def _once(self, address: str) -> tuple[float | None, str, dict[str, Any] | None]:
        """Seconds to wait if the server says so, what went wrong, the answer; errors that will not pass are raised."""
        request = urllib.request.Request(address, headers={"User-Agent": self.options.user_agent})  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=self.options.timeout) as response:  # noqa: S310
                wait = _seconds(response.headers.get("Retry-After"))
                answer: dict[str, Any] | list[Any] = json.load(response)
        except urllib.error.HTTPError as error:
            if error.code not in BUSY:
                raise WikidataUnavailable(
                    self.options.endpoint, f"HTTP {error.code} {error.reason}."
                ) from error
            return _seconds(error.headers.get("Retry-After")), f"HTTP {error.code} {error.reason}", None
        except (urllib.error.URLError, TimeoutError, ConnectionError, HTTPException, ValueError) as error:
            return None, f"no answer ({error})", None
        if not isinstance(answer, dict):
            return None, "no answer of the API", None
        trouble = answer.get("error")
        if trouble is None:
            return None, "", answer
        code = str(trouble.get("code"))
        if code not in PASSING:
            raise WikidataUnavailable(self.options.endpoint, f"{code}: {trouble.get('info', '')}")
        return wait, f"{code}: {trouble.get('info', '')}", None


def _kept_answer(kept: Path | None) -> dict[str, Any] | None:
    """An answer from the cache; None if it is not there or was not written to its end."""
    if kept is None or not kept.exists():
        return None
    try:
        found: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
    except ValueError:
        return None
    return found


def _seconds(header: str | None) -> float | None:
    """Seconds of a Retry-After header; None if there is none or it gives a date."""
    return float(header) if header and header.isdigit() else None
