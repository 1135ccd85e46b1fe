"""From tokens and names to the phrases that clauses are built of.

A phrase is a noun phrase with its case (the case of its head: in "Mısır polisine" the country is in the dative), a word
that may be a predicate, or a mark. Only phrases that name someone or somewhere, nouns that may name an event, and verbs
matter; all other words are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from kg.extract.deals import DEAL_VERBS, names_deal
from kg.extract.entities import EntityTable
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON, PLACE, Name, SentenceNames, Title
from kg.lang.tr.factuality import factuality
from kg.lang.tr.frames import FrameIndex, NounTrigger
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case, Form, Tense, Verb, case_of_suffix, verb_of
from kg.lang.tr.nouns import Noun, guess_case, inflection, noun_of
from kg.lang.tr.times import TimeExpression
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_WORDS = words()
POSTPOSITIONS = _WORDS.postpositions

CONJUNCTIONS = _WORDS.conjunctions
NOT_VERBS = _WORDS.not_verbs


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase. `keys` are entities (several if coordinated); `slot` is its case or postposition.

    `weak`: the entities only stand behind it ("İran'ın nükleer programını"). `owned`: a genitive and what it
    owns, which may also be two phrases ("Tonga'nın askerlerini [çekmesi]"). `own`: what "kendisi" or "ülkesi" is of the
    subject around, "self" or "country".
    `closed`: a list that "ve" has ended. `clause` or `noun` is set when the
    phrase is a nominalised clause or a noun that may name an event.
    """

    begin: int
    end: int
    slot: str
    keys: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    weak: bool = False
    generic: bool = False
    plural: bool = False
    adjectival: bool = False
    bound: str = ""
    bound_at: int = -1
    owned: bool = False
    own: str = ""
    clause: Predicate | None = None
    noun: Predicate | None = None
    time: TimeExpression | None = None
    comma: bool = False
    conjoined: bool = False
    closed: bool = False


@dataclass(slots=True, eq=False)
class Predicate:
    """A verb, or a noun that may name an event, with what the clause gives it."""

    begin: int
    end: int
    verb: Verb | None = None
    noun: Noun | None = None
    noun_trigger: NounTrigger | None = None
    subject: Phrase | None = None
    arguments: list[Phrase] = field(default_factory=list)
    governor: Predicate | None = None
    governed_as: str = ""
    after: str = ""
    relative: bool = False
    participle: bool = False
    tense: Tense = Tense.NONE
    light: Predicate | None = None
    quoted: bool = False
    inherited_subject: bool = False
    shares: Predicate | None = None
    sentence: int = 0

    @property
    def form(self) -> Form | None:
        """Form of the verb; None for a noun."""
        return self.verb.form if self.verb is not None else None


Unit = Phrase | Predicate


