"""Build the name tables of `kg/lang/tr/data` from their sources.

    python tools/build_gazetteers.py --sources DIR

DIR holds what `kg/lang/tr/data/SOURCES.md` lists: `derived_gazetteers/` (cities_qid.tsv, persons_qid.tsv),
`congress/legislators-current.yaml` and `turkish_wikiner/train.conll`. The hand-written tables stand in
`tools/gazetteers/`. Country names come from Unicode CLDR through `babel`, identifiers of countries from
`rigour`. The output depends on these inputs alone and comes out byte for byte the same.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from babel import Locale
from rigour.territories import Territory, get_territory

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent))

from gazetteer_names import build_names, ordinary_words, vocabulary
from gazetteer_places import build_places
from hand_tables import hand_rows

HAND = Path(__file__).parent / "gazetteers"
DATA = Path(__file__).parent.parent / "kg" / "lang" / "tr" / "data"

CAPITAL_SHARED_WITH_PLACES = frozenset({"Victoria"})
"""Capitals that share their name with better-known places and things, so that the bare name does not tell."""

CAPITAL_SHARED_WITH_COUNTRY = frozenset(
    {
        "Kuveyt",
        "Cezayir",
        "Tunus",
        "Panama",
        "Guatemala",
        "Singapur",
        "Lüksemburg",
        "Vatikan",
        "Monako",
        "San Marino",
        "Cibuti",
        "Cebelitarık",
        "Makao",
    }
)
# rigour counts some realms as the country; the country proper is among its other identifiers.
QID_OF_THE_COUNTRY = {"DK": "Q35", "NL": "Q55", "EH": "Q6250"}
NAMESAKE_POPULATION = 500_000  # a city of this size is meant by its name even if people bear it
RIGOUR_CODE = {"CY-N": "cy-trnc"}


def items(cell: str) -> list[str]:
    """The items of a cell, without repetitions, in their order."""
    return list(dict.fromkeys(item.strip() for item in cell.split(";") if item.strip()))


def write(name: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write a table, tab-separated, and give its number of rows."""
    lines = ["\t".join(row).rstrip("\t") for row in rows]
    (DATA / name).write_text("\n".join(["\t".join(header), *lines]) + "\n", encoding="utf-8")
    return len(lines)


def territory(code: str) -> Territory:
    """The territory of `rigour`, or the end of the run with a message."""
    found = get_territory(RIGOUR_CODE.get(code, code.lower()))
    if found is None or found.qid is None:
        raise SystemExit(f"rigour knows no territory {code!r}")
    return found


def qid_of(code: str) -> str:
    """Wikidata identifier of a country, always one that `rigour` holds for it."""
    known = territory(code)
    wanted = QID_OF_THE_COUNTRY.get(code, known.qid)
    if wanted not in known.qids:
        raise SystemExit(f"{wanted} is not among the identifiers of {code}: {sorted(known.qids)}")
    return str(wanted)


def people_of(name: str) -> str:
    """The regular word for the people of a country: "Irak" -> "Iraklı"."""
    vowels = [char for char in name.lower() if char in "aıoueiöüâ"]
    ending = {"a": "lı", "ı": "lı", "â": "lı", "o": "lu", "u": "lu", "ö": "lü", "ü": "lü"}
    return name + ending.get(vowels[-1], "li")


def countries() -> list[list[str]]:
    """Rows of countries.tsv, ordered by code."""
    cldr = Locale("tr").territories
    rows = []
    for code, hand_name, aliases, demonyms, capital, ambiguous in hand_rows(HAND / "countries.txt", 6):
        official = cldr.get(code, "")
        name = hand_name or official
        other = items(aliases)
        if (
            official
            and official != name
            and not any(mark in official for mark in "-()’")
            and "ÖİB" not in official
        ):
            other.append(official)
        made = [] if demonyms.startswith("!") or " " in name or "-" in name else [people_of(name)]
        rows.append(
            [
                code,
                qid_of(code),
                name,
                territory(code).name,
                "|".join(dict.fromkeys(o for o in other if o != name)),
                "|".join(dict.fromkeys(items(demonyms.lstrip("!")) + made)),
                capital,
                "|".join(items(ambiguous)),
            ]
        )
    return sorted(rows)


