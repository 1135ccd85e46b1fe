"""Common nouns beside a name that say what it is of: "Sandy kasırgası", "Lübnan gazetesi El Müstakbel"."""

from __future__ import annotations

from kg.extract.called import NAMED
from kg.extract.mentions import Reading
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case
from kg.lang.tr.nouns import Noun, noun_of

_LIST, _NEAR = 12, 4  # tokens
_CLOSING = "\"”»'’"


class KindNouns:
    """Finds the noun that tells the kind of a name that is neither a person's nor a known one."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._bearers = lexicon.bearers

    def of(self, reading: Reading, begin: int, end: int, full_name: bool) -> Noun | None:
        """The noun for what tokens `begin` to `end` name, or None.

        After a person's `full_name` only "adlı" tells: "Selim Taşören gazetesini sattı".
        """
        if end < len(reading.tokens) and reading.tokens[end].lower in NAMED:
            after = (
                noun_of(token.lower, self._bearers) for token in reading.tokens[end + 1 : end + 1 + _NEAR]
            )
            return next((noun for noun in after if noun is not None), None)
        return None if full_name else self._before(reading, begin) or self._after(reading, end)

    def _before(self, reading: Reading, begin: int) -> Noun | None:
        """The noun that a name follows at once, itself after what it belongs to: "Suudi gazetesi El Yum"."""
        before = reading.tokens[begin - 1] if begin > 1 else None
        if before is None or before.capital or before.suffix:
            return None
        noun = noun_of(before.lower, self._bearers)
        return (
            noun
            if noun is not None and noun.possessed and noun.case is Case.NOM and not noun.plural
            else None
        )

    def _after(self, reading: Reading, end: int) -> Noun | None:
        """The noun after a name, or after the list that it stands in."""
        tokens = reading.tokens
        if tokens[end - 1].suffix:
            return None
        several, items = False, 0
        for at in range(end, min(len(tokens), end + _LIST)):
            token = tokens[at]
            if token.text in (",", "ve", "ile"):
                several = True
            elif not token.capital or token.suffix:
                if token.text not in _CLOSING or at > end:
                    return self._head(reading, at, several) if items or not several else None
            elif not several:
                return None
            else:
                items += 1
        return None

    def _head(self, reading: Reading, at: int, several: bool) -> Noun | None:
        words = [token.lower for token in reading.tokens[at : at + 2]]
        for word in (words[0], " ".join(words)):
            noun = noun_of(word, self._bearers)
            if noun is not None and noun.possessed and (noun.plural or not several):
                return noun
        return None
