from __future__ import annotations

import pytest

from kg.errors import SettingsError
from kg.pipeline.naming import compact, expand

BASE = "https://w3id.org/news-kg/"
FORMS = {
    "prefixed": ("person:vladimir-putin", f"{BASE}person/vladimir-putin"),
    "in full": (f"{BASE}country/TR", f"{BASE}country/TR"),
    "in brackets": (f" <{BASE}country/TR> ", f"{BASE}country/TR"),
    "article's digits": ("6e3c858105baf59d", f"{BASE}article/6e3c858105baf59d"),
    "with a fragment": ("article:6e3c858105baf59d#char=0,3", f"{BASE}article/6e3c858105baf59d#char=0,3"),
    "foreign": ("http://www.wikidata.org/entity/Q30", "http://www.wikidata.org/entity/Q30"),
}


@pytest.mark.parametrize(("written", "iri"), FORMS.values(), ids=FORMS)
def test_iris_can_be_written_in_several_ways(written: str, iri: str) -> None:
    assert expand(written) == iri


@pytest.mark.parametrize("written", ["", "Putin", "nobody:x y", "person:a b", "https://a b", "6e3c"])
def test_what_is_no_iri_is_refused_with_help(written: str) -> None:
    with pytest.raises(SettingsError, match="is no IRI") as caught:
        expand(written)
    assert "person:vladimir-putin" in caught.value.hint


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (f"{BASE}ns#Person", "kg:Person"),
        (f"{BASE}type/event/consult-phone", "et:consult-phone"),
        ("http://www.wikidata.org/entity/Q30", "wd:Q30"),
        ("https://elsewhere.example/x", "https://elsewhere.example/x"),
        (f"{BASE}person/", f"{BASE}person/"),
    ],
)
def test_iris_are_shown_short(iri: str, short: str) -> None:
    assert compact(iri) == short
