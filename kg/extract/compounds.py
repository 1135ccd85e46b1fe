"""What a name is part of: the noun that it modifies or owns, which gives the phrase its case."""

from __future__ import annotations

from kg.extract.called import extend_to_bearer
from kg.extract.names import COUNTRY, PERSON, Name
from kg.extract.nominals import plain_noun, possessed_chain, possessed_guess, slot_of, word_case
from kg.extract.phrases import CONJUNCTIONS, NOT_VERBS, POSTPOSITIONS, Phrase
from kg.extract.predicates import PredicateFinder
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case, Form, Tense, verb_of
from kg.lang.tr.nouns import Noun, noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_WORDS = words()
_OFFICE = ("makam",)  # "Tavake makamında": where he works, not those who govern
_SENT = ("asker", "büyükelçi", "elçi")  # a country may be said to send or withdraw its own
_FROM = ("lı", "li", "lu", "lü")
_PEOPLE_REACH = 3
_AIMED = frozenset(("yönelik", "dönük", "ilişkin", "dair"))
_SOON = ("aslında", "yakında")  # adverbs that look possessed
_PRONOUNS = frozenset(("bunu", "onu", "şunu", "bunları", "onları"))
_TIMES = frozenset(("yıl", "ay", "gün", "hafta", "saat", "saatler", "gece", "dönem"))


