"""Who says that an event happened: the subject of a verb of saying, the speaker of a quotation, "… göre".

An event that nobody is named for is told by the article itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.names import COUNTRY, ORGANIZATION, PERSON
from kg.extract.phrases import Phrase, Predicate
from kg.lang.tr.morphology import Form
from kg.lang.tr.nouns import Noun, noun_of
from kg.lang.tr.words import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.extractor import SentenceTrace
    from kg.extract.modality import Interpreter
    from kg.lang.tr.tokenizer import Token

_SPEAKERS = frozenset((PERSON, COUNTRY, ORGANIZATION))
_DEPTH = 6
_REACH = 9  # tokens from the one who made a statement to the word for it
_NEAR = 3  # sentences of one quotation looked through for its speaker
_STATEMENTS = words().statements
_STATEMENTS_BEGIN = frozenset(word[:3] for word in _STATEMENTS)
_MEDIA = words().media


class Attribution:
    """Finds the sources of the events of one sentence; `speaker` is who speaks its quoted parts."""

    def __init__(
        self,
        interpreter: Interpreter,
        tokens: list[Token],
        predicates: Sequence[Predicate],
        speaker: tuple[str, ...],
    ) -> None:
        self._interpreter = interpreter
        self._tokens = tokens
        self._speaker = speaker
        self._according = _according(tokens, predicates)

    def of(self, predicate: Predicate) -> tuple[str, ...]:
        """Entities that the text gives as the source of what the predicate says."""
        if predicate.quoted and self._speaker:
            return self._speaker
        current, depth = predicate, 0
        if predicate.verb is None and self._following(predicate) in self._interpreter.tables.adjunct_after:
            depth = _DEPTH  # "görüşmesinin ardından … söyledi": the occasion, not what is said
        while current.governor is not None and depth < _DEPTH:
            inner, current, depth = current, current.governor, depth + 1
            if self._says(inner, current) or self._charges(inner, current):
                named = self._sayer(current)
                if named is not None:
                    return named
        return next((keys for begin, keys in reversed(self._according) if begin <= predicate.begin), ())

    def _says(self, inner: Predicate, governor: Predicate) -> bool:
        """Whether the governor says what the inner clause or noun tells, which is no mere circumstance of it."""
        if not self._interpreter.is_speech(governor):
            return False
        if self._following(inner) in self._interpreter.tables.adjunct_after:
            return False
        return inner.verb is not None or inner.governed_as in ("acc", "nom")

    def _following(self, predicate: Predicate) -> str:
        return self._tokens[predicate.end].lower if predicate.end < len(self._tokens) else ""

    def _charges(self, inner: Predicate, governor: Predicate) -> bool:
        """Whether the governor charges someone with the act: "X, Y'yi … -mAklA suçladı"."""
        return inner.form is Form.MAK and self._interpreter.among(self._interpreter.tables.charge, governor)

    def _sayer(self, speech: Predicate) -> tuple[str, ...] | None:
        """Who says it, by the verb of saying: () for someone unnamed, None if the verb does not tell."""
        verb = speech.verb
        assert verb is not None
        if verb.passive:
            agent = next((phrase for phrase in speech.arguments if phrase.slot == "by"), None)
            return self._keys(agent) if agent is not None else None
        if speech.subject is not None:
            return self._keys(speech.subject)
        return None

    def _keys(self, phrase: Phrase) -> tuple[str, ...]:
        if phrase.weak and noun_of(self._tokens[phrase.end - 1].lower, _MEDIA) is not None:
            return ()
        return _named(phrase)


def _named(phrase: Phrase) -> tuple[str, ...]:
    return tuple(key for key, kind in zip(phrase.keys, phrase.kinds, strict=True) if kind in _SPEAKERS)


def _according(tokens: list[Token], predicates: Sequence[Predicate]) -> list[tuple[int, tuple[str, ...]]]:
    """Sources that hold from a token on: "X'e göre", "X'ten yapılan açıklamada", "X'in haberine göre"."""
    phrases = _phrases(predicates)
    found = [(phrase.end, _named(phrase)) for phrase in phrases if phrase.slot == "source"]
    for at, token in enumerate(tokens):
        if token.lower[:3] not in _STATEMENTS_BEGIN:
            continue
        statement = noun_of(token.lower, _STATEMENTS) if token.is_word and not token.suffix else None
        if statement is None or not _introduces(statement, tokens, at):
            continue
        maker = next((phrase for phrase in reversed(phrases) if _made(phrase, tokens, at)), None)
        if maker is not None and (keys := _named(maker)):
            found.append((at + 1, keys))
    return sorted(pair for pair in found if pair[1])


def _introduces(statement: Noun, tokens: list[Token], at: int) -> bool:
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    return statement.case.value == "loc" or (statement.case.value == "dat" and following == "göre")


def _made(phrase: Phrase, tokens: list[Token], at: int) -> bool:
    """Whether the phrase is who made the statement named at token `at`."""
    return (
        phrase.slot in ("abl", "gen", "by")
        and 0 <= at - phrase.end < _REACH
        and not any(token.text in ",;:" for token in tokens[phrase.end : at])
        and (phrase.slot != "gen" or phrase.bound in ("", "loc", "dat"))
    )


def _phrases(predicates: Sequence[Predicate]) -> list[Phrase]:
    found: dict[int, Phrase] = {}
    for predicate in predicates:
        for phrase in (*predicate.arguments, predicate.subject):
            if phrase is not None and phrase.keys:
                found[phrase.begin] = phrase
    return [found[begin] for begin in sorted(found)]


def speakers(rows: Sequence[SentenceTrace], interpreters: Sequence[Interpreter]) -> list[tuple[str, ...]]:
    """Who speaks the quoted parts of each sentence; for wholly quoted ones the speaker of a sentence nearby."""
    own = [_speaker(row, interpreter) for row, interpreter in zip(rows, interpreters, strict=True)]
    result = list(own)
    for number, row in enumerate(rows):
        if result[number] or not _has_quotes(row):
            continue
        result[number] = next((own[other] for other in _nearby(rows, number) if own[other]), ())
    return result


def _nearby(rows: Sequence[SentenceTrace], number: int) -> list[int]:
    """Sentences that may name the speaker of a wholly quoted one, the likeliest first."""
    found: list[list[int]] = []
    for step in (1, -1):
        reach: list[int] = []
        for other in range(number + step, number + step * (_NEAR + 1), step):
            if not 0 <= other < len(rows) or not _has_quotes(rows[other]):
                break
            reach.append(other)
        found.append(reach)
    after, before = found
    return [*before, *after] if _continues(rows[number]) and not _goes_on(rows, number) else [*after, *before]


def _has_quotes(row: SentenceTrace) -> bool:
    return any(token.quoted for token in row.tokens)


def _continues(row: SentenceTrace) -> bool:
    """Whether the sentence begins within a quotation."""
    return bool(row.tokens) and row.tokens[0].is_word and row.tokens[0].quoted


def _goes_on(rows: Sequence[SentenceTrace], number: int) -> bool:
    """Whether the quotation goes on into the next sentence."""
    return number + 1 < len(rows) and _continues(rows[number + 1])


def _speaker(row: SentenceTrace, interpreter: Interpreter) -> tuple[str, ...]:
    """Subject of a verb of saying outside the quotation, else of the last verb there."""
    outside = [
        predicate for predicate in row.predicates if not predicate.quoted and predicate.verb is not None
    ]
    saying = [predicate for predicate in outside if interpreter.is_speech(predicate)]
    stated = _according(row.tokens, outside)
    if (
        stated
        and saying
        and all(predicate.verb is not None and predicate.verb.passive for predicate in saying)
    ):
        return stated[-1][1]
    for predicate in (*reversed(saying), *reversed(outside)):
        subject = predicate.subject
        if predicate.verb is not None and predicate.verb.passive:
            continue
        if (
            subject is not None
            and subject.keys
            and not subject.weak
            and not (subject.slot == "gen" and predicate.form in (Form.FINITE, Form.CONVERB))
            and all(kind in _SPEAKERS for kind in subject.kinds)
        ):
            return subject.keys
    finished = any(predicate.form is Form.FINITE for predicate in outside)
    return () if finished else _opener(row)


def _opener(row: SentenceTrace) -> tuple[str, ...]:
    """Who stands in the nominative before a quotation that the sentence does not close: 'X, "Geldik. …'."""
    keys: tuple[str, ...] = ()
    for unit in row.units:
        if row.tokens[unit.begin].quoted:
            break
        if isinstance(unit, Phrase) and unit.slot == "nom" and unit.keys and not unit.weak:
            keys = _named(unit)
    return keys if _has_quotes(row) else ()