class PhraseBuilder:
    """Makes the units of a sentence."""

    def __init__(self, lexicon: Lexicon, frames: FrameIndex, table: EntityTable) -> None:
        self._lexicon = lexicon
        self._frames = frames
        self._event_nouns = frozenset(frames.nouns)
        self._anaphors = frozenset(lexicon.anaphors)
        pairs = (*lexicon.two_parties, *lexicon.two_persons)
        self._pair_words = {pair[0] for pair in pairs}
        self._one_word = tuple(pair[0] for pair in pairs if len(pair) == 1)
        self._table = table

    def build(
        self,
        number: int,
        tokens: list[Token],
        found: SentenceNames,
        times: list[TimeExpression],
        parties: Callable[[str], tuple[str, ...]],
        focus: str,
    ) -> list[Unit]:
        """Units of sentence `number` in order.

        `parties` gives who "iki ülke" (by COUNTRY) or "iki lider" (by PERSON) are, `focus` whose "polis" it is.
        """
        heads = self._noun_phrases(number, tokens, found)
        by_begin = {phrase.begin: phrase for phrase in heads}
        time_at = {time.begin: time for time in times}
        units: list[Unit] = []
        at = 0
        while at < len(tokens):
            phrase = by_begin.get(at)
            time = time_at.get(at)
            if time is not None and phrase is None:
                units.append(Phrase(at, time.end, "time", time=time))
                at = time.end
                continue
            if phrase is not None:
                self._attach_postposition(phrase, tokens)
                units.append(phrase)
                at = phrase.end
                continue
            kind, two = self._two(tokens, at)
            if two:
                keys = parties(kind)
                last = tokens[at + two - 1]
                phrase = Phrase(
                    at,
                    at + two,
                    _slot(_word_case(last)),
                    keys,
                    tuple(self._table.kind(key) for key in keys),
                    plural=True,
                    generic=not keys,
                )
                self._attach_postposition(phrase, tokens)
                units.append(phrase)
                at = phrase.end
                continue
            predicate = self._predicate(tokens, at, units[-1].end if units else 0)
            if predicate is not None:
                units.append(predicate)
                at = predicate.end
                continue
            subject = (
                self._own(tokens, at)
                or self._institution(number, tokens, at)
                or self._focused(tokens, at, focus)
                or self._generic_subject(tokens, at)
            )
            if subject is not None:
                self._attach_postposition(subject, tokens)
                units.append(subject)
                at = subject.end
                continue
            at += 1
        return units

    # noun phrases

    def _noun_phrases(self, number: int, tokens: list[Token], found: SentenceNames) -> list[Phrase]:
        phrases: list[Phrase] = []
        outer = _outermost(found.names)
        titled: set[int] = set()
        covered = 0
        items: list[tuple[int, Name | Title]] = [
            (name.begin if name.title is None else min(name.title.begin, name.begin), name) for name in outer
        ]
        for name in outer:
            if name.title is not None:
                titled.add(id(name.title))
        items += [
            (title.begin, title)
            for title in found.titles
            if id(title) not in titled and self._bears(title, number)
        ]
        owners = {name.end: name for name in outer if name.kind in (COUNTRY, ORGANIZATION, PLACE)}
        skip: set[int] = set()
        people = {name.begin for name in outer if name.kind == PERSON}
        skip |= {
            id(name) for name in outer if name.adjective and name.case is Case.NOM and name.end in people
        }
        starts: list[tuple[int, Name | Title]] = []
        for first, item in items:
            begin = first
            title = item if isinstance(item, Title) else item.title
            owner = owners.get(title.begin) if title is not None else None
            if owner is not None and owner is not item and owner.case in (Case.NOM, Case.GEN):
                skip.add(id(owner))
                begin = owner.begin
            starts.append((begin, item))
        for begin, item in sorted(starts, key=lambda pair: (pair[0], -_end(pair[1]))):
            if id(item) in skip or begin < covered:
                continue
            phrase = (
                self._titled(number, begin, item, tokens)
                if isinstance(item, Title)
                else self._named(begin, item, tokens)
            )
            before = phrases[-1] if phrases else None
            if before is not None and isinstance(item, Name) and _in_apposition(before, phrase, tokens):
                phrase.begin = phrases.pop().begin
            phrases.append(phrase)
            covered = phrase.end
        return phrases

    def _bears(self, title: Title, number: int) -> bool:
        return not title.loose or self._table.by_title(title, number) is not None

    def _titled(self, number: int, begin: int, title: Title, tokens: list[Token]) -> Phrase:
        key = self._table.by_title(title, number) if not _describes(title, tokens) else None
        slot = _slot(title.case)
        if key is not None:
            return Phrase(begin, title.end, slot, (key,), (PERSON,))
        keys = tuple(f"country:{iso}" for iso in title.countries if f"country:{iso}" in self._table.clusters)
        kinds = (COUNTRY,) * len(keys)
        body = f"organization:{title.body.lower()}"
        if not keys and title.plural and body in self._table.clusters:
            keys, kinds = (body,), (ORGANIZATION,)  # "Avrupa Birliği liderleri" together are the body
        return Phrase(
            begin,
            title.end,
            slot,
            keys,
            kinds,
            weak=True,
            generic=not keys,
            plural=title.plural,
        )

    def _named(self, begin: int, name: Name, tokens: list[Token]) -> Phrase:
        key = self._table.key(name)
        phrase = Phrase(begin, name.end, _slot(name.case), (key,), (name.kind,), plural=name.plural)
        last = tokens[name.end - 1]
        if name.case is Case.LOC and (last.suffix or last.lower).endswith(("ki", "kiler")):
            phrase.adjectival = True
        if name.kind == PLACE and phrase.slot == "nom":
            phrase.slot = "place"
        if name.case is Case.NOM and (not last.suffix or name.adjective):
            self._compound(phrase, name, tokens)
        elif name.case is Case.GEN:
            self._possessor(phrase, name, tokens)
        return phrase

    def _compound(self, phrase: Phrase, name: Name, tokens: list[Token]) -> None:
        """A bare name before a noun with a possessive suffix modifies it: the phrase takes that noun's case."""
        limit = min(len(tokens), phrase.end + 4)
        for at in range(phrase.end, limit):
            token = tokens[at]
            if (
                not token.is_word
                or (token.capital and (at > phrase.end or token.suffix) and not name.adjective)
                or token.lower in _WORDS.leading
                or token.lower in POSTPOSITIONS
                or token.lower in CONJUNCTIONS
            ):
                return
            nominal = self._noun_trigger(tokens, at)
            if nominal is not None and not self._modifies_next(tokens, at, nominal[1]):
                return
            governing = self._government(token)
            if governing is not None and name.kind == COUNTRY and (governing.possessed or name.adjective):
                phrase.end, phrase.slot, phrase.plural = at + 1, _slot(governing.case), governing.plural
                return
            if governing is not None and name.kind == PERSON and governing.possessed and at == phrase.end:
                phrase.end, phrase.slot, phrase.weak = at + 1, _slot(governing.case), True
                return
            verb = verb_of(token.lower) if token.lower not in NOT_VERBS else None
            if verb is not None and verb.form is Form.FINITE and verb.tense is Tense.PAST:
                return  # "Fiji çekildi": the ending only looks possessive
            noun = possessed_guess(token)
            if noun is not None and noun[1] is Case.NOM and _possessed_chain(tokens, at + 1):
                continue
            if noun is not None and (name.kind != PERSON or noun[0] in ("yönetim", "hükümet")):
                phrase.end, phrase.slot, phrase.weak = at + 1, _slot(noun[1]), True
                return
            if name.adjective and at > phrase.end - 1 and _plain_noun(token):
                phrase.end, phrase.slot, phrase.weak, phrase.plural = (
                    at + 1,
                    _slot(_word_case(token)),
                    True,
                    "lar" in token.lower or "ler" in token.lower,
                )
                return
            if name.kind == PERSON or (verb_of(token.lower) is not None and token.lower not in NOT_VERBS):
                return

    def _possessor(self, phrase: Phrase, name: Name, tokens: list[Token]) -> None:
        for at in range(phrase.end, min(len(tokens), phrase.end + 5)):
            token = tokens[at]
            if not token.is_word or (token.capital and token.suffix):
                return
            governing = self._government(token)
            if governing is not None and governing.possessed and name.kind == COUNTRY and at == phrase.end:
                phrase.end, phrase.slot, phrase.owned = at + 1, _slot(governing.case), True
                return
            if verb_of(token.lower) is not None and token.lower not in NOT_VERBS:
                return
            noun = possessed_guess(token)
            if noun is not None:
                named = at + 1 < len(tokens) and tokens[at + 1].capital
                if name.kind == PERSON and not named and noun_of(noun[0], _WORDS.relations) is not None:
                    phrase.end, phrase.slot = at + 1, _slot(noun[1])
                    phrase.keys, phrase.kinds, phrase.generic = (), (), True
                    return
                phrase.bound, phrase.bound_at = _slot(noun[1]), at
                return

    def _government(self, token: Token) -> Noun | None:
        if token.capital and token.suffix:
            return None
        return noun_of(token.lower, self._lexicon.government)

    def _attach_postposition(self, phrase: Phrase, tokens: list[Token]) -> None:
        at = phrase.end
        if at < len(tokens) and _belongs(phrase, tokens[at].lower):
            head = _head_after(tokens, at + 1)
            if head is not None:
                compound = possessed_guess(tokens[head]) if head > at + 1 else None
                case = compound[1] if compound is not None else _word_case(tokens[head])
                phrase.slot, phrase.end, phrase.weak = _slot(case), head + 1, True
                phrase.bound, phrase.plural = "", "lar" in tokens[head].lower or "ler" in tokens[head].lower
                at = phrase.end
        if at < len(tokens) and tokens[at].lower in POSTPOSITIONS and not tokens[at].suffix:
            word = tokens[at].lower
            slot = POSTPOSITIONS[word]
            if word == "ev":
                slot = (
                    "by" if at + 1 < len(tokens) and tokens[at + 1].lower.startswith("sahipliğinde") else ""
                )
            needs_dative = word in (
                "karşı",
                "yönelik",
                "göre",
                "kadar",
                "doğru",
                "rağmen",
                "dair",
                "ilişkin",
                "karşılık",
            )
            if (
                slot
                and (not needs_dative or phrase.slot == "dat")
                and not (word == "üzerine" and phrase.slot != "gen")
                and not (word == "için" and phrase.slot not in ("nom", "gen"))
            ):
                phrase.slot = slot
                phrase.end = at + 1
                if (
                    slot == "ins"
                    and phrase.end < len(tokens)
                    and tokens[phrase.end].lower in ("birlikte", "beraber")
                ):
                    phrase.slot, phrase.end = "with", phrase.end + 1
                elif word == "ile" and phrase.end < len(tokens) and tokens[phrase.end].lower in _CONCERNING:
                    phrase.slot, phrase.end = "about", phrase.end + 1
                elif word == "ile" and (between := _between(tokens, phrase.end)):
                    phrase.slot, phrase.end = "between", between
        if phrase.end < len(tokens) and tokens[phrase.end].text == ",":
            phrase.comma = True

    def _two(self, tokens: list[Token], at: int) -> tuple[str, int]:
        """How many tokens name two as a pair, and of which kind: "iki ülke", "iki lider"."""
        word = tokens[at].lower
        if word not in self._pair_words and not word.startswith(self._one_word):
            return "", 0
        for kind, pairs in ((COUNTRY, self._lexicon.two_parties), (PERSON, self._lexicon.two_persons)):
            for pair in pairs:
                if at + len(pair) <= len(tokens) and all(
                    tokens[at + i].lower == part for i, part in enumerate(pair[:-1])
                ):
                    last = tokens[at + len(pair) - 1].lower
                    if last.startswith(pair[-1]) and inflection(last[len(pair[-1]) :]) is not None:
                        return kind, len(pair)
        return "", 0

    # predicates

    def _noun_trigger(self, tokens: list[Token], at: int) -> tuple[NounTrigger, Noun] | None:
        token = tokens[at]
        word = token.lower if not token.suffix else token.stem
        noun = noun_of(word, self._event_nouns)
        if noun is None:
            return None
        for trigger in self._frames.nouns[noun.stem]:
            size = len(trigger.modifiers)
            if size <= at and all(
                tokens[at - size + i].lower == modifier for i, modifier in enumerate(trigger.modifiers)
            ):
                if trigger.frame.headline and not ends_headline(tokens, at + 1):
                    continue
                return trigger, noun
        return None

    def _predicate(self, tokens: list[Token], at: int, floor: int) -> Predicate | None:
        token = tokens[at]
        if not token.is_word:
            return None
        nominal = self._noun_trigger(tokens, at)
        if nominal is not None:
            trigger, noun = nominal
            if not self._modifies_next(tokens, at, noun):
                begin = at - len(trigger.modifiers)
                while (
                    token.capital
                    and begin > 0
                    and tokens[begin - 1].capital
                    and not tokens[begin - 1].suffix
                    and begin - 1 >= floor
                ):
                    begin -= 1
                return Predicate(begin, at + 1, noun=noun, noun_trigger=trigger, quoted=token.quoted)
            return None
        if (
            (token.capital and (at > 0 and tokens[at - 1].text not in "\"“„«'‘"))
            or token.suffix
            or token.lower in NOT_VERBS
        ):
            return None
        verb = verb_of(token.lower)
        if verb is None or (
            verb.form is Form.MA and not verb.possessed and verb.case is not Case.NOM and not verb.passive
        ):
            return None
        if verb.stem in DEAL_VERBS and names_deal(tokens, at, verb):
            return None
        if verb.form is Form.MA and not verb.possessed and not verb.negated and not _intent(tokens, at + 1):
            return None
        predicate = Predicate(at, at + 1, verb=verb, tense=verb.tense, quoted=token.quoted)
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        being = verb_of(following.lower) if following is not None and verb.form is Form.FINITE else None
        if (
            being is not None
            and being.stem == "ol"
            and being.form in (Form.MA, Form.DIK, Form.FUT)
            and not being.negated
        ):
            form = replace(
                verb, form=being.form, case=being.case, possessed=being.possessed, plural=being.plural
            )
            after = tokens[at + 2].lower if at + 2 < len(tokens) and tokens[at + 2].is_word else ""
            return Predicate(at, at + 2, verb=form, tense=verb.tense, quoted=token.quoted, after=after)
        if (
            (verb.form is Form.FINITE and verb.tense in (Tense.FUTURE, Tense.AORIST))
            or (verb.form is Form.FINITE and token.lower.endswith(("mış", "miş", "muş", "müş")))
        ) and (
            following is not None
            and following.is_word
            and following.lower not in CONJUNCTIONS
            and following.lower not in ("mi", "mı", "mu", "mü", "diye", "dedi", "şeklinde")
        ):
            if verb.tense is not Tense.AORIST:
                predicate.participle = True
            else:
                return None
        predicate.after = following.lower if following is not None and following.is_word else ""
        return predicate

    def _modifies_next(self, tokens: list[Token], at: int, noun: Noun) -> bool:
        """A bare event noun before a possessed noun only modifies it: "seçim kampanyası", "savaş suçu"."""
        if noun.possessed or noun.plural or noun.case is not Case.NOM or at + 1 >= len(tokens):
            return False
        following = tokens[at + 1]
        if not following.is_word or following.lower in POSTPOSITIONS or following.lower in CONJUNCTIONS:
            return False
        verb = verb_of(following.lower)
        if verb is not None and following.lower not in NOT_VERBS:
            return verb.stem in DEAL_VERBS and verb.possessed and names_deal(tokens, at + 1, verb)
        return possessed_guess(following) is not None

    def _own(self, tokens: list[Token], at: int) -> Phrase | None:
        """In what someone says or does, "kendisine": the one who does; "ülkesinin": the country of that one."""
        noun = noun_of(tokens[at].lower, _OWN)
        if noun is None or not noun.possessed or noun.plural or tokens[at].suffix:
            return None
        if noun.stem == "kendi":
            return Phrase(at, at + 1, _slot(noun.case), own="self") if noun.case in _OBLIQUE else None
        if at and guess_case(tokens[at - 1].lower) is Case.GEN:
            return None
        return Phrase(at, at + 1, _slot(noun.case), own="country", generic=True)

    def _institution(self, number: int, tokens: list[Token], at: int) -> Phrase | None:
        """A body called by what it is, after its name: "mahkeme" for the court that was named before."""
        noun = self._bare_noun(tokens, at, self._anaphors)
        if noun is None or noun.plural or noun.possessed or (at and tokens[at - 1].text.isdigit()):
            return None
        key = self._table.by_kind(noun.stem, number)
        if key is None:
            return None
        return Phrase(at, at + 1, _slot(noun.case), (key,), (ORGANIZATION,))

    def _bare_noun(self, tokens: list[Token], at: int, stems: frozenset[str]) -> Noun | None:
        """A form of one of `stems` that stands for one thing already known: no modifier, no possessor, no "bir"."""
        token = tokens[at]
        if token.suffix or (token.capital and at > 0):
            return None
        noun = noun_of(token.lower, stems)
        if noun is None or (noun.possessed and not noun.ambiguous):
            return None
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        before = tokens[at - 1].lower if at else ""
        if before in ("bir", "bazı", "iki") or (
            following is not None and possessed_guess(following) is not None
        ):
            return None
        return noun

    def _focused(self, tokens: list[Token], at: int, focus: str) -> Phrase | None:
        """The government, police or army without a name, in an article about one country: that country's."""
        token = tokens[at]
        if not focus or token.suffix or (token.capital and at > 0):
            return None
        force = at + 1 < len(tokens) and noun_of(tokens[at + 1].lower, _TROOPS)
        if token.lower in _WORDS.forces and force:
            return Phrase(at, at + 2, _slot(force.case), (focus,), (COUNTRY,), weak=True, plural=True)
        noun = self._bare_noun(tokens, at, _WORDS.state_organs)
        if noun is None:
            return None
        return Phrase(at, at + 1, _slot(noun.case), (focus,), (COUNTRY,), weak=True, plural=noun.plural)

    def _generic_subject(self, tokens: list[Token], at: int) -> Phrase | None:
        """Someone unnamed in the nominative, who keeps names further off from being taken for the subject."""
        token = tokens[at]
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if not token.is_word or (token.quoted and following is not None and following.text in '"”'):
            return None
        word = token.lower
        if (
            word.endswith(("lar", "ler"))
            and len(word) > 5
            and guess_case(word) is Case.NOM
            and (
                following is not None
                and (following.text == "," or not following.capital)
                and (
                    following.text == ","
                    or following.lower in POSTPOSITIONS
                    or possessed_guess(following) is None
                )
            )
        ):
            return Phrase(at, at + 1, "nom", generic=True, plural=True, comma=following.text == ",")
        if guess_case(word) is Case.GEN:
            owner = noun_of(word, _GENERIC)
            if owner is not None and owner.case is Case.GEN:
                return Phrase(at, at + 1, "gen", generic=True, plural=owner.plural)
        if at == 0 or (following is not None and following.text == ","):
            noun = noun_of(word, _GENERIC)
            if (
                noun is not None
                and noun.case is Case.NOM
                and following is not None
                and (
                    following.text == ","
                    or (at == 0 and not following.capital and possessed_guess(following) is None)
                )
            ):
                return Phrase(at, at + 1, "nom", generic=True, comma=following.text == ",")
        return None


