"""The reference page of the ontology is what the ontology and the shapes say now."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, SKOS
from rdflib.namespace import SH

from docs import build_ontology_reference
from docs.build_ontology_reference import PAGE, main, ontology_page
from docs.ontology_terms import shapes, terms
from docs.shape_words import curie


def test_committed_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == ontology_page(), "run `make docs`"


def test_page_has_a_section_for_every_class_and_property() -> None:
    page = ontology_page()
    for term in terms(OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty):
        assert f"\n### {curie(term)}\n" in page


def test_page_has_a_row_for_every_concept() -> None:
    page = ontology_page()
    for concept in terms(SKOS.Concept):
        assert page.count(f"`{curie(concept)}` | **") == 1, concept


def test_page_has_every_message_of_the_shapes_that_are_used() -> None:
    page = ontology_page()
    inner = {
        shape for node in shapes().objects(None, SH.node) for shape in shapes().objects(node, SH.property)
    }
    for shape, message in shapes().subject_objects(SH.message):
        assert shape in inner or str(message) in page, shape


def test_outdated_page_fails_the_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build_ontology_reference, "PAGE", tmp_path / "ontology.md")
    assert main(["--check"]) == 1
    assert main([]) == 0
    assert main(["--check"]) == 0
    (tmp_path / "ontology.md").write_text("old", "utf-8")
    assert main(["--check"]) == 1
