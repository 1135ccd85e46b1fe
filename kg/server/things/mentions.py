"""By which words a thing is named, and the passages that name it."""

from __future__ import annotations

from dataclasses import dataclass

from kg.server import ask
from kg.server.pool import Pool

PAGE = 12
"""Passages shown at a time."""
FORMS = 24
"""Surface forms shown."""

_FORMS = """SELECT ?form (COUNT(*) AS ?n) {{
  GRAPH ?g {{ ?mention kg:refersTo {iri} ; kg:quote ?quote }} BIND(STR(?quote) AS ?form)
}} GROUP BY ?form ORDER BY DESC(?n) ?form LIMIT {limit}"""
_PLACES = """SELECT DISTINCT ?passage ?article ?issued {{
  GRAPH ?article {{ ?mention kg:refersTo {iri} ; kg:within ?passage }}
  OPTIONAL {{ ?article dcterms:issued ?issued }}
}} ORDER BY DESC(?issued) ?article ?passage LIMIT {limit} OFFSET {offset}"""
_QUOTES = """SELECT ?passage ?quote ?mention ?begin ?end ?start {{
  VALUES (?article ?passage) {{ {places} }}
  GRAPH ?article {{ ?passage kg:quote ?quote ; kg:begin ?start .
    ?mention kg:within ?passage ; kg:refersTo {iri} ; kg:begin ?begin ; kg:end ?end }}
}} ORDER BY ?passage ?begin"""


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


async def forms(pool: Pool, thing: str) -> list[Form]:
    """The commonest words that name a thing; raises Refused."""
    rows = await ask.select(pool, _FORMS.format(iri=ask.iri(thing), limit=FORMS + 1))
    return [Form(row["form"]["value"], int(row["n"]["value"])) for row in rows]


async def passages(pool: Pool, thing: str, page: int) -> tuple[list[Passage], bool]:
    """A page (from 1) of the passages that name a thing, the newest first, and whether there are more."""
    iri = ask.iri(thing)
    listed = await ask.select(pool, _PLACES.format(iri=iri, limit=PAGE + 1, offset=PAGE * (page - 1)))
    places = {row["passage"]["value"]: row for row in listed[:PAGE] if row["passage"]["type"] == "uri"}
    if not places:
        return [], False
    written = " ".join(
        f"({ask.iri(row['article']['value'])} {ask.iri(passage)})" for passage, row in places.items()
    )
    spans: dict[str, list[tuple[int, int]]] = {}
    quotes: dict[str, str] = {}
    for row in await ask.select(pool, _QUOTES.format(iri=iri, places=written)):
        passage, quotes[row["passage"]["value"]] = row["passage"]["value"], row["quote"]["value"]
        start, begin, end = (_number(row[name]["value"]) for name in ("start", "begin", "end"))
        spans.setdefault(passage, []).append((begin - start, end - start))
    found = [
        Passage(
            passage,
            row["article"]["value"],
            row.get("issued", {}).get("value", ""),
            quotes[passage],
            tuple(sorted(set(spans[passage]))),
        )
        for passage, row in places.items()
        if passage in quotes
    ]
    return found, len(listed) > PAGE


def _number(text: str) -> int:
    """An offset; what is no number marks nothing."""
    return int(text) if text.isdecimal() else -1
