"""Names of the gazetteer in a sentence: the longest match that its context allows."""

from __future__ import annotations

from kg.extract.mentions import COUNTRY, ORGANIZATION, PLACE, Name, Owners, SentenceNames
from kg.lang.tr.lexicon import Lexicon, NameMatch, lexicon
from kg.lang.tr.morphology import Case, case_of_suffix
from kg.lang.tr.nouns import noun_of
from kg.lang.tr.tokenizer import Token
from kg.lang.tr.words import words

_FINANCIAL = words().financial
_SHOUTED = 3
_OBJECTS = (Case.ACC, Case.DAT, Case.ABL, Case.INS)
_WORDS_TOO = ("sana", "dili")  # "Sana söylüyorum", "Türk Dili"
_OF = ("lı", "li", "lu", "lü")  # "ABD'li", "CHP'li"


class KnownNames:
    """Finds countries, organisations and places that the lexicon knows."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def find(self, tokens: list[Token], owner: Owners, found: SentenceNames) -> None:
        """Add the known names to `found` and mark their tokens in `owner`."""
        at = 0
        while at < len(tokens):
            matches = self._lexicon.match(tokens, at) if tokens[at].capital else []
            chosen = next((match for match in matches if self._credible(match, tokens, owner)), None)
            if chosen is None:
                at += 1
                continue
            name = _known(chosen, tokens)
            if name is None:  # a state of the past: no entity, and no part of one
                past = Name(
                    ORGANIZATION, chosen.entry.ref, chosen.begin, chosen.end, chosen.case, 0.0, "historical"
                )
                owner[chosen.begin : chosen.end] = [past] * (chosen.end - chosen.begin)
            else:
                found.names.append(name)
                if name.kind == ORGANIZATION:
                    found.names += self._countries_inside(chosen, tokens)
                for index in range(chosen.begin, chosen.end):
                    owner[index] = name
            at = chosen.end

    def _countries_inside(self, outer: NameMatch, tokens: list[Token]) -> list[Name]:
        """Countries named in a longer name: "ABD" in "ABD Kongresi"."""
        inside: list[Name] = []
        for at in range(outer.begin, outer.end - 1):
            for match in self._lexicon.match(tokens, at):
                if match.entry.kind in ("country", "demonym") and match.end < outer.end:
                    name = _known(match, tokens)
                    if name is not None:
                        inside.append(name)
                    break
        return inside

    def _credible(self, match: NameMatch, tokens: list[Token], owner: Owners) -> bool:
        entry, first, last = match.entry, tokens[match.begin], tokens[match.end - 1]
        if self._inside_personal_name(match, tokens) or self._of_another_country(match, owner):
            return False
        if first.all_caps and entry.kind == "place" and sum(token.all_caps for token in tokens) > 3:
            return False
        if entry.kind == "metonym" and first.lower in _WORDS_TOO:
            shouted = sum(token.all_caps for token in tokens) > _SHOUTED
            following = tokens[match.end] if match.end < len(tokens) else None
            ruling = following is not None and following.lower.startswith(("yönetim", "hükümet"))
            if (first.index == 0 and not ruling) or shouted:
                return False
        if not entry.ambiguous:
            return True
        if last.suffix:
            return entry.kind != "place" or match.case in (Case.LOC, Case.ABL, Case.DAT, Case.GEN)
        following = tokens[match.end] if match.end < len(tokens) else None
        if entry.kind in ("country", "demonym"):
            if following is not None and noun_of(following.lower, _FINANCIAL) and first.lower == "mali":
                return False
            if following is not None and self._lexicon.title_head(following) and following.capital:
                return True
            if following is None or not following.capital or entry.kind == "country":
                return first.index > 0
            before = tokens[match.begin - 1] if match.begin else None
            return (
                first.index > 0 and following.text in self._lexicon.given and not (before and before.capital)
            )
        if entry.kind == "organization":
            titled = following is not None and self._lexicon.title_head(following) is not None
            return first.all_caps or first.index > 0 or titled
        return following is not None and noun_of(following.lower, self._lexicon.place_heads) is not None

    def _of_another_country(self, match: NameMatch, owner: Owners) -> bool:
        """Whether the country before a body's name is not the known body's: "ABD Demokrat Parti" is not Turkey's."""
        before = owner[match.begin - 1] if match.begin else None
        entry = match.entry
        return (
            entry.subkind in ("party", "body", "agency", "court")
            and entry.iso2 != ""
            and isinstance(before, Name)
            and before.kind == COUNTRY
            and before.case is Case.NOM
            and before.ref != entry.iso2
        )

    def _inside_personal_name(self, match: NameMatch, tokens: list[Token]) -> bool:
        """A place or country name that is a part of a person's name ("Jordan", "Paris" in "Paris Hilton")."""
        entry = match.entry
        if match.end - match.begin > 1 or entry.kind == "historical" or tokens[match.begin].all_caps:
            return False
        before = tokens[match.begin - 1] if match.begin else None
        after = tokens[match.end] if match.end < len(tokens) else None
        if before is not None and before.capital and not before.suffix and before.text[:1].isalpha():
            given = self._lexicon.given.get(before.text)
            if (
                given is not None
                and not given.ambiguous
                and not any(
                    other.entry.kind != "place" for other in self._lexicon.match(tokens, match.begin - 1)
                )
            ):
                return entry.ambiguous or entry.kind in ("place", "metonym", "organization")
        first_name = (
            entry.kind in ("metonym", "organization") and tokens[match.begin].text in self._lexicon.given
        )
        if (
            ((entry.kind == "place" and entry.ambiguous) or first_name)
            and not tokens[match.begin].suffix
            and after is not None
            and after.capital
        ):
            head = after.stem if after.suffix else after.lower
            return (
                not noun_of(head, self._lexicon.place_heads)
                and not noun_of(head, self._lexicon.organization_heads)
                and self._lexicon.title_head(after) is None
            )
        return False