def historical() -> list[list[str]]:
    """Rows of historical.tsv."""
    return sorted(
        [name, (territory(code).qid or "") if code else "", "|".join(items(aliases))]
        for name, code, aliases in hand_rows(HAND / "historical.txt", 3)
    )


def organizations() -> list[list[str]]:
    """Rows of organizations.tsv."""
    rows = []
    for name, aliases, kind, iso2, source, ambiguous in hand_rows(HAND / "organizations.txt", 6):
        qid = (territory(source.removeprefix("rigour:")).qid or "") if source else ""
        others = [alias for alias in items(aliases) if alias != name]
        rows.append([name, "|".join(others), kind, iso2, qid, "|".join(items(ambiguous))])
    return sorted(rows)


def metonyms(country_rows: list[list[str]]) -> list[list[str]]:
    """Rows of metonyms.tsv: the hand table, and the capitals that are not also a country's name."""
    rows = {tuple(row) for row in hand_rows(HAND / "metonyms.txt", 3)}
    for code, _, _, _, _, _, capital, _ in country_rows:
        shared = CAPITAL_SHARED_WITH_COUNTRY | CAPITAL_SHARED_WITH_PLACES
        if capital and capital not in shared and (capital, "", "seat") not in rows:
            rows.add((capital, code, "capital"))
    return sorted(list(row) for row in rows)


def is_minor(row: list[str]) -> bool:
    """Whether a place gives way to people of its name."""
    return row[1] in ("city", "district", "region") and int(row[4]) < NAMESAKE_POPULATION


def known_places(place_rows: list[list[str]]) -> set[str]:
    """Names of places that readers think of first, before people of that name."""
    return {row[0] for row in place_rows if not is_minor(row)}


def mark_namesakes(place_rows: list[list[str]], names: set[str]) -> None:
    """Mark minor places that share their name with people: "David", "Golan" stay places only with support."""
    for row in place_rows:
        if row[0] in names and is_minor(row):
            row[5] = "1"


def main() -> None:
    """Build all tables and say how large they are."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sources", type=Path, required=True, help="folder with the downloaded sources")
    sources: Path = parser.parse_args().sources
    DATA.mkdir(parents=True, exist_ok=True)

    country_rows = countries()
    words = (
        vocabulary(sources / "turkish_wikiner" / "train.conll")
        | ordinary_words(HAND / "ordinary_words.txt")[0]
    )
    place_rows, missing = build_places(
        HAND, sources / "derived_gazetteers" / "cities_qid.tsv", country_rows, words
    )
    given, surnames = build_names(HAND, sources, words, known_places(place_rows))
    mark_namesakes(place_rows, {form for form, _ in given + surnames})
    counts = {
        "countries": write(
            "countries.tsv",
            ["iso2", "qid", "name_tr", "name_en", "aliases_tr", "demonyms_tr", "capital_tr", "ambiguous"],
            country_rows,
        ),
        "historical": write("historical.tsv", ["name", "qid", "aliases"], historical()),
        "organizations": write(
            "organizations.tsv", ["name", "aliases", "kind", "iso2", "qid", "ambiguous"], organizations()
        ),
        "metonyms": write("metonyms.tsv", ["form", "iso2", "kind"], metonyms(country_rows)),
        "places": write(
            "places.tsv", ["name", "kind", "iso2", "qid", "population", "ambiguous", "aliases"], place_rows
        ),
        "given names": write("given_names.txt", ["form", "ambiguous"], given),
        "surnames": write("surnames.txt", ["form", "ambiguous"], surnames),
    }
    for name, count in counts.items():
        print(f"{count:7,} {name}")
    print(f"without identifier, for want of a GeoNames city: {', '.join(missing)}")
    size = sum(path.stat().st_size for path in DATA.glob("*.t*"))
    print(f"{size:9,} bytes")


if __name__ == "__main__":
    main()
