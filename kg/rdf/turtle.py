"""Canonical Turtle and TriG: the same triples give the same bytes, everywhere, and diffs are short.

Only the prefixes that occur are declared, in the order of `vocabulary.PREFIXES`. Subjects are grouped by
class, articles first and mentions last, then ordered by IRI; each predicate has a line of its own.
RDF 1.1: https://www.w3.org/TR/turtle/, https://www.w3.org/TR/trig/
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg.rdf.graph import ArticleGraph
from kg.rdf.order import LAST, class_rank, predicate_order, subject_order
from kg.rdf.vocabulary import PREFIXES, RDF, XSD

_NAMES = {iri: prefix for prefix, iri in PREFIXES.items()}
# The part of PN_LOCAL that needs no escapes.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f]')
# Literals that Turtle can write without quotes, and the forms of them that read back unchanged.
_BARE = {
    XSD.integer.value: re.compile(r"[+-]?[0-9]+"),
    XSD.decimal.value: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD.boolean.value: re.compile(r"true|false"),
}
_STRING = XSD.string.value

Term = NamedNode | BlankNode | Literal | Triple


def to_turtle(triples: Iterable[Triple]) -> str:
    """Canonical Turtle of a set of triples; empty for none. ValueError on RDF 1.2 terms and blank nodes."""
    writer = _Writer()
    body = writer.blocks(triples, indent="")
    return _document(writer.prefixes(), body)


def to_trig(graphs: Iterable[ArticleGraph], default: Iterable[Triple] = ()) -> str:
    """Canonical TriG: the triples of the default graph first, then the graphs in the order of their IRIs."""
    writer = _Writer()
    body = writer.blocks(default, indent="")
    for graph in sorted(graphs, key=lambda each: each.iri):
        inner = "\n\n".join(writer.blocks(graph.triples, indent="    "))
        body.append(
            f"{writer.iri(graph.iri)} {{\n{inner}\n}}" if inner else f"{writer.iri(graph.iri)} {{\n}}"
        )
    return _document(writer.prefixes(), body)


def _document(prefixes: list[str], blocks: list[str]) -> str:
    parts = ["\n".join(prefixes), *blocks] if prefixes else blocks
    return "\n\n".join(parts) + "\n" if parts else ""


class _Writer:
    """Writes terms and remembers the prefixes it used."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._written: dict[str, str] = {}

    def prefixes(self) -> list[str]:
        return [f"@prefix {name}: <{iri}> ." for name, iri in PREFIXES.items() if name in self._used]

    def blocks(self, triples: Iterable[Triple], indent: str) -> list[str]:
        """One block of text for each subject."""
        subjects: defaultdict[str, defaultdict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        classes: dict[str, int] = {}
        for triple in triples:
            subject, predicate, value = _iri(triple.subject), triple.predicate.value, triple.object
            subjects[subject][predicate].add(self._object(value))
            if predicate == RDF.type.value and isinstance(value, NamedNode):
                classes[subject] = min(class_rank(value.value), classes.get(subject, LAST))

        def order(subject: str) -> tuple[int, str, int, int, str]:
            return classes.get(subject, LAST), *subject_order(subject)

        return [self._block(subject, subjects[subject], indent) for subject in sorted(subjects, key=order)]

    def _block(self, subject: str, facts: Mapping[str, set[str]], indent: str) -> str:
        lines = []
        for predicate in sorted(facts, key=predicate_order):
            verb = "a" if predicate == RDF.type.value else self.iri(predicate)
            lines.append(f"{verb} {' , '.join(sorted(facts[predicate]))}")
        return f"{indent}{self.iri(subject)} " + f" ;\n{indent}    ".join(lines) + " ."

    def _object(self, term: Term) -> str:
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if not isinstance(term, Literal):
            raise ValueError(f"only IRIs and literals can be written: {term}")
        value = term.value
        if term.language is not None:
            return f"{_quoted(value)}@{term.language}"
        datatype = term.datatype.value
        if datatype == _STRING:
            return _quoted(value)
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(value):
            return value
        return f"{_quoted(value)}^^{self.iri(datatype)}"

    def iri(self, iri: str) -> str:
        """The IRI with its prefix if it has one that needs no escapes, else in full."""
        written = self._written.get(iri)
        if written is None:
            cut = max(iri.rfind("/"), iri.rfind("#")) + 1
            prefix, local = _NAMES.get(iri[:cut]), iri[cut:]
            if prefix is not None and _LOCAL.fullmatch(local):
                self._used.add(prefix)
                written = f"{prefix}:{local}"
            else:
                written = f"<{iri}>"
            self._written[iri] = written
        return written


def _iri(term: NamedNode | BlankNode | Triple) -> str:
    if not isinstance(term, NamedNode):
        raise ValueError(f"only IRIs can be subjects here: {term}")
    return term.value


def _quoted(value: str) -> str:
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    char = match.group()
    return _ESCAPES.get(char) or f"\\u{ord(char):04X}"
