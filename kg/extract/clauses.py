"""Which phrases belong to which predicate.

Turkish puts arguments before their predicate and closes embedded clauses from the inside out, so one pass from left to
right with a stack does: a predicate takes the phrases waiting on the stack that its form can govern, and a nominalised
clause goes back onto the stack as a phrase for the predicate that follows. Quoted speech has a stack of its own.
"""

from __future__ import annotations

from dataclasses import replace

from kg.extract.clause_shapes import (
    acted_on,
    bare_noun,
    blamed_for,
    crosses,
    described_by,
    follows_unnamed,
    give_reported,
    goes_on,
    has_nominative,
    has_own_subject,
    is_attributive,
    is_head_of,
    is_spot,
    is_title,
    nominative,
    noun_between,
    opening_owner,
    own_objects,
    owner_or_event,
    slot_of_head,
    stands_by,
    take_from_passive,
    unnamed_subject,
    within,
)
from kg.extract.phrases import Phrase, Predicate, Unit, ends_headline
from kg.extract.stack import PhraseStack
from kg.lang.tr.morphology import Case, Form, Tense
from kg.lang.tr.tokenizer import Token

# Verbs whose object is a thing: the noun that their relative clause describes ("kullandığı sözler"), never a person.
_SAYS_THINGS = frozenset(
    ("açıkla", "et", "imzala", "kullan", "söyle", "ver", "yap", "yayımla", "yayınla", "yaz", "düzenle")
)
_REACH = {"gen": 4, "between": 4, "against": 7, "about": 7}
_FRONTED = 12
_BOUND = ("dat", "acc", "abl")
_NOUN_ARGUMENTS = frozenset(("ins", "dat", "between", "against", "about", "abl", "by"))


