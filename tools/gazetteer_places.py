"""Places for `build_gazetteers.py`: hand-written Turkish names joined to GeoNames cities."""

from __future__ import annotations

import csv
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from hand_tables import hand_rows

MIN_POPULATION = 15_000
DOMINANT = 8  # of places with one name, the first is meant where it has so many times the people of the next
# Names of GeoNames cities that Turkish text nearly always uses for something else.
LEFT_OUT = frozenset(
    "Of Man Bar Bo Ho Al Yeni Mali Altar Asan Deniz Emin Salto Mora Lima Sole Bella Union Central Hope "
    "Mission Este Boa Mani Usta Ata Bela Para Posta Mobile Orange Reading Bath Nancy Angers Tours "
    "Independence Normal Carol Buru Alaca Salihli Chester Irvine Victoria Florida Alexandria Paradise "
    "Enterprise Liberty Progress Sanat Serdar Roman Victor Clinton Bush Lincoln Jackson Madison "
    "Washington Franklin Hamilton Jefferson Cleveland Houston Austin Dallas Aurora Regina Carolina "
    "California Georgia Colombia Columbia Colon Colón Progreso Reforma Libertad Concepción Trinidad Natal "
    "Vitória Serra Barra Campos Santos Franca Sousa Castanhal Baker Lawton Nova Kota Batu Pandan Taman "
    "Santa Maria Sabah Saray Merkez Şahin Sabri Sidi Hasan Bayan Tiran Piran Buka Kara Kula Kale Kent "
    "Alma Oral Aral".split()
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


class Builder:
    """Collects the rows of places.tsv."""

    def __init__(self, cities: list[City], words: frozenset[str]) -> None:
        self.rows: list[list[str]] = []
        self.missing: list[str] = []  # hand-written cities that GeoNames lacks
        self._cities = cities
        self._words = words
        self._used: set[str] = set()

    def find(self, name: str, geonames: str, iso2: str) -> City | None:
        """The most populous city of the country with the name, marks apart, or with the other name given."""
        near = [city for city in self._cities if city.iso2 == iso2.removesuffix("-N")]
        wanted = fold(geonames or name)
        found = next((city for city in near if fold(city.name) == wanted), None)
        if found is None and geonames:
            found = next((city for city in near if geonames in city.alternates), None)
            if found is None:
                self.missing.append(f"{name} ({iso2})")
        return found

    def add(
        self, name: str, kind: str, iso2: str, city: City | None, *, ambiguous: bool, aliases: str = ""
    ) -> None:
        """One row; ambiguous also where the name is an ordinary word."""
        if city:
            self._used.add(city.qid)
        unsure = ambiguous or (" " not in name and lower(name) in self._words)
        others = dict.fromkeys(alias.strip() for alias in aliases.split(";") if alias.strip())
        qid, population = (city.qid, city.population) if city else ("", 0)
        self.rows.append([name, kind, iso2, qid, str(population), str(int(unsure)), "|".join(others)])

    def add_hand_written(self, hand: Path) -> None:
        """The tables cities.txt, regions.txt and turkey.txt."""
        for name, iso2, geonames, aliases, flag in hand_rows(hand / "cities.txt", 5):
            city = self.find(name, geonames, iso2.strip("()"))
            country = "" if iso2.startswith("(") else iso2
            self.add(name, "city", country, city, ambiguous=flag == "!", aliases=aliases)
        for name, kind, iso2, aliases, flag in hand_rows(hand / "regions.txt", 5):
            self.add(name, kind, iso2, None, ambiguous=flag == "!", aliases=aliases)
        known = {(row[0], row[2]) for row in self.rows}
        for province, districts in hand_rows(hand / "turkey.txt", 2):
            marked, _, geonames = province.partition("=")
            name = marked.rstrip("!")
            self.add(name, "province", "TR", self.find(name, geonames, "TR"), ambiguous=marked.endswith("!"))
            for district in districts.split(";"):
                plain = district.rstrip("!")
                if (plain, "TR") not in known:
                    known.add((plain, "TR"))
                    city = self.find(plain, "", "TR")
                    self.add(plain, "district", "TR", city, ambiguous=district.endswith("!"))

    def add_other_cities(self, country_names: set[str]) -> None:
        """The cities of GeoNames abroad that no table has, where their name is a usual one."""
        known = {form for row in self.rows for form in (row[0], *row[6].split("|"))} | country_names
        for city in self._cities:
            name = city.name.strip("‘’'")
            if city.qid not in self._used and city.iso2 != "TR" and city.population >= MIN_POPULATION:
                letters = name.translate(str.maketrans("", "", " -'."))
                if name not in LEFT_OUT | known and len(name) > 3 and name[0].isupper() and letters.isalpha():
                    self.add(name, "city", city.iso2, city, ambiguous=False)


def build_places(
    hand: Path, cities_path: Path, countries: list[list[str]], words: frozenset[str]
) -> tuple[list[list[str]], list[str]]:
    """Rows of places.tsv, and the hand-written cities that GeoNames lacks."""
    builder = Builder(read_cities(cities_path), words)
    builder.add_hand_written(hand)
    names = {form for row in countries for form in (row[2], *row[4].split("|"), *row[5].split("|"))}
    builder.add_other_cities(names)
    return _mark_shared(builder.rows), builder.missing


def _mark_shared(rows: list[list[str]]) -> list[list[str]]:
    """Of cities with one name keep the dominant one, or mark all of them as ambiguous."""
    by_name: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        by_name[row[0]].append(row)
    kept: list[list[str]] = []
    for name in sorted(by_name):
        same = sorted(by_name[name], key=lambda row: (-int(row[4]), row[1:]))
        if len(same) > 1 and {row[1] for row in same} == {"city"}:
            first, second = int(same[0][4]), int(same[1][4])
            same = same[:1] if first >= DOMINANT * max(1, second) else same
        if len({row[2] for row in same}) > 1:
            for row in same:
                row[5] = "1"
        kept += same
    return kept


def lower(text: str) -> str:
    """Turkish lower case."""
    return text.replace("İ", "i").replace("I", "ı").lower()
