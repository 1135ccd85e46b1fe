"""An article that wants to do harm to whoever reads its page: markup, scripts, quotes, long and right-to-left text."""

from __future__ import annotations

from urllib.parse import quote

import pyoxigraph as ox

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import (
    ARTICLE,
    BASE,
    COUNTRY,
    DCTERMS,
    EDTF,
    ET,
    EVENT,
    KG,
    MO,
    PERSON,
    RDF,
    RDFS,
    REPORT,
    SCHEMA,
    SKOS,
    XSD,
)

SCRIPT = "<script>window.hacked = 1</script>"
IMAGE = "<img src=x onerror='window.hacked = 1'>"
BREAKOUT = "\"'></title></script></svg><script>window.hacked = 1</script>{{ 7 * 7 }}"
LONG = "uzun " * 2000
RIGHT_TO_LEFT = "\N{RIGHT-TO-LEFT MARK}محمد بن سلمان"
OVERRIDE = "\N{RIGHT-TO-LEFT OVERRIDE}evil\N{POP DIRECTIONAL FORMATTING}"
HOME = ARTICLE("feedfacefeedface")
VILLAIN = PERSON("o'brien-%22-x")
LENGTHY = PERSON("uzun-adli")
PRINCE = PERSON("muhammed")
DEED = EVENT("feedface-accuse-'x'")
TEXT = f"{BREAKOUT} {SCRIPT} ve {RIGHT_TO_LEFT} {OVERRIDE} konuştu."
_PAGES = [
    "/" + quote(node.value.removeprefix(BASE), safe="/") for node in (HOME, VILLAIN, LENGTHY, PRINCE, DEED)
]
PATHS = (*_PAGES, f"{_PAGES[0]}?view=turtle")
"""Pages of the article, three persons, the event, and the article's Turtle."""


def _text(value: str, language: str = "tr") -> ox.Literal:
    return ox.Literal(value, language=language)


def hostile_graph() -> ArticleGraph:
    """The graph: nothing in it is as the shapes would have it, and all of it can be stored."""
    passage, mention = (
        ox.NamedNode(f"{HOME.value}#char=0,{len(TEXT)}"),
        ox.NamedNode(f"{HOME.value}#char=0,9"),
    )
    report = REPORT("feedfacefeedface")
    triples = [
        (HOME, RDF.type, KG.Article),
        (HOME, DCTERMS.title, _text(IMAGE)),
        (HOME, DCTERMS.issued, ox.Literal(BREAKOUT)),
        (HOME, DCTERMS.language, ox.Literal(BREAKOUT)),
        (HOME, SCHEMA.url, ox.NamedNode("javascript:window.hacked=1")),
        (HOME, SCHEMA.sha256, ox.Literal(SCRIPT)),
        (VILLAIN, RDF.type, KG.Person),
        (VILLAIN, RDFS.label, _text(BREAKOUT)),
        (VILLAIN, SKOS.altLabel, _text(SCRIPT)),
        (VILLAIN, SCHEMA.sameAs, ox.NamedNode("javascript:window.hacked=1")),
        (VILLAIN, KG.linkConfidence, ox.Literal(IMAGE)),
        (LENGTHY, RDF.type, KG.Person),
        (LENGTHY, RDFS.label, _text(LONG)),
        (PRINCE, RDF.type, KG.Person),
        (PRINCE, RDFS.label, _text(RIGHT_TO_LEFT, "ar")),
        (COUNTRY("XX"), RDF.type, KG.Country),
        (COUNTRY("XX"), RDFS.label, _text(OVERRIDE)),
        (DEED, RDF.type, KG.Event),
        (DEED, RDFS.label, _text(f"{BREAKOUT}: konuştu")),
        (DEED, KG.eventType, ET("accuse")),
        (DEED, KG.modality, MO.actual),
        (DEED, KG.modality, ox.Literal(SCRIPT)),
        (DEED, KG.actor, VILLAIN),
        (DEED, KG.actor, ox.Literal("https://w3id.org/news-kg/person/not an iri")),
        (DEED, KG.recipient, LENGTHY),
        (DEED, KG.participant, PRINCE),
        (DEED, KG.place, COUNTRY("XX")),
        (DEED, KG.when, ox.Literal(BREAKOUT, datatype=EDTF.EDTF)),
        (DEED, KG.earliest, ox.Literal(BREAKOUT, datatype=XSD.date)),
        (report, RDF.type, KG.Report),
        (report, KG.reports, DEED),
        (report, KG.inArticle, HOME),
        (report, KG.evidence, passage),
        (report, KG.attributedTo, VILLAIN),
        (report, KG.extractedBy, ox.Literal(SCRIPT)),
        (report, KG.confidence, ox.Literal(IMAGE)),
        (passage, RDF.type, KG.Passage),
        (passage, KG.inArticle, HOME),
        (passage, KG.begin, ox.Literal(0)),
        (passage, KG.end, ox.Literal(len(TEXT))),
        (passage, KG.quote, _text(TEXT)),
    ]
    for thing in (VILLAIN, LENGTHY, PRINCE):
        each = ox.NamedNode(f"{mention.value}{[VILLAIN, LENGTHY, PRINCE].index(thing)}")
        triples += [
            (each, RDF.type, KG.Mention),
            (each, KG.within, passage),
            (each, KG.inArticle, HOME),
            (each, KG.refersTo, thing),
            (each, KG.begin, ox.Literal(0)),
            (each, KG.end, ox.Literal("soon")),
            (each, KG.quote, _text(IMAGE)),
        ]
    return ArticleGraph.of(HOME.value, [ox.Triple(*triple) for triple in triples])
