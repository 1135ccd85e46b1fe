"""One small article about a made-up meeting, as a graph."""

from __future__ import annotations

BASE = "https://w3id.org/news-kg/"
ARTICLE = f"{BASE}article/0123456789abcdef"
TEXT = "Ayşe Yılmaz, Türkiye adına Ankara'da konuştu."

TURTLE = f"""
@prefix kg: <{BASE}ns#> .
@prefix et: <{BASE}type/event/> .
@prefix mo: <{BASE}type/modality/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <https://schema.org/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .

<{ARTICLE}> a kg:Article ;
    dcterms:issued "2025-03-02"^^xsd:date ;
    dcterms:language "tr" ;
    schema:sha256 "{"0123456789abcdef" * 4}" .
<{BASE}country/TR> a kg:Country ; kg:iso2 "TR" ; rdfs:label "Türkiye"@tr ;
    schema:sameAs <http://www.wikidata.org/entity/Q43> .
<{BASE}person/ayse-yilmaz> a kg:Person ; rdfs:label "Ayşe Yılmaz"@tr .
<{BASE}event/20250301-public-appearance-ayse-yilmaz> a kg:Event ;
    rdfs:label "Ayşe Yılmaz'ın açıklaması"@tr ;
    kg:eventType et:public-appearance ;
    kg:actor <{BASE}person/ayse-yilmaz> ;
    kg:when "2025-03-01"^^edtf:EDTF ;
    kg:earliest "2025-03-01"^^xsd:date ;
    kg:latest "2025-03-01"^^xsd:date ;
    kg:modality mo:actual .
<{BASE}report/00112233aabbccdd> a kg:Report ;
    kg:reports <{BASE}event/20250301-public-appearance-ayse-yilmaz> ;
    kg:inArticle <{ARTICLE}> ;
    kg:evidence <{ARTICLE}#char=0,{len(TEXT)}> ;
    kg:extractedBy "tr/public-appearance@1" ; kg:confidence 0.9 .
<{ARTICLE}#char=0,{len(TEXT)}> a kg:Passage ;
    kg:begin 0 ; kg:end {len(TEXT)} ;
    kg:inArticle <{ARTICLE}> ;
    kg:quote "{TEXT}"@tr .
<{ARTICLE}#char=0,11> a kg:Mention ;
    kg:begin 0 ; kg:end 11 ;
    kg:inArticle <{ARTICLE}> ;
    kg:within <{ARTICLE}#char=0,{len(TEXT)}> ;
    kg:refersTo <{BASE}person/ayse-yilmaz> ;
    kg:confidence 0.9 ;
    kg:quote "Ayşe Yılmaz"@tr .
"""
