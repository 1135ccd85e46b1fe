"""Parties and dates of agreements, from the clauses and events around their mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.names import COUNTRY, ORGANIZATION, PERSON
from kg.lang.tr.morphology import Case, Form

if TYPE_CHECKING:
    from kg.extract.agreements import AgreementDraft, AgreementMention
    from kg.extract.entities import EntityTable
    from kg.extract.extractor import SentenceTrace
    from kg.extract.phrases import Phrase, Predicate
    from kg.model import Edtf

_PARTY_TYPES = ("sign-agreement", "agree", "retreat-ceasefire")


def complete(agreements: list[AgreementDraft], rows: list[SentenceTrace], table: EntityTable) -> None:
    """Fill in parties and dates of each agreement; the nearest and surest clue wins."""
    for agreement in agreements:
        for mention in agreement.mentions:
            row = rows[mention.sentence]
            for key in _parties(mention, row, table):
                if key not in agreement.parties:
                    agreement.parties.append(key)
            _dates(agreement, mention, row)
        if len(agreement.parties) < 2:
            for mention in agreement.mentions:
                for key in _two_in_sentence(rows[mention.sentence], table):
                    if key not in agreement.parties:
                        agreement.parties.append(key)
                if len(agreement.parties) >= 2:
                    break


def _parties(mention: AgreementMention, row: SentenceTrace, table: EntityTable) -> list[str]:
    found: list[str] = []
    for phrase in _phrases(row.predicates):
        if (phrase.slot == "between" and phrase.end <= mention.begin + 1) or (
            phrase.slot in ("ins", "gen") and 0 <= mention.begin - phrase.end <= 5
        ):
            found += _actors(phrase, table)
    for draft in row.drafts:
        if draft.types[0] in _PARTY_TYPES and abs(draft.begin - mention.end) <= 8:
            found += [_acting_for(key, table) for key in (*draft.actors, *draft.recipients)]
    return list(dict.fromkeys(found))


def _phrases(predicates: list[Predicate]) -> list[Phrase]:
    return [phrase for predicate in predicates for phrase in predicate.arguments if phrase.keys]


def _actors(phrase: Phrase, table: EntityTable) -> list[str]:
    keys = [key for key in phrase.keys if table.kind(key) in (COUNTRY, ORGANIZATION, PERSON)]
    return [_acting_for(key, table) for key in keys]


def _acting_for(key: str, table: EntityTable) -> str:
    """The country that an office holder signs for, if the article names the office."""
    for _, title in table.clusters[key].titles:
        if len(title.countries) == 1 and f"country:{title.countries[0]}" in table.clusters:
            return f"country:{title.countries[0]}"
    return key


def _two_in_sentence(row: SentenceTrace, table: EntityTable) -> list[str]:
    keys = list(dict.fromkeys(table.key(name) for name in row.names.names if name.kind == COUNTRY))
    return keys if len(keys) == 2 else []


def _dates(agreement: AgreementDraft, mention: AgreementMention, row: SentenceTrace) -> None:
    for predicate in row.predicates:
        verb = predicate.verb
        if verb is None:
            continue
        relative = predicate.relative and 0 <= mention.begin - predicate.end <= 2
        governing = (
            verb.form in (Form.FINITE, Form.DIK)
            and mention.end <= predicate.begin <= mention.end + 4
            and not verb.negated
        )
        if not (relative or governing):
            continue
        value = _when(predicate)
        if value is None:
            continue
        words = [token.lower for token in row.tokens[max(0, predicate.begin - 2) : predicate.begin]]
        if verb.stem == "imzala" and agreement.signed is None:
            agreement.signed = value
        elif verb.stem in ("gir", "koy") and "yürürlüğe" in words and agreement.in_force is None:
            agreement.in_force = value


def _when(predicate: Predicate) -> Edtf | None:
    for phrase in predicate.arguments:
        if phrase.time is not None and phrase.time.value is not None and "/" not in phrase.time.value.value:
            return phrase.time.value
    return None


__all__ = ["Case", "complete"]
