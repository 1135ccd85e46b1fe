"""Given names and family names for `build_gazetteers.py`, in the spelling of Turkish newspapers."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import yaml

LATIN = re.compile(
    r"[A-ZÇĞİÖŞÜÂÁÀÄÃÅÉÈÊËÍÎÏÓÔÕØÚÛÝŽŠĐČĆŁŃŚŻŐŰŘĚŇȘŢȚĂĪŪĀĒŌ][a-zçğıöşüâáàäãåéèêëíîïìóòôõøúùûýžšđčćłńśźżőűřěňșţțăīūāēōñąęß'’]+"
    r"(?:-[A-Za-zçğıöşüÇĞİÖŞÜéèáíóúñ]+)*$"
)
PARTICLES = frozenset(
    "de da do dos das del della di van von der den bin ibn al el ul ud la le du of the and y e i ter ten af "
    "zu zur ben bint abu ould baron lord lady sir dr prince princess sheikh king queen jr sr viscount "
    "earl viscountess baroness duke countess".split()
)
FAMILY_FIRST = frozenset({"china-ministers", "south-korea-ministers"})
SLAVIC = frozenset(
    {"russia-cabinet", "ukraine-cabinet", "belarus-ministers", "kazakhstan-cabinet", "armenia-ministers"}
)
EASTERN = frozenset({"iran-ministers", "iraq-ministers"})
RESPELL = {
    "slavic": (
        ("shch", "şç"),
        ("kh", "h"),
        ("zh", "j"),
        ("sh", "ş"),
        ("ch", "ç"),
        ("skyi", "skiy"),
        ("skyy", "skiy"),
        ("yy", "iy"),
        ("iia", "iya"),
        ("ii", "iy"),
        ("ei", "ey"),
        ("dzh", "c"),
        ("ck", "k"),
        ("x", "ks"),
    ),
    "eastern": (
        ("kh", "h"),
        ("sh", "ş"),
        ("ch", "ç"),
        ("gh", "g"),
        ("q", "k"),
        ("w", "v"),
        ("oo", "u"),
        ("ou", "u"),
        ("ee", "i"),
        ("j", "c"),
        ("dh", "z"),
        ("th", "s"),
        ("zh", "j"),
    ),
}
MIN_COUNT_GIVEN = 2
MIN_COUNT_SURNAME = 2
MAX_LENGTH = 18


def vocabulary(path: Path) -> frozenset[str]:
    """Words that the encyclopaedia writes in lower case and outside of names: ordinary words."""
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, label = line.rpartition("\t")
        if label == "O" and word[:1].islower() and word.isalpha():
            counts[word] += 1
    return frozenset(word for word, count in counts.items() if count > 1 and len(word) > 1)


def ordinary_words(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """The hand-written ordinary words, and those that are no names at all; lower case."""
    text = " ".join(
        line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    return (
        frozenset(word for word in text.split() if not word.startswith("-")),
        frozenset(word[1:] for word in text.split() if word.startswith("-")),
    )


def build_names(
    hand: Path, sources: Path, words: frozenset[str], places: set[str]
) -> tuple[list[list[str]], list[list[str]]]:
    """Rows of given_names.txt and surnames.txt: the form and whether it is also a word or a place."""
    given, family = _from_office_holders(sources / "derived_gazetteers" / "persons_qid.tsv")
    for first, last in _from_congress(sources / "congress" / "legislators-current.yaml"):
        given[first] += 1
        family[last] += 2
    tagged_first, tagged_last = _from_tagged_persons(sources / "turkish_wikiner" / "train.conll")
    given.update(tagged_first)
    family.update(tagged_last)
    _, never = ordinary_words(hand / "ordinary_words.txt")
    for counts in (given, family):
        for form in [form for form in counts if _lower(form) in never]:
            del counts[form]
    return (
        _rows(hand / "given_names.txt", given, MIN_COUNT_GIVEN, words, places),
        _rows(hand / "surnames.txt", family, MIN_COUNT_SURNAME, words, places),
    )


def _rows(
    path: Path, counts: Counter[str], minimum: int, words: frozenset[str], places: set[str]
) -> list[list[str]]:
    forms: dict[str, bool] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            for form in line.split():
                plain = form.rstrip("!")
                forms[plain] = forms.get(plain, False) or form.endswith("!")
    for form, count in counts.items():
        if count >= minimum and LATIN.match(form) and 1 < len(form) <= MAX_LENGTH:
            forms.setdefault(form, False)
    return [
        [form, str(int(flag or _lower(form) in words or form in places))]
        for form, flag in sorted(forms.items())
    ]


def _from_office_holders(path: Path) -> tuple[Counter[str], Counter[str]]:
    given: Counter[str] = Counter()
    family: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        _, names, roles = [*line.split("\t"), "", ""][:3]
        origin = roles.split("|")[0]
        for name in names.split(" ; "):
            parts = [part for part in re.sub(r"\(.*?\)|,.*", "", name).split() if LATIN.match(part)]
            parts = [part for part in parts if part.lower() not in PARTICLES]
            if len(parts) < 2 or len(parts) > 5:
                continue
            if origin in FAMILY_FIRST:
                parts = [*parts[1:], parts[0]]
            style = "slavic" if origin in SLAVIC else "eastern" if origin in EASTERN else ""
            for spelling in dict.fromkeys((parts[0], _respell(parts[0], style))):
                given[spelling] += 1
            last = re.sub(r"^(?:[Aa]l|[Ee]l)-", "", parts[-1])
            for spelling in dict.fromkeys((last, _respell(last, style))):
                family[spelling[:1].upper() + spelling[1:]] += (
                    2 if style or origin in ("turkey-ministers", "world") else 1
                )
    return given, family


def _respell(name: str, style: str) -> str:
    """English transcription to the Turkish one: "Shoigu" -> "Şoigu"."""
    if not style:
        return name
    small = name.lower()
    for english, turkish in RESPELL[style]:
        small = small.replace(english, turkish)
    return {"i": "İ"}.get(small[:1], small[:1].upper()) + small[1:]


def _from_congress(path: Path) -> list[tuple[str, str]]:
    people = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        (str(one["name"]["first"]), str(one["name"]["last"]))
        for one in json.loads(json.dumps(people, default=str))
    ]


def _from_tagged_persons(path: Path) -> tuple[Counter[str], Counter[str]]:
    """First and last words of the persons of the tagged corpus, without case suffixes after an apostrophe."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    current: list[str] = []

    def close() -> None:
        if len(current) >= 2:
            first[current[0]] += 1
            last[re.split(r"['’]", current[-1])[0]] += 1
        current.clear()

    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, label = line.rpartition("\t")
        if label != "I-PERSON":
            close()
        if label in ("B-PERSON", "I-PERSON") and word[:1].isupper():
            current.append(word)
    close()
    return first, last


def _lower(text: str) -> str:
    return text.replace("İ", "i").replace("I", "ı").lower()
