"""The phrases that wait for their predicate: which are one list, and from where on a predicate may take them."""

from __future__ import annotations

from kg.extract.clause_shapes import alike, has_nominative, joined
from kg.extract.names import PERSON, PLACE
from kg.extract.nominals import word_case
from kg.extract.phrases import Phrase, Predicate, Unit
from kg.lang.tr.morphology import Case, Form, Verb
from kg.lang.tr.nouns import Noun
from kg.lang.tr.tokenizer import Token

_OBJECT_CONTROL = frozenset(("çağır", "zorla", "et", "teşvik", "yönlendir"))
_SHRINKING = frozenset(("bık", "çekin", "dur", "hoşlan", "kaçın", "kork", "sakın", "uzaklaş", "vazgeç"))
_ASKED_FROM = frozenset(("iste", "talep", "taleb", "rica", "bekle"))
_ASKED_TO = frozenset(
    (
        "çağrı",
        "öneri",
        "öner",
        "tavsiye",
        "emir",
        "emret",
        "emr",
        "talimat",
        "uyarı",
        "uyar",
        "teklif",
        "söyle",
        "baskı",
    )
)
# Verbs that judge someone, with the case in which he stands; "et" and "göster" with the noun before them.
_JUDGES = {"acc": frozenset("eleştir itham kına kutla lanetle öv suçla takdir tebrik tenkit".split()),
           "dat": frozenset("minnettar teşekkür".split())}  # fmt: skip
_REASONS = frozenset(
    "dolayı gerekçesiyle için iddiasıyla nedeniyle ötürü sebebiyle suçlamasıyla yüzünden".split()
)
_REASON_REACH = 5
_ASKED = _ASKED_FROM | _ASKED_TO
_NEAR = 3
_COUPLED = frozenset(("nom", "gen", "acc", "dat", "abl"))


