"""By which words a thing is named, and the passages that name it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from kg.server import ask
from kg.server.pool import Pool

PAGE = 6
"""Articles shown at a time."""
EACH = 4
"""Sentences shown of an article; its page has all."""
FORMS = 24
"""Surface forms shown."""
COUNTED = 5_000
"""Mentions of which the forms are counted; the page says so when there are more."""

_FORMS = """SELECT ?quote (COUNT(*) AS ?n) {{
  {{ SELECT ?g ?mention {{ GRAPH ?g {{ ?mention kg:refersTo {iri} }} }} LIMIT {limit} }}
  GRAPH ?g {{ ?mention kg:quote ?quote }}
}} GROUP BY ?quote"""
_ARTICLES = """SELECT ?article ?issued {{
  {{ SELECT DISTINCT ?article {{ GRAPH ?article {{ ?mention kg:refersTo {iri} }} }} }}
  OPTIONAL {{ ?article dcterms:issued ?issued }}
}}"""
_QUOTES = """SELECT ?article ?passage ?quote ?begin ?end ?start {{
  VALUES ?article {{ {articles} }}
  GRAPH ?article {{ ?mention kg:refersTo {iri} ; kg:within ?passage ; kg:begin ?begin ; kg:end ?end .
    ?passage kg:quote ?quote ; kg:begin ?start }}
}}"""


@dataclass(frozen=True, slots=True)
class Form:
    """Words that name the thing, and how often."""

    text: str
    times: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that names the thing. `spans` are half-open offsets in code points of the quote."""

    iri: str
    article: str
    issued: str
    quote: str
    spans: tuple[tuple[int, int], ...]

    @property
    def pieces(self) -> list[tuple[str, bool]]:
        """The quote in pieces, each with whether it names the thing."""
        pieces, at = [], 0
        for begin, end in self.spans:
            if at <= begin < end <= len(self.quote):
                pieces += [(self.quote[at:begin], False), (self.quote[begin:end], True)]
                at = end
        return [piece for piece in [*pieces, (self.quote[at:], False)] if piece[0]]


@dataclass(frozen=True, slots=True)
class Naming:
    """An article that names the thing: its day (may be empty), some of its sentences, and how many there are."""

    article: str
    issued: str
    passages: tuple[Passage, ...]
    total: int


async def forms(pool: Pool, thing: str) -> list[Form]:
    """The words that name a thing, the commonest first; raises Refused."""
    rows = await ask.select(pool, _FORMS.format(iri=ask.iri(thing), limit=COUNTED))
    counts: dict[str, int] = {}
    for row in rows:
        if "quote" in row:
            counts[row["quote"]["value"]] = counts.get(row["quote"]["value"], 0) + int(row["n"]["value"])
    return [Form(text, counts[text]) for text in sorted(counts, key=lambda text: (-counts[text], text))]


async def articles(pool: Pool, thing: str) -> list[tuple[str, str]]:
    """The articles that name a thing, each with its day (may be empty), the newest first; raises Refused."""
    rows = await ask.select(pool, _ARTICLES.format(iri=ask.iri(thing)))
    found = {
        row["article"]["value"]: row.get("issued", {}).get("value", "") for row in rows if "article" in row
    }
    return sorted(sorted(found.items()), key=itemgetter(1), reverse=True)


async def namings(pool: Pool, thing: str, chosen: Sequence[tuple[str, str]]) -> list[Naming]:
    """The sentences of these articles that name a thing; raises Refused."""
    if not chosen:
        return []
    written = " ".join(ask.iri(article) for article, _ in chosen)
    places: dict[str, dict[str, int]] = {}
    quotes: dict[str, str] = {}
    spans: dict[str, set[tuple[int, int]]] = {}
    for row in await ask.select(pool, _QUOTES.format(iri=ask.iri(thing), articles=written)):
        passage, quotes[row["passage"]["value"]] = row["passage"]["value"], row["quote"]["value"]
        start, begin, end = (_number(row[name]["value"]) for name in ("start", "begin", "end"))
        spans.setdefault(passage, set()).add((begin - start, end - start))
        places.setdefault(row["article"]["value"], {})[passage] = start
    found = []
    for article, issued in chosen:
        order = sorted(places.get(article, {}).items(), key=itemgetter(1, 0))
        shown = tuple(
            Passage(passage, article, issued, quotes[passage], tuple(sorted(spans[passage])))
            for passage, _ in order[:EACH]
        )
        found.append(Naming(article, issued, shown, len(order)))
    return found


def _number(text: str) -> int:
    """An offset; what is no number marks nothing."""
    return int(text) if text.isdecimal() else -1
