"""The phrases and predicates that clauses are built of.

A phrase is a noun phrase with its case (the case of its head: in "Mısır polisine" the country is in the dative), a
predicate a verb or a noun that may name an event. All other words are passed over.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.lang.tr.frames import NounTrigger
from kg.lang.tr.morphology import Form, Tense, Verb
from kg.lang.tr.nouns import Noun
from kg.lang.tr.times import TimeExpression
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_WORDS = words()
POSTPOSITIONS = _WORDS.postpositions
CONJUNCTIONS = _WORDS.conjunctions
NOT_VERBS = _WORDS.not_verbs


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase. `keys` are entities (several if coordinated); `slot` is its case or postposition.

    `weak`: the entities only stand behind it ("İran'ın nükleer programını"). `owned`: a genitive and what it
    owns, which may also be two phrases ("Tonga'nın askerlerini [çekmesi]"). `own`: what "kendisi" or "ülkesi" is of
    the subject around, "self" or "country", "birbiri" of its own, "each", "ülkemiz" of the speaker, "ours". `folk`:
    people of a country who do not act for it ("Fijili balıkçılar"). `bare`: a name that may only seem to modify the
    noun after it ("Fiji askerlerini [çekti]"). `closed`: a list that "ve" has ended. `clause` or `noun` is set when
    the phrase is a nominalised clause or a noun that may name an event.
    """

    begin: int
    end: int
    slot: str
    keys: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    weak: bool = False
    generic: bool = False
    plural: bool = False
    adjectival: bool = False
    bound: str = ""
    bound_at: int = -1
    owned: bool = False
    folk: bool = False
    bare: bool = False
    own: str = ""
    clause: Predicate | None = None
    noun: Predicate | None = None
    time: TimeExpression | None = None
    comma: bool = False
    conjoined: bool = False
    closed: bool = False


@dataclass(slots=True, eq=False)
class Predicate:
    """A verb, or a noun that may name an event, with what the clause gives it."""

    begin: int
    end: int
    verb: Verb | None = None
    noun: Noun | None = None
    noun_trigger: NounTrigger | None = None
    subject: Phrase | None = None
    arguments: list[Phrase] = field(default_factory=list)
    governor: Predicate | None = None
    governed_as: str = ""
    after: str = ""
    relative: bool = False
    participle: bool = False
    tense: Tense = Tense.NONE
    light: Predicate | None = None
    quoted: bool = False
    inherited_subject: bool = False
    shares: Predicate | None = None
    unnamed: bool = False
    """Whether its subject is someone who is not named."""
    sentence: int = 0

    @property
    def form(self) -> Form | None:
        """Form of the verb; None for a noun."""
        return self.verb.form if self.verb is not None else None


Unit = Phrase | Predicate


def ends_headline(tokens: list[Token], end: int) -> bool:
    """Whether nothing but marks stands from token `end` on, or a colon: "Fiji'den Tonga'ya tepki: …"."""
    following = tokens[end:]
    return not any(token.is_word for token in following) or following[0].text == ":"
