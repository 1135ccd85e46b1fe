"""The scripts of the query page one by one, in a browser: what they make of small inputs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from tests.server.serving import Served

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def scripts(seeds: Served, page: Page) -> Page:
    """A page whose vocabulary is loaded."""
    page.goto(f"{seeds.url}/query")
    page.wait_for_selector("html[data-ready=query]")
    return page


def call(page: Page, module: str, function: str, *given: Any) -> Any:
    """What a function of a module of the query page gives."""
    return page.evaluate(
        "async ([module, name, given]) => (await import(`/static/query/${module}.js`))[name](...given)",
        [module, function, list(given)],
    )


EXPECTED = [
    ("", "clause"),
    ("SELECT * WHERE ", "clause"),
    ("SELECT * { ", "subject"),
    ("SELECT * { ?e ", "predicate"),
    ("SELECT * { ?e kg:actor/", "predicate"),
    ("SELECT * { ?e a ", "class"),
    ("SELECT * { ?e a kg:Event ; ", "predicate"),
    ("SELECT * { ?e a kg:Event ; kg:actor ", "object"),
    ("SELECT * { ?e a kg:Event . ", "subject"),
    ("SELECT * { ?e a kg:Event . # a comment { with ; marks\n ?e ", "predicate"),
    ('SELECT * { ?e rdfs:label "a ; b . c" . ?e ', "predicate"),
    ("SELECT * { GRAPH <http://a.example/x.y#z> { ?e ", "predicate"),
    ("SELECT * { ?e a ?c } ORDER BY ", "clause"),
]


def test_what_a_place_expects_is_seen_from_the_text_before_it(scripts: Page) -> None:
    found = {text: call(scripts, "completion", "expected", text)["what"] for text, _ in EXPECTED}
    assert found == dict(EXPECTED)


FOLDED = {"ERDOĞAN": "erdogan", "İstanbul": "istanbul", "ısı": "isi", "Şi Cinping": "si cinping"}


def test_words_are_compared_without_case_and_marks(scripts: Page) -> None:
    assert {word: call(scripts, "completion", "fold", word) for word in FOLDED} == FOLDED


TRIPLES = r"""<http://a.example/s> <http://a.example/p> "say \"hi\"\n\u015F \U0001F600"@tr .
<http://a.example/s> <http://a.example/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .
_:b0 <http://a.example/p> <http://a.example/o> .
"""


def test_n_triples_are_read(scripts: Page) -> None:
    rows = call(scripts, "ntriples", "readTriples", TRIPLES)
    assert [row[2] for row in rows] == [
        {"type": "literal", "value": 'say "hi"\nş 😀', "xml:lang": "tr"},
        {"type": "literal", "value": "1", "datatype": "http://www.w3.org/2001/XMLSchema#integer"},
        {"type": "uri", "value": "http://a.example/o"},
    ]
    assert rows[2][0] == {"type": "bnode", "value": "b0"}


EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
XSD = "http://www.w3.org/2001/XMLSchema#"
DATES = [
    ("2025-12-11", EDTF, ("2025-12-11", "2025-12-11")),
    ("2025-02", EDTF, ("2025-02-01", "2025-02-28")),
    ("2024", f"{XSD}gYear", ("2024-01-01", "2024-12-31")),
    ("2025-03-01/2025-04", EDTF, ("2025-03-01", "2025-04-30")),
    ("2025-05-01/..", EDTF, ("2025-05-01", "2025-05-01")),
    ("[..2025-06-19]", EDTF, ("2025-06-19", "2025-06-19")),
    ("2025-12-11T10:00:00Z", f"{XSD}dateTime", ("2025-12-11", "2025-12-11")),
    ("2025-11~", EDTF, ("2025-11-01", "2025-11-30")),
    ("2025", f"{XSD}integer", None),
    ("unknown", EDTF, None),
]


def test_dates_are_read_as_days(scripts: Page) -> None:
    found = {}
    for value, datatype, _ in DATES:
        term = {"type": "literal", "value": value, "datatype": datatype}
        days = call(scripts, "columns", "daysOf", term)
        found[value, datatype] = days and (day(days["first"]), day(days["last"]))
    assert found == {(value, datatype): days for value, datatype, days in DATES}


def day(milliseconds: float) -> str:
    return datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()


def test_iris_are_written_so_that_a_query_can_be_read(scripts: Page) -> None:
    base = "https://w3id.org/news-kg/"
    assert call(scripts, "iris", "written", f"{base}person/nicolas-maduro") == "person:nicolas-maduro"
    assert call(scripts, "iris", "written", f"{base}article/ab#char=0,9") == f"<{base}article/ab#char=0,9>"
    assert call(scripts, "iris", "pageOf", "javascript:alert(1)") is None
    assert call(scripts, "iris", "pageOf", f"{base}ns#actor") == "/ns/actor"


def test_things_of_one_row_are_linked(scripts: Page) -> None:
    def iri(name: str) -> dict[str, str]:
        return {"type": "uri", "value": f"http://a.example/{name}"}

    answer = {
        "columns": ["who", "event", "whom"],
        "rows": [[iri("a"), iri("e"), iri("b")], [iri("a"), None, iri("c")]],
    }
    graph = call(scripts, "views/links", "graphOf", answer)
    assert {(link["source"][-1], link["target"][-1], link["name"]) for link in graph["links"]} == {
        ("a", "e", "event"),
        ("a", "b", "whom"),
        ("a", "c", "whom"),
    }
    assert len(call(scripts, "views/links", "readable", graph, 2)["nodes"]) == 2
