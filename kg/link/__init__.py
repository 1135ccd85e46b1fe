"""Linking to Wikidata, right or not at all."""

from __future__ import annotations

from pathlib import Path

from kg.link.decision import Decision, Verdict
from kg.link.index import SqliteIndex, shipped_index
from kg.link.judgements import Judgement, Judgements
from kg.link.linker import IndexLinker, explain, link

__all__ = [
    "Decision",
    "IndexLinker",
    "Judgement",
    "Judgements",
    "SqliteIndex",
    "Verdict",
    "explain",
    "link",
    "linker",
    "shipped_index",
]


def linker(index: Path | None = None, judgements: Path | None = None) -> IndexLinker:
    """A linker over the index in a file, or the shipped one, that heeds the judgements in a file.

    `InputError` if a file is no index or no judgements. One linker belongs to one thread.
    """
    opened = SqliteIndex.open(index) if index else shipped_index()
    return IndexLinker(opened, Judgements.read(judgements) if judgements else None)