_CONCERNING = ("ilgili", "alakalı", "ilişkili", "bağlantılı")
_BETWEEN_REACH = 5
_GENERIC = _WORDS.unnamed
_OWN = frozenset(("kendi", "ülke"))
_TROOPS = frozenset(("güç", "birlik", "birim", "ekip"))
_OBLIQUE = (Case.ACC, Case.DAT, Case.ABL, Case.INS)
_INTENTS = factuality().unreal_nouns | factuality().planned_nouns


def _intent(tokens: list[Token], at: int) -> bool:
    """Whether a noun for a plan, wish or claim stands at token `at`: its bare -mA is a clause ("çekilme kararı")."""
    noun = noun_of(tokens[at].lower, _INTENTS) if at < len(tokens) and tokens[at].is_word else None
    return noun is not None and noun.possessed


def _between(tokens: list[Token], at: int) -> int:
    """End of "… arasında" after someone unnamed: "Fiji ile siyasi liderler arasındaki"; else 0."""
    if at < len(tokens) and tokens[at].capital:
        return 0
    for end in range(at + 1, min(at + _BETWEEN_REACH, len(tokens))):
        if not tokens[end].is_word or tokens[end].capital:
            return 0
        if tokens[end].lower in ("arasında", "arasındaki"):
            return end + 1
    return 0


