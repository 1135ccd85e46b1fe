"""Function words and other closed lists (`data/words.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Words:
    """The lists, in lower case; the data file says what each is for. `postpositions` maps a word to its slot."""

    postpositions: dict[str, str]
    conjunctions: frozenset[str]
    not_verbs: frozenset[str]
    unnamed: frozenset[str]
    state_organs: frozenset[str]
    adjectives_in_i: frozenset[str]
    name_particles: frozenset[str]
    unsure_particles: frozenset[str]
    after_unsure_particles: frozenset[str]
    title_modifiers: frozenset[str]
    bare_suffixes: tuple[str, ...]
    agreement_stops: frozenset[str]
    nouns_like_verbs: frozenset[str]
    relations: frozenset[str]
    sentence_adverbs: frozenset[str]
    forces: frozenset[str]
    belonging: frozenset[str]
    leading: frozenset[str]
    origins: frozenset[str]
    citizenship: frozenset[str]
    deeds: frozenset[str]
    people: frozenset[str]
    groups: frozenset[str]
    statements: frozenset[str]
    media: frozenset[str]
    abbreviations: frozenset[str]
    no_persons: frozenset[str]
    financial: frozenset[str]
    before_names: frozenset[str]
    former: frozenset[str]
    no_company: frozenset[str]
    like_genitives: frozenset[str]


@lru_cache(maxsize=1)
def words() -> Words:
    """The lists of the package."""
    table = tomllib.loads((files("kg.lang.tr") / "data" / "words.toml").read_text(encoding="utf-8"))
    return Words(
        postpositions={word: slot for slot, listed in table["postpositions"].items() for word in listed},
        conjunctions=frozenset(table["conjunctions"]),
        not_verbs=frozenset((*table["not_verbs"], *_noun_forms(table["action_nouns"]))),
        unnamed=frozenset(table["unnamed"]),
        state_organs=frozenset(table["state_organs"]),
        adjectives_in_i=frozenset(table["adjectives_in_i"]),
        name_particles=frozenset(table["name_particles"]),
        unsure_particles=frozenset(table["unsure_particles"]),
        after_unsure_particles=frozenset(table["after_unsure_particles"]),
        title_modifiers=frozenset(table["title_modifiers"]),
        bare_suffixes=tuple(table["bare_suffixes"]),
        agreement_stops=frozenset(table["agreement_stops"]),
        nouns_like_verbs=frozenset(table["nouns_like_verbs"]),
        relations=frozenset(table["relations"]),
        sentence_adverbs=frozenset(table["sentence_adverbs"]),
        forces=frozenset(table["forces"]),
        belonging=frozenset(table["belonging"]),
        leading=frozenset(table["leading"]),
        origins=frozenset(table["origins"]),
        citizenship=frozenset(table["citizenship"]),
        deeds=frozenset(table["deeds"]),
        people=frozenset(table["people"]),
        groups=frozenset(table["groups"]),
        statements=frozenset(table["statements"]),
        media=frozenset(table["media"]),
        abbreviations=frozenset(table["abbreviations"]),
        no_persons=frozenset(table["no_persons"]),
        financial=frozenset(table["financial"]),
        before_names=frozenset(table["before_names"]),
        former=frozenset(table["former"]),
        no_company=frozenset(table["no_company"]),
        like_genitives=frozenset(table["like_genitives"]),
    )


_FRONT = str.maketrans("aı", "ei")
_NOUN_ENDINGS = (
    "da", "daki", "sında", "sındaki", "lar", "ları", "ların", "lara", "larda", "lardaki", "lardan", "larla", "larını",
    "larının", "larına", "larında", "larındaki", "larından", "larıyla",
)  # fmt: skip


def _noun_forms(nouns: list[str]) -> Iterator[str]:
    """Forms of nouns in -mA that are no forms of the verb: the plural and the locative."""
    for noun in nouns:
        for ending in _NOUN_ENDINGS:
            yield noun + (ending if noun.endswith("a") else ending.translate(_FRONT))
