"""Which words of a sentence are predicates: verbs, and nouns that may name an event."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.deals import DEAL_VERBS, names_deal
from kg.extract.nominals import possessed_guess
from kg.extract.phrases import CONJUNCTIONS, NOT_VERBS, POSTPOSITIONS, Predicate, ends_headline
from kg.lang.tr.factuality import factuality
from kg.lang.tr.frames import FrameIndex, NounTrigger
from kg.lang.tr.morphology import Case, Form, Tense, case_of_suffix, verb_of
from kg.lang.tr.nouns import Noun, noun_of
from kg.lang.tr.tokenizer import Token

_INTENTS = factuality().unreal_nouns | factuality().planned_nouns
_OBJECT_REACH = 4


class PredicateFinder:
    """Finds predicates by the verb list and the nouns of the frames."""

    def __init__(self, frames: FrameIndex) -> None:
        self._frames = frames
        self._event_nouns = frozenset(frames.nouns)

    def noun_trigger(self, tokens: list[Token], at: int) -> tuple[NounTrigger, Noun] | None:
        """The noun of a frame at token `at`, with the modifiers that the frame asks for."""
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

    def predicate(self, tokens: list[Token], at: int, floor: int) -> Predicate | None:
        """The predicate at token `at`; a name for an event reaches back to `floor` at most."""
        token = tokens[at]
        if not token.is_word:
            return None
        nominal = self.noun_trigger(tokens, at)
        if nominal is not None and not _governs_object(tokens, at):
            trigger, noun = nominal
            if not self.modifies_next(tokens, at, noun):
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
        if verb.form is Form.MAK and not verb.passive and _is_described(tokens, at):
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

    def modifies_next(self, tokens: list[Token], at: int, noun: Noun) -> bool:
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


def _governs_object(tokens: list[Token], at: int) -> bool:
    """Whether a noun in -mA is rather a verb, with a name for its object: "Fiji'nin Tonga'yı suçlaması"."""
    verb = verb_of(tokens[at].lower)
    if verb is None or verb.form is not Form.MA:
        return False
    for token in reversed(tokens[max(0, at - _OBJECT_REACH) : at]):
        if not token.is_word or verb_of(token.lower) is not None:
            return False
        if token.suffix:
            return case_of_suffix(token.suffix) is Case.ACC
    return False


def _is_described(tokens: list[Token], at: int) -> bool:
    """Whether a participle stands before a word in -mAyI or -mAyA, which is then a noun: "yaptığı açıklamayı"."""
    before = verb_of(tokens[at - 1].lower) if at > 0 and not tokens[at - 1].capital else None
    return (
        before is not None
        and before.form in (Form.AN, Form.DIK, Form.FUT)
        and before.case is Case.NOM
        and tokens[at - 1].lower not in NOT_VERBS
    )


def _intent(tokens: list[Token], at: int) -> bool:
    """Whether a noun for a plan, wish or claim stands at token `at`: its bare -mA is a clause ("çekilme kararı")."""
    noun = noun_of(tokens[at].lower, _INTENTS) if at < len(tokens) and tokens[at].is_word else None
    return noun is not None and noun.possessed
