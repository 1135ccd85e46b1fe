"""Files and stores against the shapes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pyoxigraph import NamedNode, RdfFormat, Triple, parse

from kg.errors import UnreadableInput
from kg.validate import ValidationReport

if TYPE_CHECKING:
    from kg.store import AnyStore


class TripleValidator(Protocol):
    """Validates any set of triples: the gate, or the reference validator."""

    def validate_triples(self, triples: Iterable[Triple]) -> ValidationReport:
        """The verdict."""
        ...


@dataclass(frozen=True, slots=True)
class Checked:
    """A graph by its name, and the verdict on it."""

    name: str
    report: ValidationReport


def check_file(path: Path, validator: TripleValidator) -> Iterator[Checked]:
    """Verdicts on the graphs of an RDF file, each on its own; a file without graphs is one.

    `UnreadableInput` if it is no RDF in the format that its name ends in.
    """
    for name, triples in sorted(_graphs_of(path).items()):
        yield Checked(f"{path} {name}".rstrip(), validator.validate_triples(triples))


def check_store(store: AnyStore, validator: TripleValidator) -> Iterator[Checked]:
    """Verdicts on the articles of a store, in the order of their IRIs."""
    for iri in store.articles():
        graph = store.article_graph(iri)
        yield Checked(iri, validator.validate_triples(graph.triples if graph else ()))


def _graphs_of(path: Path) -> dict[str, list[Triple]]:
    form = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if form is None:
        raise UnreadableInput(
            str(path), "has no name of an RDF format.", hint="Name it .ttl, .nt, .trig, .nq, .rdf or .jsonld."
        )
    graphs: defaultdict[str, list[Triple]] = defaultdict(list)
    try:
        for quad in parse(path=path, format=form):
            graph = quad.graph_name
            graphs[graph.value if isinstance(graph, NamedNode) else ""].append(quad.triple)
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableInput(str(path), f"cannot be read as {form.name}: {error}.") from error
    return graphs or {"": []}
