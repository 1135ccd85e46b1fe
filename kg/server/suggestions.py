"""What a search shows: things by the names that pages call them, the known before the unknown."""

from __future__ import annotations

import math
from dataclasses import dataclass

from kg.rdf.vocabulary import KG
from kg.server.names import names
from kg.server.pool import Pool
from kg.server.textindex import LASTING
from kg.server.texts import Texts
from kg.server.textsearch import Found

_WIDER = 4
"""So many times more are found than are shown, since the order by what is known differs from that of the index."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A thing that was found: its name in the reader's language, and the text that has the words, if another."""

    iri: str
    kind: str
    name: str
    text: str


async def things(texts: Texts, pool: Pool, words: str, language: str, limit: int) -> list[Hit]:
    """Persons, countries, organisations, places and agreements."""
    found = await texts.search(words, limit=limit * _WIDER)
    lasting = sorted((one for one in found if one.kind in LASTING), key=_rank)[:limit]
    called = await names(pool, [one.iri for one in lasting], language)
    hits = []
    for one in lasting:
        name = called.get(one.iri) or one.text
        hits.append(Hit(one.iri, one.kind, name, "" if name == one.text else one.text))
    return hits


async def said(texts: Texts, words: str, kind: str, limit: int) -> list[Hit]:
    """Events, prospects or passages, by the name of their class."""
    found = await texts.search(words, f"{KG.iri}{kind}", limit)
    return [Hit(one.iri, one.kind, one.text, "") for one in found]


def _rank(one: Found) -> tuple[float, str]:
    """A name that many articles mention is meant rather than a nearer one that hardly any does."""
    return -(one.score + 8 * math.log10(1 + one.mentions)), one.iri
