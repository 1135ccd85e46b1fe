"""RDF: the vocabulary, the IRIs, the mapping from analyses to graphs, and canonical Turtle."""

from kg.rdf.graph import ArticleGraph, is_merged
from kg.rdf.mapping import MAPPING_VERSION, article_graph
from kg.rdf.turtle import to_trig, to_turtle

__all__ = ["MAPPING_VERSION", "ArticleGraph", "article_graph", "is_merged", "to_trig", "to_turtle"]