class PhraseStack:
    """The stack of a clause parser; `_coming` are the units not yet read, `_done` the predicates read so far."""

    def __init__(self) -> None:
        self._stack: list[Phrase] = []
        self._done: list[Predicate] = []
        self._coming: list[Unit] = []

    # putting on and taking off

    def _push_clause(self, predicate: Predicate, case: Case) -> None:
        self._stack.append(Phrase(predicate.begin, predicate.end, case.value, clause=predicate))

    def _take(self, predicate: Predicate, start: int) -> None:
        taken = self._stack[start:]
        del self._stack[start:]
        predicate.arguments += taken
        for phrase in taken:
            inner = phrase.clause or phrase.noun
            if inner is not None and inner.governor is None:
                inner.governor, inner.governed_as = predicate, phrase.slot

    # lists

    def _join(self, phrase: Phrase, slot: str, *, closed: bool = False) -> None:
        """Make one phrase of the last one and its next conjunct, also where it is the subject of a participle."""
        first = self._stack[-1]
        both = joined(first, phrase, slot)
        both.closed = closed
        self._stack[-1] = both
        for predicate in self._done:
            if predicate.subject is first:
                predicate.subject = both

    def _couple(self, phrase: Phrase, tokens: list[Token]) -> bool:
        """Whether the phrase is the second of two joined by "ile": "Fiji ile Tonga anlaştı".

        With a subject already waiting, "ile" marks whom it is done with: "Malta, Fiji ile Tonga'da görüştü".
        """
        if not self._stack or phrase.slot not in _COUPLED or not phrase.keys:
            return False
        before = self._stack[-1]
        return (
            before.slot == "ins"
            and before.end == phrase.begin
            and tokens[before.end - 1].lower == "ile"
            and bool(before.keys)
            and alike(before, phrase)
            and (not has_nominative(self._stack) or (phrase.slot == "gen" and self._nominal_next()))
        )

    def _nominal_next(self) -> bool:
        """Whether the next verb is a nominalised one, which two in the genitive may be the subject of."""
        verb = next((unit.verb for unit in self._coming if isinstance(unit, Predicate)), None)
        return verb is not None and verb.form in (Form.DIK, Form.FUT, Form.MA) and verb.possessed

    def _first_side(self, phrase: Phrase, tokens: list[Token]) -> bool:
        """Whether the other side stands before this one: "Fiji ile Tonga arasında", "Fiji Tonga arasında"."""
        first = self._stack[-1] if self._stack else None
        if first is None or not first.keys or first.slot not in ("ins", "nom"):
            return False
        if first.slot == "ins":
            return first.end >= phrase.begin - 1
        return first.end == phrase.begin - 1 and tokens[first.end].text != ","

    def _drop_owner(self, phrase: Phrase) -> None:
        """Take into the phrase whose office the second of two holds: "Kovanlı ile Tonga'nın yeni lideri Taşören"."""
        if len(self._stack) < 2 or phrase.kinds != (PERSON,):
            return
        first, owner = self._stack[-2:]
        office = owner.slot == "gen" and owner.end == phrase.begin and PERSON not in owner.kinds
        if office and first.slot == "ins" and first.end == owner.begin and first.kinds == (PERSON,):
            phrase.begin = owner.begin
            del self._stack[-1]

    def _coordinated(self, phrase: Phrase, tokens: list[Token]) -> bool:
        """Whether the phrase continues a list: "Rusya, Çin ve İran'ı", "ABD-Venezuela"."""
        if not self._stack or phrase.slot == "time" or (not phrase.keys and not phrase.generic):
            return False
        before = self._stack[-1]
        if (
            before.slot == "time"
            or before.clause is not None
            or before.noun is not None
            or not (before.keys or before.generic)
        ):
            return False
        gap = [tokens[i].lower for i in range(before.end, phrase.begin)]
        if (gap and gap[0] == "ve") or gap in (["-"], ["–"], ["ile"], [",", "ve"], ["ve", "de"]):
            if len(gap) > 2:
                return False
            same = before.slot in ("nom", phrase.slot)
            opening = before.begin == 0 and before.comma and phrase.slot != "nom"
            return same and not opening
        if gap == [","] and before.slot == "nom" and not before.closed:
            last = self._end_of_list(phrase, tokens)
            if last is None or before.generic != phrase.generic:
                return False
            return before.conjoined or last.slot == "nom" or not self._opens_clause(before)
        return False

    def _opens_clause(self, phrase: Phrase) -> bool:
        """Whether the phrase is the first nominative waiting: the subject, unless the list it opens is the subject."""
        return not any(
            other.slot == "nom" and other is not phrase and other.clause is None and other.noun is None
            for other in self._stack
        )

    def _end_of_list(self, phrase: Phrase, tokens: list[Token]) -> Phrase | None:
        """Last member of the list that the phrase is in, if "ve" joins it; None if this is no list."""
        last, joined = phrase, False
        for unit in self._coming:
            if not isinstance(unit, Phrase) or not (unit.keys or unit.generic):
                break
            gap = [tokens[i].lower for i in range(last.end, unit.begin)]
            if gap not in ([","], ["ve"], [",", "ve"]):
                break
            last, joined = unit, joined or "ve" in gap
            if "ve" in gap:
                return last
        return last if joined else None

    # what a noun may take

    def _may_take(self, predicate: Predicate, name: Phrase) -> bool:
        """Whether a dative goes with the noun, and not with what is asked: "Fiji'ye görüşmelere başlaması çağrısı"."""
        trigger = predicate.noun_trigger
        return name.slot != "dat" or trigger is None or "dat" in trigger.frame.roles

    def _acts_on(self, name: Phrase, noun: Noun, end: int) -> bool:
        """Whether a name before an object is who acts, and modifies it not: "Tavake istifasını sundu".

        A country only at the head of a sentence with no other subject: "Fiji suçlamaları reddetti".
        """
        if name.slot != "nom" or any(phrase.slot == "nom" and phrase.keys for phrase in self._stack[:-1]):
            return False
        if name.kinds == (PERSON,):
            return noun.case is not Case.NOM
        object_ = noun.case is Case.ACC or noun.ambiguous
        return object_ and name.begin == 0 and len(name.keys) == 1 and self._acts_next(end)

    def _acts_next(self, end: int) -> bool:
        """Whether an active finite verb comes soon after token `end` that nobody else is the subject of."""
        for unit in self._coming:
            if isinstance(unit, Phrase):
                if unit.slot == "nom":
                    return False
            elif unit.verb is not None:
                active = not unit.verb.passive and not unit.participle
                return active and unit.form is Form.FINITE and unit.begin - end <= _NEAR
        return False

    def _contested(self, owner: Phrase, noun: Noun, edge: int, *, apart: bool) -> bool:
        """Whether a genitive is rather the subject of a clause that ends later: "Fiji'nin, saldırıya uğradığını".

        `apart`: a place or time stands between owner and noun: "Fiji'nin Suva'da savaşı başlattığını".
        """
        if not owner.comma and not (noun.ambiguous and (apart or edge > owner.end)):
            return False
        return self._clause_ahead()

    def _is_done_by_owner(self) -> bool:
        """Whether a noun that is not possessed is what a clause ahead has its genitive do: not "ateşkes sağlanması"."""
        verb = next((unit.verb for unit in self._coming if isinstance(unit, Predicate) and unit.verb), None)
        return verb is not None and not verb.passive and self._clause_ahead()

    def _clause_ahead(self) -> bool:
        """Whether a clause ends later that a genitive may be the subject of."""
        for unit in self._coming:
            if isinstance(unit, Phrase):
                if unit.slot == "gen":
                    return False
            elif unit.verb is not None and unit.form is Form.FINITE and not unit.participle:
                return False
            elif unit.form in (Form.DIK, Form.FUT) or (unit.verb is not None and unit.form is Form.MA):
                return True
        return False

    # from where on

    def _asked(self, verb: Verb, end: int) -> int | None:
        """Index of the one who is asked or told to do what the verbal noun says: "Malta'dan … çekmesini istedi"."""
        if verb.form is not Form.MA or verb.passive:
            return None
        stem, several = self._asking(end)
        slot = (
            "abl"
            if stem in _ASKED_FROM
            else "dat"
            if stem in _ASKED_TO
            else "acc"
            if stem in _OBJECT_CONTROL
            else ""
        )
        places = range(self._below_subject(), len(self._stack))
        for index in places if several else reversed(places):
            phrase = self._stack[index]
            if phrase.slot == slot and phrase.keys and PLACE not in phrase.kinds:
                return index
        return None

    def _asking(self, end: int) -> tuple[str, bool]:
        """Stem of the word that asks for what a verbal noun says, and whether others stand between.

        "Fiji'den askerlerini çekmesini ve adayı bırakmasını istedi".
        """
        several = False
        for unit in self._coming:
            if isinstance(unit, Phrase):
                continue
            verb = unit.verb
            further = verb is not None and verb.form is Form.MA and verb.possessed
            if further or (verb is None and unit.noun is not None and unit.noun.stem not in _ASKED):
                several |= further
                end = unit.end
                continue
            if unit.begin - end > _NEAR:
                break
            return verb.stem if verb is not None else unit.noun.stem if unit.noun is not None else "", several
        return "", False

    def _wished(self) -> Predicate | None:
        """The next predicate if it is a clause of one who wishes: "… çekilmesini istediği"."""
        following = next((unit for unit in self._coming if isinstance(unit, Predicate)), None)
        verb = following.verb if following is not None else None
        wished = verb is not None and verb.form in (Form.DIK, Form.FUT) and verb.stem in _ASKED_FROM
        return following if wished else None

    def _below_judged(self, start: int, predicate: Predicate, tokens: list[Token]) -> int:
        """After the one who is judged, before the reason: "Fiji'yi kazandığı başarıdan ötürü kutladı".

        A reason that is no more than a clause must have an object of its own: "Fiji'yi savaşı başlattığı için kınadı".
        """
        after = [token.lower for token in tokens[predicate.end : predicate.end + _REASON_REACH]]
        if predicate.form is not Form.DIK or not _REASONS & set(after):
            return start
        slot = self._judged(tokens)
        for index in range(start, len(self._stack)):
            phrase = self._stack[index]
            if phrase.slot == slot and phrase.keys and PLACE not in phrase.kinds:
                own = any(
                    word_case(token) is Case.ACC
                    or (token.index == predicate.begin - 1 and token.lower.endswith(("ı", "i", "u", "ü")))
                    for token in tokens[phrase.end : predicate.begin]
                    if token.is_word
                )
                return index + 1 if own or after[0] not in _REASONS else start
        return start

    def _judged(self, tokens: list[Token]) -> str:
        """The case of whom the next verb judges, if nobody stands in it yet."""
        taken: set[str] = set()
        for unit in self._coming:
            if isinstance(unit, Phrase):
                taken |= {unit.slot} if unit.keys else set()
            elif unit.verb is not None:
                words = {unit.verb.stem, tokens[unit.begin - 1].lower}
                return next(
                    (slot for slot, stems in _JUDGES.items() if words & stems and slot not in taken), ""
                )
        return ""

    def _below_asked(self, start: int) -> int:
        """After the one who is asked, before a converb: "Fiji'den askerlerini çekerek adayı bırakmasını istedi"."""
        asked = False
        for unit in self._coming:
            if isinstance(unit, Phrase):
                continue
            if unit.verb is not None and unit.form is Form.MA and unit.verb.possessed:
                asked = True
            elif asked:
                stem = (
                    unit.noun.stem
                    if unit.noun is not None
                    else unit.verb.stem
                    if unit.verb is not None
                    else ""
                )
                asked = stem in _ASKED_FROM
                break
            elif unit.verb is not None and unit.form is not Form.CONVERB:
                break
        if asked:
            for index in range(len(self._stack) - 1, start - 1, -1):
                if self._stack[index].slot == "abl" and self._stack[index].keys:
                    return index + 1
        return start

    def _below_subject(self) -> int:
        """Index after the nominative that opens the clause: it waits for the finite verb."""
        for index, phrase in enumerate(self._stack):
            if phrase.slot == "nom" and phrase.clause is None and phrase.noun is None:
                return index + 1
        return 0

    def _inside(self) -> int:
        """Like `_below_subject`, and also after a genitive that is the subject of an outer clause."""
        start = self._below_subject()
        for index in range(len(self._stack) - 1, start - 1, -1):
            phrase = self._stack[index]
            if phrase.slot == "gen" and (phrase.bound in ("", "nom") or phrase.comma):
                return index + 1
        return start

    def _copular(self) -> int:
        """Like `_inside`, and with the genitive that belongs to what is said: "Fiji'nin tek ortağı olan Malta"."""
        start = self._inside()
        if start and self._stack[start - 1].slot == "gen" and self._stack[start - 1].bound == "nom":
            return start - 1
        return start

    def _object_is_outer(self, verb: Verb) -> bool:
        """Whether an accusative before an infinitive is the object of the verb after it: "X'i … -mAklA suçladı"."""
        following = next(
            (unit.verb for unit in self._coming if isinstance(unit, Predicate) and unit.verb is not None),
            None,
        )
        if following is not None and following.passive:
            return False  # "Fiji'yi soymakla suçlanan": the one accused is not named by an object
        if verb.case is Case.INS or verb.passive:
            return True
        if following is not None and following.form is Form.MAK and following.case is Case.INS:
            return verb.case is Case.NOM  # "X'i görevini kötüye kullanmak ve yasalara uymamakla suçladı"
        if following is None:
            return False
        if verb.case is Case.ABL:
            return following.stem not in _SHRINKING
        return verb.case is Case.DAT and following.stem in _OBJECT_CONTROL

    def _after_object(self) -> int:
        start = self._inside()
        for index in range(start, len(self._stack)):
            if self._stack[index].slot == "acc" and self._stack[index].keys:
                return index + 1  # of two the first: "Fiji'yi Tonga'yı soymakla suçladı"
        return start

    def _own_subject_start(self) -> int:
        """Like `_below_subject`, but of two nominatives the second belongs to the embedded clause."""
        found = [
            i
            for i, phrase in enumerate(self._stack)
            if phrase.slot == "nom" and phrase.clause is None and phrase.noun is None
        ]
        if len(found) >= 2:
            return found[1]
        return found[0] + 1 if found else 0
