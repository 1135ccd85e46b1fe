"""How far the name of an agreement reaches to the left of its noun.

A noun with -(s)I takes nouns and adjectives before it ("serbest ticaret anlaşması"), one without it adjectives alone
("gizli anlaşma"). Left of the name may stand its parties, the subject of the clause, or an adjunct: none of them
belongs to it. A name in capitals may hold words with a case of their own ("İşkenceye Karşı Sözleşme"), and a
connector joins a longer description ("sınır kapılarının açılmasına ilişkin protokol").
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.extract.deals import genitive
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON, Name
from kg.extract.nominals import possessed_guess
from kg.extract.phrases import CONJUNCTIONS, POSTPOSITIONS
from kg.lang.tr.agreements import AgreementTerms
from kg.lang.tr.morphology import Case, Form, verb_of
from kg.lang.tr.nouns import Noun, guess_case, noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

DASHES = ("-", "–")
_WORDS = words()
_STOP = _WORDS.agreement_stops
_BODIES = _WORDS.unnamed | frozenset(_WORDS.state_organs) | {"firma", "heyet", "sendika", "yönetim"}
_SIDES = frozenset("bakan başbakan başkan başkent cumhurbaşkan devlet lider taraf ülke".split())
_TITLE_WORDS = ("karşı", "dair", "ilişkin", "yönelik", "ile", "hakkında", "ve")
_QUOTES = "\"“”'‘’«»"
_MONTHS = frozenset("ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık".split())
_NOUN_ENDINGS = tuple("lık lik luk lük lar ler ma me ım im um üm ı i u ü et at".split())
_ORDINALS = ("yeni", "ilk", "ikinci", "üçüncü")
_PRONOUNS = ("buna", "bunu", "ona", "bu", "bunlara", "konuya")
NUMBERS = frozenset(
    ("iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on", "ayrı", "çok", "birçok", "dizi")
)
AMOUNTS = ("bin", "milyon", "milyar", "trilyon")
_ADVERB_ENDINGS = ("ca", "ce", "ça", "çe")
_LONGEST = 12
_CLAUSES = (Form.AN, Form.DIK, Form.FUT, Form.CONVERB, Form.WHEN, Form.FINITE)
_GENITIVE = re.compile(r"...[^aeıioöuü][ıiuü]n$")  # after a consonant: "şirketin"


class AgreementName:
    """The words around the noun at token `at`. `named`: the name that each token belongs to."""

    def __init__(
        self, terms: AgreementTerms, tokens: list[Token], named: Mapping[int, Name], at: int, noun: Noun
    ) -> None:
        self._terms = terms
        self._tokens = tokens
        self._named = {
            i: name
            for i, name in named.items()
            if name.end != at + 1 or name.kind not in (ORGANIZATION, PERSON)
        }
        self._at = at
        self._compound = noun.possessed or noun.stem in terms.after
        self._maybe_object = noun.ambiguous and noun.stem[-1] not in "aeıioöuü"

    def begin(self) -> int:
        """Leftmost modifier."""
        tokens, at = self._tokens, self._at
        begin = at
        while begin > 0 and at - begin < _LONGEST:
            index = begin - 1
            before = tokens[index]
            if before.quoted != tokens[at].quoted:
                break
            if begin < at and index > 0 and self._joint(index):
                begin -= 1
            elif begin < at and self._opens_with_name(begin, before):
                break
            elif self._modifies(index) or self._in_title(index):
                begin -= 1
                if before.lower == "düzeyinde" and begin > 0 and tokens[begin - 1].is_word:
                    begin -= 1
            else:
                break
        empty = (*DASHES, *_TITLE_WORDS)
        while begin < at and (tokens[begin].lower in CONJUNCTIONS or tokens[begin].lower in empty):
            begin += 1
        return begin

    def _opens_with_name(self, begin: int, before: Token) -> bool:
        """Whether a capital word opens the name and what stands before is no attribute of it: "koşul Cenevre …"."""
        if not self._tokens[begin].capital or before.capital or not before.is_word:
            return False
        return before.lower not in self._terms.generic and not before.lower[0].isdigit()

    def _joint(self, index: int) -> bool:
        """Whether a dash or "ve" joins two modifiers, not two agreements: "A Bildirgesi ve B Sözleşmesi"."""
        token, before = self._tokens[index], self._tokens[index - 1]
        if token.text in DASHES:
            return self._compound and before.is_word
        if token.lower != "ve" or not self._modifies(index - 1):
            return False
        listed = noun_of(self._tokens[index - 1].lower, self._terms.heads | self._terms.named_papers)
        return listed is None or not listed.possessed

    def _modifies(self, index: int) -> bool:
        """Whether the word may be a modifier of the noun."""
        token, terms, word = self._tokens[index], self._terms, self._tokens[index].lower
        following = self._tokens[index + 1]
        in_title = token.capital and index > 0 and following.capital  # "Yeni START Antlaşması"
        if (
            not token.is_word
            or (word in _STOP and not (in_title and word in _ORDINALS))
            or word in terms.never_modifiers
            or word in POSTPOSITIONS
            or word in CONJUNCTIONS
            or word in _WORDS.bare_suffixes
        ):
            return False
        if word[0].isdigit():
            counted = following.lower.endswith(("lık", "lik", "luk", "lük"))
            return "-" in word or counted or following.lower in AMOUNTS or following.lower in _MONTHS
        name = self._named.get(index)
        if name is not None:
            return self._name_modifies(index, name)
        if not self._compound:
            subject = token.capital and index > 0 and not following.capital
            return (terms.is_adjective(word) or self._amount(index)) and not subject
        return not token.suffix and self._noun_modifies(index)

    def _amount(self, index: int) -> bool:
        """Whether the word ends an amount: "99 yıllık", "3 milyar dolarlık"."""
        before = self._tokens[index - 1].lower if index else ""
        counted = before[:1].isdigit() or before in NUMBERS or before in AMOUNTS
        return counted and self._tokens[index].lower.endswith(("lık", "lik", "luk", "lük"))

    def _name_modifies(self, index: int, name: Name) -> bool:
        token = self._tokens[index]
        if not self._compound or token.suffix:
            return False
        if name.kind == PERSON:
            return self._tokens[name.begin].lower in self._terms.given_names
        return name.case is Case.NOM and not (name.adjective and token.lower.endswith(("lar", "ler")))

    def _noun_modifies(self, index: int) -> bool:
        """Whether a common noun or adjective may stand in a compound: without case, neither subject nor verb."""
        token, word, terms = self._tokens[index], self._tokens[index].lower, self._terms
        if word in _WORDS.unnamed and index == 0:
            return False
        if index and self._tokens[index - 1].lower in NUMBERS and noun_of(word, _SIDES) is not None:
            return False  # "iki ülke enerji anlaşması imzaladı": who signs
        body = noun_of(word, _BODIES)
        if body is not None and body.possessed:
            return False  # "Peru ordusu": who does it
        if word.endswith(("lar", "ler")):
            if token.capital and index > 0:
                return self._tokens[self._at].capital
            head = self._tokens[index + 1]  # "madenler anlaşması"
            return index > 0 and noun_of(head.stem if head.suffix else head.lower, terms.heads) is not None
        if word in terms.nominatives:
            return True
        if not token.capital and len(word) > 5 and word.endswith(_ADVERB_ENDINGS):
            return False
        verb = verb_of(word)
        if verb is not None and verb.form in _CLAUSES and not (token.capital and index > 0):
            return word in _WORDS.nouns_like_verbs or word in _WORDS.not_verbs
        if guess_case(word) in (Case.NOM, Case.EQU):
            return token.capital or not _GENITIVE.search(word)
        return word.endswith(("ları", "leri")) and index > 0 and self._bare_noun(index - 1)

    def _bare_noun(self, index: int) -> bool:
        token = self._tokens[index]
        return index not in self._named and token.is_word and guess_case(token.lower) is Case.NOM

    def _in_title(self, index: int) -> bool:
        """Whether a word with a case of its own stands in a name in capitals: "İşkenceye Karşı Sözleşme"."""
        token = self._tokens[index]
        if not self._tokens[self._at].capital or not token.is_word or token.suffix or index == 0:
            return False
        if index in self._named or not self._tokens[index + 1].capital:
            return False
        if token.lower in _TITLE_WORDS:
            before = self._tokens[index - 1]
            return before.capital and not before.suffix
        if guess_case(token.lower) is Case.NOM and not _GENITIVE.search(token.lower):
            return False
        return token.capital and token.lower not in _STOP and token.lower not in self._terms.adverbs

    def without_parties(self, begin: int) -> tuple[int, list[Name]]:
        """Where the name begins after the parties before it ("Fiji-Tonga gaz anlaşması"), and those parties.

        Countries within the name are parties too ("İran nükleer anlaşması").
        """
        tokens, at, named = self._tokens, self._at, self._named
        parties: list[Name] = []
        after = begin
        while after < at and (name := named.get(after)) is not None and name.kind in (COUNTRY, ORGANIZATION):
            if name.adjective or name.implied or name.end > at:
                break
            parties.append(name)
            after = name.end
            if after < at and (tokens[after].text in DASHES or tokens[after].lower == "ve"):
                after += 1
        acted = self._acted_on()
        subject = bool(parties) and acted and (not tokens[at].capital or parties[0].kind == COUNTRY)
        if after < at and (len(parties) > 1 or subject):
            return after, parties
        if after == at and parties and acted and self._maybe_object:
            return at, parties  # "Fiji ateşkesi bozdu": subject and object
        if acted and not tokens[at].capital:
            while begin < at - 1 and tokens[begin].capital and begin not in named and begin > 0:
                begin += 1
        inner = dict.fromkeys(named[i] for i in range(begin, at) if i in named)
        return begin, [n for n in inner if n.kind == COUNTRY and not n.implied and not n.adjective]

    def called_after_parties(self, begin: int) -> bool:
        """Whether all modifiers from `begin` on are parties joined to each other: "Türkiye-AB mutabakatı"."""
        modifiers = range(begin, self._at)
        joints = [i for i in modifiers if self._tokens[i].text in (*DASHES, "ve")]
        return bool(joints) and all(
            i in self._named or i in joints or self._tokens[i].text.isupper() for i in modifiers
        )

    def _acted_on(self) -> bool:
        """Whether an active verb follows, whose subject may stand right before the name."""
        for token in self._tokens[self._at + 1 : self._at + 5]:
            verb = verb_of(token.lower) if token.is_word else None
            if verb is not None and token.lower not in _WORDS.not_verbs:
                return not verb.passive
        return False

    def owned(self, begin: int) -> bool:
        """Whether -(s)I comes from an owner in the genitive and not from the modifiers, which are mere adjectives."""
        owner = self._tokens[begin - 1] if begin > 0 else None
        if owner is None or not owner.is_word or not genitive(owner):
            return False
        modifiers = self._tokens[begin : self._at]
        return all(self._terms.is_adjective(t.lower) or t.lower[0].isdigit() for t in modifiers)

    def extended(self, begin: int, *, specific: bool) -> int | None:
        """Where a longer name begins that runs over a connector before token `begin`; None if there is none."""
        tokens, terms = self._tokens, self._terms
        compound = specific and self._compound
        at = begin - 1
        action = verb_of(tokens[begin].lower) if compound else None
        if action is not None and action.form is Form.MA and action.possessed:
            at = begin  # "silahların azaltılması anlaşması"
        elif compound and begin > 0 and self._possessed_of_common_noun(begin):
            at = begin  # "suçluların iadesi anlaşması"
        elif at < 1 or not (
            tokens[at].lower in terms.connectors or (compound and tokens[at].lower in terms.loose_connectors)
        ):
            return None
        if at < 1 or tokens[at - 1].lower in _PRONOUNS:
            return None
        first = at
        while first > 0 and at - first < _LONGEST:
            token, word = tokens[first - 1], tokens[first - 1].lower
            if token.quoted != tokens[at].quoted or token.text in _QUOTES:
                return None
            name = self._named.get(first - 1)
            if name is not None and name.kind != PERSON and name.case is not Case.NOM:
                first = name.begin
                continue
            if name is not None or not token.is_word or self._ends_description(word, first == at):
                break
            verb = verb_of(word)
            if (
                verb is not None
                and verb.form in _CLAUSES
                and word not in _WORDS.not_verbs
                and not token.capital
            ):
                break
            first -= 1
        else:
            if first > 0:
                return None
        while first < at and tokens[first].lower == "ve":
            first += 1
        return first if first < at else None

    def _possessed_of_common_noun(self, begin: int) -> bool:
        owner = self._tokens[begin - 1]
        common = owner.is_word and not owner.suffix and (not owner.capital or begin == 1)
        unnamed = begin - 1 not in self._named
        return common and unnamed and genitive(owner) and possessed_guess(self._tokens[begin]) is not None

    def _ends_description(self, word: str, nearest: bool) -> bool:
        if word == "ve":
            return nearest
        return word in POSTPOSITIONS or word in self._terms.adverbs or word in _STOP or word in CONJUNCTIONS

    def ordinary_first_word(self, begin: int) -> bool:
        """Whether the word that opens the name is capital only because it opens a sentence or a quotation."""
        if begin > 0 and self._tokens[begin - 1].text not in _QUOTES:
            return False
        if self._at == begin:
            return True
        if begin in self._named or self._tokens[self._at].capital:
            return False
        first, terms = self._tokens[begin].lower, self._terms
        known = first in terms.ordinary or first in terms.generic or terms.is_adjective(first)
        return known or terms.kind(first) != "other"

    def named_after_place(self, begin: int) -> bool:
        """Whether a name in capitals begins with the name of a place, country or body: "Paris Anlaşması".

        A single word that looks like no Turkish noun or adjective will be a place: "Prespa Anlaşması".
        """
        first = self._named.get(begin)
        if first is None and begin == self._at - 1 and begin > 0 and self._tokens[self._at].capital:
            token, terms = self._tokens[begin], self._terms
            known = (
                token.lower in terms.generic
                or token.lower in terms.ordinary
                or terms.is_adjective(token.lower)
            )
            return token.capital and not known and not token.lower.endswith(_NOUN_ENDINGS)
        return (
            self._tokens[self._at].capital and begin < self._at and first is not None and first.kind != PERSON
        )


__all__ = ["AMOUNTS", "DASHES", "NUMBERS", "AgreementName"]
