"""Whether a clause tells of the past or of the future: the tense of the first verb after a place in the sentence.

Turkish verbs stand last, so that the verb that a time expression belongs to is nearly always the next one.
"""

from __future__ import annotations

import re
from enum import Enum, auto

from kg.lang.tr.morphology import Case, Form, Tense, Verb, verb_of
from kg.lang.tr.times.words import vocabulary
from kg.lang.tr.tokenizer import Token


class Direction(Enum):
    """Where on the time line the clause lies, seen from the article.

    PRESENT is said of what goes on and of what is about to come ("Salı günü başlıyor").
    """

    PAST = auto()
    FUTURE = auto()
    PRESENT = auto()
    UNKNOWN = auto()


_FUTURE = re.compile(r".{2,}(?:aca|ece)(?:k(?:t[ıi]r|t[ıi]|m[ıi]ş|l[ae]r.*)?|ğ[ıi].*)")
_SHORTEST = 4
# In one's own speech: what comes after was said then, and tells nothing of the day before it.
_SPEECHES = ("konuşmasında", "açıklamasında", "seslenişinde", "demecinde", "mesajında", "röportajında")
_BOUND = 3  # words between a time and "olan": farther off, it belongs to something else
_AFTER_FINITE = frozenset("ve ama ancak fakat ki mi mı mu mü de da".split())
_TENSES = {
    Tense.PAST: Direction.PAST,
    Tense.PRESENT: Direction.PRESENT,
    Tense.FUTURE: Direction.FUTURE,
    Tense.NECESSITY: Direction.FUTURE,
    Tense.OPTATIVE: Direction.FUTURE,
    Tense.CONDITIONAL: Direction.FUTURE,
    Tense.WOULD: Direction.FUTURE,
}


def direction(tokens: list[Token], at: int) -> Direction:
    """Direction of the clause that goes on at token `at`."""
    if at < len(tokens) and tokens[at].lower == "için":
        return Direction.FUTURE
    nominals: list[Verb] = []
    said = False
    for place in range(at, len(tokens)):
        if tokens[place].lower == "olan" and 0 < place - at <= _BOUND:
            return Direction.PAST
        said = said or tokens[place].lower.endswith(_SPEECHES)
        verb = verb_at(tokens[place])
        if verb is None or _is_title(tokens, place) or (said and verb.form in (Form.FUT, Form.DIK)):
            continue
        if verb.form is Form.CONVERB:
            if nominals and verb.stem in vocabulary().lists["planning"]:
                return Direction.PRESENT
            continue
        following = tokens[place + 1] if place + 1 < len(tokens) else None
        found = _after_nominals(nominals, verb) or _of_verb(verb, following)
        if found is not None:
            return found
        if verb.form is Form.MAK or (verb.form is Form.MA and (verb.possessed or verb.case is not Case.NOM)):
            nominals.append(verb)
    return Direction.UNKNOWN


def _is_title(tokens: list[Token], at: int) -> bool:
    """Whether a participle is part of a fixed name: "istenmeyen kişi", persona non grata."""
    return (
        tokens[at].lower == "istenmeyen"
        and tokens[at + 1 : at + 2] != []
        and (tokens[at + 1].lower.startswith(("kişi", "adam")))
    )


def _after_nominals(nominals: list[Verb], verb: Verb) -> Direction | None:
    """Direction of a verbal noun by the verb that governs it: what is planned or wished is still to come."""
    if nominals and verb.stem in vocabulary().lists["planning"]:
        return Direction.PRESENT if verb.tense is Tense.PAST else Direction.FUTURE
    if any(nominal.form is Form.MA for nominal in nominals):
        return Direction.FUTURE if verb.tense is Tense.FUTURE else Direction.UNKNOWN
    return None


def sets_term(tokens: list[Token], at: int) -> bool:
    """Whether the next verb sets a term to come, whatever its tense: "nisana kadar uzattı"."""
    for place in range(at, len(tokens)):
        verb = verb_at(tokens[place])
        if verb is not None:
            lists = vocabulary().lists
            return verb.stem in lists["terms"] or (
                verb.stem == "ver" and tokens[place - 1].lower in lists["delays"]
            )
    return False


def verb_at(token: Token) -> Verb | None:
    """The token as a verb form; None for names, for words that only look like verbs, and for very short ones."""
    word = token.lower
    if not token.is_word or token.suffix or len(word) < _SHORTEST or (token.capital and token.index):
        return None
    words = vocabulary().lists
    if word in words["not_verbs"] or word in words["future_nouns"]:
        return None
    found = verb_of(word)
    if (found is None or found.tense is not Tense.FUTURE) and _FUTURE.fullmatch(word):
        return Verb(word, Form.FUT, Tense.FUTURE)
    return found


def _of_verb(verb: Verb, following: Token | None) -> Direction | None:
    """Direction by the form of a verb; None if this form tells nothing."""
    word = following.lower if following is not None and following.is_word else ""
    found: Direction | None = None
    match verb.form:
        case _ if verb.tense is Tense.FUTURE:
            found = Direction.FUTURE
        case Form.DIK:
            found = Direction.PAST
        case Form.WHEN:
            found = Direction.PAST if verb.tense is Tense.PAST else None
        case Form.AN:
            planned = verb.passive and verb.stem in vocabulary().lists["planning"]
            found = Direction.FUTURE if planned else Direction.PAST
        case Form.MA:
            found = Direction.FUTURE if word in vocabulary().lists["purpose"] else None
        case Form.FINITE if (
            not word or word in _AFTER_FINITE
        ):  # it ends its clause; inside, it is another word
            found = Direction.FUTURE if verb.able else _TENSES.get(verb.tense)
        case _:
            pass
    return found
