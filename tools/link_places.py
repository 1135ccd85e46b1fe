"""Countries, territories and cities, from the language pack's tables and the table of cities."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from kg.lang.tr.gazetteer import load_countries, load_places
from kg.model import EntityKind, Label
from kg.model.indexed import IndexedItem

Filed = tuple[IndexedItem, tuple[str, ...]]

GREATEST_CITY = 20_000_000


def read_countries() -> Iterator[Filed]:
    """Countries and territories with Turkish and English names; demonyms are no names of a country."""
    for row in load_countries():
        if not row.qid:
            continue
        item = IndexedItem(
            qid=row.qid,
            kind=EntityKind.COUNTRY,
            name=row.name_en or row.name,
            description="country or territory",
            popularity=1.0,
            country=row.iso2,
            labels=(Label(row.name, "tr"),),
        )
        yield item, row.aliases


def read_places(table: Path) -> Iterator[Filed]:
    """Cities with an identifier; Turkish names from the language pack where it has them."""
    turkish = {row.qid: row for row in load_places() if row.qid}
    taken: set[str] = set()
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            qid, population = row["qid"], int(row["pop"] or 0)
            if qid in taken:
                continue
            taken.add(qid)
            named = turkish.get(qid)
            item = IndexedItem(
                qid=qid,
                kind=EntityKind.PLACE,
                name=row["name"],
                description="city",
                popularity=min(1.0, population / GREATEST_CITY),
                country=row["country"],
                labels=(Label(named.name, "tr"),) if named else (),
            )
            yield item, named.aliases if named else ()
    for qid, place in turkish.items():
        if qid not in taken:
            yield (
                IndexedItem(
                    qid=qid,
                    kind=EntityKind.PLACE,
                    name=place.name,
                    description=place.kind,
                    popularity=min(1.0, place.population / GREATEST_CITY),
                    country=place.iso2,
                    labels=(Label(place.name, "tr"),),
                ),
                place.aliases,
            )
