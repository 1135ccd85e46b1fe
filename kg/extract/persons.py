"""Persons in a sentence: runs of capitalised words that a title, a given name or the tagger speaks for."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.mentions import ORGANIZATION, PERSON, PLACE, Name, Owners, Title, surface
from kg.lang.tr.casing import capitalize
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case, case_of_suffix
from kg.lang.tr.nouns import noun_of
from kg.lang.tr.tokenizer import Token


class PersonFinder:
    """Decides what a run of capitalised words is that no table explains."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def person(
        self,
        tokens: list[Token],
        begin: int,
        end: int,
        owner: Owners,
        labels: Sequence[tuple[str, float]],
        known: frozenset[str],
    ) -> Name | None:
        """The person that tokens `begin` to `end` name, or None; `known` as in `NameFinder.find`."""
        before = owner[begin - 1] if begin else None
        title = before if isinstance(before, Title) else None
        if (
            title is None
            and begin == 0
            and end - begin > 1
            and tokens[0].text not in self._lexicon.given
            and (self._lexicon.plain_opening(tokens[0]) or labels[0][0] == "O")
        ):
            begin = 1
        if title is not None and (title.plural or title.case is not Case.NOM):
            title = None
        per = [labels[i][1] if labels[i][0].endswith("PER") else 0.0 for i in range(begin, end)]
        other = [labels[i][1] if labels[i][0][2:] in ("ORG", "LOC") else 0.0 for i in range(begin, end)]
        score = sum(per) / len(per)
        first = tokens[begin]
        given = self._lexicon.given.get(first.text if not first.suffix else first.text[: len(first.stem)])
        words = [token for token in tokens[begin:end] if token.is_word]
        rule, confidence = "", 0.0
        if (
            any(token.stem in known for token in words if len(token.stem) > 2)
            and not all(token.all_caps for token in words)
            and sum(other) / len(other) < 0.85
        ):
            rule, confidence = "known-name", 0.9
        if title is not None and not (words[0].all_caps and len(words) == 1 and len(words[0].stem) < 6):
            rule, confidence = "title", 0.95
        elif (
            given is not None
            and len(words) >= 2
            and (not given.ambiguous or score > 0.3)
            and sum(other) / len(other) < 0.7
        ):
            rule, confidence = "given-name", 0.9
        elif score >= 0.5 and len(words) >= 2 and not self._shouting(tokens, words):
            rule, confidence = "tagger", max(0.6, min(score, 0.9))
        elif score >= 0.7 and len(words) == 1 and len(first.stem) > 2 and not first.all_caps:
            rule, confidence = "tagger-single", score
        if not rule:
            return None
        last = tokens[end - 1]
        text = (
            surface(tokens, begin, end - 1) + (" " if end - begin > 1 else "") + last.text[: len(last.stem)]
        )
        return Name(
            PERSON,
            " ".join(text.split()),
            begin,
            end,
            case_of_suffix(last.suffix),
            confidence,
            rule,
            title=title,
        )

    def _shouting(self, tokens: list[Token], words: list[Token]) -> bool:
        """Whether words in a line of capitals have no part that is a known name."""
        if sum(token.all_caps for token in tokens) < 3 or not all(word.all_caps for word in words):
            return False
        return not any(
            capitalize(word.stem) in self._lexicon.given or capitalize(word.stem) in self._lexicon.surnames
            for word in words
        )

    def other(
        self, tokens: list[Token], begin: int, end: int, labels: Sequence[tuple[str, float]]
    ) -> Name | None:
        """The place or organisation that tokens `begin` to `end` seem to name, or None."""
        if begin == 0 and end > 1 and labels[0][0] == "O" and self._lexicon.plain_opening(tokens[0]):
            begin = 1
        last = tokens[end - 1]
        text = (
            surface(tokens, begin, end - 1) + (" " if end - begin > 1 else "") + last.text[: len(last.stem)]
        )
        case = case_of_suffix(last.suffix)
        org = sum(labels[i][1] for i in range(begin, end) if labels[i][0].endswith("ORG")) / (end - begin)
        loc = sum(labels[i][1] for i in range(begin, end) if labels[i][0].endswith("LOC")) / (end - begin)
        following = tokens[end] if end < len(tokens) else None
        head = (
            noun_of(following.lower, self._lexicon.place_heads)
            if following is not None and not last.suffix
            else None
        )
        if (head is not None and head.possessed) or (loc >= 0.6 and (begin > 0 or last.suffix)):
            return Name(PLACE, text, begin, end, case, 0.7, "place-head" if head is not None else "tagger")
        acronym = end - begin == 1 and tokens[begin].all_caps and 2 <= len(last.stem) <= 7
        if org >= 0.5 or acronym:
            return Name(
                ORGANIZATION,
                text,
                begin,
                end,
                case,
                0.7 if org >= 0.5 else 0.6,
                "tagger" if org >= 0.5 else "acronym",
            )
        return None
