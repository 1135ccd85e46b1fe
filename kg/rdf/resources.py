"""Where the ontology and the shapes lie: in the installed package, or in the checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Triple, parse

_PACKAGE = Path(__file__).resolve().parent.parent


def ontology_dir() -> Path:
    """The folder of Turtle files that make up the ontology."""
    return _folder("ontology")


def shapes_dir() -> Path:
    """The folder of Turtle files that make up the shapes."""
    return _folder("shapes")


def turtle_files(folder: Path) -> tuple[Path, ...]:
    """The Turtle files in a folder and below it, in the order of their paths."""
    return tuple(sorted(folder.rglob("*.ttl")))


@cache
def ontology_triples() -> tuple[Triple, ...]:
    """All triples of the ontology, in a fixed order, each once."""
    return read_turtle(turtle_files(ontology_dir()))


def read_turtle(files: tuple[Path, ...]) -> tuple[Triple, ...]:
    """The triples of several Turtle files, in the order of N-Triples, each once."""
    found = {
        str(quad.triple): quad.triple for path in files for quad in parse(path=path, format=RdfFormat.TURTLE)
    }
    return tuple(found[written] for written in sorted(found))


def _folder(name: str) -> Path:
    for candidate in (_PACKAGE / "_resources" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise FileNotFoundError(f"the package is incomplete: it has no folder {name!r}; install it again")
