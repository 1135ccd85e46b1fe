"""From an analysis to triples. The whole of what the sample gives is in sample.ttl, to be read like code."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from kg.model import (
    Agreement,
    Analysis,
    Article,
    Edtf,
    Entity,
    EntityKind,
    Evidence,
    Link,
    Mention,
    Modality,
    Occurrence,
    Position,
    Span,
)
from kg.rdf import ArticleGraph, article_graph, iris, is_merged, to_turtle
from kg.rdf.vocabulary import (
    AT,
    COUNTRY,
    DCTERMS,
    EVENT,
    KG,
    OFFICE,
    ORGANIZATION,
    PERSON,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    XSD,
)
from tests.rdf.analyses import TEXT, sample
from tests.rdf.strategies import analyses

EXPECTED = Path(__file__).with_name("sample.ttl")
SENTENCE = Span(0, 40)
ARTICLE = Article("Ali Veli'yi aradı, Veli de Ali'yi aradı. Başka söz.", published=None)
ALI = Entity("ali", EntityKind.PERSON, "Ali")
VELI = Entity("veli", EntityKind.PERSON, "Veli")
TURKEY = Entity("tr", EntityKind.COUNTRY, "Türkiye", iso2="TR", link=Link("Q43", 1.0, "iso"))
EVIDENCE = Evidence((SENTENCE,), "tr/test@1", 0.5)
DAY = Edtf("2025-12-11")


def analysis(**parts: object) -> Analysis:
    given_parts = {"sentences": (SENTENCE, Span(41, 51)), "entities": (ALI, VELI, TURKEY), **parts}
    return Analysis(ARTICLE, **given_parts)  # type: ignore[arg-type]


def occurrence(key: str, **parts: object) -> Occurrence:
    usual: dict[str, object] = {
        "types": ("consult",),
        "modality": Modality.ACTUAL,
        "label": "Görüşme",
        "trigger": Span(12, 17),
        "evidence": EVIDENCE,
        "participants": ("ali", "veli"),
    }
    return Occurrence(key, **{**usual, **parts})  # type: ignore[arg-type]


def agreement(key: str, label: str, **parts: object) -> Agreement:
    usual: dict[str, object] = {"kind": "trade", "parties": ("ali", "veli"), "evidence": EVIDENCE}
    return Agreement(key, label, **{**usual, **parts})  # type: ignore[arg-type]


def objects(graph: ArticleGraph, subject: NamedNode, predicate: NamedNode) -> set[str]:
    return {
        triple.object.value
        for triple in graph.triples
        if triple.subject == subject
        and triple.predicate == predicate
        and isinstance(triple.object, NamedNode | Literal)
    }


def subjects(graph: ArticleGraph, of_class: NamedNode) -> set[str]:
    return {
        triple.subject.value
        for triple in graph.triples
        if triple.predicate == RDF.type
        and triple.object == of_class
        and isinstance(triple.subject, NamedNode)
    }


def test_the_sample_gives_the_expected_turtle() -> None:
    assert to_turtle(article_graph(sample()).triples) == EXPECTED.read_text(encoding="utf-8")


@settings(max_examples=60)
@given(analyses(dated=False))
def test_the_store_keeps_every_triple_as_it_is(made: Analysis) -> None:
    graph = article_graph(made)
    store = Store()
    name = NamedNode(graph.iri)
    store.extend(Quad(triple.subject, triple.predicate, triple.object, name) for triple in graph.triples)
    kept = ArticleGraph.of(graph.iri, (quad.triple for quad in store))
    assert [str(triple) for triple in kept.triples] == [str(triple) for triple in graph.triples]


@settings(max_examples=60)
@given(analyses(dated=False))
def test_the_turtle_of_any_graph_reads_back_unchanged(made: Analysis) -> None:
    graph = article_graph(made)
    text = to_turtle(graph.triples)
    read = ArticleGraph.of(graph.iri, (quad.triple for quad in parse(text, format=RdfFormat.TURTLE)))
    assert read == graph


@settings(max_examples=50)
@given(analyses(dated=False))
def test_every_thing_that_is_referred_to_is_described(made: Analysis) -> None:
    graph = article_graph(made)
    described = {triple.subject for triple in graph.triples}
    outside = (AT.iri, "https://w3id.org/news-kg/type/", "https://w3id.org/news-kg/ns#", "http://www.w3.org/")
    for triple in graph.triples:
        if isinstance(triple.object, NamedNode) and triple.predicate not in (SCHEMA.sameAs, SCHEMA.url):
            assert triple.object in described or triple.object.value.startswith(outside), str(triple)


@settings(max_examples=30)
@given(analyses(dated=False))
def test_every_mention_refers_to_one_thing_and_every_report_to_one_fact(made: Analysis) -> None:
    graph = article_graph(made)
    for kind, predicate in ((KG.Mention, KG.refersTo), (KG.Mention, KG.within), (KG.Report, KG.reports)):
        for subject in subjects(graph, kind):
            assert len(objects(graph, NamedNode(subject), predicate)) == 1


def test_nothing_but_passages_and_mentions_stays_out_of_the_merged_graph() -> None:
    graph = article_graph(sample())
    spans = subjects(graph, KG.Passage) | subjects(graph, KG.Mention)
    left_out = {triple.subject.value for triple in graph.triples if not is_merged(triple)}  # type: ignore[union-attr]
    assert left_out == spans
    assert set(graph.merged) | {triple for triple in graph.triples if not is_merged(triple)} == set(
        graph.triples
    )


def test_an_undated_article_has_no_date_and_attests_no_position() -> None:
    graph = article_graph(analysis(positions=(Position("ali", "minister", "Bakan", EVIDENCE, country="TR"),)))
    predicates = {triple.predicate for triple in graph.triples}
    assert KG.holder in predicates
    assert predicates.isdisjoint({DCTERMS.issued, KG.asOf})


def test_two_entities_of_one_name_are_one_node_with_one_label_and_the_surest_link() -> None:
    twins = (
        replace(ALI, name="Ali Şen", link=Link("Q1", 0.4, "a")),
        replace(VELI, name="ALİ ŞEN", aliases=("Şen",), link=Link("Q2", 0.9, "b")),
    )
    graph = article_graph(analysis(entities=twins))
    node = PERSON("ali-sen")
    assert objects(graph, node, RDFS.label) == {"Ali Şen"}
    assert objects(graph, node, SKOS.altLabel) == {"ALİ ŞEN", "Şen"}
    assert objects(graph, node, SCHEMA.sameAs) == {"http://www.wikidata.org/entity/Q2"}
    assert objects(graph, node, KG.linkConfidence) == {"0.9"}


def test_a_country_that_the_analysis_does_not_have_is_not_stated() -> None:
    club = Entity("fb", EntityKind.ORGANIZATION, "Fenerbahçe", country="TR")
    with_country = article_graph(analysis(entities=(ALI, VELI, TURKEY, club)))
    without = article_graph(analysis(entities=(ALI, VELI, club)))
    assert objects(with_country, ORGANIZATION("fenerbahce"), KG.country) == {COUNTRY("TR").value}
    assert objects(without, ORGANIZATION("fenerbahce"), KG.country) == set()


def test_only_offices_of_state_represent_a_country() -> None:
    positions = (
        Position("ali", "ambassador", "Paris Büyükelçisi", EVIDENCE, country="TR"),
        Position("veli", "opposition-figure", "Muhalefet lideri", EVIDENCE, country="TR"),
    )
    graph = article_graph(analysis(positions=positions))
    assert objects(graph, OFFICE("TR-ambassador-paris-buyukelcisi"), KG.represents) == {COUNTRY("TR").value}
    assert objects(graph, OFFICE("TR-opposition-figure-muhalefet-lideri"), KG.represents) == set()


def test_the_words_for_an_office_that_a_country_has_once_are_labels_of_one_concept() -> None:
    positions = tuple(
        Position("ali", "head-of-state", title, EVIDENCE, country="TR")
        for title in ("Cumhurbaşkanı", "Türk lider")
    )
    graph = article_graph(analysis(positions=positions))
    office = OFFICE("TR-head-of-state")
    assert objects(graph, office, SKOS.prefLabel) == {"Cumhurbaşkanı"}
    assert objects(graph, office, SKOS.altLabel) == {"Türk lider"}
    assert len(subjects(graph, KG.Position)) == 1


def test_one_call_told_twice_is_one_event_with_one_report() -> None:
    again = Evidence((Span(41, 51),), "tr/other@2", 0.8, ("ali",))
    told = (
        occurrence("a", when=DAY),
        occurrence("b", when=DAY, label="Telefon", evidence=again, actors=("veli",), participants=("ali",)),
    )
    graph = article_graph(analysis(occurrences=told))
    (event,) = subjects(graph, KG.Event)
    (report,) = subjects(graph, KG.Report)
    assert event == EVENT("20251211-consult-ali-veli").value
    assert objects(graph, NamedNode(event), RDFS.label) == {"Görüşme"}
    assert objects(graph, NamedNode(event), SKOS.altLabel) == {"Telefon"}
    assert objects(graph, NamedNode(report), KG.extractedBy) == {"tr/test@1", "tr/other@2"}
    assert objects(graph, NamedNode(report), KG.confidence) == {"0.8"}
    assert len(objects(graph, NamedNode(report), KG.evidence)) == 2


def test_what_happened_and_what_was_denied_on_one_day_are_two_nodes() -> None:
    told = (occurrence("denied", when=DAY, modality=Modality.DENIED), occurrence("told", when=DAY))
    graph = article_graph(analysis(occurrences=told))
    assert subjects(graph, KG.Event) == {EVENT("20251211-consult-ali-veli").value}
    assert subjects(graph, KG.Prospect) == {EVENT(f"{ARTICLE.id[:8]}-consult-ali-veli").value}


def test_attacks_in_both_directions_on_one_day_are_two_events() -> None:
    both = tuple(
        occurrence(who, types=("assault",), when=DAY, actors=(who,), recipients=(whom,), participants=())
        for who, whom in (("ali", "veli"), ("veli", "ali"))
    )
    graph = article_graph(analysis(occurrences=both))
    assert len(subjects(graph, KG.Event)) == 2


def test_an_event_is_not_merged_with_its_own_part() -> None:
    told = (occurrence("whole", when=DAY), occurrence("part", when=DAY, part_of="whole"))
    graph = article_graph(analysis(occurrences=told))
    part = NamedNode(EVENT(f"{ARTICLE.id[:8]}-consult-ali-veli").value)
    assert objects(graph, part, KG.subEventOf) == {EVENT("20251211-consult-ali-veli").value}


def test_parts_never_form_a_circle() -> None:
    told = (
        occurrence("whole", when=DAY),
        occurrence("part", types=("accuse",), part_of="whole"),
        occurrence("whole again", when=DAY, part_of="part"),
    )
    graph = article_graph(analysis(occurrences=told))
    parts = [triple for triple in graph.triples if triple.predicate == KG.subEventOf]
    assert [iris.local(triple.object) for triple in parts] == ["20251211-consult-ali-veli"]  # type: ignore[arg-type]


def test_like_events_without_a_day_are_numbered_in_the_order_of_the_analysis() -> None:
    graph = article_graph(analysis(occurrences=tuple(occurrence(key, label=key) for key in "abc")))
    name = f"{ARTICLE.id[:8]}-consult-ali-veli"
    assert subjects(graph, KG.Event) == {EVENT(name + end).value for end in ("", "-2", "-3")}
    assert objects(graph, EVENT(f"{name}-3"), RDFS.label) == {"c"}


def test_bounds_are_stated_where_the_date_has_them() -> None:
    graph = article_graph(analysis(occurrences=(occurrence("a", when=Edtf("2024/..")),)))
    event = EVENT(f"{ARTICLE.id[:8]}-consult-ali-veli")
    assert objects(graph, event, KG.earliest) == {"2024-01-01"}
    assert objects(graph, event, KG.latest) == set()
    assert objects(graph, event, KG.when) == {"2024/.."}


def test_agreements_of_the_same_parties_are_told_apart_by_label_only_if_need_be() -> None:
    one, two = agreement("a", "Pamuk anlaşması"), agreement("b", "Demir anlaşması")
    same = agreement("c", "pamuk anlaşması")
    assert subjects(article_graph(analysis(agreements=(one, same))), KG.Agreement) == {
        iris.agreement("trade", [PERSON("ali"), PERSON("veli")]).value
    }
    names = {
        iris.local(NamedNode(iri))
        for iri in subjects(article_graph(analysis(agreements=(one, two))), KG.Agreement)
    }
    assert names == {"ali-veli-trade-pamuk-anlasmasi", "ali-veli-trade-demir-anlasmasi"}


def test_an_agreement_without_known_parties_is_named_by_its_label() -> None:
    graph = article_graph(analysis(agreements=(agreement("a", "Lozan", parties=()),)))
    assert {iris.local(NamedNode(iri)) for iri in subjects(graph, KG.Agreement)} == {"trade-lozan"}


def test_a_sentence_that_is_a_mention_is_one_node_of_both_classes() -> None:
    mention = Mention("ali", SENTENCE, SENTENCE, 1.0)
    graph = article_graph(analysis(mentions=(mention,)))
    assert subjects(graph, KG.Mention) == subjects(graph, KG.Passage)
    (node,) = subjects(graph, KG.Mention)
    assert objects(graph, NamedNode(node), KG.within) == {node}


MENTIONS = {
    "the surer": ([("ali", 0.5), ("veli", 0.9)], "veli"),
    "the first of equals": ([("veli", 0.9), ("ali", 0.9)], "veli"),
}


@pytest.mark.parametrize(("offered", "kept"), MENTIONS.values(), ids=MENTIONS)
def test_of_two_things_that_a_span_names_one_is_kept(offered: list[tuple[str, float]], kept: str) -> None:
    mentions = tuple(Mention(key, Span(0, 3), SENTENCE, confidence) for key, confidence in offered)
    graph = article_graph(analysis(mentions=mentions))
    (node,) = subjects(graph, KG.Mention)
    assert objects(graph, NamedNode(node), KG.refersTo) == {PERSON(kept).value}


def test_passages_are_only_sentences_that_are_used() -> None:
    graph = article_graph(analysis(occurrences=(occurrence("a"),)))
    assert {iri.partition("#")[2] for iri in subjects(graph, KG.Passage)} == {"char=0,40"}


def test_a_publisher_is_an_organisation_with_its_name() -> None:
    article = replace(ARTICLE, publisher="Örnek Haber", url="ornek.example", title="Başlık")
    graph = article_graph(Analysis(article, (SENTENCE,)))
    assert objects(graph, NamedNode(graph.iri), DCTERMS.publisher) == {ORGANIZATION("ornek-haber").value}
    assert objects(graph, ORGANIZATION("ornek-haber"), RDFS.label) == {"Örnek Haber"}
    assert objects(graph, NamedNode(graph.iri), SCHEMA.url) == set()


def test_authors_are_told_as_the_byline_has_them_and_are_no_persons() -> None:
    article = replace(ARTICLE, authors=("Ayşe Yılmaz", "Haber Merkezi"))
    graph = article_graph(Analysis(article, (SENTENCE,)))
    assert objects(graph, NamedNode(graph.iri), SCHEMA.author) == {"Ayşe Yılmaz", "Haber Merkezi"}
    assert subjects(graph, KG.Person) == set()


def test_a_span_beyond_the_text_is_refused() -> None:
    beyond = Evidence((Span(0, 1000),), "tr/test@1", 1.0)
    with pytest.raises(ValueError, match="after the text's last code point"):
        article_graph(analysis(occurrences=(occurrence("a", evidence=beyond),)))


def test_an_agreement_named_outside_every_sentence_is_refused() -> None:
    with pytest.raises(ValueError, match="which no sentence holds"):
        article_graph(analysis(agreements=(agreement("a", "Lozan", mentions=(Span(39, 43),)),)))


def test_quotes_are_the_words_between_the_offsets() -> None:
    graph = article_graph(sample())
    for iri in subjects(graph, KG.Mention) | subjects(graph, KG.Passage):
        begin, end = (int(part) for part in iri.rpartition("=")[2].split(","))
        assert objects(graph, NamedNode(iri), KG.quote) == {TEXT[begin:end]}
        assert objects(graph, NamedNode(iri), KG.begin) == {str(begin)}


def test_offsets_are_plain_integers() -> None:
    types = {
        triple.object.datatype
        for triple in article_graph(sample()).triples
        if triple.predicate in (KG.begin, KG.end) and isinstance(triple.object, Literal)
    }
    assert types == {XSD.integer}


def test_a_graph_refuses_blank_nodes() -> None:
    from pyoxigraph import BlankNode

    with pytest.raises(ValueError, match="a blank node"):
        ArticleGraph.of("https://example.org/a", [Triple(BlankNode("b"), RDF.type, KG.Event)])
