"""Small damage to good graphs: what a bug in extraction or mapping could do."""

from __future__ import annotations

from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import AT, EDTF, ET, KG, MO, OT, RDF, RDFS, SCHEMA, SKOS, WD, XSD

_CLASSES = (
    KG.Person,
    KG.Country,
    KG.Organization,
    KG.Place,
    KG.Agreement,
    KG.Event,
    KG.Prospect,
    KG.Position,
    KG.Article,
    KG.Passage,
    KG.Mention,
    KG.Report,
    KG.Actor,
    SKOS.Concept,
)
_PROPERTIES = (
    RDF.type,
    RDFS.label,
    SKOS.altLabel,
    SKOS.prefLabel,
    SKOS.broader,
    SCHEMA.sameAs,
    KG.iso2,
    KG.actor,
    KG.recipient,
    KG.participant,
    KG.party,
    KG.place,
    KG.when,
    KG.earliest,
    KG.latest,
    KG.modality,
    KG.eventType,
    KG.agreementKind,
    KG.subEventOf,
    KG.concerns,
    KG.holder,
    KG.office,
    KG.country,
    KG.asOf,
    KG.reports,
    KG.evidence,
    KG.attributedTo,
    KG.confidence,
    KG.linkConfidence,
    KG.begin,
    KG.end,
    KG.quote,
    KG.refersTo,
    KG.within,
    KG.inArticle,
)
_STRAY = (
    NamedNode("https://example.org/stray"),
    WD("Q42"),
    WD("P31"),
    ET("consult"),
    ET("no-such-type"),
    AT("trade"),
    OT("minister"),
    MO("actual"),
    MO("denied"),
    *_CLASSES,
    Literal(""),
    Literal("metin"),
    Literal("metin", language="tr"),
    Literal("", language="tr"),
    Literal("3", datatype=XSD.integer),
    Literal("-1", datatype=XSD.integer),
    Literal("üç", datatype=XSD.integer),
    Literal("0.5", datatype=XSD.decimal),
    Literal("1.5", datatype=XSD.decimal),
    Literal("0.5", datatype=XSD.double),
    Literal("2025-12-11", datatype=XSD.date),
    Literal("2025-13-41", datatype=XSD.date),
    Literal("2030-01-01", datatype=XSD.date),
    Literal("2030", datatype=EDTF.EDTF),
    Literal("2030-01-01", datatype=EDTF.EDTF),
    Literal("dün", datatype=EDTF.EDTF),
)


@st.composite
def damaged(draw: st.DrawFn, graph: ArticleGraph) -> ArticleGraph:
    """The graph with one to three things wrong, or with a change that does no harm."""
    triples = list(graph.triples)
    for _ in range(draw(st.integers(1, 3))):
        triples = draw(st.sampled_from(_DAMAGES))(draw, triples)
    return ArticleGraph.of(graph.iri, triples)


def _lose(draw: st.DrawFn, triples: list[Triple]) -> list[Triple]:
    lost = draw(st.sampled_from(triples))
    return [triple for triple in triples if triple != lost]


def _lose_node(draw: st.DrawFn, triples: list[Triple]) -> list[Triple]:
    lost = draw(st.sampled_from(triples)).subject
    return [triple for triple in triples if triple.subject != lost] or triples


def _other_value(draw: st.DrawFn, triples: list[Triple]) -> list[Triple]:
    changed = draw(st.sampled_from(triples))
    value = draw(st.sampled_from(_STRAY) | st.sampled_from([triple.object for triple in triples]))
    rest = [triple for triple in triples if triple != changed]
    return [*rest, Triple(changed.subject, changed.predicate, value)]


def _one_more(draw: st.DrawFn, triples: list[Triple]) -> list[Triple]:
    subject = draw(st.sampled_from(triples)).subject
    value = draw(st.sampled_from(_STRAY) | st.sampled_from([triple.object for triple in triples]))
    return [*triples, Triple(subject, draw(st.sampled_from(_PROPERTIES)), value)]


def _other_class(draw: st.DrawFn, triples: list[Triple]) -> list[Triple]:
    changed = draw(st.sampled_from([triple for triple in triples if triple.predicate == RDF.type]))
    rest = [triple for triple in triples if triple != changed]
    return [*rest, Triple(changed.subject, RDF.type, draw(st.sampled_from(_CLASSES)))]


def _renamed(draw: st.DrawFn, triples: list[Triple]) -> list[Triple]:
    old = draw(st.sampled_from([triple.subject for triple in triples]))
    new = draw(
        st.sampled_from([triple.subject for triple in triples]) | st.just(NamedNode("https://example.org/x"))
    )
    return [
        Triple(
            new if triple.subject == old else triple.subject,
            triple.predicate,
            new if triple.object == old else triple.object,
        )
        for triple in triples
    ]


_DAMAGES = (_lose, _lose, _lose_node, _other_value, _other_value, _one_more, _other_class, _renamed)