def _slot(case: Case) -> str:
    return case.value


def _end(item: Name | Title) -> int:
    return item.end


def _outermost(names: list[Name]) -> list[Name]:
    ordered = sorted(names, key=lambda name: (name.begin, -name.end))
    kept: list[Name] = []
    for name in ordered:
        if not kept or name.begin >= kept[-1].end:
            kept.append(name)
    return kept


def _word_case(token: Token) -> Case:
    if token.suffix:
        return case_of_suffix(token.suffix)
    return guess_case(token.lower)


_VERB_LIKE = re.compile(r"[dt][ıiuü]$|m[ae]l[ıi]$|(?:[dt][ıiuü]|[ae]c[ae])ğ[ıiuü]")
_POSSESSED = (
    ("ıiuü", ("nın", "nin", "nun", "nün"), Case.GEN),
    ("ıiuü", ("ndan", "nden"), Case.ABL),
    ("ıiuü", ("nda", "nde", "ndaki", "ndeki"), Case.LOC),
    ("ıiuü", ("na", "ne"), Case.DAT),
    ("ıiuü", ("nı", "ni", "nu", "nü"), Case.ACC),
    ("ıiuü", ("yla", "yle"), Case.INS),
)


def ends_headline(tokens: list[Token], end: int) -> bool:
    """Whether nothing but marks stands from token `end` on, or a colon: "Fiji'den Tonga'ya tepki: …"."""
    following = tokens[end:]
    return not any(token.is_word for token in following) or following[0].text == ":"


