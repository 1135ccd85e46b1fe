"""Event frames applied to the predicates of a sentence."""

from __future__ import annotations

from kg.extract.clause_shapes import suffers
from kg.extract.confidence import signs_of
from kg.extract.drafts import Draft, Scene
from kg.extract.fillers import (
    ACTORS,
    addressed,
    cost_lives,
    doer_of_own,
    has_object,
    light_object,
    of_deed,
    own_subject,
    satisfied,
    take_part_alike,
    who_heeded,
    who_must,
    who_suffered,
    with_someone,
)
from kg.extract.modality import scheduled
from kg.extract.names import COUNTRY, PLACE
from kg.extract.phrases import Phrase, Predicate, ends_headline
from kg.extract.slots import arrange, owner_role, slots_of, take_company, take_doer, take_owner
from kg.extract.ties import between_before, tied
from kg.extract.triggers import TriggerTable
from kg.lang.tr.frames import Frame, FrameIndex, rank
from kg.lang.tr.morphology import Case, Form
from kg.model import Modality

_TOLD = (Form.FINITE, Form.DIK)
_SPOKEN = ("support", "threaten", "accuse", "request", "reject", "concede")  # done by words
_DEALINGS = (
    *_SPOKEN,
    "agree",
    "aid",
    "sanction",
)  # with a government, called by its seat: "Suva'dan özür diledi"
_FELT = ("assault", "assault-aerial", "assault-explosives")  # where it happened is enough
_VOICED = ("support", "reject")  # to say that one will is to do it


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
                item[1].idiom,
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
        if (noun := light_object(predicate, scene.tokens)) is not None and (
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
        if (
            table is not None
            and (predicate.relative or predicate.participle)
            and not has_object(predicate, scene.tokens)
        ):
            draft = self._headed(table, predicate, predicates, scene)
            if draft is not None:
                return draft, set()
        return None, set()

    def _headed(
        self, table: TriggerTable, predicate: Predicate, predicates: list[Predicate], scene: Scene
    ) -> Draft | None:
        """The event of a relative clause that tells it with its head: "gönderdiği füzeler"."""
        events = frozenset(
            at for other in predicates if other.noun is not None for at in range(other.begin, other.end)
        )
        for trigger in table.headed(scene.tokens, predicate.end, events):
            draft = self._fill(
                trigger.frame,
                predicate,
                [],
                scene,
                predicate.begin,
                negated=False,
                patient=trigger.text in trigger.frame.patient,
            )
            if draft is not None and (draft.everyone or trigger.frame.place_only or draft.types[0] in _FELT):
                return draft
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
        if unfit == ("passive" if verb.passive else "active") or (frame.own and not own_subject(predicate)):
            return None
        if frame.forms and verb.form.value not in frame.forms:
            return None
        slots = slots_of(predicate, nouns)
        arrange(slots, frame, predicate, nouns, scene, begin, patient=patient)
        take_company(slots, frame, predicate, scene.tokens)
        if frame.type != "appoint":  # "Fiji'nin başına getirildi": who is appointed is not Fiji
            take_owner(slots, begin)
        if "subj" not in slots and "comp" not in frame.roles and not verb.passive and nouns:
            slots["subj"] = slots.pop(
                "comp", []
            )  # "Fiji füze denemesi yaptı": what is bare before the noun acts
        passive = verb.passive and not patient
        deals = tied(predicate, scene.agreements, scene.predicates, scene.tokens) if frame.agreement else []
        if passive and frame.agreement and not slots.keys() & {"between", "by", "ins"}:
            slots["between"] = between_before(predicate, scene.predicates)
        if not satisfied(frame.needs, frame.needs_any, slots, deals, passive=passive) and not with_someone(
            frame, slots, scene.tokens, predicate.end
        ):
            return None
        draft = self.draft(frame, scene, begin, predicate.end, nominal=False)
        draft.agreements = deals
        draft.quoted = predicate.quoted
        draft.main = verb.form is Form.FINITE
        draft.modality = scene.interpreter.modality(predicate, negation_is_meant=negated)
        planned = draft.modality is Modality.PLANNED
        if frame.type in _VOICED and planned and scene.interpreter.declared(predicate):
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
        take_part_alike(draft, slots.get("subj", [])[:1])
        if not draft.recipients and (not passive or frame.type in _SPOKEN):
            for phrase in slots.get("owner", []):
                if not passive or of_deed(phrase, scene.tokens):
                    self._assign(draft, owner_role(frame), phrase, scene, frame)
        if frame.type == "threaten" and not draft.recipients:
            draft.recipients += who_must(scene.predicates, begin, draft.actors)
        self._circumstances(draft, frame, [predicate, *nouns], slots, scene)
        self._told(draft, predicate, scene)
        if frame.type == "reject" and verb.passive and verb.able and verb.negated and not draft.actors:
            draft.actors += [key for key in draft.sources if key not in draft.everyone]  # "kabul edilemez"
        if frame.setting and draft.place is None and not draft.everyone and verb.form in _TOLD:
            draft.place, draft.staged = scene.setting, True
        return self._checked(draft, frame)

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
        if predicate.light is not None and suffers(predicate.light):
            slots["dat"] = slots.get("dat", []) + slots.pop("gen", [])
        if predicate.light is not None and frame.roles.get("gen") == "recipient":
            take_doer(slots, predicate.light)
        deadly = cost_lives(predicate, scene.tokens) if frame.place_ok else None
        if deadly is not None:
            slots.setdefault("loc", []).extend(p for p in deadly.arguments if p.slot == "loc" and p.keys)
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
        if not (draft.actors or draft.participants):
            owner = doer_of_own(predicate, frame, scene.tokens)
            if owner is not None:
                self._assign(draft, "actor", owner, scene, frame)
        if frame.type == "request" and not draft.recipients:
            draft.recipients += [key for key in who_heeded(predicate) if key not in draft.everyone]
        if frame.type.startswith("assault") and not draft.recipients and not anaphoric:
            draft.recipients += [k for k in who_suffered(predicate, scene.tokens) if k not in draft.everyone]
        take_part_alike(draft, slots.get("gen", []) + slots.get("between", []))
        self._circumstances(draft, frame, [predicate], slots, scene)
        self._told(draft, predicate, scene)
        noun = predicate.noun
        if draft.place is not None and not draft.everyone and not anaphoric and frame.place_ok:
            told = predicate.light is not None and (
                frame.place_only or (noun is not None and noun.case is Case.LOC)
            )
            told = told or deadly is not None
            return draft if told or ends_headline(scene.tokens, predicate.end) else None
        return self._checked(draft, frame)

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
            nominal=nominal,
            frame=frame,
            sentences=[scene.sentence],
        )

    def _assign(self, draft: Draft, role: str, phrase: Phrase, scene: Scene, frame: Frame) -> None:
        if not role or (phrase.folk and role == "actor" and not frame.type.startswith("protest")):
            return
        for named, kind in zip(phrase.keys, phrase.kinds, strict=True):
            key = named
            if role == "place-ish":
                if kind in (PLACE, COUNTRY):
                    draft.place = draft.place or key
                continue
            if kind == PLACE:
                country = scene.country_of(key)
                hit = frame.type.startswith("assault") and role == "recipient"
                seat = role == "recipient" and frame.type in _DEALINGS and addressed(phrase, draft, scene)
                if country is None or not (hit or seat or frame.type.startswith("consult-visit")):
                    continue
                key = country
                if not seat:
                    draft.place = draft.place or phrase.keys[0]
            elif kind not in ACTORS:
                continue
            roles = {"actor": draft.actors, "recipient": draft.recipients, "participant": draft.participants}
            if key not in roles[role] and (phrase.own == "each" or key not in draft.everyone):
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
                if kind in (PLACE, COUNTRY) and phrase.own != "each":
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
