"""Examples for the shapes: changes to `good.ttl`, kept as TOML.

A case says which triples to remove or add or which node to rename, which constraint that breaks (shape
and component) and which others it cannot help breaking. With `each`, every row is an example of its own;
with `all`, one example has all rows. $0, $1 are the columns.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from rdflib import Graph
from rdflib.term import Node

HERE = Path(__file__).parent
GOOD = (HERE / "good.ttl").read_text("utf-8")
PREFIXES = "".join(line + "\n" for line in GOOD.splitlines() if line.startswith("@"))

Broken = tuple[str, str]
"""Shape (or SPARQL constraint) and component, as in `("kgs:label", "MinCount")`."""


@dataclass(frozen=True, slots=True)
class Case:
    """A change to the good graph, and what it must break: nothing, for an allowed variant.

    `rows` counts the rows the example is made of: the first of `breaks` must be reported as often.
    """

    id: str
    breaks: tuple[Broken, ...]
    remove: str
    add: str
    rename: tuple[str, ...]
    rows: int


def turtle(text: str) -> Graph:
    """The graph of some Turtle that uses the prefixes of the good graph."""
    return Graph().parse(data=PREFIXES + text, format="turtle")


@cache
def good() -> Graph:
    return turtle(GOOD)


def cases(folder: str) -> Iterator[Case]:
    """All examples of a folder, in the order of its files."""
    for path in sorted((HERE / folder).glob("*.toml")):
        for entry in tomllib.loads(path.read_text("utf-8"))["case"]:
            examples = [[row] for row in entry.get("each", ())] or [entry.get("all", [[]])]
            for number, rows in enumerate(examples, start=1):
                yield _case(entry, rows, f"{entry['id']}-{number}" if len(examples) > 1 else entry["id"])


def changed(case: Case) -> Graph:
    """The good graph with the change made; AssertionError where there is nothing to change."""
    removed = turtle(case.remove)
    missing = [triple for triple in removed if triple not in good()]
    assert not missing, f"the good graph has nothing to remove here: {missing}"
    graph = good() - removed + turtle(case.add)
    return _renamed(graph, *case.rename) if case.rename else graph


def _renamed(graph: Graph, old: str, new: str) -> Graph:
    was, now = _node(old), _node(new)
    assert was in graph.all_nodes(), f"the good graph has no {old} to rename"
    renamed = Graph()
    for s, p, o in graph:
        renamed.add((now if s == was else s, p, now if o == was else o))
    return renamed


def _node(text: str) -> Node:
    return next(turtle(f"{text} a {text} .").subjects())


def _case(entry: dict[str, Any], rows: list[list[str]], name: str) -> Case:
    constraints = [entry["breaks"], *entry.get("also", [])] if "breaks" in entry else []
    return Case(
        id=name,
        breaks=tuple((shape, component) for text, component in constraints for shape in _filled(text, rows)),
        remove="\n".join(_filled(entry.get("remove", ""), rows)),
        add="\n".join(_filled(entry.get("add", ""), rows)),
        rename=tuple(entry.get("rename", ())),
        rows=len(rows),
    )


def _filled(text: str, rows: list[list[str]]) -> list[str]:
    """The text once for each row, with its columns in the place of $0, $1 and so on."""
    texts = []
    for row in rows:
        filled = text
        for number, value in enumerate(row):
            filled = filled.replace(f"${number}", value)
        texts.append(filled)
    return texts