def _known(match: NameMatch, tokens: list[Token]) -> Name | None:
    entry = match.entry
    kind = {"demonym": COUNTRY, "metonym": COUNTRY}.get(entry.kind, entry.kind)
    if kind == "historical":
        return None
    building = entry.kind == "metonym" and entry.subkind == "building"
    if entry.kind == "metonym" and (building or not entry.iso2):
        kind = ORGANIZATION
    if entry.kind == "metonym" and entry.iso2 and _is_location(match, tokens, building):
        kind = PLACE
    last = tokens[match.end - 1]
    ref = entry.iso2 if kind == COUNTRY else entry.ref
    if entry.kind == "metonym" and kind != COUNTRY:
        ref = " ".join(
            [
                *(token.text for token in tokens[match.begin : match.end - 1]),
                last.text[: len(entry.words[-1])],
            ]
        )
    return Name(
        kind,
        ref,
        match.begin,
        match.end,
        match.case,
        0.85 if entry.ambiguous else 0.98,
        f"gazetteer-{entry.kind}",
        iso2=entry.iso2 if kind != COUNTRY else "",
        adjective=entry.kind == "demonym" or last.suffix.startswith(_OF),
        implied=entry.kind == "metonym" and not building,
        plural=match.plural,
        subkind=entry.subkind,
    )


def _is_location(match: NameMatch, tokens: list[Token], building: bool) -> bool:
    """Whether a capital is meant as a city: in the locative, ablative or dative, or before another name or noun."""
    if building:
        return match.case is Case.LOC
    if match.case in (Case.LOC, Case.ABL, Case.DAT):
        return True
    if match.case is not Case.NOM or match.end >= len(tokens):
        return False
    following = tokens[match.end]
    if (
        following.suffix
        and case_of_suffix(following.suffix) in _OBJECTS
        and lexicon().is_country(following.stem)
    ):
        return False  # "Suva Tonga'yı suçladı" tells of the government
    return following.capital or following.lower.startswith(
        ("kent", "şehr", "havaliman", "yakın", "sokak", "cadde")
    )
