"""The keys under which a name is filed and looked up."""

from __future__ import annotations

from collections.abc import Iterator

from kg.link.folding import fold
from kg.link.sounds import consonants, has_sound, loses_vowels, sound_in_english, sound_in_turkish
from kg.model import EntityKind
from kg.model.indexed import IndexedItem, NameMatch

_SOUND = "~"
_CONSONANTS = "^"
_SURNAME = "/"
_SURNAME_SOUND = "/~"
KNOWN_BY_SURNAME = 0.5
"""Popularity from which a person is looked up by surname alone."""


def filed(item: IndexedItem, names: tuple[str, ...]) -> Iterator[tuple[str, NameMatch]]:
    """The keys of an item with the label `item.name` and further `names` in any language."""
    for number, name in enumerate((item.name, *(label.text for label in item.labels), *names)):
        folded = fold(name)
        if folded:
            yield folded, NameMatch.LABEL if number == 0 else NameMatch.ALIAS
    if item.kind is not EntityKind.PERSON:
        return
    for name in (item.name, *names):
        yield from _sounds(name, item.country)
        if item.popularity >= KNOWN_BY_SURNAME:
            yield from _surnames(name, item.country)


def asked(name: str, kind: EntityKind) -> Iterator[tuple[str, frozenset[NameMatch]]]:
    """The keys to look up for a name in a Turkish text, with the matches that each key may give."""
    folded = fold(name)
    if not folded:
        return
    yield folded, frozenset({NameMatch.LABEL, NameMatch.ALIAS})
    if kind is not EntityKind.PERSON:
        return
    sound = sound_in_turkish(name)
    if " " not in folded:
        yield _SURNAME + folded, frozenset({NameMatch.SURNAME})
        yield _SURNAME_SOUND + sound, frozenset({NameMatch.SURNAME_SOUND})
        return
    yield _SOUND + sound, frozenset({NameMatch.SOUND})
    bare = consonants(sound)
    if bare:
        yield _CONSONANTS + bare, frozenset({NameMatch.CONSONANTS})


def _sounds(name: str, country: str) -> Iterator[tuple[str, NameMatch]]:
    if not has_sound(country) or not fold(name).isascii() or " " not in fold(name):
        return
    sound = sound_in_english(name, country)
    yield _SOUND + sound, NameMatch.SOUND
    bare = consonants(sound) if loses_vowels(country) else ""
    if bare:
        yield _CONSONANTS + bare, NameMatch.CONSONANTS


def _surnames(name: str, country: str) -> Iterator[tuple[str, NameMatch]]:
    """The last word; also the first where family names may come first."""
    words = fold(name).split()
    if len(words) < 2 or not all(word.isascii() for word in words):
        return
    ends = {words[-1]}
    if country in FAMILY_NAME_FIRST:
        ends.add(words[0])
    for word in sorted(ends):
        if len(word) > 1:
            yield _SURNAME + word, NameMatch.SURNAME
            if has_sound(country):
                yield _SURNAME_SOUND + sound_in_english(word, country), NameMatch.SURNAME_SOUND


FAMILY_NAME_FIRST = frozenset("CN TW HK SG KR KP JP VN KH HU".split())
"""Countries whose names begin with the family name, in English texts or in Turkish ones."""
