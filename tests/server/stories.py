"""Three articles that tell of one visit and one agreement, and do not agree."""

from __future__ import annotations

import pyoxigraph as ox

from kg.rdf import ArticleGraph
from kg.rdf.vocabulary import BASE, PREFIXES

VISIT = "/event/20250301-consult-visit-TR-ayse-yilmaz"
ACCORD = "/agreement/GE-TR-trade"
AYSE = "/person/ayse-yilmaz"
TURKEY = "/country/TR"
FIRST, SECOND, THIRD = (f"/article/{digit * 16}" for digit in "abc")
SENTENCES = {
    "a": "Ayşe Yılmaz, 1 Mart'ta Türkiye'yi ziyaret etti.",
    "b": "Yılmaz'ın 1 Mart'ta Tiflis'i ziyaret etmesi planlanıyor.",
    "c": "Türkiye, 1 Mart'ta Ayşe Yılmaz'ı ziyaret etti.",
}

_STORY = """
article:{article} a kg:Article ; dcterms:issued "{issued}"^^xsd:date ; dcterms:language "tr" ;
    schema:sha256 "{sha}" ; schema:url <https://news.example/{article}> ; dcterms:publisher organization:gazete ;
    schema:author "Ayşe <b>Yılmaz</b>", "Can Öz" .
organization:gazete a kg:Organization ; rdfs:label "Gazete"@tr .
country:TR a kg:Country ; kg:iso2 "TR" ; rdfs:label "Türkiye"@tr , "Türkiye"@en ;
    schema:sameAs wd:Q43 ; kg:linkConfidence 1.0 ; kg:linkMethod "iso-3166" .
country:GE a kg:Country ; kg:iso2 "GE" ; rdfs:label "Gürcistan"@tr , "Georgia"@en ; schema:sameAs wd:Q230 .
place:ankara a kg:Place ; rdfs:label "Ankara"@tr ; kg:country country:TR .
place:tiflis a kg:Place ; rdfs:label "Tiflis"@tr ; kg:country country:GE .
person:ayse-yilmaz a kg:Person ; rdfs:label "Ayşe Yılmaz"@tr ; skos:altLabel "Yılmaz"@tr .
office:GE-minister a skos:Concept ; skos:prefLabel "Bakan"@tr ; kg:represents country:GE .
position:ayse-yilmaz-GE-minister a kg:Position ; kg:holder person:ayse-yilmaz ; kg:office office:GE-minister ;
    kg:country country:GE ; kg:asOf "{issued}"^^xsd:date .
agreement:GE-TR-trade a kg:Agreement ; rdfs:label "ticaret anlaşması"@tr ; kg:agreementKind at:trade ;
    kg:party country:GE , country:TR ; kg:inForce "{in_force}"^^edtf:EDTF .
event:20250301-consult-visit-TR-ayse-yilmaz a {kind} ; rdfs:label "Ayşe Yılmaz → Türkiye: ziyaret et"@tr ;
    kg:eventType et:consult-visit ; kg:modality mo:{modality} ; kg:actor {actor} ; kg:recipient {recipient} ;
    kg:place place:{place} ; kg:when "2025-03-01"^^edtf:EDTF ;
    kg:earliest "2025-03-01"^^xsd:date ; kg:latest "2025-03-01"^^xsd:date .
report:{article}1 a kg:Report ; kg:reports event:20250301-consult-visit-TR-ayse-yilmaz ;
    kg:inArticle article:{article} ; kg:evidence <{passage}> ; kg:extractedBy "tr/visit@2" ; kg:confidence 0.9 .
report:{article}2 a kg:Report ; kg:reports agreement:GE-TR-trade ; kg:attributedTo person:ayse-yilmaz ;
    kg:inArticle article:{article} ; kg:evidence <{passage}> ; kg:extractedBy "tr/agreement@2" ; kg:confidence 0.7 .
report:{article}3 a kg:Report ; kg:reports position:ayse-yilmaz-GE-minister ;
    kg:inArticle article:{article} ; kg:evidence <{passage}> ; kg:extractedBy "tr/title@1" ; kg:confidence 0.8 .
<{passage}> a kg:Passage ; kg:begin 10 ; kg:end {end} ; kg:inArticle article:{article} ; kg:quote "{quote}"@tr .
<{base}article/{article}#char={begin},{stop}> a kg:Mention ; kg:begin {begin} ; kg:end {stop} ;
    kg:within <{passage}> ; kg:inArticle article:{article} ; kg:refersTo person:ayse-yilmaz ;
    kg:confidence 0.9 ; kg:quote "Yılmaz"@tr .
"""
_TOLD = {
    "a": {"issued": "2025-03-02", "kind": "kg:Event", "modality": "actual", "actor": "person:ayse-yilmaz",
          "recipient": "country:TR", "place": "ankara", "in_force": "2025-11"},
    "b": {"issued": "2025-02-20", "kind": "kg:Prospect", "modality": "planned", "actor": "person:ayse-yilmaz",
          "recipient": "country:TR", "place": "tiflis", "in_force": "2025-11-03"},
    "c": {"issued": "2025-03-03", "kind": "kg:Event", "modality": "actual", "actor": "country:TR",
          "recipient": "person:ayse-yilmaz", "place": "ankara", "in_force": "2024-05"},
}  # fmt: skip


def story_graphs() -> list[ArticleGraph]:
    """The graphs of the three articles."""
    return [_graph(digit, told) for digit, told in _TOLD.items()]


def _graph(digit: str, told: dict[str, str]) -> ArticleGraph:
    article, quote = digit * 16, SENTENCES[digit]
    begin = 10 + quote.index("Yılmaz")
    text = _STORY.format(
        article=article, sha=digit * 64, base=BASE, quote=quote, end=10 + len(quote), begin=begin, stop=begin + 6,
        passage=f"{BASE}article/{article}#char=10,{10 + len(quote)}", **told,
    )  # fmt: skip
    prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
    triples = [quad.triple for quad in ox.parse(prefixes + text, ox.RdfFormat.TURTLE)]
    return ArticleGraph.of(f"{BASE}article/{article}", triples)
