"""Signs in the text that an event was read rightly, and the probability that they make together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.names import COUNTRY, ORGANIZATION, PERSON
from kg.model import Modality

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.drafts import Draft
    from kg.extract.modality import Interpreter
    from kg.extract.phrases import Predicate
    from kg.lang.tr.confidence import Weights

_LEAD = 2  # sentences that a news article puts its main event into
_DEPTH = 6


def signs_of(
    draft: Draft, predicate: Predicate, interpreter: Interpreter, drafts: Mapping[int, Draft]
) -> tuple[str, ...]:
    """Signs that the sentence gives; `drafts` are the sentence's events by the identity of their predicates."""
    verb = predicate.verb
    found = [f"form {verb.form.value}" if verb is not None else "form noun"]
    if verb is not None and verb.passive:
        found.append("passive")
    if draft.modality is not Modality.ACTUAL:
        found.append(f"modality {draft.modality.value}")
    if draft.quoted:
        found.append("quoted")
    found += _subject(predicate)
    found += _governors(predicate, interpreter, drafts)
    if draft.end - draft.begin > 1:
        found.append("several words")
    return tuple(found)


def _subject(predicate: Predicate) -> list[str]:
    subject = predicate.subject
    if subject is None:
        return ["subject none"]
    if predicate.inherited_subject:
        return ["subject unsaid"]
    if predicate.shares is not None:
        return ["subject shared"]
    found = []
    if subject.weak:
        found.append("subject weak")
    if not subject.keys:
        found.append("subject unnamed")
    return found


def _governors(predicate: Predicate, interpreter: Interpreter, drafts: Mapping[int, Draft]) -> list[str]:
    found: list[str] = []
    current, depth = predicate, 0
    while current.governor is not None and depth < _DEPTH:
        current, depth = current.governor, depth + 1
        outer = drafts.get(id(current))
        if outer is not None:
            found.append("inside an event")
            found.append(f"inside {outer.types[0]}")
            break
        if interpreter.is_speech(current):
            found.append("reported")
            break
    else:
        if depth:
            found.append("governed")
    return found


def judge(drafts: list[Draft], kinds: Mapping[str, str], weights: Weights) -> list[Draft]:
    """The drafts of an article that are probable enough, with their confidence; `kinds` are of entity keys.

    What did not happen is told as such however rare it is: the modality bears on the confidence alone.
    """
    counts: dict[str, int] = {}
    kept: list[Draft] = []
    for draft in drafts:
        counts[draft.types[0]] = counts.get(draft.types[0], 0) + 1
        draft.signs = (*draft.signs, *_signs_in_article(draft, kinds, counts[draft.types[0]]))
        draft.confidence = weights.probability(draft.signs)
        if (
            weights.probability(sign for sign in draft.signs if not sign.startswith("modality"))
            >= weights.least
        ):
            kept.append(draft)
    return kept


def _signs_in_article(draft: Draft, kinds: Mapping[str, str], number: int) -> list[str]:
    found = [f"frame {draft.frame.id}" if draft.frame is not None else "frame none"]
    found.append("in the lead" if draft.sentences[0] < _LEAD else "after the lead")
    if len(draft.sentences) > 1:
        found.append("told again")
    if number > 1:
        found.append("one more of its type")
    for role, keys in (
        ("actor", draft.actors),
        ("recipient", draft.recipients),
        ("participant", draft.participants),
    ):
        if len(keys) > 1:
            found.append(f"several {role}s")
        held = {kinds.get(key) for key in keys}
        found += [f"{role} {kind}" for kind in (PERSON, COUNTRY, ORGANIZATION) if kind in held]
    if not draft.everyone:
        found.append("nobody named, place of the story" if draft.staged else "nobody named")
    if draft.place is not None:
        found.append("place")
    if draft.time is not None and draft.time.value is not None:
        found.append("time")
    if draft.sources:
        found.append("source named")
    return found
