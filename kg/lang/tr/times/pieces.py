"""The sentence in the pieces that the rules read.

Feeds that drop apostrophes part a case ending from its word ("26 Ocak ta", "2012de"): word and ending become one piece.
A range written as one word ("1 Ocak-31 Aralık", "Ocak-Mart") becomes three.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.lang.tr.morphology import Case
from kg.lang.tr.times.words import Kind, Word, range_parts, word_of
from kg.lang.tr.tokenizer import Token

_APART = frozenset(
    "a e ye ta te tan ten dan den taki teki daki deki nın nin nun nün ın in un ün ı i u ü".split()
)
_UNTIL = frozenset("kadar dek değin".split())
_HOSTS = (Kind.MONTH, Kind.INTEGER, Kind.CLOCK, Kind.DATE)
_FIRST_YEAR = 1800


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of the rules, with the tokens that it is made of: `first` to `last`, both included."""

    token: Token
    word: Word | None
    first: int
    last: int


def pieces(tokens: list[Token], words: list[Word | None]) -> list[Piece]:
    """The pieces of a sentence."""
    found: list[Piece] = []
    at = 0
    while at < len(tokens):
        token, word = tokens[at], words[at]
        if word is not None and word.kind is Kind.RANGE:
            found += _range(token, at)
        elif word is not None and (ended := _with_ending(tokens, word, at)) is not None:
            found.append(Piece(token, ended, at, at + 1))
            at += 1
        else:
            found.append(Piece(token, word, at, at))
        at += 1
    return found


def _with_ending(tokens: list[Token], word: Word, at: int) -> Word | None:
    """The word with the ending that stands after it, if there is one."""
    if word.kind not in _HOSTS or at + 1 >= len(tokens):
        return None
    token, ending = tokens[at], tokens[at + 1]
    bare = not token.suffix and word.case is Case.NOM and not word.possessed
    if not bare or not (ending.text.isalpha() and ending.text.islower()):
        return None
    touching = ending.begin == token.end and word.kind is not Kind.MONTH
    touching = touching or (word.value >= _FIRST_YEAR and ending.lower in ("da", "de"))
    until = ending.lower == "ya" and at + 2 < len(tokens) and tokens[at + 2].lower in _UNTIL
    if not (touching or until or ending.lower in _APART):
        return None
    found = word_of(token.stem, ending.lower)
    return found if found is not None and found != word else None


def _range(token: Token, at: int) -> list[Piece]:
    """The three pieces of a range in one word."""
    found: list[Piece] = []
    offset = 0
    for part, word in range_parts(token.stem, token.suffix):
        begin, end = token.begin + offset, token.begin + offset + len(part)
        text = token.text[offset : offset + len(part)]
        offset += len(part)
        piece = Token(
            token.index, begin, end, text, part, part, "", word is not None, text[0].isupper(), token.quoted
        )
        found.append(Piece(piece, word, at, at))
    return found
