"""The one change that `kg link` makes in a store: another link of an entity, as the next ingestion would give it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyoxigraph import Triple

    from kg.cli.link_store import StoredEntity
    from kg.link.judgements import Judgement
    from kg.model.indexed import IndexedItem
    from kg.ports import EntityIndex
    from kg.store import Store


def apply_judgement(store: Store, one: StoredEntity, judgement: Judgement, index: EntityIndex) -> int:
    """Give the entity the judged link, or none, in every article that names it; how many articles were changed.

    IRIs stay as they are. The link changes with its confidence, its method, and the labels that the index has for it.
    """
    from kg.cli.link_store import rows_of
    from kg.rdf import ArticleGraph

    former = index.item(one.qid) if one.qid else None
    item = index.item(judgement.qid) if judgement.qid else None
    changed = []
    query = (
        f"SELECT DISTINCT ?article WHERE {{ GRAPH ?article {{ <{one.iri}> a ?class }} }} ORDER BY ?article"
    )
    for article in [str(row["article"].value) for row in rows_of(store, query)]:
        graph = store.article_graph(article)
        if graph is None:
            continue
        own = [triple for triple in graph.triples if str(triple.subject) == f"<{one.iri}>"]
        others = [triple for triple in graph.triples if str(triple.subject) != f"<{one.iri}>"]
        made = [*_linked(own, judgement), *_labelled(own, one.name, former, item)]
        new = ArticleGraph.of(graph.iri, [*others, *made])
        if new != graph:
            changed.append(new)
    store.replace(changed)
    return len(changed)


def _linked(own: list[Triple], judgement: Judgement) -> Iterator[Triple]:
    """The entity's triples but for its labels, with the judged link."""
    from pyoxigraph import Triple

    from kg.rdf import terms
    from kg.rdf.iris import wikidata
    from kg.rdf.vocabulary import KG, RDFS, SCHEMA, SKOS

    replaced = (SCHEMA.sameAs, KG.linkConfidence, KG.linkMethod, RDFS.label, SKOS.altLabel)
    yield from (triple for triple in own if triple.predicate not in replaced)
    link = judgement.link
    if link:
        node = own[0].subject
        yield Triple(node, SCHEMA.sameAs, wikidata(link.qid))
        yield Triple(node, KG.linkConfidence, terms.share(link.confidence))
        yield Triple(node, KG.linkMethod, terms.string(link.method))


def _labelled(
    own: list[Triple], name: str, former: IndexedItem | None, item: IndexedItem | None
) -> Iterator[Triple]:
    """The names that the text uses, with the labels of the item in place of the former item's."""
    from pyoxigraph import Literal, Triple

    from kg.rdf.vocabulary import RDFS, SKOS

    names = [one.object for one in own if one.predicate in (RDFS.label, SKOS.altLabel)]
    left = {(text, language) for language, text in _labels(former).items() if text != name}
    used = [one for one in names if isinstance(one, Literal) and (one.value, one.language) not in left]
    main = next((one.language for one in used if one.value == name and one.language != "en"), "tr")
    labels: dict[str, str] = {main or "tr": name} | _labels(item)
    if former is None and item is None:
        # nothing came from an index: the labels in other languages are the extraction's
        labels |= {one.language or "": one.value for one in used if one.language not in (main, None)}
    for language, text in labels.items():
        yield Triple(own[0].subject, RDFS.label, Literal(text, language=language))
    for one in used:
        if one.language == main and one.value != labels[main or "tr"]:
            yield Triple(own[0].subject, SKOS.altLabel, one)


def _labels(item: IndexedItem | None) -> dict[str, str]:
    if item is None:
        return {}
    return {"en": item.name} | {label.language: label.text for label in item.labels}
