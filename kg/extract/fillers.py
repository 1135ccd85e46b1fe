"""Who fills a slot of a frame where the clause does not say it with a plain argument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kg.extract.clause_shapes import bare_noun
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON
from kg.extract.phrases import NOT_VERBS, POSTPOSITIONS, Phrase, Predicate
from kg.lang.tr.frames import LIGHT_VERBS, Frame
from kg.lang.tr.morphology import Case, Form, Tense, verb_of
from kg.lang.tr.nouns import guess_case, noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

if TYPE_CHECKING:
    from kg.extract.agreements import AgreementMention
    from kg.extract.drafts import Draft, Scene

ACTORS = frozenset((PERSON, COUNTRY, ORGANIZATION))
"""Kinds of names that can act."""

IF = frozenset(("halinde", "hâlinde", "durumunda", "takdirde"))
"""Words that make the clause before them a condition."""

_NO_COMPANY = words().no_company
_HARMED = frozenset(("öl", "yaralan", "boğul", "zehirlen"))
_LIVES = frozenset(("hayatını", "hayatlarını", "yaşamını", "yaşamlarını"))
_THROUGH = frozenset(("sonucu", "sonucunda", "nedeniyle", "yüzünden", "sırasında"))
_AROUND = ("sırasında", "sonrasında", "öncesinde")
_UNNAMED = (("company", Case.INS), ("away", Case.ABL))
_REACH = {Case.INS: 7, Case.ABL: 3}
_NEAR = 2
_MUTUAL = ("consult", "consult-phone", "consult-multilateral")


def who_suffered(noun: Predicate, tokens: list[Token]) -> tuple[str, ...]:
    """Who came to harm in the attack that a noun names: "Kovanlı, Fiji'nin saldırısı sonucu hayatını kaybetti"."""
    verb = cost_lives(noun, tokens)
    subject = verb.subject if verb is not None else None
    if verb is None or subject is None or subject.weak or not own_subject(verb):
        return ()
    return tuple(key for key, kind in zip(subject.keys, subject.kinds, strict=True) if kind == PERSON)


def addressed(phrase: Phrase, draft: Draft, scene: Scene) -> bool:
    """Whether a capital stands for the government dealt with: not in "Suva'ya gitme çağrısında bulundu"."""
    between = scene.tokens[phrase.end : draft.begin]
    return scene.is_seat(phrase.keys[0]) and not any(
        verb_of(token.lower) is not None and token.lower not in NOT_VERBS for token in between
    )


def take_part_alike(draft: Draft, subjects: list[Phrase]) -> None:
    """Two who meet, told as one subject ("Fiji ile Tonga görüştü"), take part alike: neither sought out the other."""
    if draft.types[0] not in _MUTUAL or draft.recipients or len(draft.actors) < 2:
        return
    if any((phrase.conjoined or phrase.plural) and len(phrase.keys) > 1 for phrase in subjects):
        draft.participants += [key for key in draft.actors if key not in draft.participants]
        draft.actors = []


def with_someone(frame: Frame, slots: Mapping[str, list[Phrase]], tokens: list[Token], end: int) -> bool:
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


def own_subject(predicate: Predicate) -> bool:
    """Whether the clause itself names its subject: nobody says of himself that he died."""
    if predicate.shares is not None and predicate.form in (Form.DIK, Form.FUT):
        return False
    return not predicate.inherited_subject


def of_deed(phrase: Phrase, tokens: list[Token]) -> bool:
    """Whether what someone said, asked or did is the subject, who is meant by it: "Fiji'nin önerisi reddedildi"."""
    return phrase.bound == "nom" and noun_of(tokens[phrase.bound_at].lower, words().deeds) is not None


def satisfied(
    needs: Mapping[str, frozenset[str]],
    any_of: frozenset[str],
    slots: dict[str, list[Phrase]],
    deals: list[AgreementMention],
    *,
    passive: bool,
) -> bool:
    """Whether the slots that the frame needs are filled by the kinds that it allows, and one of `any_of` at least."""
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


def light_object(predicate: Predicate, tokens: list[Token]) -> Predicate | None:
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


def has_object(predicate: Predicate, tokens: list[Token]) -> bool:
    """Whether a light verb has its noun before it, so that none after it completes it: "açıklama yaptığı toplantı"."""
    verb, before = predicate.verb, predicate.begin - 1
    if verb is None or verb.stem not in LIGHT_VERBS or before < 0 or tokens[before].suffix:
        return False
    return bare_noun(tokens, before) or guess_case(tokens[before].lower) is Case.ACC


def doer_of_own(predicate: Predicate, frame: Frame, tokens: list[Token]) -> Phrase | None:
    """Whose a noun is if no owner is told: "Selim Taşören, Nadir Kovanlı ile görüşmesinde …"."""
    noun, governor = predicate.noun, predicate.governor
    if noun is None or governor is None:
        return None
    before = tokens[predicate.begin - 1] if predicate.begin else None
    compound = (
        before is not None and before.is_word and guess_case(before.lower) is Case.NOM and not before.suffix
    )
    beside = noun.case in (Case.LOC, Case.ABL) or predicate.after in _AROUND
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
        return subject
    return None


def cost_lives(predicate: Predicate, tokens: list[Token]) -> Predicate | None:
    """The verb by which people came to harm in what the noun names: "Suva'daki çatışmalarda 20 kişi öldü"."""
    noun, over = predicate.noun, predicate.governor
    if noun is None or over is None or over.verb is None or over.verb.negated:
        return None
    if noun.case is not Case.LOC and predicate.after not in _THROUGH:
        return None
    verb, before = over.verb, tokens[over.begin - 1].lower if over.begin else ""
    dies = verb.stem in _HARMED or (verb.stem == "öldür" and verb.passive)
    return over if dies or (verb.stem in ("kaybet", "yitir") and before in _LIVES) else None


def who_heeded(request: Predicate) -> tuple[str, ...]:
    """Whom a request was made of, if it was met: "Fiji'nin çağrısı üzerine Tonga askerlerini çekti"."""
    met = request.governor
    if request.after != "üzerine" or met is None or met.verb is None or met.verb.negated or met.verb.passive:
        return ()
    return named_actors(met.subject)


def who_must(predicates: Iterable[Predicate], before: int, speakers: Iterable[str]) -> tuple[str, ...]:
    """Who has to meet the condition told before token `before`, no speaker: "Tonga'nın çekilmemesi hâlinde"."""
    own = set(speakers)
    for predicate in predicates:
        verb = predicate.verb
        if verb is None or predicate.end > before:
            continue
        if predicate.after in IF or verb.tense is Tense.CONDITIONAL:
            keys = named_actors(predicate.subject)
            if keys and not own & set(keys):
                return keys
    return ()


def named_actors(phrase: Phrase | None) -> tuple[str, ...]:
    """The persons, countries and organisations that a phrase names."""
    if phrase is None:
        return ()
    return tuple(key for key, kind in zip(phrase.keys, phrase.kinds, strict=True) if kind in ACTORS)
