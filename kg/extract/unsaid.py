"""Subjects that a sentence leaves unsaid.

Turkish drops a subject that the verb or the sentence before makes plain: the speaker of a quotation in the first
person ("uyarıda bulunduk" dedi), and the one whom the story goes on about. Verbs that share the subject of a
finite verb get it with it.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.names import COUNTRY
from kg.extract.phrases import Phrase, Predicate
from kg.lang.tr.morphology import Case, Form
from kg.lang.tr.nouns import guess_case
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_DEPTH = 6
_ADVERBS = words().sentence_adverbs


def fill_subjects(
    predicates: list[Predicate],
    tokens: list[Token],
    speaker: tuple[tuple[str, ...], tuple[str, ...]],
    context: tuple[tuple[str, ...], tuple[str, ...]],
) -> None:
    """Give finite verbs without a subject the speaker or the subject of the story (keys and kinds of each)."""
    for predicate in predicates:
        verb = predicate.verb
        if verb is None or verb.form is not Form.FINITE or predicate.subject is not None:
            continue
        if verb.first_person:
            keys, kinds = speaker if predicate.quoted else ((), ())
        elif predicate.quoted or verb.passive or _may_name_its_own(predicate, predicates, tokens):
            continue
        else:
            keys, kinds = context
        if not keys:
            continue
        subject = Phrase(predicate.begin, predicate.begin, "nom", keys, kinds)
        for other in predicates:
            if other is predicate or (other.shares is predicate and other.subject is None):
                other.subject, other.inherited_subject = subject, True


def _may_name_its_own(predicate: Predicate, predicates: list[Predicate], tokens: list[Token]) -> bool:
    """Whether the clause of a finite verb holds anything that could be its subject.

    "Otobüs şoförleri greve gitti", "Fiji'nin kuzeyi düştü", "saldırması endişe yarattı": a noun in the nominative, an
    owner of one, a clause. Words that only look like one count too, but for those right before the verb.
    """
    for phrase in predicate.arguments:
        if phrase.bound == "nom" or (phrase.slot == "nom" and phrase.end < predicate.begin):
            return True
    begin = max((p.end for p in predicates if p.form is Form.FINITE and p.end <= predicate.begin), default=0)
    known = {
        at
        for item in (*predicate.arguments, *predicates)
        for at in range(item.begin, item.end)
    }
    return any(
        tokens[at].is_word
        and not tokens[at].suffix
        and tokens[at].quoted == predicate.quoted
        and at not in known
        and tokens[at].lower not in _ADVERBS
        and guess_case(tokens[at].lower) is Case.NOM
        for at in range(begin, predicate.begin - 1)
    )


def fill_reflexives(predicates: list[Predicate], country_of: Callable[[str], str | None]) -> None:
    """Give "kendisi" the subject of the clause around, and "ülkesi" the country of that one.

    "Fiji, Tonga'nın kendisine saldırdığını açıkladı"; "Fiji Başbakanı, ülkesinin çekileceğini söyledi".
    """
    for predicate in predicates:
        for phrase in predicate.arguments:
            if not phrase.own or phrase.keys:
                continue
            outer = _outer_subject(predicate)
            if outer is None or not outer.keys:
                continue
            if phrase.own == "self":
                phrase.keys, phrase.kinds = outer.keys, outer.kinds
                if predicate.subject is outer:
                    predicate.subject = None
            elif len(outer.keys) == 1 and (country := country_of(outer.keys[0])) is not None:
                phrase.keys, phrase.kinds = (country,), (COUNTRY,)


def _outer_subject(predicate: Predicate) -> Phrase | None:
    """Subject of the nearest finite verb that governs the predicate, or that it shares its subject with."""
    current, depth = predicate, 0
    while current.governor is not None and depth < _DEPTH:
        current, depth = current.governor, depth + 1
        if current.form in (Form.FINITE, Form.AN) and current.subject is not None:
            return current.subject
    return None
