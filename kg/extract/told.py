"""Acts of speech that show in what is said: reproaches, demands and threats without a verb that names them.

"Fiji, Tonga'nın anlaşmayı ihlal ettiğini söyledi" accuses Tonga, "Tonga çekilmeli" in Fiji's mouth demands something of
Tonga. The frames with `told` say which predicates do so; here is who says it, and of whom.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.drafts import Draft, Scene
from kg.extract.fillers import IF, named_actors, who_must
from kg.extract.occurrences import FrameMatcher
from kg.extract.phrases import Phrase, Predicate
from kg.extract.slots import clause_subject
from kg.extract.triggers import TriggerTable
from kg.lang.tr.frames import Frame, FrameIndex, Told, rank
from kg.lang.tr.morphology import Form, Tense
from kg.model import Modality

_ALLEGED = frozenset(("iddia", "öne", "ileri"))
_NEED = frozenset(
    ("lazım", "lâzım", "şart", "gerek", "gerekli", "zorunlu", "zorunda", "zorundadır", "zorundalar")
)
_REPORTS = frozenset(("bildir", "duyur", "aktar", "yaz", "geçir", "öğren", "yayımla", "hatırlat", "anlat"))
_REACH = 30


@dataclass(frozen=True, slots=True)
class _Teller:
    """Who says it (nobody named if only alleged), and the verb of saying unless it is quoted."""

    keys: tuple[str, ...]
    verb: Predicate | None


class ToldMatcher:
    """Finds the acts of speech in reported and quoted clauses."""

    def __init__(self, frames: FrameIndex, matcher: FrameMatcher) -> None:
        self._moods = frames.moods
        self._triggers = {stem: TriggerTable.of(found) for stem, found in frames.told.items()}
        self._matcher = matcher

    def drafts(self, predicates: list[Predicate], scene: Scene) -> list[Draft]:
        """The acts of speech of one sentence, in order of the clauses that show them."""
        found: list[Draft] = []
        for predicate in predicates:
            if predicate.verb is None:
                continue
            teller = self._teller(predicate, scene)
            if teller is None:
                continue
            for frame in self._fitting(predicate, scene):
                draft = self._draft(frame, predicate, teller, predicates, scene)
                if draft is not None:
                    found.append(draft)
                    break
        return found

    def _teller(self, predicate: Predicate, scene: Scene) -> _Teller | None:
        verb, governor = predicate.verb, _governor(predicate)
        assert verb is not None
        if predicate.quoted and (verb.form is Form.FINITE or predicate.after in _NEED):
            keys = scene.attribution.of(predicate)
            return _Teller(keys, None) if keys else None
        if verb.form not in (Form.DIK, Form.FUT) or governor is None or predicate.relative:
            return None
        if not scene.interpreter.is_speech(governor) or (
            scene.interpreter.modality(governor) is not Modality.ACTUAL
        ):
            return None
        said = governor.verb
        if said is not None and said.stem in _REPORTS:  # news of it, not a reproach
            return None
        before = scene.tokens[governor.begin - 1].lower if governor.begin else ""
        if said is not None and said.passive:
            by = next((p for p in governor.arguments if p.slot in ("by", "source") and p.keys), None)
            if by is None:
                return _Teller((), governor) if before in _ALLEGED else None
            return _Teller(named_actors(by), governor)
        keys = named_actors(governor.subject)
        return _Teller(keys, governor) if keys and before not in _ALLEGED else None

    def _fitting(self, predicate: Predicate, scene: Scene) -> list[Frame]:
        verb = predicate.verb
        assert verb is not None
        mood = _mood(predicate)
        frames: list[Frame] = []
        table = self._triggers.get(verb.stem)
        fitting = [] if table is None else table.fitting(scene.tokens, predicate.begin)
        for trigger in sorted((trigger for _, trigger in fitting), key=rank):
            told = trigger.frame.told
            assert told is not None
            if trigger.negated != verb.negated:
                continue
            if trigger.idiom:
                break
            if told.moods and mood not in told.moods:
                continue
            if not told.moods and (verb.able or mood not in ("past", "present", "none")):
                continue
            frames.append(trigger.frame)
        if not verb.first_person:
            frames += [frame for frame in self._moods if frame.told is not None and mood in frame.told.moods]
        return frames

    def _draft(
        self, frame: Frame, predicate: Predicate, teller: _Teller, predicates: list[Predicate], scene: Scene
    ) -> Draft | None:
        told, verb = frame.told, predicate.verb
        assert told is not None
        assert verb is not None
        subject = _subject(predicate, teller)
        doers = named_actors(subject)
        if told.condition and not _conditional(predicate, predicates, scene):
            return None
        if told.of == "self":
            if verb.passive or not (set(doers) <= set(teller.keys)):
                return None
            recipients = self._against(frame, predicate, predicates, teller)
        else:
            recipients = tuple(key for key in doers if key not in teller.keys)
            if doers and not recipients:
                return None
        if not recipients and not (teller.keys and self._may_be_nobody(frame, predicate)):
            return None
        draft = self._matcher.draft(frame, scene, predicate.begin, predicate.end, nominal=False)
        draft.actors += teller.keys
        draft.recipients += [key for key in dict.fromkeys(recipients) if key not in teller.keys]
        draft.quoted = predicate.quoted
        if teller.verb is not None:
            draft.time = scene.dating.time([teller.verb])
        return draft

    def _may_be_nobody(self, frame: Frame, predicate: Predicate) -> bool:
        """Whether it is an act of speech though nobody named is meant: "-mAsI gerektiğini söyledi"."""
        verb = predicate.verb
        assert verb is not None
        if "subj" not in frame.needs:
            return True
        return (
            verb.stem == "gerek"
            and verb.form is Form.DIK
            and any(p.clause is not None and p.clause.form is Form.MA for p in predicate.arguments)
        )

    def _against(
        self, frame: Frame, predicate: Predicate, predicates: list[Predicate], teller: _Teller
    ) -> tuple[str, ...]:
        """Whom the speaker would harm: an argument of the verb, else who must meet the condition."""
        slots = [slot for slot, role in frame.roles.items() if role == "recipient"]
        for slot in slots:
            for phrase in predicate.arguments:
                keys = named_actors(phrase) if phrase.slot == slot else ()
                if keys and not set(keys) & set(teller.keys):
                    return keys
        return who_must(predicates, predicate.begin, teller.keys)


def _subject(predicate: Predicate, teller: _Teller) -> Phrase | None:
    """Of whom it is said: the doer, or in "-mAsI gerektiğini söyledi" the one who must."""
    verb = predicate.verb
    assert verb is not None
    if verb.stem == "gerek":
        must = [p.clause or p.noun for p in predicate.arguments if p.slot == "nom"]
        found = [
            clause_subject(clause, None)
            for clause in must
            if clause is not None and not _passive(clause) and clause.after != "için"
        ]
        return next((phrase for phrase in found if phrase is not None), None)
    if verb.passive:
        return next((phrase for phrase in predicate.arguments if phrase.slot == "by"), None)
    subject = predicate.subject
    if subject is None or (teller.verb is not None and subject is teller.verb.subject):
        return None
    return subject


def _governor(predicate: Predicate) -> Predicate | None:
    """The verb of saying over a clause, also over the first of several: "… ettiğini ve … olduğunu söyledi"."""
    governor, slot = predicate.governor, predicate.governed_as
    while (
        governor is not None
        and slot in ("acc", "nom")
        and governor.form in (Form.DIK, Form.FUT)
        and governor.governed_as == slot
        and not governor.relative
    ):
        governor = governor.governor
    return governor


def _passive(predicate: Predicate) -> bool:
    return predicate.verb is not None and predicate.verb.passive


def _mood(predicate: Predicate) -> str:
    """Tense of the verb, "able" if it can, "necessity" also for "-mAsI lazım"."""
    verb = predicate.verb
    if verb is None:
        return "none"
    if verb.form in (Form.MA, Form.MAK) and predicate.after in _NEED:
        return Tense.NECESSITY.value
    if verb.form is Form.FUT:
        return Tense.FUTURE.value
    if verb.able:
        return "able"
    return verb.tense.value


def _conditional(predicate: Predicate, predicates: list[Predicate], scene: Scene) -> bool:
    first = max(0, predicate.begin - _REACH)
    if any(token.lower in IF for token in scene.tokens[first : predicate.begin]):
        return True
    return any(
        first <= other.begin < predicate.begin and _mood(other) == "conditional" for other in predicates
    )


__all__ = ["Told", "ToldMatcher"]
