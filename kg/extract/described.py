"""Who is meant by a word that names nobody: "kendisi", "ülkesi", "mahkeme", "polis"; and who stays unnamed."""

from __future__ import annotations

from kg.extract.entities import EntityTable
from kg.extract.names import COUNTRY, ORGANIZATION
from kg.extract.nominals import possessed_guess, slot_of
from kg.extract.phrases import POSTPOSITIONS, Phrase
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case, verb_of
from kg.lang.tr.nouns import Noun, guess_case, noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_WORDS = words()
_GENERIC = _WORDS.unnamed
_OWN = frozenset(("birbir", "kendi", "ülke"))
_TROOPS = frozenset(("güç", "birlik", "birim", "ekip"))
_TAKE_OBJECTS = frozenset("at yap düzenle ver sun çek kur gerçekleştir başlat sürdür yürüt".split())
_EACH = (Case.ACC, Case.DAT, Case.ABL)
_OBLIQUE = (Case.ACC, Case.DAT, Case.ABL, Case.INS)


_THERE = ("daki", "deki", "taki", "teki")  # "bu ülkedeki rejim": that of the country named just before


def _counted(tokens: list[Token], at: int) -> bool:
    """Whether a bare noun after a number or "bir" is the subject, as its comma tells: "76 mahkum, … bekliyor"."""
    token = tokens[at]
    if at == 0 or at + 1 >= len(tokens) or tokens[at + 1].text != "," or token.capital or token.suffix:
        return False
    count = tokens[at - 1]
    return (count.lower == "bir" or count.text.isdigit()) and guess_case(token.lower) is Case.NOM


class Describer:
    """Resolves descriptions against the entities of the article."""

    def __init__(self, lexicon: Lexicon, table: EntityTable) -> None:
        self._anaphors = frozenset(lexicon.anaphors)
        self._table = table

    def own(self, tokens: list[Token], at: int) -> Phrase | None:
        """In what someone says or does, "kendisine": who does; "ülkesinin": the country of that one; "birbirini"."""
        noun = noun_of(tokens[at].lower, _OWN)
        if noun is not None and noun.stem == "birbir":
            return Phrase(at, at + 1, slot_of(noun.case), own="each") if noun.case in _EACH else None
        if noun is None or not noun.possessed or noun.plural or tokens[at].suffix:
            return None
        if noun.stem == "kendi":
            return Phrase(at, at + 1, slot_of(noun.case), own="self") if noun.case in _OBLIQUE else None
        if at and guess_case(tokens[at - 1].lower) is Case.GEN:
            return None
        own = "ours" if "ülkemiz" in tokens[at].lower else "country"
        return Phrase(at, at + 1, slot_of(noun.case), own=own, generic=True)

    def institution(self, number: int, tokens: list[Token], at: int) -> Phrase | None:
        """A body called by what it is, after its name: "mahkeme" for the court that was named before."""
        noun = self._bare_noun(tokens, at, self._anaphors)
        if noun is None or noun.plural or noun.possessed or (at and tokens[at - 1].text.isdigit()):
            return None
        key = self._table.by_kind(noun.stem, number)
        if key is None:
            return None
        return Phrase(at, at + 1, slot_of(noun.case), (key,), (ORGANIZATION,))

    def focused(self, tokens: list[Token], at: int, focus: str) -> Phrase | None:
        """The government, police or army without a name, in an article about one country: that country's."""
        token = tokens[at]
        if not focus or token.suffix or (token.capital and at > 0):
            return None
        force = at + 1 < len(tokens) and noun_of(tokens[at + 1].lower, _TROOPS)
        if token.lower in _WORDS.forces and force:
            return Phrase(at, at + 2, slot_of(force.case), (focus,), (COUNTRY,), weak=True, plural=True)
        noun = self._bare_noun(tokens, at, _WORDS.state_organs)
        if noun is None or (at and tokens[at - 1].lower.endswith(_THERE)):
            return None
        return Phrase(at, at + 1, slot_of(noun.case), (focus,), (COUNTRY,), weak=True, plural=noun.plural)

    def generic_subject(self, tokens: list[Token], at: int) -> Phrase | None:
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
            and not self._object(word, following)
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
        if _counted(tokens, at):
            return Phrase(at, at + 1, "nom", generic=True, comma=True)
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

    def _object(self, word: str, following: Token | None) -> bool:
        """Whether a bare plural right before its verb is what someone unnamed makes of it: "adımlar atmaya"."""
        verb = verb_of(following.lower) if following is not None else None
        return (
            verb is not None
            and verb.stem in _TAKE_OBJECTS
            and not verb.passive
            and noun_of(word, _WORDS.people) is None
        )

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