class ClauseParser(PhraseStack):
    """Parses the units of one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[Predicate] = []
        self._heads: list[Predicate] = []
        self._subject: Phrase | None = None

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
        for predicate in self._done:
            take_from_passive(predicate)
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
                        and not noun_between(tokens, predicate.end, phrase.begin)
                    ):
                        predicate.arguments.append(
                            replace(phrase, slot=slot_of_head(predicate, phrase, tokens))
                        )
                elif not noun_between(tokens, predicate.end, phrase.begin):
                    predicate.subject = predicate.subject or phrase
                    give_reported(predicate, phrase)
            self._heads = []
        if phrase.adjectival and not phrase.keys:
            return
        if phrase.slot == "nom" and tokens[phrase.end : phrase.end + 1] and tokens[phrase.end].text == ":":
            return  # "Tavake: Fiji geri çekildi"
        stack = self._stack
        if phrase.slot == "between" and self._first_side(phrase, tokens):
            self._join(phrase, "between")
            return
        self._drop_owner(phrase)
        if self._coordinated(phrase, tokens) or self._couple(phrase, tokens):
            self._join(
                phrase, phrase.slot, closed=any(t.lower == "ve" for t in tokens[stack[-1].end : phrase.begin])
            )
            return
        stack.append(phrase)

    # nouns that may name an event

    def _noun(self, predicate: Predicate, tokens: list[Token]) -> None:
        noun = predicate.noun
        assert noun is not None
        stack = self._stack
        for relative in self._heads:
            relative.light = predicate
            predicate.light = relative
            predicate.arguments += [within(phrase, relative) for phrase in relative.arguments]
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
        edge, apart = predicate.begin, False
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
                or crosses(tokens, top.end + fronted, edge)
            ):
                break
            elsewhere = top.bound in _BOUND or (top.bound == "loc" and is_spot(tokens[top.bound_at]))
            if top.slot == "gen" and elsewhere and top.bound_at < predicate.begin:
                top.slot, top.weak = top.bound, True
                predicate.arguments.append(stack.pop())
                edge = top.begin
                continue
            if top.slot == "abl" and top is predicate.subject:
                break  # who is asked: "Fiji'den uyguladığı yaptırımları kaldırmasını istedi"
            if top.slot == "gen" and self._contested(top, noun, edge, apart=apart):
                break
            if top.slot == "gen" and not (noun.possessed or noun.case is Case.NOM):
                break  # "Macron'un … krizle ilgili": what is not possessed has no owner
            if top.slot == "gen" and not noun.possessed and self._is_done_by_owner():
                break  # "Fiji'nin operasyon düzenleyerek kurtardığını"
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
                and not self._acts_on(top, noun, predicate.end)
            ):
                top = stack.pop()
                top.slot = "comp"
                predicate.arguments.append(top)
                edge = top.begin
                continue
            if (
                top.slot in _NOUN_ARGUMENTS
                and self._may_take(predicate, top)
                and (
                    noun.possessed
                    or top.slot in ("between", "against", "about", "ins")
                    or ends_headline(tokens, predicate.end)
                )
            ):
                predicate.arguments.append(stack.pop())
                edge = top.begin
                continue
            if top.slot in ("loc", "time") and top.end == edge:
                apart = edge == predicate.begin
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

    # verbs

    def _verb(self, predicate: Predicate, tokens: list[Token]) -> None:
        verb = predicate.verb
        assert verb is not None
        own_objects(self._heads, predicate, tokens)
        self._waiting += [
            head
            for head in self._heads
            if not has_own_subject(head, predicate, tokens)
            and not (head.verb is not None and head.verb.passive)
        ]
        described, self._heads = self._heads, []
        form = verb.form
        if predicate.participle:
            self._take(predicate, self._inside())
            self._heads.append(predicate)
            predicate.relative = True
        elif form is Form.FINITE and (
            verb.tense is not Tense.CONDITIONAL or not tokens[predicate.end : predicate.end + 1]
        ):
            self._finite(predicate, tokens)
        elif form in (Form.DIK, Form.FUT, Form.MA):
            self._nominal(predicate, tokens)
            if form is Form.MA and verb.possessed and predicate.subject is None:
                predicate.subject = described_by(predicate, described)
        elif form is Form.MAK:
            outer = self._object_is_outer(verb)
            start = self._after_object() if outer else self._inside()
            self._take(predicate, start)
            if outer and start and self._stack[start - 1].slot == "acc" and self._stack[start - 1].keys:
                predicate.subject = self._stack[start - 1]
            else:
                self._waiting.append(predicate)
            self._push_clause(predicate, verb.case)
        elif form is Form.AN and verb.plural and not is_title(tokens[predicate.end - 1]):
            # "gözaltına alınanlar": the participle is the noun itself
            predicate.relative = True
            self._take(predicate, self._inside())
            self._stack.append(
                Phrase(predicate.begin, predicate.end, verb.case.value, generic=True, plural=True)
            )
        elif form is Form.AN:
            self._take(predicate, self._copular() if verb.stem == "ol" else self._inside())
            predicate.relative = True
            self._heads.append(predicate)
        elif form is Form.WHEN or verb.tense is Tense.CONDITIONAL:
            self._take(predicate, self._own_subject_start())
            predicate.subject = nominative(predicate)
            if predicate.subject is None and not goes_on(predicate, tokens):
                self._waiting.append(predicate)
        else:
            self._take(predicate, self._below_asked(self._inside()))
            self._waiting.append(predicate)
        self._done.append(predicate)

    def _finite(self, predicate: Predicate, tokens: list[Token]) -> None:
        self._take(predicate, 0)
        subjects = [
            phrase
            for phrase in predicate.arguments
            if phrase.slot == "nom" and phrase.clause is None and phrase.noun is None
        ]
        if predicate.verb is not None and predicate.verb.first_person:
            pass
        elif subjects:
            predicate.subject = acted_on(predicate, subjects) or subjects[0]
        elif self._subject is not None:
            predicate.subject = self._subject
            predicate.inherited_subject = True
        elif (opening := opening_owner(predicate, tokens)) is not None:
            predicate.subject = opening
        self._subject = predicate.subject
        for waiting in self._waiting:
            if waiting.subject is None and not is_head_of(predicate.subject, waiting):
                blamed = blamed_for(waiting, predicate, tokens)
                waiting.subject, waiting.shares = blamed or predicate.subject, predicate
        self._waiting = []

    def _nominal(self, predicate: Predicate, tokens: list[Token]) -> None:
        verb = predicate.verb
        assert verb is not None
        stack = self._stack
        genitives = [
            index
            for index, phrase in enumerate(stack)
            if phrase.slot == "gen"
            and phrase.bound != "source"
            and phrase.keys + (("",) if phrase.generic else ())
            and not stands_by(phrase, predicate, tokens)
        ]
        start = self._below_subject()
        genitives = [index for index in genitives if index >= start or not has_nominative(stack)]
        if verb.passive and verb.form is Form.MA and bare_noun(tokens, predicate.begin - 1):
            genitives = [index for index in genitives if stack[index].end >= predicate.begin - 1]
            start = max(start, self._inside())
        if genitives:
            chosen = genitives[0]
            free = [index for index in genitives if not stack[index].bound]
            wish = self._wished() if verb.form is Form.MA else None
            if wish is not None and len(free) > 1:
                chosen = free[-1]  # "Fiji'nin Tonga'nın çekilmesini istediği": Fiji wishes
            subject = stack[chosen]
            begin = max((phrase.end for phrase in stack[:chosen] if phrase.slot != "time"), default=0)
            if wish is not None and len(genitives) == 1 and is_attributive(wish, tokens):
                self._take(predicate, chosen + 1)  # "Fiji'nin çekilmesini istediği askerler"
            elif (
                subject.bound in _BOUND
                and unnamed_subject(tokens, begin, subject.begin + 1)
                and not (self._nominal_next() and tokens[predicate.end].lower not in ("ve", ","))
            ):
                self._take(predicate, chosen)  # "göstericilerin Fiji'nin bayrağını yaktığını"
                predicate.unnamed = True
            elif (
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
                if verb.stem in _SAYS_THINGS and is_attributive(predicate, tokens):
                    start = max(start, self._after_object())
                start = self._below_judged(start, predicate, tokens)
                begin = self._own_subject_start() if verb.passive else start
                if is_attributive(predicate, tokens) and not verb.passive:
                    begin = self._below_asked(begin)
                    if begin > start:
                        predicate.subject = stack[
                            begin - 1
                        ]  # "Fiji'den uyguladığı ambargoyu kaldırmasını istedi"
                self._take(predicate, begin)
            if verb.passive:
                predicate.subject = nominative(predicate)
        if predicate.subject is not None and predicate.subject.slot == "gen":
            self._share(predicate.subject, predicate)
        if predicate.subject is None:
            predicate.subject = owner_or_event(predicate)
        opening = stack[-1].end if stack else 0
        predicate.unnamed |= unnamed_subject(tokens, opening, predicate.begin) or follows_unnamed(
            predicate, tokens
        )
        own_subject = (verb.form is Form.MA and verb.possessed) or predicate.unnamed
        if predicate.subject is None and not verb.passive and not own_subject:
            self._waiting.append(predicate)
        if is_attributive(predicate, tokens):
            predicate.relative = True
            self._heads.append(predicate)
        else:
            self._push_clause(predicate, verb.case)

    def _share(self, subject: Phrase, predicate: Predicate) -> None:
        """What waits for a subject within the clause has that of the clause: "Fiji'nin ateş açarak saldırdığını"."""
        for waiting in self._waiting:
            if waiting.begin >= subject.end and waiting.subject is None:
                waiting.subject, waiting.shares = subject, predicate
        self._waiting = [waiting for waiting in self._waiting if waiting.subject is None]


__all__ = ["ClauseParser", "Tense"]
