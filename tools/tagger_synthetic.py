"""Made-up training sentences for `train_tagger.py`.

News templates are filled with random names; sentences of the corpus get other persons; and sentences are cut so that
they begin with an ordinary word. All choices come from one seeded generator.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from pathlib import Path

from tagger_corpus import APOSTROPHE, Sentence
from tagger_persons import Persons, Slots, inflect, inflect_alike, is_front

from kg.lang.tr.casing import capitalize
from kg.lang.tr.gazetteer import load_countries, load_organizations, load_places

HERE = Path(__file__).parent
SLOT = re.compile(r"^(.*?)\{(\w)(?::(\w+))?\}(.*)$")
COUNTRY_TITLES = 0.75  # share of titles that begin with a country
BODY_TITLES = 0.15  # and with an organisation
LARGE_CITY = 200_000


def read_slots(path: Path) -> Slots:
    """The lists that fill slots, by name."""
    slots: Slots = defaultdict(list)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, items = line.partition(": ")
            slots[name] += items.split("|")
    return slots


class Maker:
    """Makes sentences; the same seed gives the same sentences."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - the same sentences on every run are wanted
        self._slots = read_slots(HERE / "tagger_slots.txt")
        self._persons = Persons(self._chance, self._slots)
        rows = load_countries()
        self._countries = [row.name for row in rows if "Adas" not in row.name and "Adal" not in row.name]
        people = {form for row in rows for form in row.demonyms if " " not in form and "'" not in form}
        self._demonyms = sorted(people)
        places = load_places()
        big = {
            row.name
            for row in places
            if row.kind == "city" and row.population > LARGE_CITY and not row.ambiguous
        }
        self._cities = sorted(big)
        self._provinces = sorted({row.name for row in places if row.iso2 == "TR" and row.kind == "province"})
        bodies = {form for row in load_organizations() for form in (row.name, *row.aliases)}
        self._bodies = sorted(
            form
            for form in bodies
            if all(word[0].isupper() or word in ("ve", "için") for word in form.split())
        )

    def sentences(self, count: int) -> list[Sentence]:
        """So many sentences from the templates, each in turn."""
        text = (HERE / "tagger_templates.txt").read_text(encoding="utf-8")
        templates = [line for line in text.splitlines() if line and not line.startswith("#")]
        return [self._fill(templates[number % len(templates)]) for number in range(count)]

    def renamed(self, sentence: Sentence) -> Sentence:
        """The sentence with other persons; a family name that comes twice is replaced alike."""
        result: Sentence = []
        known: dict[str, str] = {}
        index = 0
        while index < len(sentence):
            if sentence[index][1] != "B-PER":
                result.append(sentence[index])
                index += 1
                continue
            end = index + 1
            while end < len(sentence) and sentence[end][1] == "I-PER":
                end += 1
            stem, *suffix = APOSTROPHE.split(sentence[end - 1][0], maxsplit=1)
            alone = end - index == 1
            again = stem in known
            name = known.setdefault(stem, self._persons.family() if alone else self._persons.person())
            words = _tagged(name.split()[-1] if alone and again else name, "PER", None)
            if suffix and suffix[0]:
                last, label = words[-1]
                words[-1] = (f"{last}'{inflect_alike(suffix[0], last)}", label)
            result += words
            index = end
        return result

    def cut(self, sentence: Sentence) -> Sentence | None:
        """The end of the sentence from an ordinary word on, at best one right before a name; None without one.

        Gives words that begin a sentence in all their inflections.
        """
        ordinary = [
            index
            for index, (word, label) in enumerate(sentence[:-2])
            if index and label == "O" and word[0].islower() and len(word) > 2 and "'" not in word
        ]
        before_name = [index for index in ordinary if sentence[index + 1][0][0].isupper()]
        places = before_name if before_name and self._chance.random() < 0.5 else ordinary
        if not places:
            return None
        index = self._chance.choice(places)
        opening: Sentence = [('"', "O")] if self._chance.random() < 0.2 else []
        return [*opening, (capitalize(sentence[index][0]), "O"), *sentence[index + 1 :]]

    def _fill(self, template: str) -> Sentence:
        """One sentence of a template; "[KIND words]" is a name as it stands."""
        sentence: Sentence = []
        kind = ""
        name: list[str] = []
        for piece in template.split():
            if piece.startswith("["):
                kind, name = piece[1:], []
                continue
            match = SLOT.match(piece.rstrip("]"))
            if kind:
                name.append(self._part(match.group(2)) if match else piece.rstrip("]"))
                if piece.endswith("]"):
                    sentence += _tagged(" ".join(name), kind, None)
                    kind = ""
            elif match is None:
                sentence.append((piece, "O"))
            else:
                before, slot, case, after = match.groups()
                sentence += [(before, "O")] if before else []
                sentence += self._slot(slot, case)
                sentence += [(after, "O")] if after else []
        first, label = sentence[0]
        sentence[0] = (capitalize(first), label)
        return sentence

    def _part(self, slot: str) -> str:
        """A part of a fixed name: {p} a person, {q} an invented word, {r} a country."""
        persons = self._persons
        if slot == "r":
            return self._country()
        if slot == "p":
            return self._chance.choice((persons.person, persons.arab, persons.family, persons.family))()
        roll = self._chance.random()
        if roll < 0.25:
            return persons.mix(self._cities)
        if roll < 0.5:
            return persons.arab_family()
        return persons.arab_word() if roll < 0.75 else persons.mixed_family()

    def _slot(self, slot: str, case: str | None) -> Sentence:
        if slot == "T":
            return self._title()
        if slot == "t":
            return _plain(self._pick("occupation"))
        if slot == "D":
            word = self._chance.choice(self._demonyms)
            return [(word + ("lerin" if is_front(word) else "ların") if case else word, "O")]
        if slot == "M":
            place = f"{self._country()} " if self._chance.random() < 0.5 else ""
            return _tagged(place + self._pick("ministry"), "ORG", case)
        name, kind = self._name(slot)
        return _tagged(name, kind, case)

    def _name(self, slot: str) -> tuple[str, str]:
        """A name and its class."""
        persons = self._persons
        if slot in "PSGAE":
            make = {"P": persons.person, "S": persons.family, "G": persons.given, "A": persons.arab}
            return make.get(slot, persons.arab_family)(), "PER"
        if slot == "O":
            return self._chance.choice(self._bodies), "ORG"
        return (self._country() if slot == "C" else self._city()), "LOC"

    def _title(self) -> Sentence:
        roll = self._chance.random()
        if roll < COUNTRY_TITLES:
            return _tagged(self._country(), "LOC", None) + _plain(self._pick("office"))
        if roll < COUNTRY_TITLES + BODY_TITLES:
            return _tagged(self._chance.choice(self._bodies), "ORG", None) + _plain(self._pick("head"))
        return _plain(self._pick("title"))

    def _country(self) -> str:
        return self._pick("country") if self._chance.random() < 0.5 else self._chance.choice(self._countries)

    def _city(self) -> str:
        return self._chance.choice(self._cities if self._chance.random() < 0.6 else self._provinces)

    def _pick(self, name: str) -> str:
        return self._chance.choice(self._slots[name])


def _plain(text: str) -> Sentence:
    return [(word, "O") for word in text.split()]


def _tagged(name: str, kind: str, case: str | None) -> Sentence:
    words = name.split()
    if case:
        words[-1] = f"{words[-1]}'{inflect(words[-1], case)}"
    return [(word, f"{'I' if number else 'B'}-{kind}") for number, word in enumerate(words)]
