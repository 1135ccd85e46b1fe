"""Agreements: the noun phrases that name them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.agreement_names import AMOUNTS, DASHES, NUMBERS, AgreementName
from kg.extract.deals import DEAL_VERBS, names_deal
from kg.extract.entities import EntityTable
from kg.extract.names import ORGANIZATION, Name, SentenceNames
from kg.extract.nominals import possessed_guess
from kg.extract.phrases import CONJUNCTIONS, POSTPOSITIONS
from kg.lang.tr.agreements import AgreementTerms
from kg.lang.tr.casing import lower
from kg.lang.tr.morphology import Case, Form, case_of_suffix, verb_of
from kg.lang.tr.nouns import Noun, noun_of
from kg.lang.tr.times import TimeExpression
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_WORDS = words()
_CONTRACTS = ("sözleşme", "protokol")
_TOPIC = 7
_POSSESSIVE = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}

SPECIFIC, GENERAL, BARE = "specific", "general", "bare"


@dataclass(slots=True, eq=False)
class AgreementMention:
    """A noun phrase at tokens `begin` to `end` of sentence `sentence` that names an agreement.

    level: SPECIFIC if its modifiers tell what it is about, GENERAL if they do not ("yeni anlaşma"), BARE without any.
    short: the label without what stands before a connector. abbreviation: what stands in brackets after it.
    by_parties: it is called after its parties. paper: the noun alone names no agreement ("bildiri"). modifier: it only
    modifies the next noun ("anlaşma masası"). adjunct: no verb governs it. ordinary: a contract of everyday life.
    made, reached, kept, denied: what the clause tells of it. event: with its verb it only names an event ("anlaşmaya
    var-"). joined: it stands between its parties. definite: a relative clause tells which one it is. broken: so
    that it exists ("ateşkesi ihlal et-"). future: it is yet to be made. lent: its
    parties were told of another agreement.
    """

    sentence: int
    begin: int
    end: int
    stem: str
    label: str
    kind: str
    level: str
    case: Case = Case.NOM
    short: str = ""
    abbreviation: str = ""
    by_parties: bool = False
    plural: bool = False
    indefinite: bool = False
    proper: bool = False
    paper: bool = False
    modifier: bool = False
    adjunct: bool = False
    ordinary: bool = False
    possessed: bool = False
    made: bool = False
    reached: bool = False
    kept: bool = False
    denied: bool = False
    lent: bool = False
    event: bool = False
    joined: bool = False
    definite: bool = False
    broken: bool = False
    future: bool = False
    parties: list[str] = field(default_factory=list)


class AgreementFinder:
    """Finds the noun phrases that name agreements."""

    def __init__(self, terms: AgreementTerms, table: EntityTable) -> None:
        self._terms = terms
        self._table = table

    def mentions(
        self, number: int, tokens: list[Token], found: SentenceNames, times: list[TimeExpression]
    ) -> list[AgreementMention]:
        """All noun phrases of a sentence that may name an agreement, in order."""
        timed = {time.begin for time in times}
        result: list[AgreementMention] = []
        named: dict[int, Name] | None = None
        for at, token in enumerate(tokens):
            if not token.is_word:
                continue
            noun = noun_of(token.stem if token.suffix else token.lower, self._terms.nouns)
            if noun is None or not self._names_agreement(tokens, at, noun):
                continue
            if named is None:
                outer = sorted(found.names, key=lambda name: name.end - name.begin)
                named = {i: name for name in outer for i in range(name.begin, name.end)}
            name = named.get(at)
            if name is not None and name.kind == ORGANIZATION and name.end > at + 1:
                continue
            mention = self._mention(number, tokens, at, noun, named)
            mention.modifier = mention.modifier and at + 1 not in timed
            result = [other for other in result if other.begin < mention.begin]
            result.append(mention)
        return result

    def _names_agreement(self, tokens: list[Token], at: int, noun: Noun) -> bool:
        token, terms = tokens[at], self._terms
        before = terms.after.get(noun.stem)
        if before is not None and (at == 0 or tokens[at - 1].lower not in before):
            return False
        if noun.stem in ("metin", "metn") and token.capital:
            return False
        verb = verb_of(token.lower) if not token.suffix else None
        if verb is not None and verb.stem in DEAL_VERBS and not names_deal(tokens, at, verb):
            return False
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if following is None or not following.is_word:
            return True
        if noun.case is Case.NOM and not noun.possessed and not noun.plural:
            other = noun_of(following.lower, terms.nouns)
            if other is not None and other.stem not in terms.papers:
                return False
        within_name = token.capital and not token.suffix and following.capital
        return not (within_name and noun_of(following.stem, terms.bodies) is not None)

    def _mention(
        self, number: int, tokens: list[Token], at: int, noun: Noun, named: dict[int, Name]
    ) -> AgreementMention:
        terms, token = self._terms, tokens[at]
        name = AgreementName(terms, tokens, named, at, noun)
        begin, parties = name.without_parties(name.begin())
        modifiers = [t.lower for t in tokens[begin:at]]
        telling = self._telling(modifiers, noun.stem)
        by_parties = bool(parties) and name.called_after_parties(begin)
        level = SPECIFIC if telling and not by_parties else GENERAL if modifiers else BARE
        head = _dictionary_form(token, noun, compound=bool(modifiers) and not name.owned(begin))
        label = _label(tokens, range(begin, at), head)
        if name.ordinary_first_word(begin):
            label = lower(label[0]) + label[1:]
        short = label if level is SPECIFIC else ""
        before = tokens[begin - 1].lower if begin > 0 else ""
        counted, indefinite = before in NUMBERS or before.isdigit(), before in ("bir", "herhangi")
        edge = begin - 1 if indefinite or counted else begin
        longer = name.extended(edge, specific=level is SPECIFIC)
        if longer is not None:
            label = _label(tokens, [*range(longer, edge), *range(begin, at)], head)
            level = GENERAL if indefinite and level is not SPECIFIC else SPECIFIC
            begin = longer
        named_paper = noun.stem in terms.named_papers and begin == at - 1 and name.named_after_place(begin)
        return AgreementMention(
            number,
            begin,
            at + 1,
            noun.stem,
            label,
            self._kind(tokens, begin if level is SPECIFIC else _topic_begin(tokens, begin), at, noun, name),
            level,
            case=case_of_suffix(token.suffix) if token.suffix else noun.case,
            short=short,
            abbreviation=_abbreviation(tokens, at),
            by_parties=by_parties,
            plural=noun.plural or counted,
            indefinite=indefinite,
            proper=token.capital and level is SPECIFIC and at > 0,
            paper=noun.stem in terms.papers and not named_paper,
            modifier=self._modifies_next(tokens, at, noun),
            adjunct=self._adjunct(tokens, at),
            ordinary=noun.stem in _CONTRACTS and bool(telling) and all(w in terms.ordinary for w in telling),
            possessed=noun.possessed,
            parties=list(dict.fromkeys(self._table.key(party) for party in parties)),
        )

    def _telling(self, modifiers: list[str], stem: str) -> list[str]:
        """The modifiers that say what the agreement is about."""
        found: list[str] = []
        amount = False
        for word in modifiers:
            number = word[0].isdigit() or word in NUMBERS or word in AMOUNTS
            if not number and not amount and word not in self._terms.generic and word not in CONJUNCTIONS:
                found.append(word)
            amount = number or (amount and not word.endswith(("lık", "lik", "luk", "lük")))
        return found or modifiers[-1:] if stem in self._terms.after else found

    def _kind(self, tokens: list[Token], begin: int, at: int, noun: Noun, name: AgreementName) -> str:
        kind = self._terms.kind(" ".join([*(t.lower for t in tokens[begin:at]), noun.stem]))
        if kind != "other" or begin == at:
            return kind
        if noun.stem == "mutabakat":
            return "memorandum"
        return "treaty" if noun.stem in self._terms.heads and name.named_after_place(begin) else kind

    def _modifies_next(self, tokens: list[Token], at: int, noun: Noun) -> bool:
        """Whether the bare noun only modifies a possessed noun: "anlaşma masası", but not "anlaşma gereği"."""
        if noun.possessed or noun.plural or noun.case is not Case.NOM or at + 1 >= len(tokens):
            return False
        following, word = tokens[at + 1], tokens[at + 1].lower
        if not following.is_word or word in CONJUNCTIONS or self._adjunct(tokens, at):
            return False
        verb = verb_of(word)
        if verb is not None and word not in _WORDS.not_verbs:
            doing = (self._terms.make, self._terms.reach, self._terms.keep)
            return verb.form is Form.MA and verb.possessed and not any(verb.stem in d.verbs for d in doing)
        return possessed_guess(following) is not None

    def _adjunct(self, tokens: list[Token], at: int) -> bool:
        """Whether a postposition or relational noun makes the phrase an adjunct: "anlaşma gereği", "anlaşma için"."""
        following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
        return following in POSTPOSITIONS or following in self._terms.relations


def _abbreviation(tokens: list[Token], at: int) -> str:
    """The short form given in brackets: "… Sözleşmesi (UNCLOS)"."""
    inside = tokens[at + 1 : at + 4]
    bracketed = len(inside) == 3 and inside[0].text == "(" and inside[2].text == ")"
    return inside[1].text if bracketed and inside[1].text.isupper() else ""


def _topic_begin(tokens: list[Token], begin: int) -> int:
    """Where the words begin that tell the matter of a bare noun: "füze almak üzere anlaşma"."""
    first = begin
    while first > 0 and begin - first < _TOPIC and tokens[first - 1].is_word:
        first -= 1
    return first


def _label(tokens: list[Token], shown: Iterable[int], head: str) -> str:
    label = " ".join([*(tokens[i].text for i in shown), head])
    for dash in DASHES:
        label = label.replace(f" {dash} ", dash)
    return label


def _dictionary_form(token: Token, noun: Noun, *, compound: bool) -> str:
    """The noun as it stands in a dictionary: with -(s)I in a compound ("gaz anlaşması"), else without."""
    stem = noun.stem
    surface = token.text[: len(stem)]
    if token.text.isupper():
        return token.text[: len(token.stem)] if token.suffix else token.text
    if not noun.possessed or not compound:
        return surface[:-1] + "p" if stem == "mektub" else surface
    if stem == "protokol":
        return surface + "ü"
    if noun.plural and token.capital:
        plural = token.text[: len(stem) + 3]
        return plural + ("ı" if plural.endswith("lar") else "i")
    vowel = next((c for c in reversed(stem) if c in _POSSESSIVE), "a")
    return surface + ("s" if stem[-1] in "aeıioöuü" else "") + _POSSESSIVE[vowel]


__all__ = ["BARE", "GENERAL", "SPECIFIC", "AgreementFinder", "AgreementMention"]
