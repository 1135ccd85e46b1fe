"""The shapes and the ontology in the forms that the validators read, and the shapes' messages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from kg.model import Label
from kg.rdf.resources import ontology_triples, read_turtle, shapes_dir, turtle_files
from kg.rdf.vocabulary import SH
from kg.validate.report import SPARQL_COMPONENT, Severity, Violation

# Properties that SHACL itself reads, without being told: https://www.w3.org/TR/shacl/#dfn-shacl-instance
_IMPLIED = {"type", "subClassOf"}
_VARIABLE = re.compile(r"\\\{\\[?$]\w+\\\}")
_TYPED = re.compile(r'"([^"]*)"(?:\^\^<[^>]*>|@[a-z-]+)')


@dataclass(frozen=True, slots=True)
class Template:
    """A message of a SPARQL constraint, as a pattern that its filled-in forms match."""

    constraint: str
    language: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Shapes as Turtle, ontology as triples, messages by shape, message patterns of SPARQL constraints.

    The ontology is validated along with a graph, so that classes follow their superclasses and concepts
    are looked up.
    """

    shapes: str
    ontology: tuple[Triple, ...]
    messages: Mapping[str, tuple[Label, ...]]
    templates: tuple[Template, ...]

    @classmethod
    def load(cls, shapes: Path | None = None, ontology: Path | None = None) -> Rules:
        """Those of this package, or those of other folders."""
        files = turtle_files(shapes or shapes_dir())
        text = "\n".join(path.read_text(encoding="utf-8") for path in files)
        found = ontology_triples() if ontology is None else read_turtle(turtle_files(ontology))
        messages, templates = _messages(text)
        return cls(text, found, messages, templates)

    def relevant_ontology(self) -> tuple[Triple, ...]:
        """The triples of the ontology that the shapes can look at: those of properties that they name.

        Half of the ontology is comments and links to other vocabularies; leaving them out saves a fifth
        of the time that an article takes.
        """
        words = set(re.findall(r"[A-Za-z0-9_]+", self.shapes)) | _IMPLIED
        return tuple(
            triple for triple in self.ontology if re.split("[#/]", triple.predicate.value)[-1] in words
        )

    def violation(self, *, severity: str, shape: str, said: list[str], **parts: str) -> Violation:
        """A result with its messages: those of the shape, or the filled-in ones of a SPARQL constraint.

        `severity` and `shape` are bare IRIs; `said` are the messages that the validator gave.
        """
        constraint, messages = "", self.messages.get(shape, ())
        if parts["component"] == SPARQL_COMPONENT:
            constraint, messages = self._said(said)
        return Violation(
            severity=_SEVERITIES.get(severity, Severity.VIOLATION),
            shape=shape,
            constraint=constraint,
            messages=messages,
            **parts,
        )

    def _said(self, filled_in: list[str]) -> tuple[str, tuple[Label, ...]]:
        """Which SPARQL constraint gave these messages, and the language of each."""
        said = [_TYPED.sub(r"\1", text) for text in filled_in]
        for constraint in dict.fromkeys(template.constraint for template in self.templates):
            own = [template for template in self.templates if template.constraint == constraint]
            labels = [
                Label(text, template.language)
                for text in said
                for template in own
                if template.pattern.fullmatch(text)
            ]
            if labels:
                return constraint, tuple(sorted(labels, key=lambda label: (label.language, label.text)))
        return "", tuple(Label(text, "") for text in sorted(said))


_SEVERITIES = {SH(severity.value).value: severity for severity in Severity}


def _messages(shapes: str) -> tuple[dict[str, tuple[Label, ...]], tuple[Template, ...]]:
    labels: defaultdict[str, list[Label]] = defaultdict(list)
    constraints: set[str] = set()
    for quad in parse(shapes, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, BlankNode | Triple):
            continue
        if quad.predicate == SH.message and isinstance(quad.object, Literal):
            labels[quad.subject.value].append(Label(quad.object.value, quad.object.language or ""))
        if quad.predicate == SH.sparql and isinstance(quad.object, NamedNode):
            constraints.add(quad.object.value)
    ordered = {
        subject: tuple(sorted(found, key=lambda label: (label.language, label.text)))
        for subject, found in sorted(labels.items())
    }
    templates = tuple(
        Template(constraint, label.language, re.compile(_pattern(label.text), re.DOTALL))
        for constraint in sorted(constraints)
        for label in ordered.get(constraint, ())
    )
    return ordered, templates


def _pattern(message: str) -> str:
    return _VARIABLE.sub(".*", re.escape(message))
