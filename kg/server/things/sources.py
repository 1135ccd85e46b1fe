"""Which articles report a fact: with which sentences, according to whom, how surely, and what each says of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kg.server import ask
from kg.server.pool import Pool

LIMIT = 60
"""Articles shown; the page says how many more there are."""

_REPORTS = """SELECT ?report ?article ?confidence ?issued ?url ?publisher ?title {{
  ?report kg:reports {iri} ; kg:inArticle ?article .
  OPTIONAL {{ ?report kg:confidence ?confidence }}
  OPTIONAL {{ ?article dcterms:issued ?issued }} OPTIONAL {{ ?article schema:url ?url }}
  OPTIONAL {{ ?article dcterms:publisher ?publisher }} OPTIONAL {{ ?article dcterms:title ?title }}
}} ORDER BY ?issued ?article ?report LIMIT {limit}"""
_COUNT = "SELECT (COUNT(DISTINCT ?article) AS ?n) {{ ?report kg:reports {iri} ; kg:inArticle ?article }}"
_DETAILS = """SELECT ?report ?p ?o {{ VALUES ?report {{ {reports} }} VALUES ?p {{ kg:attributedTo kg:extractedBy }}
  ?report ?p ?o }} ORDER BY ?report ?p ?o"""
_PASSAGES = """SELECT DISTINCT ?report ?passage ?quote ?begin {{ VALUES (?article ?report) {{ {pairs} }}
  GRAPH ?article {{ ?report kg:evidence ?passage . ?passage kg:quote ?quote ; kg:begin ?begin }}
}} ORDER BY ?report ?begin ?passage"""
_SAID = """SELECT ?article ?p ?o {{ VALUES ?article {{ {articles} }} GRAPH ?article {{ {iri} ?p ?o }} }}
ORDER BY ?article ?p ?o"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that says it; `iri` names the passage."""

    iri: str
    quote: str


@dataclass(frozen=True, slots=True)
class Source:
    """What one article says of the fact: `said` maps a property to its values there (IRIs or words)."""

    report: str
    article: str
    issued: str
    url: str
    publisher: str
    title: str
    confidence: str
    attributed_to: tuple[str, ...]
    rules: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    said: Mapping[str, tuple[str, ...]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sources:
    """The articles, the oldest first, and how many there are in all."""

    articles: Sequence[Source]
    total: int

    def iris(self) -> set[str]:
        """Everything in them that has a name."""
        found = {
            iri
            for each in self.articles
            for iri in (*each.attributed_to, each.publisher, each.article)
            if iri
        }
        return found | {v for each in self.articles for values in each.said.values() for v in values}


async def sources(pool: Pool, fact: str) -> Sources:
    """The reports of an event, agreement or position; raises Refused."""
    iri = ask.iri(fact)
    rows, total = await asyncio.gather(
        ask.select(pool, _REPORTS.format(iri=iri, limit=LIMIT)), ask.count(pool, _COUNT.format(iri=iri))
    )
    rows = [row for row in rows if row["report"]["type"] == row["article"]["type"] == "uri"]
    reports = {row["report"]["value"]: row for row in rows}
    if not reports:
        return Sources((), total)
    pairs = " ".join(
        f"({ask.iri(row['article']['value'])} {ask.iri(report)})" for report, row in reports.items()
    )
    articles = " ".join(sorted({ask.iri(row["article"]["value"]) for row in rows}))
    details, passages, said = await asyncio.gather(
        ask.select(pool, _DETAILS.format(reports=" ".join(ask.iri(report) for report in reports))),
        ask.select(pool, _PASSAGES.format(pairs=pairs)),
        ask.select(pool, _SAID.format(articles=articles, iri=iri)),
    )
    by_article = _grouped(said, "article")
    by_report = _grouped(details, "report")
    found = [
        _source(report, row, by_report.get(report, {}), passages, by_article.get(row["article"]["value"], {}))
        for report, row in reports.items()
    ]
    return Sources(found, total)


def _grouped(rows: Sequence[ask.Row], key: str) -> dict[str, dict[str, list[str]]]:
    groups: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        groups.setdefault(row[key]["value"], {}).setdefault(row["p"]["value"].rpartition("#")[2], []).append(
            row["o"]["value"]
        )
    return groups


def _source(
    report: str,
    row: ask.Row,
    details: Mapping[str, list[str]],
    passages: Sequence[ask.Row],
    said: Mapping[str, list[str]],
) -> Source:
    def value(name: str) -> str:
        return row.get(name, {}).get("value", "")

    return Source(
        report,
        value("article"),
        value("issued"),
        value("url"),
        value("publisher"),
        value("title"),
        value("confidence"),
        tuple(details.get("attributedTo", ())),
        tuple(details.get("extractedBy", ())),
        tuple(
            Sentence(each["passage"]["value"], each["quote"]["value"])
            for each in passages
            if each["report"]["value"] == report
        ),
        {name: tuple(dict.fromkeys(values)) for name, values in said.items()},
    )
