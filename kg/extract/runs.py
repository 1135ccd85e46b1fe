"""Runs of capitalised words that no known name has, with the particles inside them ("Ursula von der Leyen")."""

from __future__ import annotations

from kg.extract.mentions import Owners
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_WORDS = words()
_PARTICLES = _WORDS.name_particles
_UNSURE_PARTICLES = _WORDS.unsure_particles


def find_runs(tokens: list[Token], owner: Owners) -> list[tuple[int, int]]:
    """Half-open token ranges of the runs, in order; a run ends with the first word that has a case suffix."""
    runs, at, total = [], 0, len(tokens)
    while at < total:
        if owner[at] is not None or not tokens[at].capital or not tokens[at].text[0].isalpha():
            at += 1
            continue
        end = at + 1
        while not tokens[end - 1].suffix:
            if end < total and owner[end] is None and tokens[end].capital and tokens[end].text[0].isalpha():
                end += 1
            elif (
                end + 1 < total
                and tokens[end].text == "."
                and len(tokens[end - 1].text) == 1
                and tokens[end + 1].capital
                and owner[end + 1] is None
            ) or (end + 1 < total and _particle(tokens, end, owner)):
                end += 2
            else:
                break
        runs.append((at, end))
        at = end
    return runs


def _particle(tokens: list[Token], at: int, owner: Owners) -> bool:
    word, following = tokens[at], tokens[at + 1]
    if (
        word.text in _PARTICLES
        and at + 2 < len(tokens)
        and following.text in _PARTICLES
        and tokens[at + 2].capital
    ):
        return following.text not in _UNSURE_PARTICLES
    if word.text not in _PARTICLES or not following.capital or owner[at + 1] is not None:
        return False
    return word.text not in _UNSURE_PARTICLES or following.stem in _WORDS.after_unsure_particles
