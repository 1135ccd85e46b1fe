"""A group told by some of its members: "Tavake'nin de aralarında bulunduğu 15 kişi" acts and suffers as they do."""

from __future__ import annotations

from kg.extract.nominals import head_after, slot_of, word_case
from kg.extract.phrases import Phrase, Unit
from kg.lang.tr.morphology import Case
from kg.lang.tr.nouns import noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_AMONG = frozenset(("aralarında", "arasında"))
_ARE = frozenset(("bulunduğu", "olduğu"))
_PARTICLES = frozenset(("da", "de"))
_JOINS = frozenset((",", "ve", "ile"))
_REACH = 5
_PEOPLE = words().people | words().groups


def told_by_members(units: list[Unit], tokens: list[Token]) -> list[Unit]:
    """The units, with members, relative clause and the noun of the group as one phrase that names the members."""
    found = list(units)
    for at, token in enumerate(tokens):
        if token.lower not in _ARE or not any(word.lower in _AMONG for word in tokens[max(0, at - 12) : at]):
            continue
        index = next(
            (i for i, unit in enumerate(found) if unit.begin == at and not isinstance(unit, Phrase)), None
        )
        head = _head(tokens, at + 1)
        if index is None or head is None:
            continue
        noun = noun_of(tokens[head].lower, _PEOPLE)
        case = word_case(tokens[head]) if noun is None else Case.ACC if noun.ambiguous else noun.case
        slot = slot_of(case)
        first = _members(found, index, tokens, slot)
        if first == index or not any(
            word.lower in _AMONG for word in tokens[max(0, found[first].begin - 1) : at]
        ):
            continue
        members = [unit for unit in found[first:index] if isinstance(unit, Phrase)]
        last = next((i for i in range(index, len(found)) if found[i].begin > head), len(found))
        keys = tuple(dict.fromkeys(key for unit in members for key in unit.keys))
        kinds = {key: kind for unit in members for key, kind in zip(unit.keys, unit.kinds, strict=True)}
        comma = head + 1 < len(tokens) and tokens[head + 1].text == ","
        found[first:last] = [
            Phrase(
                found[first].begin,
                head + 1,
                slot,
                keys,
                tuple(kinds[key] for key in keys),
                plural=True,
                comma=comma,
            )
        ]
    return found


def _members(units: list[Unit], index: int, tokens: list[Token], slot: str) -> int:
    """The first of the named phrases before the participle, unit `index`; the last of them is its subject.

    Where the group is no subject, a name before the list may be it: "Tavake, Taşören ve Kovanlı'nın da aralarında
    bulunduğu heyeti kabul etti".
    """
    first, end = index, units[index].begin
    while first > 0:
        unit = units[first - 1]
        if not isinstance(unit, Phrase) or not unit.keys:
            break
        between = {word.lower for word in tokens[unit.end : end]}
        if first == index:
            elsewhere = unit.bound and tokens[unit.bound_at].lower not in _AMONG
            if unit.slot != "gen" or elsewhere or not between <= _AMONG | _PARTICLES:
                break
        elif (
            unit.slot not in ("nom", "ins", "place")
            or not between <= _JOINS
            or (between == {","} and (first == index - 1 or (slot != "nom" and unit.begin == 0)))
        ):
            break
        first, end = first - 1, unit.begin
    return first


def _head(tokens: list[Token], at: int) -> int | None:
    """The noun of the group: "15 kişi", "bir heyetle"."""
    for index in range(at, min(len(tokens), at + _REACH)):
        token = tokens[index]
        if token.capital or not token.is_word:
            if token.text.isdigit():
                continue
            return None
        if noun_of(token.lower, _PEOPLE) is not None:
            return index
    return head_after(tokens, at)
