"""The names the graphs are written in: namespaces and their prefixes.

A namespace makes pyoxigraph nodes: `KG.eventType` for a fixed term, `ET("consult-phone")` for a
name computed at run time.
"""

from __future__ import annotations

from pyoxigraph import NamedNode

BASE = "https://w3id.org/news-kg/"
"""What every IRI minted here begins with."""


class Namespace:
    """A prefix of IRIs that makes nodes.

    >>> KG.eventType
    <NamedNode value=https://w3id.org/news-kg/ns#eventType>
    >>> ET("consult-phone").value
    'https://w3id.org/news-kg/type/event/consult-phone'
    """

    def __init__(self, iri: str) -> None:
        self.iri = iri

    def __call__(self, local: str) -> NamedNode:
        """The node for a name computed at run time."""
        return NamedNode(self.iri + local)

    def __getattr__(self, local: str) -> NamedNode:
        """The node for a name fixed in code, made once."""
        if local.startswith("__"):
            raise AttributeError(local)
        node = NamedNode(self.iri + local)
        self.__dict__[local] = node
        return node

    def __contains__(self, iri: str) -> bool:
        """Whether an IRI begins with this namespace."""
        return iri.startswith(self.iri)

    def __repr__(self) -> str:
        return f"Namespace({self.iri!r})"


KG = Namespace(f"{BASE}ns#")
ET = Namespace(f"{BASE}type/event/")
AT = Namespace(f"{BASE}type/agreement/")
OT = Namespace(f"{BASE}type/office/")
MO = Namespace(f"{BASE}type/modality/")

ARTICLE = Namespace(f"{BASE}article/")
COUNTRY = Namespace(f"{BASE}country/")
PERSON = Namespace(f"{BASE}person/")
ORGANIZATION = Namespace(f"{BASE}organization/")
PLACE = Namespace(f"{BASE}place/")
OFFICE = Namespace(f"{BASE}office/")
AGREEMENT = Namespace(f"{BASE}agreement/")
EVENT = Namespace(f"{BASE}event/")
POSITION = Namespace(f"{BASE}position/")
REPORT = Namespace(f"{BASE}report/")

RDF = Namespace("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
RDFS = Namespace("http://www.w3.org/2000/01/rdf-schema#")
OWL = Namespace("http://www.w3.org/2002/07/owl#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SKOS = Namespace("http://www.w3.org/2004/02/skos/core#")
DCTERMS = Namespace("http://purl.org/dc/terms/")
PROV = Namespace("http://www.w3.org/ns/prov#")
SCHEMA = Namespace("https://schema.org/")
EDTF = Namespace("http://id.loc.gov/datatypes/edtf/")
KGS = Namespace(f"{BASE}shapes#")
SH = Namespace("http://www.w3.org/ns/shacl#")
WD = Namespace("http://www.wikidata.org/entity/")

ONTOLOGY = NamedNode(f"{BASE}ns")
"""The ontology itself; in a store, the graph that holds it."""

WIKIDATA = NamedNode(f"{BASE}wikidata")
"""In a store, the graph that holds a copy of the linked items of Wikidata. It is no article's and is not merged."""

PREFIXES: dict[str, str] = {
    "kg": KG.iri,
    "et": ET.iri,
    "at": AT.iri,
    "ot": OT.iri,
    "mo": MO.iri,
    "article": ARTICLE.iri,
    "country": COUNTRY.iri,
    "person": PERSON.iri,
    "organization": ORGANIZATION.iri,
    "place": PLACE.iri,
    "office": OFFICE.iri,
    "agreement": AGREEMENT.iri,
    "event": EVENT.iri,
    "position": POSITION.iri,
    "report": REPORT.iri,
    "rdf": RDF.iri,
    "rdfs": RDFS.iri,
    "owl": OWL.iri,
    "xsd": XSD.iri,
    "skos": SKOS.iri,
    "dcterms": DCTERMS.iri,
    "prov": PROV.iri,
    "schema": SCHEMA.iri,
    "edtf": EDTF.iri,
    "kgs": KGS.iri,
    "sh": SH.iri,
    "wd": WD.iri,
}
"""Prefix to namespace, in the order of this file: our own first, then the standard ones."""
