"""Event frames applied to the predicates of a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from kg.extract.attribution import Attribution
from kg.extract.confidence import signs_of
from kg.extract.modality import Interpreter, scheduled
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON, PLACE
from kg.extract.phrases import POSTPOSITIONS, Phrase, Predicate, ends_headline
from kg.extract.sharing import Dating
from kg.extract.ties import between_before, tied
from kg.extract.triggers import TriggerTable
from kg.lang.tr.frames import Frame, FrameIndex, rank
from kg.lang.tr.morphology import Case, Form, Tense
from kg.lang.tr.nouns import guess_case
from kg.lang.tr.times import TimeExpression
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words
from kg.model import Modality

if TYPE_CHECKING:
    from kg.extract.agreements import AgreementMention

_NO_COMPANY = words().no_company
_UNNAMED = (("company", Case.INS), ("away", Case.ABL))
_REACH = {Case.INS: 7, Case.ABL: 3}
_TOLD = (Form.FINITE, Form.DIK)
_OPEN = ("acc", "dat", "ins", "abl")
_SPOKEN = ("support", "threaten", "accuse", "request", "reject", "concede")  # done by words
_VOICED = ("support", "reject")  # to say that one will is to do it
_MUTUAL = ("consult", "consult-phone", "consult-multilateral")
_NEAR = 2
_ACTORS = frozenset((PERSON, COUNTRY, ORGANIZATION))


@dataclass(slots=True, eq=False)
class Draft:
    """An occurrence in the making; roles hold entity keys.

    `settled`: a noun of which the text says that it has happened ("geçen ay yaptığı ziyaret").
    """

    types: tuple[str, ...]
    rule: str
    sentence: int
    begin: int
    end: int
    modality: Modality
    confidence: float
    nominal: bool
    actors: list[str] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    participants: list[str] = field(default_factory=list)
    place: str | None = None
    origin: str | None = None
    time: TimeExpression | None = None
    sources: tuple[str, ...] = ()
    frame: Frame | None = None
    sentences: list[int] = field(default_factory=list)
    agreements: list[AgreementMention] = field(default_factory=list)
    quoted: bool = False
    anaphoric: bool = False
    settled: bool = False
    main: bool = False
    staged: bool = False
    signs: tuple[str, ...] = ()

    @property
    def everyone(self) -> list[str]:
        """All participants, each once."""
        return list(dict.fromkeys((*self.actors, *self.recipients, *self.participants)))


@dataclass(frozen=True, slots=True)
class Scene:
    """What the frames may ask about the sentence and the article around a predicate."""

    tokens: list[Token]
    sentence: int
    interpreter: Interpreter
    dating: Dating
    country_of: Callable[[str], str | None]
    agreements: list[AgreementMention]
    predicates: list[Predicate]
    attribution: Attribution
    published: date | None
    setting: str | None = None


class FrameMatcher:
    """Finds the events that predicates name."""

    def __init__(self, frames: FrameIndex) -> None:
        self._triggers = {stem: TriggerTable.of(found) for stem, found in frames.verbs.items()}

    def drafts(self, predicates: list[Predicate], scene: Scene) -> list[Draft]:
        """All events of one sentence, in order of their predicates."""
        found: list[tuple[Predicate, Draft]] = []
        consumed: set[int] = set()
        for predicate in predicates:
            if predicate.verb is None:
                continue
            twin = scene.interpreter.twin(predicate)
            if twin is not None and predicate.form is Form.CONVERB:
                twin.arguments = [*predicate.arguments, *twin.arguments]
                continue
            draft, used = self._verbal(predicate, predicates, scene)
            if draft is not None:
                found.append((predicate, draft))
            consumed.update(used)
        for predicate in predicates:
            if predicate.noun is not None and id(predicate) not in consumed:
                draft = self._nominal(predicate, scene)
                if draft is not None:
                    found.append((predicate, draft))
        by_predicate = {id(predicate): draft for predicate, draft in found}
        for predicate, draft in found:
            draft.signs = signs_of(draft, predicate, scene.interpreter, by_predicate)
        return sorted((draft for _, draft in found), key=lambda draft: draft.begin)

    # verbs

    def _verbal(
        self, predicate: Predicate, predicates: list[Predicate], scene: Scene
    ) -> tuple[Draft | None, set[int]]:
        verb = predicate.verb
        assert verb is not None
        table = self._triggers.get(verb.stem)
        fitting = (
            []
            if table is None
            else [
                (begin, trigger)
                for begin, trigger in table.fitting(scene.tokens, predicate.begin)
                if verb.negated or not trigger.negated
            ]
        )
        fitting.sort(
            key=lambda item: (
                not item[1].complements,
                predicate.begin - item[0] - 2 * len(item[1].complements),
                not item[1].frame.agreement,
                rank(item[1]),
            )
        )
        for begin, trigger in fitting:
            if trigger.idiom:
                return None, set()
            if begin < fitting[0][0]:
                continue  # the verb goes with the complement nearest to it
            used = {
                id(other)
                for other in predicates
                if other.noun is not None and begin < other.end <= predicate.begin
            }
            nouns = [other for other in predicates if id(other) in used]
            draft = self._fill(
                trigger.frame,
                predicate,
                nouns,
                scene,
                begin,
                negated=trigger.negated,
                patient=trigger.text in trigger.frame.patient,
            )
            if draft is not None:
                return draft, used
        if (noun := self._light_object(predicate, scene.tokens)) is not None and (
            noun.noun_trigger is not None and verb.stem in noun.noun_trigger.frame.light
        ):
            draft = self._fill(
                noun.noun_trigger.frame,
                predicate,
                [noun],
                scene,
                noun.begin,
                negated=False,
                patient=False,
            )
            if draft is not None:
                return draft, {id(noun)}
        return None, set()

    def _light_object(self, predicate: Predicate, tokens: list[Token]) -> Predicate | None:
        """Event noun that the verb carries; "et-" only with "devam": "ziyareti iptal etti" is no visiting."""
        et = predicate.verb is not None and predicate.verb.stem == "et"
        reach = 0 if et and tokens[predicate.begin - 1].lower != "devam" else _NEAR
        if predicate.verb is not None and predicate.verb.stem == "katıl":
            reach = len(tokens)  # what one takes part in may stand at the head of the clause
        for phrase in reversed(predicate.arguments):
            if reach > _NEAR and not (phrase.noun is not None and phrase.slot == "dat"):
                continue
            if (
                phrase.noun is not None
                and phrase.slot in ("nom", "acc", "dat", "loc")
                and predicate.begin - phrase.end <= reach
                and phrase.noun.after not in POSTPOSITIONS
            ):
                return phrase.noun
            if phrase.slot != "time":
                return None
        return None

    def _fill(
        self,
        frame: Frame,
        predicate: Predicate,
        nouns: list[Predicate],
        scene: Scene,
        begin: int,
        *,
        negated: bool,
        patient: bool,
    ) -> Draft | None:
        verb = predicate.verb
        assert verb is not None
        unfit = "passive" if frame.voice == "active" else "active" if frame.voice == "passive" else ""
        if unfit == ("passive" if verb.passive else "active") or (frame.own and not _own_subject(predicate)):
            return None
        if frame.forms and verb.form.value not in frame.forms:
            return None
        slots = self._slots(predicate, nouns)
        _place_head(slots, frame)
        passive = verb.passive and not patient
        deals = tied(predicate, scene.agreements, scene.predicates, scene.tokens) if frame.agreement else []
        if passive and frame.agreement and not slots.keys() & {"between", "by", "ins"}:
            slots["between"] = between_before(predicate, scene.predicates)
        if not self._satisfied(
            frame.needs, frame.needs_any, slots, deals, passive=passive
        ) and not _with_someone(frame, slots, scene.tokens, predicate.end):
            return None
        draft = self.draft(frame, scene, begin, predicate.end, nominal=False)
        draft.agreements = deals
        draft.quoted = predicate.quoted
        draft.main = verb.form is Form.FINITE
        draft.modality = scene.interpreter.modality(predicate, negation_is_meant=negated)
        if (
            frame.type in _VOICED
            and draft.modality is Modality.PLANNED
            and scene.interpreter.declared(predicate)
        ):
            draft.modality = Modality.ACTUAL
        if frame.type in _SPOKEN and scene.interpreter.performed(predicate):
            draft.modality = Modality.ACTUAL
        if frame.real and draft.modality is not Modality.ACTUAL:
            return None
        for slot, phrases in slots.items():
            role = self._role(frame, slot, passive=passive, patient=patient)
            for phrase in phrases:
                if frame.agreement and slot == "ins" and (phrase.slot == "gen" or phrase.weak):
                    continue  # "bakanın katılımıyla", "Fiji heyetiyle": the one named does not sign
                self._assign(draft, role, phrase, scene, frame)
        _take_part_alike(draft, [slots["subj"][0]] if slots.get("subj") else [])
        if not draft.recipients and not passive:
            for phrase in slots.get("owner", []):
                self._assign(draft, frame.roles.get("acc", ""), phrase, scene, frame)
        self._circumstances(draft, frame, [predicate, *nouns], slots, scene)
        self._told(draft, predicate, scene)
        if frame.setting and draft.place is None and not draft.everyone and verb.form in _TOLD:
            draft.place, draft.staged = scene.setting, True
        return self._checked(draft, frame)

    def _slots(self, predicate: Predicate, nouns: list[Predicate]) -> dict[str, list[Phrase]]:
        slots: dict[str, list[Phrase]] = {}
        subject = predicate.subject
        if subject is not None and not (subject.clause or subject.noun):
            slots["subj"] = [subject]
        for phrase in predicate.arguments:
            if phrase is subject or phrase.slot == "time":
                continue
            if phrase.clause is not None:
                slots.setdefault("clause", []).append(phrase)
                inner = clause_subject(phrase.clause, subject)
                if inner is not None:
                    slots.setdefault("csubj", []).append(inner)
            elif phrase.noun is None:
                slot = "owner" if phrase.slot == "gen" else phrase.slot
                slots.setdefault(slot, []).append(phrase)
            elif phrase.noun not in nouns:
                for extra in phrase.noun.arguments:
                    if extra.slot == "gen" and extra.keys:
                        slots.setdefault("owner", []).append(extra)
        for noun in nouns:
            for phrase in noun.arguments:
                if phrase.slot != "time" and phrase.noun is None and phrase.clause is None:
                    slots.setdefault("gen" if phrase.slot == "gen" else phrase.slot, []).append(phrase)
        for slot in ("gen", "owner"):
            for phrase in slots.get(slot, []):
                if phrase.bound not in ("", "gen") and phrase is not subject:
                    slots.setdefault(phrase.bound, []).append(phrase)
        return slots

    def _role(self, frame: Frame, slot: str, *, passive: bool, patient: bool) -> str:
        roles = frame.roles
        if passive and frame.agreement and slot in ("subj", "with", "gen"):
            return ""  # what is signed is the agreement
        if slot in ("subj", "with"):
            if patient:
                return "recipient"
            if passive:
                return (
                    frame.passive
                    or roles.get("acc")
                    or roles.get("dat")
                    or ("recipient" if roles.get("subj") == "actor" else roles.get("subj", ""))
                )
        if slot == "by":
            return roles.get("by") or roles.get("subj", "")
        return roles.get("subj" if slot == "with" else slot, "")

    # nouns

    def _nominal(self, predicate: Predicate, scene: Scene) -> Draft | None:
        trigger = predicate.noun_trigger
        assert trigger is not None
        frame = trigger.frame
        slots: dict[str, list[Phrase]] = {}
        for phrase in predicate.arguments:
            if phrase.slot == "time" or phrase.noun is not None or phrase.clause is not None:
                continue
            slots.setdefault(phrase.slot, []).append(phrase)
        if ends_headline(scene.tokens, predicate.end):
            if "abl" in slots:
                slots["headline"] = slots.pop("abl")
                slots.setdefault("gen", []).extend(slots["headline"])
            slots["headline-to"] = slots.get("dat", [])
        subject = predicate.subject
        if subject is not None and subject.slot != "gen" and subject.keys and not subject.adjectival:
            slots.setdefault("gen", []).append(subject)
        needed = frame.noun_needs_any or frozenset(("gen", "comp", "between", "ins", "dat", "by", "against"))
        place = self._place(slots.get("loc", []) + slots.get("comp", []))
        told = any(slot in needed and any(p.keys for p in phrases) for slot, phrases in slots.items())
        if not all(
            any(kind in kinds for phrase in slots.get(slot, []) for kind in phrase.kinds)
            for slot, kinds in frame.noun_needs.items()
        ):
            return None
        anaphoric = not told and not (frame.place_ok and place is not None)
        if anaphoric and (
            scene.dating.time([predicate]) is None or predicate.noun is None or predicate.noun.plural
        ):
            return None
        draft = self.draft(frame, scene, predicate.begin, predicate.end, nominal=True)
        draft.anaphoric = anaphoric
        draft.quoted = predicate.quoted
        draft.modality = scene.interpreter.modality(predicate)
        draft.settled = scene.interpreter.has_happened(predicate)
        for slot, phrases in slots.items():
            role = frame.roles.get(slot) or (frame.roles.get("subj", "") if slot == "by" else "")
            if not role and slot == "gen":
                role = frame.roles.get("subj", "")
            for phrase in phrases:
                self._assign(draft, role, phrase, scene, frame)
        self._doer_of_own(draft, predicate, scene, frame)
        _take_part_alike(draft, slots.get("gen", []) + slots.get("between", []))
        self._circumstances(draft, frame, [predicate], slots, scene)
        self._told(draft, predicate, scene)
        noun = predicate.noun
        if draft.place is not None and not draft.everyone and not anaphoric and frame.place_ok:
            told = predicate.light is not None and (
                frame.place_only or (noun is not None and noun.case is Case.LOC)
            )
            return draft if told or ends_headline(scene.tokens, predicate.end) else None
        return self._checked(draft, frame)

    def _doer_of_own(self, draft: Draft, predicate: Predicate, scene: Scene, frame: Frame) -> None:
        """Whose it is if no owner is told: "Selim Taşören, Nadir Kovanlı ile görüşmesinde …"."""
        noun, governor = predicate.noun, predicate.governor
        if noun is None or governor is None or draft.actors or draft.participants:
            return
        before = scene.tokens[predicate.begin - 1] if predicate.begin else None
        compound = (
            before is not None
            and before.is_word
            and guess_case(before.lower) is Case.NOM
            and not before.suffix
        )
        beside = noun.case in (Case.LOC, Case.ABL) or predicate.after in (
            "sırasında",
            "sonrasında",
            "öncesinde",
        )
        subject = governor.subject
        if (
            noun.possessed
            and beside
            and (not compound or (before is not None and before.lower in POSTPOSITIONS))
            and frame.roles.get("gen") == "actor"
            and subject is not None
            and subject.keys
            and not subject.weak
        ):
            self._assign(draft, "actor", subject, scene, frame)

    # common parts

    def draft(self, frame: Frame, scene: Scene, begin: int, end: int, *, nominal: bool) -> Draft:
        """A draft with what the frame says, and nobody in it yet."""
        return Draft(
            types=(frame.type, *frame.also),
            rule=f"tr/{frame.id}@{frame.version}",
            sentence=scene.sentence,
            begin=begin,
            end=end,
            modality=Modality.ACTUAL,
            confidence=frame.confidence,
            nominal=nominal,
            frame=frame,
            sentences=[scene.sentence],
        )

    def _satisfied(
        self,
        needs: Mapping[str, frozenset[str]],
        any_of: frozenset[str],
        slots: dict[str, list[Phrase]],
        deals: list[AgreementMention],
        *,
        passive: bool,
    ) -> bool:
        for slot, kinds in needs.items():
            actual = "subj" if passive and slot == "acc" else slot
            if passive and slot == "subj":
                continue
            if kinds & {"clause", "action"}:
                clauses = [
                    p.clause
                    for p in slots.get("clause", [])
                    if p.clause is not None and (p.slot == slot or passive)
                ]
                forms = (Form.MA, Form.MAK) if "clause" in kinds else (Form.MA,)
                if not any(clause.verb is not None and clause.verb.form in forms for clause in clauses):
                    return False
                continue
            if slot == "gen" and "subj" in slots and not slots.get("gen"):
                continue
            if slot == "subj" and slots.get("gen") and not slots.get("subj"):
                actual = "gen"
            fillers = slots.get(actual, [])
            if "itself" in kinds:
                fillers = [phrase for phrase in fillers if phrase.slot in (slot, "nom")]
            if not any(kind in kinds for phrase in fillers for kind in phrase.kinds):
                return False
        if not any_of:
            return True
        for slot in sorted(any_of):
            if slot == "agreement":
                if deals:
                    return True
            elif slot == "subj-plural":
                if any(len(phrase.keys) > 1 or phrase.plural for phrase in slots.get("subj", [])):
                    return True
            elif slot == "patient":
                if passive and any(phrase.keys for phrase in slots.get("subj", [])):
                    return True
            elif any(phrase.keys for phrase in slots.get("subj" if passive and slot == "acc" else slot, [])):
                return True
        return False

    def _assign(self, draft: Draft, role: str, phrase: Phrase, scene: Scene, frame: Frame) -> None:
        if not role:
            return
        for named, kind in zip(phrase.keys, phrase.kinds, strict=True):
            key = named
            if role == "place-ish":
                if kind in (PLACE, COUNTRY):
                    draft.place = draft.place or key
                continue
            if kind == PLACE:
                country = scene.country_of(key)
                if frame.type.startswith("consult-visit") and country is not None:
                    key = country
                    draft.place = draft.place or phrase.keys[0]
                else:
                    continue
            elif kind not in _ACTORS:
                continue
            roles = {"actor": draft.actors, "recipient": draft.recipients, "participant": draft.participants}
            if key not in roles[role] and key not in draft.everyone:
                roles[role].append(key)

    def _circumstances(
        self,
        draft: Draft,
        frame: Frame,
        predicates: list[Predicate],
        slots: dict[str, list[Phrase]],
        scene: Scene,
    ) -> None:
        draft.time = scene.dating.time(predicates, frame.type)
        for slot in (*frame.place_from, "loc"):
            draft.place = draft.place or self._place(slots.get(slot, []))
        if draft.place is None and frame.place_only:
            for slot in ("gen", "comp", "dat", "acc"):
                draft.place = draft.place or self._place(slots.get(slot, []))
        for slot in frame.origin_from:
            draft.origin = draft.origin or self._place(slots.get(slot, []))

    def _place(self, phrases: list[Phrase]) -> str | None:
        for phrase in phrases:
            for key, kind in zip(phrase.keys, phrase.kinds, strict=True):
                if kind in (PLACE, COUNTRY):
                    return key
        return None

    def _told(self, draft: Draft, predicate: Predicate, scene: Scene) -> None:
        """Who says so, and whether the day is yet to come."""
        draft.sources = scene.attribution.of(predicate)
        draft.modality = scheduled(draft.modality, predicate, draft.time, scene.published)

    def _checked(self, draft: Draft, frame: Frame) -> Draft | None:
        if draft.anaphoric:
            return draft if not draft.everyone else None
        if frame.place_only:
            return draft if draft.place is not None or draft.recipients else None
        bare = draft.nominal or draft.place is None or not (frame.place_ok or frame.setting)
        told = draft.everyone or draft.agreements  # the parties of the agreement may be told elsewhere
        return None if bare and not told else draft


def _place_head(slots: dict[str, list[Phrase]], frame: Frame) -> None:
    """The noun after a relative clause fills the slot that the clause leaves open: "Malta'nın suçladığı Fiji"."""
    head = slots.pop("head", None)
    if head is not None:
        slot = next((slot for slot in _OPEN if slot in frame.roles and slot not in slots), None)
        if slot is not None:
            slots[slot] = head


def _take_part_alike(draft: Draft, subjects: list[Phrase]) -> None:
    """Two who meet, told as one subject ("Fiji ile Tonga görüştü"), take part alike: neither sought out the other."""
    if draft.types[0] not in _MUTUAL or draft.recipients or len(draft.actors) < 2:
        return
    if any(phrase.conjoined and len(phrase.keys) > 1 for phrase in subjects):
        draft.participants += [key for key in draft.actors if key not in draft.participants]
        draft.actors = []


def _with_someone(frame: Frame, slots: Mapping[str, list[Phrase]], tokens: list[Token], end: int) -> bool:
    """Whether someone or somewhere unnamed fills the frame: "mevkidaşlarıyla görüştü", "bölgeden çekildi"."""
    if frame.needs or not any(phrase.keys for slot in ("subj", "gen") for phrase in slots.get(slot, ())):
        return False
    return any(slot in frame.needs_any and _marked(tokens, end, case) for slot, case in _UNNAMED)


def _marked(tokens: list[Token], end: int, case: Case) -> bool:
    """Whether a common noun in the case stands before the verb that ends at token `end`."""
    for token in reversed(tokens[max(0, end - _REACH[case]) : end - 1]):
        if not token.is_word:
            return False
        if case is Case.INS and token.lower in ("ile", "birlikte"):
            return True
        if not token.capital and token.lower not in _NO_COMPANY and guess_case(token.lower) is case:
            return True
    return False


def _own_subject(predicate: Predicate) -> bool:
    """Whether the clause itself names its subject: nobody says of himself that he died."""
    if predicate.shares is not None and predicate.form in (Form.DIK, Form.FUT):
        return False
    return not predicate.inherited_subject


def clause_subject(clause: Predicate, outer: Phrase | None, depth: int = 3) -> Phrase | None:
    """The genitive subject of a complement clause, or of the clause inside it."""
    subject = clause.subject
    if (
        subject is not None
        and subject is not outer
        and (subject.slot == "gen" or subject.owned)
        and subject.keys
    ):
        return subject
    if depth == 0:
        return None
    for phrase in clause.arguments:
        if phrase.clause is not None:
            found = clause_subject(phrase.clause, outer, depth - 1)
            if found is not None:
                return found
    return None


__all__ = ["Case", "Draft", "FrameMatcher", "Scene", "Tense", "clause_subject"]
