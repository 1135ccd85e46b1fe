"""An item's JSON as triples in the shape of Wikidata's own: all statements with rank and qualifiers.

https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format

A query written for query.wikidata.org finds here what it finds there, but for what is left out: external identifiers,
references, normalised values, labels in other languages than `LANGUAGES`. Value nodes have hashes of our own.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf.vocabulary import RDF, RDFS, SCHEMA, SKOS, WD, XSD, Namespace

LANGUAGES = ("tr", "en", "mul")
"""Languages of labels, descriptions and aliases that are copied."""

_WIKIDATA = "http://www.wikidata.org/"
WDS = Namespace(f"{_WIKIDATA}entity/statement/")
WDV = Namespace(f"{_WIKIDATA}value/")
WDT = Namespace(f"{_WIKIDATA}prop/direct/")
P = Namespace(f"{_WIKIDATA}prop/")
PS = Namespace(f"{_WIKIDATA}prop/statement/")
PSV = Namespace(f"{_WIKIDATA}prop/statement/value/")
PQ = Namespace(f"{_WIKIDATA}prop/qualifier/")
PQV = Namespace(f"{_WIKIDATA}prop/qualifier/value/")
WDNO = Namespace(f"{_WIKIDATA}prop/novalue/")
UNKNOWN = Namespace(f"{_WIKIDATA}.well-known/genid/")
WIKIBASE = Namespace("http://wikiba.se/ontology#")
MEDIA = Namespace("http://commons.wikimedia.org/wiki/Special:FilePath/")
WKT = NamedNode("http://www.opengis.net/ont/geosparql#wktLiteral")

_RANKS = {"preferred": "PreferredRank", "normal": "NormalRank", "deprecated": "DeprecatedRank"}
_LEFT_OUT = frozenset({"external-id"})
_TIME = re.compile(r"([+-])(\d+)-(\d\d)-(\d\d)T(\d\d:\d\d:\d\d)Z")

Json = Mapping[str, Any]
Term = NamedNode | Literal


def item_triples(entity: Json) -> Iterator[Triple]:
    """Names and statements of an item; what has a shape that is not known is left out."""
    node = WD(str(entity["id"]))
    yield Triple(node, RDF.type, WIKIBASE.Item)
    yield from name_triples(entity)
    for prop, statements in sorted((entity.get("claims") or {}).items()):
        best = _best_rank(statements)
        for statement in statements:
            yield from _statement(node, prop, statement, best)


def name_triples(entity: Json) -> Iterator[Triple]:
    """Labels, descriptions and aliases in `LANGUAGES`."""
    node = WD(str(entity["id"]))
    for predicate, key in ((RDFS.label, "labels"), (SCHEMA.description, "descriptions")):
        for language in LANGUAGES:
            text = _texts(entity, key).get(language)
            if text:
                yield Triple(node, predicate, Literal(text["value"], language=language))
    for language in LANGUAGES:
        for alias in _texts(entity, "aliases").get(language, ()):
            yield Triple(node, SKOS.altLabel, Literal(alias["value"], language=language))


def mentioned_items(entity: Json, properties: frozenset[str]) -> Iterator[str]:
    """Identifiers of the items that are values of the properties: what a query wants the labels of."""
    for prop, statements in sorted((entity.get("claims") or {}).items()):
        for statement in statements if prop in properties else ():
            value = _content(statement.get("mainsnak"))
            if isinstance(value, Mapping) and str(value.get("id", "")).startswith("Q"):
                yield str(value["id"])


def _statement(item: NamedNode, prop: str, statement: Json, best: str) -> Iterator[Triple]:
    snak = statement.get("mainsnak") or {}
    if snak.get("datatype") in _LEFT_OUT or "id" not in statement:
        return
    node = WDS(str(statement["id"]).replace("$", "-"))
    rank = str(statement.get("rank", "normal"))
    yield Triple(item, P(prop), node)
    yield Triple(node, RDF.type, WIKIBASE.Statement)
    yield Triple(node, WIKIBASE.rank, WIKIBASE(_RANKS.get(rank, "NormalRank")))
    if rank == best:
        yield Triple(node, RDF.type, WIKIBASE.BestRank)
        yield from (Triple(item, WDT(prop), value) for value in _values(snak, node))
    yield from _snak(node, prop, snak, PS, PSV)
    for name, qualifiers in sorted((statement.get("qualifiers") or {}).items()):
        for qualifier in qualifiers:
            yield from _snak(node, name, qualifier, PQ, PQV)


def _snak(node: NamedNode, prop: str, snak: Json, plain: Namespace, full: Namespace) -> Iterator[Triple]:
    if snak.get("snaktype") == "novalue":
        yield Triple(node, RDF.type, WDNO(prop))
    for value in _values(snak, node):
        yield Triple(node, plain(prop), value)
    details = tuple(_details(snak))
    if details:
        made = WDV(_hash([[str(predicate), str(value)] for predicate, value in details]))
        yield Triple(node, full(prop), made)
        for predicate, value in details:
            yield Triple(made, predicate, value)


def _values(snak: Json, node: NamedNode) -> Iterator[Term]:
    """The value as one term; nothing for "no value" and for what is not known."""
    if snak.get("snaktype") == "somevalue":
        yield UNKNOWN(_hash([node.value, str(snak.get("property"))]))
        return
    content = _content(snak)
    if isinstance(content, str):
        yield _text_value(content, str(snak.get("datatype")))
    elif isinstance(content, Mapping):
        yield from _structured(content)


def _text_value(content: str, datatype: str) -> Term:
    if datatype == "url" and re.fullmatch(r"[a-z]+:[^\s<>\"{}|\\^`]+", content):
        return NamedNode(content)
    if datatype == "commonsMedia":
        return MEDIA(re.sub(r"[\s<>\"{}|\\^`]", "_", content))
    return Literal(content)


def _structured(content: Json) -> Iterator[Term]:
    if "id" in content:
        yield WD(str(content["id"]))
    elif "text" in content and "language" in content:
        yield Literal(str(content["text"]), language=str(content["language"]))
    elif "time" in content:
        yield Literal(_moment(str(content["time"])), datatype=XSD.dateTime)
    elif "amount" in content:
        yield Literal(str(content["amount"]).lstrip("+"), datatype=XSD.decimal)
    elif "latitude" in content and "longitude" in content:
        yield Literal(f"Point({content['longitude']} {content['latitude']})", datatype=WKT)


def _details(snak: Json) -> Iterator[tuple[NamedNode, Term]]:
    """What a value node tells beyond the plain value: how precise a time or a place is, the unit of an amount."""
    content = _content(snak)
    if not isinstance(content, Mapping):
        return
    if "time" in content:
        yield WIKIBASE.timeValue, Literal(_moment(str(content["time"])), datatype=XSD.dateTime)
        yield WIKIBASE.timePrecision, Literal(int(content.get("precision", 0)))
        if "calendarmodel" in content:
            yield WIKIBASE.timeCalendarModel, NamedNode(str(content["calendarmodel"]))
    elif "amount" in content:
        yield WIKIBASE.quantityAmount, Literal(str(content["amount"]).lstrip("+"), datatype=XSD.decimal)
        unit = str(content.get("unit", ""))
        if unit.startswith("http"):
            yield WIKIBASE.quantityUnit, NamedNode(unit)
    elif "latitude" in content:
        yield WIKIBASE.geoLatitude, Literal(float(content["latitude"]))
        yield WIKIBASE.geoLongitude, Literal(float(content["longitude"]))
        yield WIKIBASE.geoPrecision, Literal(float(content.get("precision") or 0.0))


def _moment(time: str) -> str:
    """A time as xsd:dateTime: months and days that are not known are the first, years before 1 count from 0.

    >>> _moment("+1952-00-00T00:00:00Z"), _moment("-0044-03-15T00:00:00Z")
    ('1952-01-01T00:00:00Z', '-0043-03-15T00:00:00Z')
    """
    found = _TIME.fullmatch(time)
    if found is None:
        return time.lstrip("+")
    sign, year, month, day, clock = found.groups()
    number = int(year) if sign == "+" else 1 - int(year)
    written = f"{number:04d}" if number >= 0 else f"-{-number:04d}"
    return f"{written}-{month if month != '00' else '01'}-{day if day != '00' else '01'}T{clock}Z"


def _best_rank(statements: Any) -> str:
    return "preferred" if any(one.get("rank") == "preferred" for one in statements) else "normal"


def _content(snak: Any) -> Any:
    if not isinstance(snak, Mapping) or snak.get("snaktype") != "value":
        return None
    return (snak.get("datavalue") or {}).get("value")


def _texts(entity: Json, key: str) -> Mapping[str, Any]:
    """Texts by language; an empty list stands for none in some answers."""
    found = entity.get(key)
    return found if isinstance(found, Mapping) else {}


def _hash(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:32]
