"""A store whose names and sentences are what an attacker would write: everything must be shown as text."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import DCTERMS, ET, EVENT, KG, MO, PERSON, RDF, RDFS, XSD
from kg.store import Store
from tests.server.sample import BASE

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'{{ 7*7 }}{% x %}"
LONG = "uzun " * 2_000
RIGHT_TO_LEFT = "بنيامين \u202eنتنياهو"
CONTROL = "bel\u0007 ve \uffff"
NAMES = {
    "betik": SCRIPT,
    "uzun": LONG,
    "sagdan": RIGHT_TO_LEFT,
    "o'brien": 'O\'Brien "Tırnak"',
    "kontrol": CONTROL,
}
ARTICLE = ox.NamedNode(f"{BASE}article/00000000deadbeef")


def wild_store(path: Path) -> None:
    """Make it."""
    triples = [
        ox.Triple(ARTICLE, RDF.type, KG.Article),
        ox.Triple(ARTICLE, DCTERMS.issued, ox.Literal("2025-03-02", datatype=XSD.date)),
    ]
    countries = [ox.NamedNode(f"{BASE}country/{code}") for code in ("TR", "RU")]
    for country, name in zip(countries, (SCRIPT, LONG), strict=True):
        triples += [
            ox.Triple(country, RDF.type, KG.Country),
            ox.Triple(country, RDFS.label, ox.Literal(name, language="tr")),
        ]
    for slug, name in NAMES.items():
        label = ox.Literal(name, language="tr")
        person, event = PERSON(slug), EVENT(f"00000000-accuse-{slug}")
        passage = ox.NamedNode(f"{ARTICLE.value}#char={len(slug)},{len(slug) + len(name)}")
        report = ox.NamedNode(f"{BASE}report/{slug}")
        triples += [ox.Triple(person, RDF.type, KG.Person), ox.Triple(person, RDFS.label, label)]
        triples += [
            ox.Triple(event, RDF.type, KG.Event), ox.Triple(event, RDFS.label, label),
            ox.Triple(event, KG.eventType, ET("accuse")), ox.Triple(event, KG.modality, MO.actual),
            ox.Triple(event, KG.actor, countries[0]), ox.Triple(event, KG.recipient, countries[1]),
            ox.Triple(event, KG.participant, person),
            ox.Triple(report, RDF.type, KG.Report), ox.Triple(report, KG.reports, event),
            ox.Triple(report, KG.inArticle, ARTICLE), ox.Triple(report, KG.evidence, passage),
            ox.Triple(passage, RDF.type, KG.Passage), ox.Triple(passage, KG.quote, label),
        ]  # fmt: skip
    with Store.open(path) as store:
        store.replace([ArticleGraph.of(ARTICLE.value, triples)])
