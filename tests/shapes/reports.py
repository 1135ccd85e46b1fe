"""The shapes as a graph, what they contain, and what pySHACL says of some data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pyshacl
from rdflib import RDF, RDFS, SKOS, Graph, Namespace
from rdflib.plugins.sparql import prepareQuery
from rdflib.query import Result
from rdflib.term import Node

from tests.shapes.examples import Broken

ROOT = Path(__file__).parents[2]
SH = Namespace("http://www.w3.org/ns/shacl#")
KGS = Namespace("https://w3id.org/news-kg/shapes#")
TARGETS = (SH.targetClass, SH.targetNode, SH.targetObjectsOf, SH.targetSubjectsOf)

PARAMETERS = {
    "minCount": "MinCount",
    "maxCount": "MaxCount",
    "datatype": "Datatype",
    "nodeKind": "NodeKind",
    "class": "Class",
    "pattern": "Pattern",
    "minLength": "MinLength",
    "maxLength": "MaxLength",
    "minInclusive": "MinInclusive",
    "maxInclusive": "MaxInclusive",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "uniqueLang": "UniqueLang",
    "hasValue": "HasValue",
    "in": "In",
    "node": "Node",
    "or": "Or",
    "xone": "Xone",
    "qualifiedMinCount": "QualifiedMinCount",
    "sparql": "SPARQL",
}
"""Parameters of SHACL that make a constraint, and their components."""

NO_CONSTRAINTS = {"path", "property", "message", "severity", "qualifiedValueShape"}
"""Other properties of a shape, targets aside."""


class ParsedOnce(Graph):
    """A plain graph that keeps parsed queries: pySHACL hands over the same dozen for every example."""

    def query(self, query_object: Any, *args: Any, **kwargs: Any) -> Result:
        return super().query(_prepared(str(query_object)), *args, **kwargs)


@cache
def _prepared(text: str) -> Any:
    return prepareQuery(text)


@cache
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology" / "kg.ttl")


@cache
def axioms() -> Graph:
    """What the shapes read of the ontology. Labels and comments, most of it, would only be copied about."""
    graph = Graph()
    for triple in ontology():
        if triple[1] in {RDF.type, RDFS.subClassOf, SKOS.inScheme, SKOS.broader, SKOS.prefLabel}:
            graph.add(triple)
    return graph


@cache
def shapes() -> Graph:
    """The union of the folder: how the shapes are meant to be loaded."""
    graph = Graph()
    for path in sorted((ROOT / "shapes").glob("*.ttl")):
        graph.parse(path)
    return graph


def report(graph: Graph, terms: Graph | None = None) -> Graph:
    """The validation report on a graph merged with the ontology, or with `terms` in its place."""
    data = ParsedOnce()
    data += axioms() if terms is None else terms
    data += graph
    found = pyshacl.validate(data, shacl_graph=shapes(), inference="none", inplace=True)[1]
    assert isinstance(found, Graph)
    return found


def broken(found: Graph) -> Counter[Broken]:
    """Which constraints a validation report complains of, and how often."""
    names: Counter[Broken] = Counter()
    for result in found.objects(None, SH.result):
        source = found.value(result, SH.sourceConstraint) or found.value(result, SH.sourceShape)
        component = str(found.value(result, SH.sourceConstraintComponent))
        names[_name(source), component.removeprefix(str(SH)).removesuffix("ConstraintComponent")] += 1
    return names


def top_shapes() -> list[Node]:
    """The shapes that have a target."""
    return sorted({shape for target in TARGETS for shape in shapes().subjects(target)}, key=str)


def constraints() -> Iterator[Broken]:
    """Each constraint of the shapes that have a target, and of their property shapes."""
    for top in top_shapes():
        for shape in (top, *shapes().objects(top, SH.property)):
            for predicate, value in shapes().predicate_objects(shape):
                parameter = str(predicate).removeprefix(str(SH))
                if (
                    str(predicate).startswith(str(SH))
                    and predicate not in TARGETS
                    and parameter not in NO_CONSTRAINTS
                ):
                    yield _name(value if parameter == "sparql" else shape), PARAMETERS[parameter]


def is_target(focus: Node, shape: Node, data: Graph) -> bool:
    """Whether a shape looks at a node.

    A class is a target by its members or as a node itself, a property by being used or as a node itself.
    """
    wanted = {value for target in TARGETS for value in shapes().objects(shape, target)}
    kinds = {parent for kind in data.objects(focus, RDF.type) for parent in _superclasses(kind)}
    return not wanted.isdisjoint({focus, *kinds, *data.predicates(focus), *data.predicates(object=focus)})


@cache
def _superclasses(kind: Node) -> frozenset[Node | None]:
    return frozenset(axioms().transitive_objects(kind, RDFS.subClassOf))


def _name(shape: Node | None) -> str:
    return f"kgs:{str(shape).removeprefix(str(KGS))}"
