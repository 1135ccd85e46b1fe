"""Which phrases of a clause stand in which slot of a frame, also where no plain argument says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.clause_shapes import alike
from kg.extract.names import PERSON
from kg.extract.phrases import Phrase, Predicate
from kg.lang.tr.frames import Frame
from kg.lang.tr.morphology import Form
from kg.lang.tr.tokenizer import Token

if TYPE_CHECKING:
    from kg.extract.drafts import Scene

_DOES = frozenset("al ver yap uygula düzenle gerçekleştir başlat sürdür çıkar yürüt".split())
_SUFFERED = frozenset(("öl", "yaralan", "boğul", "kaybol", "uğra"))
_OTHERS = re.compile(r"l[ae]r[ıi]?$")
_OPEN = ("acc", "dat", "ins", "abl")
_PAIRED = ("acc", "dat", "abl")
_HARM = ("assault", "coerce", "mobilize", "sanction")
_CLAUSES = (Form.DIK, Form.FUT, Form.MA)
_EMBEDDED = (*_CLAUSES, Form.MAK, Form.CONVERB)


def arrange(
    slots: dict[str, list[Phrase]],
    frame: Frame,
    predicate: Predicate,
    nouns: list[Predicate],
    scene: Scene,
    begin: int,
    *,
    patient: bool,
) -> None:
    """Put into the slots of a verb what the clause does not say with plain arguments, and leave out what is not its."""
    place_head(slots, frame)
    pair_up(slots, frame, scene.tokens)
    leave_aim(slots, scene.tokens)
    shared_object(slots, frame, predicate, begin, scene)
    if not patient:
        owned_complement(slots, frame, predicate, nouns, scene.tokens)


def place_head(slots: dict[str, list[Phrase]], frame: Frame) -> None:
    """The noun after a relative clause fills the slot that the clause leaves open: "Malta'nın suçladığı Fiji"."""
    head = slots.pop("head", None)
    if head is not None:
        slot = next((slot for slot in _OPEN if slot in frame.roles and slot not in slots), None)
        if slot is not None:
            slots[slot] = head


def pair_up(slots: dict[str, list[Phrase]], frame: Frame, tokens: list[Token]) -> None:
    """Two joined by "ile" stand in the slot of the second where the verb needs no company: "X ile Y'yi tutukladı"."""
    if "ins" in frame.roles:
        return
    for first in slots.get("ins", ()):
        for slot in _PAIRED:
            for second in slots.get(slot, ()):
                beside = second.begin == first.end and tokens[first.end - 1].lower == "ile"
                if beside and first.keys and second.keys and alike(first, second):
                    slots[slot] = [first, *slots[slot]]
                    return


def owned_complement(
    slots: dict[str, list[Phrase]],
    frame: Frame,
    predicate: Predicate,
    nouns: list[Predicate],
    tokens: list[Token],
) -> None:
    """Whose the noun is that completes a verb, where that is not who does it.

    "Tonga'nın işgal edilmesi" befalls Tonga, "Tonga'nın desteğini istedi" asks Tonga; with another subject it is
    nobody: "Malta, Tonga'nın çağrısını yineledi". In a nominalised clause the genitive is the subject: "Malta,
    Tonga'nın deneme yaptığını duyurdu".
    """
    verb = predicate.verb
    if verb is None or not slots.get("gen") or frame.roles.get("gen") != "actor":
        return
    possessed = any(other.noun is not None and other.noun.possessed for other in nouns)
    if verb.passive:
        described = any(
            other.light is not None for other in nouns
        )  # "Fiji'nin uyguladığı yaptırımlar kaldırıldı"
        if not possessed and not described and "subj" not in slots:
            slots["subj"] = slots.pop("gen")
    elif any(phrase.keys for phrase in slots.get("subj", ())):
        owners = slots.pop("gen")
        asked = verb.stem == "iste" or tokens[predicate.begin - 1].lower == "talep"
        clause = verb.form in (_CLAUSES if possessed else _EMBEDDED)
        if possessed and (asked or (frame.type.startswith(_HARM) and not clause)):
            slots["owner"] = [*slots.get("owner", ()), *owners]
        elif clause:
            slots["subj"] = owners


def modifies(clause: Predicate) -> bool:
    """Whether a clause in -mA only says what a noun is about, so that its subject owns it: "çekilme teklifini"."""
    return clause.verb is not None and clause.verb.form is Form.MA and not clause.verb.possessed


def owner_role(frame: Frame) -> str:
    """The role of whose the object is: the object's, or what a genitive suffers: "Fiji'nin sınırını ihlal etti"."""
    owned = frame.roles.get("gen", "") if frame.type.startswith(_HARM) else ""
    return frame.roles.get("acc") or (owned if owned == "recipient" else "")


