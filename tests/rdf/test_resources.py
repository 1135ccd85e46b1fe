from pathlib import Path

import pytest

from kg.rdf import ArticleGraph, resources
from kg.rdf.vocabulary import AT, ET, KG, MO, ONTOLOGY, OT, OWL, RDF


def test_the_ontology_and_the_shapes_are_found() -> None:
    assert resources.turtle_files(resources.ontology_dir())
    assert resources.shapes_dir().is_dir()


def test_the_ontology_names_itself_and_has_no_blank_nodes() -> None:
    triples = resources.ontology_triples()
    assert any(
        t.subject == ONTOLOGY and t.predicate == RDF.type and t.object == OWL.Ontology for t in triples
    )
    assert len(ArticleGraph.of(ONTOLOGY.value, triples)) == len(triples)


@pytest.mark.parametrize(
    "node", [KG.Event, KG.confidence, ET("consult-phone"), AT.trade, OT.minister, MO.actual], ids=str
)
def test_the_vocabulary_speaks_of_terms_that_the_ontology_defines(node: object) -> None:
    assert any(triple.subject == node for triple in resources.ontology_triples())


def test_files_are_read_in_a_fixed_order_wherever_they_lie(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    for name in ("b.ttl", "a.ttl", "sub/c.ttl"):
        (tmp_path / name).write_text("<urn:s> <urn:p> <urn:o> .", encoding="utf-8")
    (tmp_path / "notes.md").write_text("not Turtle", encoding="utf-8")
    files = resources.turtle_files(tmp_path)
    assert [path.relative_to(tmp_path).as_posix() for path in files] == ["a.ttl", "b.ttl", "sub/c.ttl"]
    assert len(resources.read_turtle(files)) == 1


def test_a_package_without_its_data_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(resources, "_PACKAGE", tmp_path / "kg")
    with pytest.raises(FileNotFoundError, match="install it again"):
        resources.ontology_dir()
