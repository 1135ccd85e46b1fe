"""How query files are read."""

from __future__ import annotations

import re

import pytest

from kg.queries import CompetencyQuery, load_queries, parse

HEADER = "#: id: q\n#: tr: Soru?\n#: en: Question?\n"
BODY = "SELECT ?s WHERE { ?s ?p ?o }\n"


def test_header_and_text_are_told_apart() -> None:
    query = parse("q", f"{HEADER}#: params: from, to\n#: federated: true\n\n# A comment.\n{BODY}")
    assert query.questions == {"tr": "Soru?", "en": "Question?"}
    assert query.params == ("from", "to")
    assert query.federated
    assert query.text == f"# A comment.\n{BODY}"


def test_query_without_parameters_is_local_and_has_none() -> None:
    query = parse("q", HEADER + BODY)
    assert (query.params, query.federated) == ((), False)


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("#: id: q\n#: en: Question?\n", "add the line #: tr: …"),
        ("#: id: q\n#: tr: Soru?\n", "add the line #: en: …"),
        ("#: tr: Soru?\n#: en: Question?\n", "add the line #: id: …"),
        (HEADER.replace("q", "another"), "rename the file"),
        (HEADER + "#: fr: Question ?\n", "#: fr: …"),
        (HEADER + "#: en: Again?\n", "#: en: …"),
        (HEADER + "#: params:\n", "#: params: …"),
        (HEADER + "#: federated: maybe\n", "leave the line out"),
    ],
)
def test_wrong_header_is_refused_with_what_to_correct(source: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)) as error:
        parse("q", source + BODY)
    assert str(error.value).startswith("q.rq: ")


def test_queries_come_in_the_order_of_their_identifiers() -> None:
    identifiers = [query.id for query in load_queries()]
    assert identifiers == sorted(set(identifiers))
    assert len(identifiers) >= 24


WITH_PARAMETERS = [query for query in load_queries() if query.params]


@pytest.mark.parametrize("query", WITH_PARAMETERS, ids=lambda query: query.id)
def test_parameters_are_the_variables_of_the_first_values(query: CompetencyQuery) -> None:
    first = re.search(r"VALUES\s*\(?([^{)]*)\)?\s*\{", query.text)
    assert first is not None
    assert tuple(first[1].split()) == tuple(f"?{name}" for name in query.params)


@pytest.mark.parametrize("query", load_queries(), ids=lambda query: query.id)
def test_only_the_federated_queries_leave_the_store(query: CompetencyQuery) -> None:
    assert ("SERVICE <" in query.text) == query.federated


@pytest.mark.parametrize("query", load_queries(), ids=lambda query: query.id)
def test_solutions_have_an_order(query: CompetencyQuery) -> None:
    assert "ORDER BY" in query.text or "CONSTRUCT" in query.text
