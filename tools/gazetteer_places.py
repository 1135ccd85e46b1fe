"""Places for `build_gazetteers.py`: hand-written Turkish names joined to GeoNames cities."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

MIN_POPULATION = 15_000
DOMINANT = 8  # of places with one name, the first is meant where it has so many times the people of the next
# Names of GeoNames cities that Turkish text nearly always uses for something else.
LEFT_OUT = frozenset(
    "Of Man Bar Bo Ho Al Yeni Mali Altar Asan Deniz Emin Salto Mora Lima Sole Bella Union Central Hope Mission Este Boa "
    "Mani Usta Ata Bela Para Posta Mobile Orange Reading Bath Nancy Angers Tours Independence Normal Carol Buru Alaca "
    "Salihli Chester Irvine Victoria Florida Alexandria Paradise Enterprise Union Liberty Progress Sanat Serdar Roman "
    "Victor Clinton Bush Lincoln Jackson Madison Washington Franklin Hamilton Jefferson Cleveland Houston Austin Dallas "
    "Aurora Regina Carolina California Georgia Colombia Columbia Colon Colón Progreso Reforma Libertad Concepción Trinidad "
    "Natal Vitória Serra Barra Campos Santos Franca Sousa Castanhal Baker Lawton Nova Kota Batu Pandan Taman Santa Maria "
    "Sabah Saray Merkez Şahin Sabri Sidi Hasan Bayan Tiran Piran Buka Kara Kula Kale Kent Alma Oral Aral".split()
)


@dataclass(frozen=True, slots=True)
class City:
    """A city of GeoNames with its Wikidata identifier."""

    qid: str
    name: str
    iso2: str
    population: int
    alternates: frozenset[str]


def fold(text: str) -> str:
    """Latin letters of a name without marks, in lower case."""
    plain = unicodedata.normalize(
        "NFKD", text.replace("ı", "i").replace("İ", "I").replace("ł", "l").replace("Đ", "D")
    )
    return "".join(char for char in plain if char.isalpha()).lower().replace("ə", "e")


def read_cities(path: Path) -> list[City]:
    """Cities of the table, the most populous first."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = [
            City(
                row["qid"],
                row["name"],
                row["country"],
                int(row["pop"] or 0),
                frozenset(row["latin_alternatenames"].split("|")),
            )
            for row in csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE)
        ]
    return sorted(set(rows), key=lambda city: (-city.population, city.name, city.iso2, city.qid))


def hand_rows(path: Path) -> list[list[str]]:
    """Rows of a hand-written table."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


def build_places(
    hand: Path, cities_path: Path, countries: list[list[str]], words: frozenset[str]
) -> tuple[list[list[str]], list[str]]:
    """Rows of places.tsv and remarks on hand-written cities that GeoNames lacks."""
    cities = read_cities(cities_path)
    notes: list[str] = []
    rows: list[list[str]] = []
    used: set[str] = set()

    def join(name: str, geonames: str, iso2: str) -> City | None:
        wanted = {fold(geonames or name)}
        near = [city for city in cities if city.iso2 == iso2.removesuffix("-N")]
        for city in near:
            if fold(city.name) in wanted:
                return city
        return next((city for city in near if geonames and geonames in city.alternates), None)

    def add(name: str, kind: str, iso2: str, city: City | None, ambiguous: bool, aliases: str) -> None:
        if city:
            used.add(city.qid)
        unsure = ambiguous or (" " not in name and lower(name) in words)
        rows.append(
            [
                name,
                kind,
                iso2,
                city.qid if city else "",
                str(city.population if city else 0),
                str(int(unsure)),
                "|".join(dict.fromkeys(alias.strip() for alias in aliases.split(";") if alias.strip())),
            ]
        )

    for name, iso2, geonames, aliases, flag in hand_rows(hand / "cities.txt"):
        city = join(name, geonames, iso2)
        if city is None and geonames:
            notes.append(f"no GeoNames city {geonames!r} ({iso2}) for {name}: without identifier")
        add(name, "city", iso2, city, flag == "!", aliases)
    for name, kind, iso2, aliases, flag in hand_rows(hand / "regions.txt"):
        add(name, kind, iso2, None, flag == "!", aliases)
    known = {(row[0], row[2]) for row in rows}
    for province, districts in hand_rows(hand / "turkey.txt"):
        name, _, geonames = province.partition("=")
        flag = name.endswith("!")
        name = name.rstrip("!")
        add(name, "province", "TR", join(name, geonames.rstrip("!"), "TR"), flag, "")
        for district in dict.fromkeys(districts.split(";")):
            plain = district.rstrip("!")
            if (plain, "TR") not in known:
                known.add((plain, "TR"))
                add(plain, "district", "TR", join(plain, "", "TR"), district.endswith("!"), "")
    country_names = {form for row in countries for form in [row[2], *row[4].split("|"), *row[5].split("|")]}
    forms = {form for row in rows for form in [row[0], *row[6].split("|")]}
    for city in cities:
        if city.qid in used or city.population < MIN_POPULATION or city.iso2 == "TR":
            continue
        name = city.name.strip("‘’'")
        if (
            name in LEFT_OUT
            or name in country_names
            or name in forms
            or len(name) < 4
            or not name[0].isupper()
        ):
            continue
        if not name.replace(" ", "").replace("-", "").replace("'", "").replace(".", "").isalpha():
            continue
        used.add(city.qid)
        add(name, "city", city.iso2, city, False, "")
    return _mark_shared(rows), notes


def _mark_shared(rows: list[list[str]]) -> list[list[str]]:
    """Of cities with one name keep the dominant one, or mark all of them as ambiguous."""
    by_name: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        by_name[row[0]].append(row)
    kept: list[list[str]] = []
    for name in sorted(by_name):
        same = sorted(by_name[name], key=lambda row: (-int(row[4]), row[1:]))
        if (
            len(same) > 1
            and {row[1] for row in same} == {"city"}
            and int(same[0][4]) >= DOMINANT * max(1, int(same[1][4]))
        ):
            same = same[:1]
        if len({row[2] for row in same}) > 1:
            for row in same:
                row[5] = "1"
        kept += same
    return kept


def lower(text: str) -> str:
    """Turkish lower case."""
    return text.replace("İ", "i").replace("I", "ı").lower()
