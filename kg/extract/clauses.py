"""Which phrases belong to which predicate.

Turkish puts arguments before their predicate and closes embedded clauses from the inside out, so one pass from left to
right with a stack does: a predicate takes the phrases waiting on the stack that its form can govern, and a nominalised
clause goes back onto the stack as a phrase for the predicate that follows. Quoted speech has a stack of its own.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.names import PERSON, PLACE
from kg.extract.phrases import NOT_VERBS, Phrase, Predicate, Unit, ends_headline
from kg.lang.tr.morphology import Case, Form, Tense, Verb, verb_of
from kg.lang.tr.nouns import Noun, guess_case
from kg.lang.tr.tokenizer import Token

_OBJECT_CONTROL = frozenset(("çağır", "zorla", "et", "teşvik", "yönlendir"))
_SHRINKING = frozenset(("bık", "çekin", "dur", "hoşlan", "kaçın", "kork", "sakın", "uzaklaş", "vazgeç"))
# Verbs whose object is a thing: the noun that their relative clause describes ("kullandığı sözler"), never a person.
_SAYS_THINGS = frozenset(
    ("açıkla", "et", "imzala", "kullan", "söyle", "ver", "yap", "yayımla", "yayınla", "yaz", "düzenle")
)
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
_ADVERBS = frozenset(
    ("derhal", "hemen", "yeniden", "tekrar", "tamamen", "resmen", "acilen", "birlikte", "serbest")
)
_NEAR = 3
_REACH = {"gen": 4, "between": 4, "against": 7, "about": 7}
_FRONTED = 12
_BOUND = ("dat", "acc", "abl")
_COUPLED = frozenset(("nom", "gen", "acc", "dat", "abl"))
# Verbs of saying and believing, and the words that go with some of them.
_SAID = frozenset(
    "belirt bildir söyle açıkla kaydet duyur düşün san et sür getir vurgula aktar savun çık tahmin iste".split()
)
_SAID_WITH = frozenset(
    "iddia ifade öne ileri dile ortaya haber tespit teyit kabul rapor ilan itiraf tahmin".split()
)
_NOUN_ARGUMENTS = frozenset(("ins", "dat", "between", "against", "about", "abl", "by"))


class ClauseParser:
    """Parses the units of one sentence."""

    def __init__(self) -> None:
        self._stack: list[Phrase] = []
        self._waiting: list[Predicate] = []
        self._heads: list[Predicate] = []
        self._subject: Phrase | None = None
        self._done: list[Predicate] = []
        self._coming: list[Unit] = []

    def parse(self, tokens: list[Token], units: list[Unit]) -> list[Predicate]:
        """All predicates of the sentence with subject, arguments and governor, in order."""
        outer: tuple[list[Phrase], list[Predicate], list[Predicate], Phrase | None] | None = None
        for index, unit in enumerate(units):
            self._coming = units[index + 1 :]
            quoted = tokens[unit.begin].quoted
            if quoted and outer is None:
                outer = (self._stack, self._waiting, self._heads, self._subject)
                self._stack, self._waiting, self._heads, self._subject = [], [], [], None
            elif not quoted and outer is not None:
                self._stack, self._waiting, self._heads, self._subject = outer
                outer = None
            if isinstance(unit, Phrase):
                self._phrase(unit, tokens)
            elif unit.noun is not None:
                self._noun(unit, tokens)
            else:
                self._verb(unit, tokens)
        return self._done

    # phrases

    def _phrase(self, phrase: Phrase, tokens: list[Token]) -> None:
        if phrase.slot != "time":
            for predicate in self._heads:
                headed = predicate.form is Form.AN or predicate.participle
                if not headed:
                    self._waiting.append(predicate)
                    if (
                        phrase.keys
                        and not phrase.weak
                        and not _noun_between(tokens, predicate.end, phrase.begin)
                    ):
                        predicate.arguments.append(replace(phrase, slot="head"))
                elif not _noun_between(tokens, predicate.end, phrase.begin):
                    predicate.subject = predicate.subject or phrase
                    _give_reported(predicate, phrase)
            self._heads = []
        if phrase.adjectival and not phrase.keys:
            return
        stack = self._stack
        if (
            phrase.slot == "between"
            and stack
            and stack[-1].slot == "ins"
            and stack[-1].end >= phrase.begin - 1
            and stack[-1].keys
        ):
            self._join(phrase, "between")
            return
        if (
            phrase.slot == "between"
            and stack
            and stack[-1].slot == "nom"
            and stack[-1].end == phrase.begin - 1
            and tokens[stack[-1].end].text != ","
            and stack[-1].keys
        ):
            self._join(phrase, "between")
            return
        if self._coordinated(phrase, tokens) or self._couple(phrase, tokens):
            self._join(
                phrase, phrase.slot, closed=any(t.lower == "ve" for t in tokens[stack[-1].end : phrase.begin])
            )
            return
        stack.append(phrase)

    def _join(self, phrase: Phrase, slot: str, *, closed: bool = False) -> None:
        """Make one phrase of the last one and its next conjunct, also where it is the subject of a participle."""
        first = self._stack[-1]
        joined = _joined(first, phrase, slot)
        joined.closed = closed
        self._stack[-1] = joined
        for predicate in self._done:
            if predicate.subject is first:
                predicate.subject = joined

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
            and _alike(before, phrase)
            and not _has_nominative(self._stack)
        )

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

    # nouns that may name an event

    def _noun(self, predicate: Predicate, tokens: list[Token]) -> None:
        noun = predicate.noun
        assert noun is not None
        stack = self._stack
        for relative in self._heads:
            relative.light = predicate
            predicate.light = relative
            predicate.arguments += relative.arguments
            if predicate.subject is None:
                predicate.subject = relative.subject
            for phrase in relative.arguments:  # "… yapması beklenen ziyaret"
                if phrase.clause is not None and phrase.clause.form is Form.MA:
                    predicate.arguments += phrase.clause.arguments
                    predicate.subject = predicate.subject or phrase.clause.subject
            predicate.tense = relative.tense
        shared = [
            relative
            for relative in self._heads
            if relative.form in (Form.DIK, Form.FUT) and relative.subject is None
        ]
        had_relative = bool(self._heads)
        self._heads = []
        edge = predicate.begin
        while stack:
            top = stack[-1]
            near = edge - top.end <= _REACH.get(top.slot, 2)
            fronted = top.slot == "gen" and top.comma and noun.possessed
            if fronted:
                near = edge - top.end <= _FRONTED
            if (
                not near
                or top.clause is not None
                or (top.comma and top.slot != "time" and not fronted)
                or _crosses(tokens, top.end + fronted, edge)
            ):
                break
            if top.slot == "gen" and top.bound in _BOUND and top.bound_at < predicate.begin:
                top.slot, top.weak = top.bound, True
                predicate.arguments.append(stack.pop())
                edge = top.begin
                continue
            if top.slot == "gen" and self._contested(top, noun, edge):
                break
            if top.slot == "gen" and not (noun.possessed or noun.case is Case.NOM):
                break  # "Macron'un … krizle ilgili": what is not possessed has no owner
            if top.slot == "gen":
                predicate.arguments.append(stack.pop())
                if predicate.subject is None and not had_relative:
                    predicate.subject = top
                break
            if (
                top.slot in ("nom", "place")
                and top.end == predicate.begin
                and top.keys
                and noun.possessed
                and not top.comma
            ):
                top = stack.pop()
                top.slot = "comp"
                predicate.arguments.append(top)
                edge = top.begin
                continue
            if top.slot in _NOUN_ARGUMENTS and (
                noun.possessed
                or top.slot in ("between", "against", "about", "ins")
                or ends_headline(tokens, predicate.end)
            ):
                predicate.arguments.append(stack.pop())
                edge = top.begin
                continue
            if top.slot in ("loc", "time") and top.end == edge:
                predicate.arguments.append(stack.pop())
                edge = top.begin
                continue
            break
        self._waiting += shared
        if shared and predicate.subject is None:
            self._waiting.append(predicate)
        self._done.append(predicate)
        slot = noun.case.value
        token = tokens[predicate.end - 1]
        if token.suffix:
            slot = noun.case.value
        phrase = Phrase(predicate.begin, predicate.end, slot, noun=predicate)
        following = tokens[predicate.end].lower if predicate.end < len(tokens) else ""
        predicate.after = following
        phrase.comma = following == ","
        stack.append(phrase)

    def _contested(self, owner: Phrase, noun: Noun, edge: int) -> bool:
        """Whether a genitive is rather the subject of a clause that ends later: "Fiji'nin, saldırıya uğradığını"."""
        if not owner.comma and not (noun.ambiguous and edge > owner.end):
            return False
        for unit in self._coming:
            if isinstance(unit, Phrase):
                if unit.slot == "gen":
                    return False
            elif unit.verb is not None and unit.form is Form.FINITE and not unit.participle:
                return False
            elif unit.form in (Form.DIK, Form.FUT) or (unit.verb is not None and unit.form is Form.MA):
                return True
        return False

    # verbs

    def _verb(self, predicate: Predicate, tokens: list[Token]) -> None:
        verb = predicate.verb
        assert verb is not None
        self._own_objects(predicate, tokens)
        self._waiting += [
            head
            for head in self._heads
            if not _has_own_subject(head, predicate, tokens)
            and not (head.verb is not None and head.verb.passive)
        ]
        self._heads = []
        form = verb.form
        if predicate.participle:
            self._take(predicate, self._inside())
            self._heads.append(predicate)
            predicate.relative = True
        elif form is Form.FINITE and (
            verb.tense is not Tense.CONDITIONAL or not tokens[predicate.end : predicate.end + 1]
        ):
            self._finite(predicate)
        elif form in (Form.DIK, Form.FUT, Form.MA):
            self._nominal(predicate, tokens)
        elif form is Form.MAK:
            outer = self._object_is_outer(verb)
            start = self._after_object() if outer else self._inside()
            self._take(predicate, start)
            if outer and start and self._stack[start - 1].slot == "acc" and self._stack[start - 1].keys:
                predicate.subject = self._stack[start - 1]
            else:
                self._waiting.append(predicate)
            self._push_clause(predicate, verb.case)
        elif form is Form.AN:
            self._take(predicate, self._copular() if verb.stem == "ol" else self._inside())
            predicate.relative = True
            self._heads.append(predicate)
        elif form is Form.WHEN or verb.tense is Tense.CONDITIONAL:
            self._take(predicate, self._own_subject_start())
            predicate.subject = _nominative(predicate)
            if predicate.subject is None:
                self._waiting.append(predicate)
        else:
            self._take(predicate, self._below_asked(self._inside()))
            self._waiting.append(predicate)
        self._done.append(predicate)

    def _own_objects(self, predicate: Predicate, tokens: list[Token]) -> None:
        """Who did what the object of the verb is about: "Malta'nın aldığı kararı eleştirdi" is against Malta."""
        for head in self._heads:
            subject = head.subject
            if _describes_its_subject(head) or subject is None or not subject.keys or subject.slot != "gen":
                continue
            for at in range(head.end, predicate.begin):
                word = tokens[at].lower
                case = guess_case(word) if tokens[at].is_word and not tokens[at].suffix else Case.NOM
                object_ = (
                    at == predicate.begin - 1 and predicate.verb is not None and not predicate.verb.passive
                )
                if object_ and case is Case.NOM and word.endswith(("ı", "i", "u", "ü")):
                    case = Case.ACC
                if case in (Case.ACC, Case.DAT):
                    owner = Phrase(
                        at, at + 1, "gen", subject.keys, subject.kinds, weak=True, bound=case.value
                    )
                    predicate.arguments.append(owner)
                    break

    def _finite(self, predicate: Predicate) -> None:
        self._take(predicate, 0)
        subjects = [
            phrase
            for phrase in predicate.arguments
            if phrase.slot == "nom" and phrase.clause is None and phrase.noun is None
        ]
        if predicate.verb is not None and predicate.verb.first_person:
            pass
        elif subjects:
            predicate.subject = subjects[0]
        elif self._subject is not None:
            predicate.subject = self._subject
            predicate.inherited_subject = True
        self._subject = predicate.subject
        for waiting in self._waiting:
            if waiting.subject is None:
                waiting.subject, waiting.shares = predicate.subject, predicate
        self._waiting = []

    def _nominal(self, predicate: Predicate, tokens: list[Token]) -> None:
        verb = predicate.verb
        assert verb is not None
        stack = self._stack
        genitives = [
            index
            for index, phrase in enumerate(stack)
            if phrase.slot == "gen" and phrase.keys + (("",) if phrase.generic else ())
        ]
        start = self._below_subject()
        genitives = [index for index in genitives if index >= start or not _has_nominative(stack)]
        if verb.passive and verb.form is Form.MA and _bare_noun(tokens, predicate.begin - 1):
            genitives = [index for index in genitives if stack[index].end >= predicate.begin - 1]
            start = max(start, self._inside())
        if genitives:
            chosen = genitives[0] if len(genitives) > 1 else genitives[-1]
            subject = stack[chosen]
            if (
                len(genitives) == 1
                and verb.plural
                and verb.form is not Form.MA
                and subject.bound
                and not subject.plural
                and len(subject.keys) < 2
            ):
                self._take(predicate, start)
            else:
                self._take(predicate, chosen)
                predicate.subject = subject
        else:
            asked = self._asked(verb, predicate.end)
            if asked is not None:
                self._take(predicate, asked + 1)
                predicate.subject = stack[asked]
            else:
                if verb.stem in _SAYS_THINGS and _is_attributive(predicate, tokens):
                    start = max(start, self._after_object())
                self._take(predicate, self._own_subject_start() if verb.passive else start)
            if verb.passive:
                predicate.subject = _nominative(predicate)
        if predicate.subject is None:
            predicate.subject = _owner_or_event(predicate)
        own_subject = verb.form is Form.MA and verb.possessed
        if predicate.subject is None and not verb.passive and not own_subject:
            self._waiting.append(predicate)
        if _is_attributive(predicate, tokens):
            predicate.relative = True
            self._heads.append(predicate)
        else:
            self._push_clause(predicate, verb.case)

    def _asked(self, verb: Verb, end: int) -> int | None:
        """Index of the one who is asked or told to do what the verbal noun says: "Malta'dan … çekmesini istedi"."""
        if verb.form is not Form.MA or verb.passive:
            return None
        following = next((unit for unit in self._coming if isinstance(unit, Predicate)), None)
        if following is None or following.begin - end > _NEAR:
            return None
        stem = (
            following.noun.stem
            if following.noun is not None
            else following.verb.stem
            if following.verb
            else ""
        )
        slot = (
            "abl"
            if stem in _ASKED_FROM
            else "dat"
            if stem in _ASKED_TO
            else "acc"
            if stem in _OBJECT_CONTROL
            else ""
        )
        for index in range(len(self._stack) - 1, self._below_subject() - 1, -1):
            phrase = self._stack[index]
            if phrase.slot == slot and phrase.keys and PLACE not in phrase.kinds:
                return index
        return None

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
        if verb.case is Case.INS or verb.passive:
            return True
        following = next(
            (unit.verb for unit in self._coming if isinstance(unit, Predicate) and unit.verb is not None),
            None,
        )
        if following is None:
            return False
        if verb.case is Case.ABL:
            return following.stem not in _SHRINKING
        return verb.case is Case.DAT and following.stem in _OBJECT_CONTROL

    def _after_object(self) -> int:
        start = self._inside()
        for index in range(len(self._stack) - 1, start - 1, -1):
            if self._stack[index].slot == "acc" and self._stack[index].keys:
                return index + 1
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


def _give_reported(predicate: Predicate, subject: Phrase) -> None:
    """Who is said to have done it is the head: "saldırdığı öne sürülen Fiji"."""
    if predicate.verb is None or not predicate.verb.passive:
        return
    for phrase in predicate.arguments:
        clause = phrase.clause
        if phrase.slot == "nom" and clause is not None and clause.subject is None and clause.form is Form.DIK:
            clause.subject = subject


def _reported(tokens: list[Token], at: int) -> bool:
    """Whether the clause before token `at` is what is said, not what the next noun has: "saldırdığı öne sürüldü"."""
    if tokens[at].lower in _SAID_WITH and at + 1 < len(tokens):
        at += 1
    token = tokens[at]
    verb = verb_of(token.lower) if not token.capital and token.lower not in NOT_VERBS else None
    if verb is None:
        return False
    return verb.form is Form.FINITE or (
        verb.passive and verb.stem in _SAID and verb.form in (Form.AN, Form.DIK, Form.CONVERB)
    )


def _nominative(predicate: Predicate) -> Phrase | None:
    return next(
        (
            phrase
            for phrase in predicate.arguments
            if phrase.slot == "nom" and phrase.clause is None and phrase.noun is None
        ),
        None,
    )


def _has_own_subject(relative: Predicate, following: Predicate, tokens: list[Token]) -> bool:
    """Whether the subject is a noun that names nobody, and not what is "known as" that noun."""
    between = tokens[relative.end : following.begin]
    return _describes_its_subject(relative) and not any(token.lower == "olarak" for token in between)


def _bare_noun(tokens: list[Token], at: int) -> bool:
    """Whether a word without case stands right before a passive and is its patient: "[diyalog] kurulması"."""
    if at < 0 or not tokens[at].is_word or tokens[at].capital or tokens[at].suffix:
        return False
    word = tokens[at].lower
    return len(word) > 3 and guess_case(word) is Case.NOM and word not in _ADVERBS


def _is_attributive(predicate: Predicate, tokens: list[Token]) -> bool:
    """Whether a -DIK or -AcAK form describes the noun after it: "aldığı karar"."""
    verb = predicate.verb
    assert verb is not None
    following = tokens[predicate.end] if predicate.end < len(tokens) else None
    return (
        verb.form in (Form.DIK, Form.FUT)
        and verb.case is Case.NOM
        and following is not None
        and following.is_word
        and following.lower
        not in (
            "için",
            "gibi",
            "kadar",
            "halde",
            "zaman",
            "takdirde",
            "sürece",
            "ve",
            "da",
            "de",
            "ile",
        )
        and not _reported(tokens, predicate.end)
    )


def _describes_its_subject(relative: Predicate) -> bool:
    """Whether the noun after a participle is its subject ("saldıran örgüt"), so that no other subject is meant."""
    return relative.form is Form.AN or relative.participle


def _owner_or_event(predicate: Predicate) -> Phrase | None:
    """The genitive subject of a clause that is no plain name: an event noun, or the owner of the clause's object."""
    assert predicate.verb is not None
    genitives = [phrase for phrase in predicate.arguments if phrase.slot == "gen"]
    if genitives and not any(phrase.keys for phrase in genitives):
        return next((phrase for phrase in genitives if phrase.noun is not None), None)
    if predicate.verb.form is Form.MA and predicate.verb.possessed:
        return next((phrase for phrase in predicate.arguments if phrase.owned and phrase.slot == "acc"), None)
    return None


