"""The ontology is complete and consistent: each query in this folder finds nothing to complain of.

`broken/` has for each query an update that spoils the ontology in the way that the query looks for.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions, Store

from tests.ontology.store import ROOT, store

HERE = Path(__file__).parent
QUERIES = sorted(path.stem for path in HERE.glob("*.rq"))

READ_BY_OTHERS = (
    *("Person", "Country", "Organization", "Place", "Agreement", "Event", "Prospect", "Report"),
    *(
        "iso2",
        "eventType",
        "actor",
        "recipient",
        "participant",
        "place",
        "origin",
        "when",
        "modality",
        "country",
    ),
    *("party", "agreementKind", "signed", "inForce", "reports", "evidence", "quote", "refersTo"),
)
"""Terms that the scorer of extractions looks for."""


@cache
def sound() -> Store:
    return store()


def rows(where: Store, name: str) -> list[str]:
    found = where.query((HERE / f"{name}.rq").read_text("utf-8"))
    assert isinstance(found, QuerySolutions)
    return [str(row) for row in found]


@pytest.mark.parametrize("name", QUERIES)
def test_nothing_is_wrong_with_the_ontology(name: str) -> None:
    assert rows(sound(), name) == []


@pytest.mark.parametrize("name", QUERIES)
def test_query_finds_what_it_looks_for(name: str) -> None:
    spoiled = Store()
    spoiled.extend(sound())
    spoiled.update((HERE / "broken" / f"{name}.ru").read_text("utf-8"))
    assert rows(spoiled, name) != []


def test_every_query_says_what_it_demands() -> None:
    for name in QUERIES:
        assert re.match(r"# [A-ZÇĞİÖŞÜ].*\.\n", (HERE / f"{name}.rq").read_text("utf-8")), name


def test_every_update_belongs_to_a_query() -> None:
    assert sorted(path.stem for path in (HERE / "broken").iterdir()) == QUERIES


@pytest.mark.parametrize("name", READ_BY_OTHERS)
def test_terms_that_other_tools_read_keep_their_names(name: str) -> None:
    assert sound().query(f"ASK {{ <https://w3id.org/news-kg/ns#{name}> a ?kind }}")


def test_changelog_begins_with_the_version_of_the_ontology() -> None:
    found = sound().query(
        "SELECT ?v { <https://w3id.org/news-kg/ns> <http://www.w3.org/2002/07/owl#versionInfo> ?v }"
    )
    assert isinstance(found, QuerySolutions)
    versions = [row["v"].value for row in found]
    headings = re.findall(r"^## (\S+)", (ROOT / "ontology" / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[:1] == versions
