"""Organisations: identifiers from named tables and from annotated texts, Turkish names from a hand-written table."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.lang.tr.gazetteer import load_organizations
from kg.model import EntityKind, Label
from kg.model.indexed import IndexedItem

SHARED = 0.9
"""Popularity of what has a name that others may bear, parties above all: it wants its country in the article."""

Filed = tuple[IndexedItem, tuple[str, ...]]


def annotated(folder: Path) -> dict[str, str]:
    """Items by English label; a label of two items is left out."""
    labels: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted(folder.glob("*.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            for mark in json.loads(line).get("labels", []):
                if mark["entity_id"].startswith("Q"):
                    labels[mark["name"]].add(mark["entity_id"])
    return {name: next(iter(qids)) for name, qids in sorted(labels.items()) if len(qids) == 1}


def read_organizations(
    folder: Path, hand: Sequence[Sequence[str]], bodies: Sequence[Sequence[str]]
) -> Iterator[Filed]:
    """Organisations that the hand-written table names and that have an item in a source or the language pack.

    Rows of `hand` are the Turkish name as the language pack has it and the English label; rows of `bodies` the
    English label, the item and the source that says so.
    """
    items = annotated(folder)
    for label, qid, source in bodies:
        if items.setdefault(label, qid) != qid:
            raise SystemExit(
                f"bodies.txt: {label!r} is {qid} by {source}, {items[label]} by the annotated texts"
            )
    pack = {row.name: row for row in load_organizations()}
    given: Counter[str] = Counter()
    for turkish, english in hand:
        row = pack.get(turkish)
        qid = (row.qid if row else "") or items.get(english, "")
        if not qid:
            print(f"organizations.txt: no source has an item for {english!r}; left out")
            continue
        given[qid] += 1
        if given[qid] > 1:
            raise SystemExit(f"organizations.txt: {english!r} is {qid}, which an earlier row has already")
        item = IndexedItem(
            qid=qid,
            kind=EntityKind.ORGANIZATION,
            name=english,
            description=row.kind if row else "organisation",
            popularity=SHARED if row and (row.kind == "party" or row.name in row.ambiguous) else 1.0,
            country=row.iso2 if row else "",
            labels=(Label(turkish, "tr"),),
        )
        yield item, row.aliases if row else ()