def _has_nominative(stack: list[Phrase]) -> bool:
    return any(phrase.slot == "nom" and phrase.clause is None and phrase.noun is None for phrase in stack)


def _alike(first: Phrase, second: Phrase) -> bool:
    """Whether both name persons, or both name states and organisations."""
    return {kind == PERSON for kind in first.kinds} == {kind == PERSON for kind in second.kinds} and (
        PLACE not in first.kinds + second.kinds
    )


def _joined(first: Phrase, second: Phrase, slot: str) -> Phrase:
    joined = Phrase(
        first.begin,
        second.end,
        slot,
        tuple(dict.fromkeys((*first.keys, *second.keys))),
        (),
        weak=first.weak and second.weak,
        generic=not (first.keys or second.keys),
        plural=True,
        bound=second.bound,
        comma=second.comma,
        conjoined=True,
    )
    kinds = dict(zip(first.keys, first.kinds, strict=True)) | dict(
        zip(second.keys, second.kinds, strict=True)
    )
    joined.kinds = tuple(kinds[key] for key in joined.keys)
    return joined


def _noun_between(tokens: list[Token], begin: int, end: int) -> bool:
    """Whether a case-marked word stands between: then that is the head of the relative clause."""
    return any(
        tokens[index].text == ","
        or (
            tokens[index].is_word
            and not tokens[index].capital
            and guess_case(tokens[index].lower) is not Case.NOM
        )
        for index in range(begin, end)
    )


def _crosses(tokens: list[Token], begin: int, end: int) -> bool:
    return any(
        tokens[index].text in (",", ";", "(", ":") or tokens[index].lower == "ve"
        for index in range(begin, end)
    )


__all__ = ["ClauseParser", "Tense"]