class Compounds:
    """Extends phrases of names to the nouns that they belong to."""

    def __init__(self, lexicon: Lexicon, predicates: PredicateFinder) -> None:
        self._lexicon = lexicon
        self._predicates = predicates

    def extend(self, phrase: Phrase, name: Name, tokens: list[Token], named: frozenset[int]) -> None:
        """A bare name before a noun with a possessive suffix modifies it: the phrase takes that noun's case.

        One that only says where something is from takes no part: "Fiji uyruklu sürücü", "Fiji plakalı araç".
        Of two bare names the latter modifies: "Fiji Tonga limanlarını kuşattı". `named` is where countries are named.
        """
        limit = min(len(tokens), phrase.end + 4)
        if extend_to_bearer(phrase, tokens):
            return
        if self._of_people(phrase, name, tokens, named):
            return
        if phrase.end < limit and tokens[phrase.end].lower in _WORDS.origins:
            phrase.keys, phrase.kinds, phrase.adjectival = (), (), True
            phrase.end += 1
            return
        for at in range(phrase.end, limit):
            token = tokens[at]
            if (
                not token.is_word
                or (at in named and not name.adjective)
                or (token.capital and (at > phrase.end or token.suffix) and not name.adjective)
                or token.lower in _WORDS.leading
                or token.lower in _PRONOUNS
                or token.lower.startswith("birbir")
                or token.lower in POSTPOSITIONS
                or token.lower in CONJUNCTIONS
            ):
                return
            nominal = self._predicates.noun_trigger(tokens, at)
            if nominal is not None and not self._predicates.modifies_next(tokens, at, nominal[1]):
                return
            if not name.adjective and self._lexicon.is_plain_genitive(token.lower):
                return  # "Fiji sınırın açılmasını istedi": the border's opening, asked for by Fiji
            governing = self._government(token)
            if governing is not None and name.kind == COUNTRY and (governing.possessed or name.adjective):
                phrase.end, phrase.slot, phrase.plural = at + 1, slot_of(governing.case), governing.plural
                phrase.bare = governing.stem in _SENT and not name.adjective
                return
            if (
                governing is not None
                and name.kind == PERSON
                and governing.possessed
                and at == phrase.end
                and governing.stem not in _OFFICE
            ):
                phrase.end, phrase.slot, phrase.weak = at + 1, slot_of(governing.case), True
                return
            verb = verb_of(token.lower) if token.lower not in NOT_VERBS else None
            if verb is not None and verb.form is Form.FINITE and verb.tense is Tense.PAST:
                return  # "Fiji çekildi": the ending only looks possessive
            noun = possessed_guess(token)
            if noun is not None and noun[1] is Case.NOM and possessed_chain(tokens, at + 1):
                continue
            if noun is not None and (name.kind != PERSON or noun[0] in ("yönetim", "hükümet")):
                phrase.end, phrase.slot, phrase.weak = at + 1, slot_of(noun[1]), True
                phrase.bare = name.kind != PERSON and not name.adjective
                return
            if name.adjective and at > phrase.end - 1 and plain_noun(token):
                phrase.end, phrase.slot, phrase.weak, phrase.plural = (
                    at + 1,
                    slot_of(word_case(token)),
                    True,
                    "lar" in token.lower or "ler" in token.lower,
                )
                phrase.folk = name.kind == COUNTRY
                return
            if name.kind == PERSON or (verb_of(token.lower) is not None and token.lower not in NOT_VERBS):
                return

    def _of_people(self, phrase: Phrase, name: Name, tokens: list[Token], named: frozenset[int]) -> bool:
        """Extend a country's adjective to a noun for someone of that country: "Fijili iki balıkçıyı".

        Not to what presents a name ("Fijili gazeteci Tavake"), nor where -I may be the accusative or the
        possessive ("Fiji turisti").
        """
        at = phrase.end
        citizen = at < len(tokens) and tokens[at].lower in _WORDS.citizenship
        if name.kind != COUNTRY or not (name.adjective or citizen):
            return False
        at += citizen
        for index in range(at, min(len(tokens), at + _PEOPLE_REACH)):
            token = tokens[index]
            if not token.is_word or token.capital or token.lower in CONJUNCTIONS:
                return False
            noun = noun_of(token.lower, _WORDS.people)
            if noun is None:
                continue
            case = noun.case
            if noun.ambiguous and not noun.plural:
                if not (citizen or tokens[phrase.end - 1].lower.endswith(_FROM)):
                    return False
                case = Case.ACC
            presents = index + 1 < len(tokens) and tokens[index + 1].capital and index + 1 not in named
            if noun.plural or (noun.possessed and not noun.ambiguous) or presents:
                return False
            phrase.end, phrase.slot, phrase.weak, phrase.folk = index + 1, slot_of(case), True, True
            return True
        return False

    def own(self, phrase: Phrase, name: Name, tokens: list[Token]) -> None:
        """Find the noun that a name in the genitive owns, or what stands for the owner: "Fiji'nin hükümeti"."""
        aimed = phrase.end + 1 < len(tokens) and tokens[phrase.end + 1].lower in _AIMED
        first = phrase.end + 2 if aimed else phrase.end  # "Fiji'nin Tonga'ya yönelik açıklamalarını"
        for at in range(first, min(len(tokens), first + 5)):
            token = tokens[at]
            if not token.is_word or (token.capital and token.suffix):
                return
            governing = self._government(token)
            if governing is not None and governing.possessed and name.kind == COUNTRY and at == phrase.end:
                phrase.end, phrase.slot, phrase.owned = at + 1, slot_of(governing.case), True
                return
            if verb_of(token.lower) is not None and token.lower not in NOT_VERBS:
                return
            noun = possessed_guess(token)
            if token.lower in _SOON or (noun is not None and noun[0] in _TIMES and noun[1] is Case.LOC):
                continue  # "Fiji'nin 2010 yılında yaptığı"
            if noun is not None:
                named = at + 1 < len(tokens) and tokens[at + 1].capital
                if name.kind == PERSON and not named and noun_of(noun[0], _WORDS.relations) is not None:
                    phrase.end, phrase.slot = at + 1, slot_of(noun[1])
                    phrase.keys, phrase.kinds, phrase.generic = (), (), True
                    return
                if at == phrase.end and name.kind != PERSON and token.lower.endswith(("daki", "deki")):
                    phrase.end, phrase.slot, phrase.weak = at + 1, "loc", True  # "Fiji'nin doğusundaki"
                    return
                source = at + 1 < len(tokens) and POSTPOSITIONS.get(tokens[at + 1].lower) == "source"
                phrase.bound, phrase.bound_at = "source" if source else slot_of(noun[1]), at
                return

    def _government(self, token: Token) -> Noun | None:
        if token.capital and token.suffix:
            return None
        return noun_of(token.lower, self._lexicon.government)
