"""Random names of persons for `tagger_synthetic.py`, and the case suffixes of names.

Half of the family names are invented, by joining the beginning of one name with the end of another or by building
an Arabic one from syllables, so that the model learns to read the context and not only lists.
"""

from __future__ import annotations

import random
import re

from kg.lang.tr.casing import lower
from kg.lang.tr.gazetteer import load_given_names, load_surnames

INVENTED = 0.5  # share of family names that no list has
TURKISH_ENDING = re.compile(r"(oğlu|kan|maz|taş|er|lı|sal|türk|gil|men|çı|dağ)$")
VOWELS = "aıoueiöüâîûéáóíúàèëäãåêôøyæ"
FRONT_VOWELS = "eiöüîéíèëäêøyæ"
INITIALS = "ABCDEFGHJKLMNPRSTW"

Slots = dict[str, list[str]]


class Persons:
    """Makes names from a given generator of chance and the lists of `tagger_slots.txt`."""

    def __init__(self, chance: random.Random, slots: Slots) -> None:
        self._chance = chance
        self._slots = slots
        self._given = sorted(name for name in load_given_names() if "-" not in name and len(name) > 2)
        self._surnames = sorted(name for name in load_surnames() if len(name) > 2)
        self._turkish = [name for name in self._surnames if TURKISH_ENDING.search(name)]

    def given(self) -> str:
        """A given name that the lists have."""
        return self._chance.choice(self._given)

    def person(self) -> str:
        """A full name of any origin."""
        roll = self._chance.random()
        if roll < 0.22:
            return self.arab()
        if roll < 0.40:
            return f"{self.given()} {self._chance.choice(self._turkish)}"
        first = self.mix(self._given) if self._chance.random() < INVENTED / 2 else self.given()
        middle = ""
        if roll > 0.90:
            middle = self.given() + " "
        elif roll > 0.87:
            middle = self._chance.choice(INITIALS) + ". "
        elif roll > 0.84:
            middle = self._pick("particle") + " "
        return f"{first} {middle}{self.family()}"

    def family(self) -> str:
        """A family name of any origin."""
        roll = self._chance.random()
        if roll < 0.08:
            return self.arab_family()
        if roll < 0.08 + INVENTED:
            return self.mix(self._surnames)
        if roll < 0.08 + INVENTED + 0.03:
            return f"{self._chance.choice(self._surnames)}-{self._chance.choice(self._surnames)}"
        return self._chance.choice(self._surnames)

    def arab(self) -> str:
        """A full name of Arabic style: "Muhammed Ebu Nasır", "Usame bin Zeyd", "Ümmü Samir ed-Delu"."""
        first = self.given() if self._chance.random() < 0.7 else self.arab_word()
        roll = self._chance.random()
        if roll < 0.2:
            return f"{first} {self.given()} {self.arab_family()}"
        if roll < 0.27:
            return f"{first} bin {self.given()}"
        if roll < 0.32:
            return f"{'Ümmü' if roll < 0.295 else 'Ebu'} {first} {self.arab_family()}"
        return f"{first} {self.arab_family()}"

    def arab_family(self) -> str:
        """A family name of Arabic style: "Ebu Nasır", "el-Hayye", "Sevabite"."""
        roll = self._chance.random()
        word = self.arab_word() if self._chance.random() < 0.6 else self._chance.choice(self._surnames)
        if roll < 0.3:
            return f"{self._pick('kunya')} {word}"
        return self._pick("article") + word if roll < 0.6 else word

    def arab_word(self) -> str:
        """An invented word of Arabic sound."""
        return self._pick("onset") + self._pick("middle") + self._pick("end")

    def mix(self, names: list[str]) -> str:
        """The beginning of one name and the end of another."""
        one, two = self._chance.choice(names), self._chance.choice(names)
        head = one[: max(2, len(one) // 2)].rstrip("-'’ ")
        return head + (lower(two[len(two) // 2 :]).lstrip("-'’ ") or "i")

    def mixed_family(self) -> str:
        """An invented family name."""
        return self.mix(self._surnames)

    def _pick(self, name: str) -> str:
        return self._chance.choice(self._slots[name])


def last_vowel(stem: str) -> str:
    """The last vowel of a word, "e" if it has none."""
    return next((char for char in reversed(lower(stem)) if char in VOWELS), "e")


def is_front(stem: str) -> bool:
    """Whether suffixes of the word take front vowels."""
    return last_vowel(stem) in FRONT_VOWELS


def inflect(stem: str, case: str) -> str:
    """The suffix of a name, without the apostrophe.

    >>> inflect("Putin", "in"), inflect("Obama", "e"), inflect("Esad", "den")
    ('in', 'ya', 'dan')
    """
    front = is_front(stem)
    rounded = last_vowel(stem) in "ouöüûóúôø"
    high = ("ü" if rounded else "i") if front else ("u" if rounded else "ı")
    low = "e" if front else "a"
    last = lower(stem)[-1]
    is_open = last in VOWELS and last != "y"
    dental = ("t" if last in "fstkçşhpx" else "d") + low
    suffixes = {
        "in": f"n{high}n" if is_open else f"{high}n",
        "i": f"y{high}" if is_open else high,
        "e": f"y{low}" if is_open else low,
        "le": f"yl{low}" if is_open else f"l{low}",
        "li": f"l{high}",
        "de": dental,
        "den": dental + "n",
        "deki": dental + "ki",
    }
    return suffixes[case]


def inflect_alike(suffix: str, stem: str) -> str:
    """The suffix of another word made to fit `stem`, as far as its vowels go."""
    table = str.maketrans("aıou", "eieü") if is_front(stem) else str.maketrans("eiöü", "aıou")
    return lower(suffix).translate(table)