def possessed_guess(token: Token) -> tuple[str, Case] | None:
    """Stem and case of a noun that seems to carry -(s)I, from its ending."""
    word = token.lower
    if token.suffix or len(word) < 4 or not word[0].isalpha():
        return None
    if _VERB_LIKE.search(word) is not None and word not in NOT_VERBS:
        verb = verb_of(word)
        if verb is not None and verb.form in (
            Form.FINITE,
            Form.DIK,
            Form.FUT,
        ):  # "Rusya kınadı", "Rusya çekilmeli"
            return None
    for vowels, endings, case in _POSSESSED:
        for ending in endings:
            if word.endswith(ending) and len(word) > len(ending) + 2 and word[-len(ending) - 1] in vowels:
                return word[: -len(ending) - 1], case
    if word[-1] in "ıiuü" and word not in _WORDS.adjectives_in_i:
        return word[:-1], Case.NOM
    return None


def _possessed_chain(tokens: list[Token], at: int) -> bool:
    """Whether another possessed noun follows at once: the head is in "Konseyi daimi üyeleri" is the last."""
    if at >= len(tokens) or not tokens[at].is_word or tokens[at].capital or tokens[at].lower in POSTPOSITIONS:
        return False
    word = tokens[at].lower
    return possessed_guess(tokens[at]) is not None and (verb_of(word) is None or word in NOT_VERBS)


