"""Extraction on Apache Spark: articles on many machines into a bundle that a store loads (docs/spark.md)."""

from kg.spark.inputs import Inputs
from kg.spark.job import JobOptions, make_bundle
from kg.spark.session import SessionOptions, session

__all__ = ["Inputs", "JobOptions", "SessionOptions", "make_bundle", "session"]
