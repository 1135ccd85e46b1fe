"""Subjects that a sentence leaves unsaid.

Turkish drops a subject that the verb or the sentence before makes plain: the speaker of a quotation in the first
person ("uyarıda bulunduk" dedi), and the one whom the story goes on about. Verbs that share the subject of a
finite verb get it with it.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.extract.agreements import AgreementMention
from kg.extract.names import COUNTRY, PERSON
from kg.extract.nominals import possessed_guess
from kg.extract.phrases import Phrase, Predicate
from kg.lang.tr.morphology import Case, Form
from kg.lang.tr.nouns import guess_case
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_DEPTH = 6
_OTHERS = frozenset(
    ("ben", "sen", "biz", "siz", "onlar", "bunlar", "şunlar", "herkes", "kimse", "bazıları", "çoğu")
)
_ADVERBS = words().sentence_adverbs


def fill_subjects(
    predicates: list[Predicate],
    tokens: list[Token],
    treaties: list[AgreementMention],
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
            if len(keys) == 1 and _of_several(tokens[predicate.end - 1]):
                continue
            # a noun without a name after a couple mostly means the couple: "Heyetler dün anlaşmayı imzaladı"
            if len(keys) == 1 and _may_name_its_own(predicate, predicates, tokens, treaties):
                continue
        if not keys:
            continue
        subject = Phrase(predicate.begin, predicate.begin, "nom", keys, kinds)
        for other in predicates:
            if other is predicate or (other.shares is predicate and other.subject is None):
                other.subject, other.inherited_subject = subject, True


def _of_several(verb: Token) -> bool:
    """Whether a finite verb in the plural has several for its subject: "Tavake'yi idam ettiler"."""
    return verb.lower.endswith(("dılar", "diler", "dular", "düler", "tılar", "tiler", "tular", "tüler"))


def _may_name_its_own(
    predicate: Predicate, predicates: list[Predicate], tokens: list[Token], treaties: list[AgreementMention]
) -> bool:
    """Whether the clause of a finite verb holds anything that could be its subject.

    "Otobüs şoförleri greve gitti", "Fiji'nin kuzeyi düştü", "saldırması endişe yarattı": a noun in the nominative, an
    owner of one, a clause. Words that only look like one count too, but for those right before the verb and what is
    signed.
    """
    for phrase in predicate.arguments:
        if phrase.bound == "nom" or (phrase.slot == "nom" and phrase.end < predicate.begin):
            return True
    begin = max((p.end for p in predicates if p.form is Form.FINITE and p.end <= predicate.begin), default=0)
    if any(tokens[at].lower in _OTHERS for at in range(begin, predicate.begin)):
        return True
    named = [(p.begin, p.end) for p in predicate.arguments] + [(m.begin, m.end) for m in treaties]
    known = {at for first, end in named for at in range(first, end)}
    known |= {at for other in predicates for at in range(other.begin, other.end)}
    return any(
        _nominative(tokens[at])
        and tokens[at].quoted == predicate.quoted
        and at not in known
        and not _modifies(tokens[at + 1])
        for at in range(begin, predicate.begin - 1)
    )


def _modifies(head: Token) -> bool:
    """Whether the noun before `head` only says of what kind it is: "basın *toplantısında*", "enerji *alanında*"."""
    noun = possessed_guess(head)
    return noun is not None and noun[1] is not Case.NOM


def _nominative(token: Token) -> bool:
    return (
        token.is_word
        and not token.suffix
        and token.lower not in _ADVERBS
        and guess_case(token.lower) is Case.NOM
    )


def fill_reflexives(
    predicates: list[Predicate], country_of: Callable[[str], str | None], speaker: tuple[str, ...]
) -> None:
    """Give "kendisi" the subject of the clause around, "birbiri" its own, "ülkesi" the country of the former.

    "Fiji, Tonga'nın kendisine saldırdığını açıkladı"; "Fiji Başbakanı, ülkesinin çekileceğini söyledi".
    In a quotation "ülkemiz" is the country of the speaker.
    """
    for predicate in predicates:
        for phrase in predicate.arguments:
            if not phrase.own or phrase.keys:
                continue
            if phrase.own == "ours":
                ours = country_of(speaker[0]) if predicate.quoted and len(speaker) == 1 else None
                if ours is not None:
                    phrase.keys, phrase.kinds = (ours,), (COUNTRY,)
                continue
            if phrase.own == "each":
                both = predicate.subject
                if both is not None and len(both.keys) > 1:
                    phrase.keys, phrase.kinds = both.keys, both.kinds
                continue
            outer = _outer_subject(predicate)
            if outer is None and phrase.own == "self" and predicate.form in (Form.FINITE, Form.AN):
                person = _other_person(phrase, predicate, predicates)
                if person:
                    phrase.keys, phrase.kinds = (person,), (PERSON,)
                continue
            if outer is None or not outer.keys:
                continue
            if phrase.own == "self":
                phrase.keys, phrase.kinds = outer.keys, outer.kinds
                if predicate.subject is outer:
                    predicate.subject = None
            elif len(outer.keys) == 1 and (country := country_of(outer.keys[0])) is not None:
                phrase.keys, phrase.kinds = (country,), (COUNTRY,)


def _other_person(phrase: Phrase, predicate: Predicate, predicates: list[Predicate]) -> str:
    """Whom "kendisi" means in the main clause, whose subject it is not: the only other person named before it.

    "Fiji, Kovanlı'nın çabalarını överek kendisine teşekkür etti".
    """
    own = predicate.subject.keys if predicate.subject is not None else ()
    found = {
        key
        for other in predicates
        for named in (*other.arguments, other.subject)
        if named is not None and named.end <= phrase.begin
        for key, kind in zip(named.keys, named.kinds, strict=True)
        if kind == PERSON and key not in own
    }
    return found.pop() if len(found) == 1 else ""


def _outer_subject(predicate: Predicate) -> Phrase | None:
    """Subject of the nearest finite verb that governs the predicate, or that it shares its subject with."""
    current, depth = predicate, 0
    while current.governor is not None and depth < _DEPTH:
        current, depth = current.governor, depth + 1
        if current.form in (Form.FINITE, Form.AN) and current.subject is not None:
            return current.subject
    return None