def _in_apposition(title: Phrase, name: Phrase, tokens: list[Token]) -> bool:
    """Whether a title and a name are one phrase though a full stop parts them: "lideri Prof. Nadir Kovanlı"."""
    between = [tokens[index].text for index in range(title.end, name.begin)]
    return (
        PERSON in name.kinds
        and PERSON not in title.kinds
        and title.slot == "nom"
        and title.weak
        and between == ["."]
    )


def _belongs(phrase: Phrase, word: str) -> bool:
    """Whether a word makes the phrase the owner of the noun after it: "Fiji'ye bağlı", "Fiji öncülüğündeki"."""
    if phrase.slot == "dat":
        return word in _WORDS.belonging
    return phrase.slot in ("nom", "gen") and word in _WORDS.leading


def _head_after(tokens: list[Token], at: int) -> int | None:
    """The noun that the words from `at` on lead to: the first that is plural or has a case."""
    for index in range(at, min(len(tokens), at + 4)):
        token = tokens[index]
        if (
            not token.is_word
            or token.capital
            or (verb_of(token.lower) is not None and token.lower not in NOT_VERBS)
        ):
            return None
        if (
            _plain_noun(token)
            or guess_case(token.lower) is not Case.NOM
            or possessed_guess(token) is not None
        ):
            return index
    return None


_BECOME = ("ol", "seç", "seçil", "ata", "atan")


def _describes(title: Title, tokens: list[Token]) -> bool:
    """Whether an office stands for none who bears it: "Dışişleri Bakanı olarak", "cumhurbaşkanı seçimini"."""
    if title.plural or title.end >= len(tokens) or title.case is not Case.NOM:
        return title.plural
    following = tokens[title.end]
    noun = possessed_guess(following) if not following.capital else None
    verb = verb_of(following.lower)
    if verb is not None and verb.stem in _BECOME:
        return True
    return following.lower == "olarak" or (noun is not None and noun[1] in (Case.NOM, Case.ACC, Case.GEN))


def _plain_noun(token: Token) -> bool:
    """Whether a word after a demonym looks like the head of the phrase rather than another adjective."""
    return token.lower.endswith(
        ("lar", "ler", "ları", "leri", "lara", "lere", "ların", "lerin", "larla", "lerle", "lardan", "lerden")
    )
