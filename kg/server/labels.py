"""Names of the ontology's terms in the languages of the pages, from the ontology itself."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import pyoxigraph as ox

from kg.rdf.resources import ontology_triples
from kg.rdf.vocabulary import RDFS, SKOS
from kg.server.links import short
from kg.server.words import LANGUAGES

_NAMES = (RDFS.label, SKOS.prefLabel)
_EXPLANATIONS = (RDFS.comment, SKOS.definition)


def label(iri: str, language: str) -> str:
    """The name of a term of the ontology; its short IRI where it has none.

    >>> label("https://w3id.org/news-kg/type/event/consult-phone", "tr")
    'telefon görüşmesi'
    """
    texts = _texts(_NAMES).get(iri, {})
    return texts.get(language) or next((texts[one] for one in LANGUAGES if one in texts), short(iri))


def explanation(iri: str, language: str) -> str:
    """What a term of the ontology means; empty where it does not say.

    >>> explanation("https://w3id.org/news-kg/ns#Person", "en")
    'A human being named in an article.'
    """
    return _texts(_EXPLANATIONS).get(iri, {}).get(language, "")


@cache
def _texts(properties: tuple[ox.NamedNode, ...]) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for triple in ontology_triples():
        if triple.predicate in properties and isinstance(triple.object, ox.Literal):
            subject = triple.subject.value if isinstance(triple.subject, ox.NamedNode) else ""
            found.setdefault(subject, {})[triple.object.language or ""] = triple.object.value
    return found
