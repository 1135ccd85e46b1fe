"""Subjects that a sentence leaves unsaid.

Turkish drops a subject that the verb or the sentence before makes plain: the speaker of a quotation in the first
person ("uyarıda bulunduk" dedi), and the one whom the story goes on about. Verbs that share the subject of a
finite verb get it with it.
"""

from __future__ import annotations

from kg.extract.phrases import Phrase, Predicate
from kg.lang.tr.morphology import Form

_DEPTH = 6


def fill_subjects(
    predicates: list[Predicate],
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
        elif predicate.quoted or verb.passive:
            continue
        else:
            keys, kinds = context
        if not keys:
            continue
        subject = Phrase(predicate.begin, predicate.begin, "nom", keys, kinds)
        for other in predicates:
            if other is predicate or (other.shares is predicate and other.subject is None):
                other.subject, other.inherited_subject = subject, True


def fill_reflexives(predicates: list[Predicate]) -> None:
    """Give "kendisi" the subject of the clause around: "Fiji, Tonga'nın kendisine saldırdığını açıkladı"."""
    for predicate in predicates:
        for phrase in predicate.arguments:
            if phrase.own and not phrase.keys:
                outer = _outer_subject(predicate)
                if outer is not None and outer.keys:
                    phrase.keys, phrase.kinds = outer.keys, outer.kinds
                    if predicate.subject is outer:
                        predicate.subject = None


def _outer_subject(predicate: Predicate) -> Phrase | None:
    """Subject of the nearest finite verb that governs the predicate, or that it shares its subject with."""
    current, depth = predicate, 0
    while current.governor is not None and depth < _DEPTH:
        current, depth = current.governor, depth + 1
        if current.form in (Form.FINITE, Form.AN) and current.subject is not None:
            return current.subject
    return None
