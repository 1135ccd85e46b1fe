"""What the name tagger knows of words before it has seen a sentence: gazetteers, word classes, ordinary words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.lang.tr.gazetteer import (
    load_countries,
    load_given_names,
    load_organizations,
    load_places,
    load_surnames,
)

MIN_STEM = 3
_CASE = r"(?:n?[dt][ae]n?|n?[ıiuü]n|[yn]?[ae]|[yn]?[ıiuü]|y?l[ae])"
_DEMONYM_ENDING = re.compile(rf"(?:l[ae]r)?{_CASE}?")
_PEOPLE_ENDING = re.compile(rf"l[ıiuü](?:l[ae]r)?{_CASE}?")
_HEAD_ENDING = re.compile(rf"(?:n?{_CASE}(?:k[iü])?|nc[ae])")
_NOUN_ENDING = re.compile(
    r"(?:l[ae]r)?(?:s?[ıiuü]|[ıiuü]?m(?:[ıiuü]z)?|[ıiuü]n(?:[ıiuü]z)?)?"  # number, possessor
    rf"n?{_CASE}?(?:k[iü](?:l[ae]r)?n?{_CASE}?)?(?:d[ıiuü]r|yd[ıiuü]|ys[ae])?"  # case, -ki, copula
)
_VERB_ENDING = re.compile(
    r"(?:[ıiuü][nlş])?(?:[dt][ıiuü]r)?(?:y?[ae]bil|m[ae])?"  # voice, possibility, negation
    r"(?:[ıiuü]?yor|[dt][ıiuü]|m[ıiuü]ş|y?[ae]c[ae][kğ]|[ae]r|[ıiuü]r|m[ae]|y?[ae]n|[dt][ıiuü][kğ]|y?[ae]r[ae]k"
    r"|y?[ıiuü]p|m[ae]l[ıi]|s[ae]).{0,6}"  # tense or verbal noun, and what follows it
)

Phrase = tuple[tuple[str, ...], str]  # the words of a name and "l" or "o", for a place or an organisation


@dataclass(frozen=True, slots=True)
class WordLists:
    """The lists behind the features.

    `flags` gives for a form as printed what it may be: G given name, S surname, C country, P place, O organisation
    (small letters where ambiguous), D demonym, l and m a part of a longer name of a place or an organisation.
    `classes` holds the words of `tagger_words.txt`; `phrases`, by their first word, the names of several words, the
    longest first.
    """

    flags: dict[str, str]
    classes: dict[str, str]
    ordinary: frozenset[str]
    phrases: dict[str, tuple[Phrase, ...]]

    def group(self, small: str) -> str:
        """Class of a word in lower case, also with a case ending: "hastanesinden" -> "org"; "" for none."""
        found = self.classes.get(small)
        if found is not None:
            return found
        for cut in range(len(small) - 1, max(MIN_STEM, len(small) - 6), -1):
            found = self.classes.get(small[:cut])
            if found in ("org", "loc") and _HEAD_ENDING.fullmatch(small[cut:]):
                return found
        return ""

    def ordinary_mark(self, small: str) -> str:
        """Gives "w" for an ordinary word, "v" for what looks like an inflected form of one, "" else."""
        if small in self.ordinary:
            return "w"
        for cut in range(len(small) - 1, MIN_STEM - 1, -1):
            if small[:cut] in self.ordinary and (
                _NOUN_ENDING.fullmatch(small[cut:]) or _VERB_ENDING.fullmatch(small[cut:])
            ):
                return "v"
        return ""

    def marks(self, stem: str, *, bare: bool) -> str:
        """Flags of a form; of its parts if it is joined of known names ("ABD-Venezuela"), then with "-" before.

        A `bare` form, without apostrophe, may be a demonym with an ending ("Amerikalılar") or the word for the
        people of a place ("Gazzeli").
        """
        found = self.flags.get(stem, "")
        if not found and "-" in stem:
            parts = [self.flags.get(part, "") for part in stem.split("-")]
            found = "-" + "".join(sorted(set("".join(parts)))) if all(parts) else ""
        if not found and bare and self._is_people(stem):
            found = "D"
        return found

    def _is_people(self, stem: str) -> bool:
        for cut in range(len(stem) - 1, MIN_STEM - 1, -1):
            known = self.flags.get(stem[:cut], "")
            if "D" in known and _DEMONYM_ENDING.fullmatch(stem[cut:]):
                return True
            if ("P" in known or "C" in known) and _PEOPLE_ENDING.fullmatch(stem[cut:]):
                return True
        return False


@lru_cache(maxsize=1)
def word_lists() -> WordLists:
    """The lists that come with the package; read once."""
    flags: dict[str, str] = {}
    for form, mark in _flagged():
        known = flags.get(form, "")
        if mark not in known:
            flags[form] = "".join(sorted(known + mark))
    return WordLists(flags, _classes(), frozenset(_text("ordinary_words.txt").split()), _phrases())


def _text(name: str) -> str:
    return (files("kg.lang.tr") / "data" / name).read_text(encoding="utf-8")


def _flagged() -> Iterator[tuple[str, str]]:
    for given in load_given_names().values():
        yield given.form, "g" if given.ambiguous else "G"
    for surname, ambiguous in load_surnames().items():
        yield surname, "s" if ambiguous else "S"
    for country in load_countries():
        for name in (country.name, *country.aliases):
            yield from _words(name, "c" if name in country.ambiguous else "C", "l")
        for name in country.demonyms:
            yield from _words(name, "D", "D")
    for place in load_places():
        for name in (place.name, *place.aliases):
            yield from _words(name, "p" if place.ambiguous else "P", "l")
    for body in load_organizations():
        for name in (body.name, *body.aliases):
            yield from _words(name, "o" if name in body.ambiguous else "O", "m")


def _words(name: str, single: str, part: str) -> Iterator[tuple[str, str]]:
    words = name.split()
    if len(words) == 1:
        yield name, single
    else:
        yield from ((word, part) for word in words if word[0].isupper())


def _classes() -> dict[str, str]:
    classes: dict[str, str] = {}
    for line in _text("tagger_words.txt").splitlines():
        if line and not line.startswith("#"):
            name, words = line.split(":")
            for word in words.split():
                classes.setdefault(word, name)
    return classes


def _phrases() -> dict[str, tuple[Phrase, ...]]:
    kinds: dict[tuple[str, ...], str] = {}
    for body in load_organizations():
        kinds.update((tuple(name.split()), "o") for name in (body.name, *body.aliases))
    for place in load_places():
        kinds.update((tuple(name.split()), "l") for name in (place.name, *place.aliases))
    for country in load_countries():
        kinds.update((tuple(name.split()), "l") for name in (country.name, *country.aliases))
    by_first: dict[str, list[Phrase]] = {}
    for words, kind in kinds.items():
        if len(words) > 1:
            by_first.setdefault(words[0], []).append((words, kind))
    return {
        first: tuple(sorted(found, key=lambda phrase: (-len(phrase[0]), phrase)))
        for first, found in by_first.items()
    }
