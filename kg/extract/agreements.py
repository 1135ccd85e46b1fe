"""Agreements: the noun phrases that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extract.deals import DEAL_VERBS, genitive, names_deal
from kg.extract.entities import EntityTable
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON, Name, SentenceNames
from kg.extract.phrases import CONJUNCTIONS, POSTPOSITIONS, possessed_guess
from kg.lang.tr.agreements import AgreementTerms
from kg.lang.tr.morphology import Case, Form, verb_of
from kg.lang.tr.nouns import Noun, guess_case, noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_WORDS = words()
_STOP = _WORDS.agreement_stops
_DASHES = ("-", "–")
_LONGEST = 10
_TOPIC = 5
_CLAUSES = (Form.AN, Form.DIK, Form.FUT, Form.CONVERB, Form.WHEN, Form.FINITE)
_POSSESSIVE = {"a": "ı", "ı": "ı", "e": "i", "i": "i", "o": "u", "u": "u", "ö": "ü", "ü": "ü"}

_NUMBERS = frozenset(
    ("iki", "üç", "dört", "beş", "altı", "yedi", "sekiz", "dokuz", "on", "ayrı", "çok", "birçok")
)

_GENITIVE = re.compile(r"...[^aeıioöuü][ıiuü]n$")  # after a consonant: "şirketin"

SPECIFIC, GENERAL, BARE = "specific", "general", "bare"


@dataclass(slots=True, eq=False)
class AgreementMention:
    """A noun phrase at tokens `begin` to `end` of sentence `sentence` that names an agreement.

    `level`: SPECIFIC if its modifiers tell what it is about, GENERAL if they do not ("yeni bir anlaşma"), BARE without any.
    `paper`: the noun alone names no agreement ("bildiri"). `modifier`: it only modifies the next noun ("anlaşma masası").
    `short` is the label without what stands before a connector. `by_parties`: it is called after them.
    `lent`: its parties were told of another agreement. `definite`: a relative clause tells which one it is.
    `adjunct`: no verb governs it. `ordinary`: a contract of everyday life. `made`, `reached`, `kept`, `denied` say what the clause tells of it;
    `event`: together with the verb it only names an event ("anlaşmaya var-"). `joined`: it stands between its parties.
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
    parties: list[str] = field(default_factory=list)