def leave_aim(slots: dict[str, list[Phrase]], tokens: list[Token]) -> None:
    """Leave out what the words are about that someone reacts to: "Tavake'nin Fiji'ye yönelik sözlerini kınadı"."""
    owners = [*slots.get("owner", ()), *(phrase for phrase in slots.get("dat", ()) if phrase.bound)]
    if any(phrase.keys for phrase in owners):
        slots["against"] = [
            phrase
            for phrase in slots.get("against", ())
            if tokens[phrase.end - 1].lower not in ("yönelik", "dönük")
        ]


def shared_object(
    slots: dict[str, list[Phrase]], frame: Frame, predicate: Predicate, begin: int, scene: Scene
) -> None:
    """A verb right after a converb has its object: "Kovanlı'yı arayarak tebrik etti"."""
    passive = predicate.verb is not None and predicate.verb.passive
    if passive or frame.roles.get("acc") != "recipient" or "acc" in slots or "dat" in slots:
        return
    for other in scene.predicates:
        if other.end == begin and other.form is Form.CONVERB and other.quoted == predicate.quoted:
            shared = [
                p
                for p in other.arguments
                if p.slot == "acc" and p.keys and p.noun is None and p.clause is None
            ]
            if shared and other.verb is not None and not other.verb.negated:
                slots["acc"] = shared


def take_doer(slots: dict[str, list[Phrase]], relative: Predicate) -> None:
    """Who did it, by a relative clause, is not whom it befell: "Tavake'nin aldığı tutuklama kararı"."""
    doer, verb = relative.subject, relative.verb
    if doer is None or verb is None or verb.passive or verb.form is not Form.DIK or verb.stem not in _DOES:
        return
    slots["gen"] = [phrase for phrase in slots.get("gen", ()) if phrase.begin != doer.begin]
    slots.setdefault("subj", []).append(doer)


def take_owner(slots: dict[str, list[Phrase]], begin: int) -> None:
    """Whose the noun is that the trigger begins with, at token `begin`: "Tonga'nın eline geçti"."""
    for phrase in slots.get("owner", ()):
        if phrase.bound and phrase.bound_at == begin and phrase not in slots.get("gen", ()):
            slots.setdefault("gen", []).append(phrase)


def take_company(
    slots: dict[str, list[Phrase]], frame: Frame, predicate: Predicate, tokens: list[Token]
) -> None:
    """Who does it with others unnamed is the subject: "Tavake ile yardımcıları istifa etti"."""
    verb = predicate.verb
    if verb is None or verb.passive or "subj" in slots or {"ins", "with"} & frame.roles.keys():
        return
    for phrase in slots.get("ins", ()):
        others = tokens[phrase.end : predicate.begin]
        if (
            phrase.keys
            and PERSON in phrase.kinds
            and any(_OTHERS.search(token.lower) for token in others[:4])
        ):
            slots["subj"] = [phrase]
            return


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


def slots_of(predicate: Predicate, nouns: list[Predicate]) -> dict[str, list[Phrase]]:
    """The phrases of a predicate and of the event nouns that it carries, by slot."""
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
            if inner is not None and inner is phrase.clause.subject and modifies(phrase.clause):
                slots.setdefault("owner", []).append(inner)
            if inner is not None:
                slots.setdefault("csubj", []).append(inner)
                if inner is phrase.clause.subject and does(phrase.clause):
                    slots.setdefault("cdoer", []).append(inner)
        elif phrase.noun is None:
            slot = "owner" if phrase.slot == "gen" else phrase.slot
            if phrase.bound != "source":  # "Fiji'nin raporuna göre" says who says so
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


def does(clause: Predicate) -> bool:
    """Whether the subject of a clause does something, and nothing is done or happens to it: not "Tavake'nin ölmesi"."""
    verb = clause.verb
    return verb is not None and not verb.passive and verb.stem not in _SUFFERED