class AgreementFinder:
    """Finds the noun phrases that name agreements."""

    def __init__(self, terms: AgreementTerms, table: EntityTable) -> None:
        self._terms = terms
        self._table = table

    def mentions(self, number: int, tokens: list[Token], found: SentenceNames) -> list[AgreementMention]:
        """All noun phrases of a sentence that may name an agreement, in order."""
        result: list[AgreementMention] = []
        named: dict[int, Name] | None = None
        for at, token in enumerate(tokens):
            if not token.is_word:
                continue
            noun = noun_of(token.stem if token.suffix else token.lower, self._terms.nouns)
            if noun is None or not self._names_agreement(tokens, at, noun):
                continue
            if named is None:
                named = {i: name for name in found.names for i in range(name.begin, name.end)}
            name = named.get(at)
            if name is not None and name.kind == ORGANIZATION and name.end > at + 1:
                continue
            result.append(self._mention(number, tokens, at, noun, named))
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
        return not (
            token.capital
            and not token.suffix
            and following.capital
            and noun_of(following.stem, terms.bodies) is not None
        )

    def _mention(
        self, number: int, tokens: list[Token], at: int, noun: Noun, named: dict[int, Name]
    ) -> AgreementMention:
        terms, token = self._terms, tokens[at]
        begin = self._begin(tokens, at, noun, named)
        begin, parties = self._without_parties(tokens, begin, at, named)
        modifiers = [t.lower for t in tokens[begin:at]]
        telling = self._telling(modifiers, noun.stem)
        level = SPECIFIC if telling else GENERAL if modifiers else BARE
        by_parties = bool(parties) and begin < at and self._only_parties(begin, at, tokens, named)
        if by_parties:
            level = GENERAL
        head = _dictionary_form(token, noun, compound=bool(modifiers) and not self._owned(tokens, begin, at))
        label = _label(tokens, range(begin, at), head)
        short = label if level is SPECIFIC else ""
        counted = begin > 0 and (tokens[begin - 1].lower in _NUMBERS or tokens[begin - 1].lower.isdigit())
        indefinite = begin > 0 and tokens[begin - 1].lower in ("bir", "herhangi")
        edge = begin - 1 if indefinite or counted else begin
        longer = self._extended(tokens, edge, named, compound=level is SPECIFIC and noun.possessed)
        if longer is not None:
            label = _label(tokens, [*range(longer, edge), *range(begin, at)], head)
            level = GENERAL if indefinite and level is not SPECIFIC else SPECIFIC
            begin = longer
        return AgreementMention(
            number,
            begin,
            at + 1,
            noun.stem,
            label,
            self._kind(tokens, begin if level is SPECIFIC else _topic_begin(tokens, begin), at, noun, named),
            level,
            case=noun.case,
            short=short,
            by_parties=by_parties,
            plural=noun.plural or counted,
            indefinite=indefinite,
            proper=token.capital and level is SPECIFIC and at > 0,
            paper=noun.stem in terms.papers
            and not (noun.stem in terms.named_papers and token.capital and telling != []),
            modifier=self._modifies_next(tokens, at, noun),
            adjunct=self._adjunct(tokens, at),
            ordinary=bool(telling) and all(word in terms.ordinary for word in telling),
            possessed=noun.possessed,
            parties=parties,
        )

    def _telling(self, modifiers: list[str], stem: str) -> list[str]:
        """The modifiers that say what the agreement is about."""
        found: list[str] = []
        amount = False
        for word in modifiers:
            number = word[0].isdigit() or word in _NUMBERS or word in ("milyar", "milyon", "bin", "trilyon")
            if not number and not amount and word not in self._terms.generic and word not in CONJUNCTIONS:
                found.append(word)
            amount = number or (amount and not word.endswith(("lık", "lik", "luk", "lük")))
        return found or modifiers[-1:] if stem in self._terms.after else found

    def _only_parties(self, begin: int, at: int, tokens: list[Token], named: dict[int, Name]) -> bool:
        """Whether the modifiers are parties joined to each other: "Türkiye-AB mutabakatı"."""
        joined = any(token.text in (*_DASHES, "ve") for token in tokens[begin:at])
        return joined and all(
            i in named or tokens[i].text in (*_DASHES, "ve") or tokens[i].text.isupper()
            for i in range(begin, at)
        )

    def _kind(self, tokens: list[Token], begin: int, at: int, noun: Noun, named: dict[int, Name]) -> str:
        phrase = " ".join([*(t.lower for t in tokens[begin:at]), noun.stem])
        kind = self._terms.kind(phrase)
        if kind != "other":
            return kind
        if noun.stem == "mutabakat" and begin < at:
            return "memorandum"
        first = named.get(begin)
        if (
            tokens[at].capital
            and begin < at
            and first is not None
            and first.kind != PERSON
            and noun.stem in self._terms.heads
        ):
            return "treaty"
        return kind

    def _modifies_next(self, tokens: list[Token], at: int, noun: Noun) -> bool:
        """Whether the bare noun only modifies a possessed noun: "anlaşma masası", but not "anlaşma gereği"."""
        if noun.possessed or noun.plural or noun.case is not Case.NOM or at + 1 >= len(tokens):
            return False
        following = tokens[at + 1]
        word = following.lower
        if (
            not following.is_word
            or word in POSTPOSITIONS
            or word in CONJUNCTIONS
            or word in self._terms.relations
        ):
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

    # modifiers

    def _begin(self, tokens: list[Token], at: int, noun: Noun, named: dict[int, Name]) -> int:
        """Leftmost word of the modifiers before the head."""
        compound = noun.possessed or noun.stem in self._terms.after
        begin = at
        while begin > 0 and at - begin < _LONGEST:
            before, index = tokens[begin - 1], begin - 1
            if before.quoted != tokens[at].quoted:
                break
            if before.text in _DASHES and compound and index > 0 and tokens[index - 1].is_word and begin < at:
                begin -= 1
                continue
            if (
                before.lower == "ve"
                and begin < at
                and index > 0
                and self._modifies(tokens, index - 1, named, compound)
            ):
                begin -= 1
                continue
            if not self._modifies(tokens, index, named, compound):
                break
            begin -= 1
            if before.lower == "düzeyinde" and begin > 0 and tokens[begin - 1].is_word:
                begin -= 1
        while begin < at and (tokens[begin].lower in CONJUNCTIONS or tokens[begin].text in _DASHES):
            begin += 1
        return begin

    def _modifies(self, tokens: list[Token], index: int, named: dict[int, Name], compound: bool) -> bool:
        token, terms = tokens[index], self._terms
        word = token.lower
        if not token.is_word or word in _STOP or word in terms.adverbs or word in terms.connectors:
            return False
        if word in terms.loose_connectors or word in POSTPOSITIONS or word in CONJUNCTIONS:
            return False
        if word in _WORDS.bare_suffixes:
            return False
        if word[0].isdigit():
            following = tokens[index + 1].lower
            return (
                "-" in word
                or following.endswith(("lık", "lik", "luk", "lük"))
                or following in ("milyar", "milyon", "bin")
            )
        name = named.get(index)
        if name is not None and (name.kind == PERSON or not compound or name.case is not Case.NOM):
            return False
        if not compound:
            return terms.is_adjective(word) and not (
                token.capital and index > 0 and not tokens[index + 1].capital
            )
        if token.suffix or (word in _WORDS.unnamed and index == 0):
            return False
        if name is not None:
            return not (name.adjective and name.plural)
        if word.endswith(("lar", "ler")) and (not token.capital or index == 0):
            return False
        verb = verb_of(word)
        if verb is not None and verb.form in _CLAUSES and not (token.capital and index > 0):
            return word in _WORDS.nouns_like_verbs or word in _WORDS.not_verbs
        if word in terms.nominatives:
            return True
        if guess_case(word) in (Case.NOM, Case.EQU):
            return token.capital or not _GENITIVE.search(word)
        plural = word.endswith(("ları", "leri")) and index > 0
        return (
            plural
            and named.get(index - 1) is None
            and tokens[index - 1].is_word
            and guess_case(tokens[index - 1].lower) is Case.NOM
        )

    def _without_parties(
        self, tokens: list[Token], begin: int, at: int, named: dict[int, Name]
    ) -> tuple[int, list[str]]:
        """Where the name begins after the parties before it ("Fiji-Tonga gaz anlaşması"), and the parties."""
        parties: list[str] = []
        after = begin
        while after < at and (name := named.get(after)) is not None and name.kind in (COUNTRY, ORGANIZATION):
            if name.adjective or name.implied or name.end > at:
                break
            parties.append(self._table.key(name))
            after = name.end
            if after < at and (tokens[after].text in _DASHES or tokens[after].lower == "ve"):
                after += 1
        acted = self._acted_on(tokens, at)
        if after < at and (len(parties) > 1 or (parties and acted and not tokens[at].capital)):
            return after, parties
        if acted and not tokens[at].capital:
            while begin < at - 1 and tokens[begin].capital and begin not in named and begin > 0:
                begin += 1
        inner = [named[i] for i in range(begin, at) if i in named]
        keys = [self._table.key(n) for n in inner if n.kind == COUNTRY and not n.implied and not n.adjective]
        return begin, list(dict.fromkeys(keys))

    def _acted_on(self, tokens: list[Token], at: int) -> bool:
        """Whether an active verb of signing or the like follows, whose subject may stand right before the name."""
        for token in tokens[at + 1 : at + 5]:
            verb = verb_of(token.lower) if token.is_word else None
            if verb is not None and token.lower not in _WORDS.not_verbs:
                return not verb.passive
        return False

    def _owned(self, tokens: list[Token], begin: int, at: int) -> bool:
        """Whether the suffix -(s)I comes from an owner in the genitive and not from the modifiers, mere adjectives."""
        owner = tokens[begin - 1] if begin > 0 else None
        if owner is None or not owner.is_word or not genitive(owner):
            return False
        return all(self._terms.is_adjective(t.lower) or t.lower[0].isdigit() for t in tokens[begin:at])

    def _extended(
        self, tokens: list[Token], begin: int, named: dict[int, Name], *, compound: bool
    ) -> int | None:
        """Where a longer name begins that runs over a connector: "… tanınmasına ilişkin mutabakat zaptı"."""
        at = begin - 1
        if at < 1 or tokens[at].lower not in self._terms.connectors | (
            self._terms.loose_connectors if compound else frozenset()
        ):
            return None
        if tokens[at - 1].lower in ("buna", "bunu", "ona", "bu", "bunlara", "konuya"):
            return None
        first = at
        while first > 0 and at - first < _LONGEST:
            token, word = tokens[first - 1], tokens[first - 1].lower
            if (
                not token.is_word
                or word in POSTPOSITIONS
                or word in self._terms.adverbs
                or token.quoted != tokens[at].quoted
            ):
                break
            name = named.get(first - 1)
            if name is not None and name.kind != PERSON and name.case is not Case.NOM:
                first = name.begin
                continue
            if name is not None or (word in _STOP and word != "ve"):
                break
            verb = verb_of(word)
            if (
                verb is not None
                and verb.form in _CLAUSES
                and word not in _WORDS.not_verbs
                and not token.capital
            ):
                break
            if first < at and word in CONJUNCTIONS and word != "ve":
                break
            first -= 1
        else:
            if first > 0:
                return None
        while first < at and tokens[first].lower == "ve":
            first += 1
        return first if first < at else None


def _topic_begin(tokens: list[Token], begin: int) -> int:
    """Where the words begin that tell the matter of a bare noun: "füze almak üzere anlaşma"."""
    first = begin
    while first > 0 and begin - first < _TOPIC and tokens[first - 1].is_word:
        first -= 1
    return first


def _label(tokens: list[Token], shown: Iterable[int], head: str) -> str:
    label = " ".join([*(tokens[i].text for i in shown), head])
    for dash in _DASHES:
        label = label.replace(f" {dash} ", dash)
    return label


def _dictionary_form(token: Token, noun: Noun, *, compound: bool) -> str:
    """The head as it stands in a dictionary: with -(s)I in a compound ("gaz anlaşması"), else without."""
    stem = noun.stem
    surface = token.text[: len(stem)]
    if token.text.isupper():
        return token.stem.upper() if token.suffix else token.text
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
