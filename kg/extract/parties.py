"""What the clause around an agreement tells of it: its parties, whether it is made, kept or denied, and its days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.agreements import BARE, SPECIFIC
from kg.extract.deals import DEAL_VERBS
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON
from kg.extract.phrases import Phrase
from kg.extract.ties import governing, relative
from kg.lang.tr.agreements import agreement_terms
from kg.lang.tr.morphology import Case, Form, Tense
from kg.model import Modality

if TYPE_CHECKING:
    from kg.extract.agreements import AgreementMention
    from kg.extract.entities import EntityTable
    from kg.extract.extractor import SentenceTrace
    from kg.extract.phrases import Predicate
    from kg.lang.tr.agreements import Doing

_TERMS = agreement_terms()
_PARTY_TYPES = frozenset(("sign-agreement", "agree", "retreat-ceasefire"))
_WITH = ("between", "ins", "by", "with")


def settle(rows: list[SentenceTrace], table: EntityTable) -> None:
    """Fill in what the clauses tell of every mention of an agreement."""
    for row in rows:
        for mention in row.agreements:
            _settle(mention, row, table)


def _settle(mention: AgreementMention, row: SentenceTrace, table: EntityTable) -> None:
    found: list[str] = list(mention.parties)
    before = relative(mention, row.predicates, row.tokens)
    after = governing(mention, row.predicates)
    if before is not None:
        mention.future = before.tense is Tense.FUTURE
        mention.made |= _tells(_TERMS.make, before, row, 0)
        mention.definite = not mention.indefinite
        found += _between(before, row, table)
        mention.reached |= _tells(_TERMS.reach, before, row, 0)
        if mention.made or mention.reached:
            found += _of_clause(before, row, table)
    beside, mention.joined = _beside(mention, row, table)
    found += beside
    if after is not None and after.verb is not None:
        made, reached, kept = (
            _tells(doing, after, row, mention.end) for doing in (_TERMS.make, _TERMS.reach, _TERMS.keep)
        )
        reached &= after.begin == mention.end
        made |= after.verb.stem in DEAL_VERBS and row.tokens[after.begin - 1].lower == "üzerinde"
        real = after.verb.tense is Tense.PAST and not after.verb.able
        mention.made |= made
        mention.kept |= kept and not made
        mention.reached |= reached and real and after.verb.stem in ("yap", "bağla")
        mention.event = (mention.stem == "ateşkes" and row.tokens[mention.end].lower.startswith("ilan")) or (
            reached and after.verb.stem in ("var", "sağla") and mention.level == BARE
        )
        mention.broken = kept and not (after.verb.able or after.verb.negated)
        mention.denied = after.verb.negated and (made or reached) and not mention.definite
        if made or reached or kept:
            found += _of_clause(after, row, table)
    following = next((p.begin for p in row.predicates if p.verb is not None and p.begin >= mention.end), -1)
    for draft in row.drafts:
        if draft.types[0] not in _PARTY_TYPES:
            continue
        own = mention in draft.agreements
        named = mention.level == SPECIFIC or mention.stem == "ateşkes"
        real = draft.modality in (Modality.ACTUAL, Modality.PLANNED)
        if own or (named and real and draft.begin <= following < draft.end):
            found += [*draft.actors, *draft.recipients]
            mention.denied |= own and draft.modality is Modality.DENIED
    contract = mention.stem == "sözleşme"
    mention.parties = _signatories([_acting_for(key, table, contract=contract) for key in found], table)


def _tells(doing: Doing, predicate: Predicate, row: SentenceTrace, start: int) -> bool:
    """Whether the verb, with the two words before it from `start` on, says so: "yürürlüğe giren", "imza attı"."""
    before = [token.lower for token in row.tokens[max(start, predicate.begin - 2) : predicate.begin]]
    return predicate.verb is not None and doing.told_by(predicate.verb.stem, before)


def _of_clause(predicate: Predicate, row: SentenceTrace, table: EntityTable) -> list[str]:
    """Those whom the clause names as making or keeping the agreement: not the subject of "yürürlüğe gir-"."""
    phrases: list[Phrase] = []
    verb, subject = predicate.verb, predicate.subject
    before = row.tokens[predicate.begin - 1].lower if predicate.begin else ""
    active = verb is not None and not verb.passive
    if (
        verb is not None
        and before in ("yürürlüğe", "sona")
        and verb.stem in ("gir", "er")
        and not verb.causative
    ):
        active = False
    if verb is not None and verb.form is Form.MAK:
        if verb.case in (Case.INS, Case.ABL):
            active = False  # "… ihlal etmekle suçladı": the subject is another's
        elif predicate.governor is not None and predicate.governor.verb is not None:
            subject = predicate.governor.subject  # "… ihlal etmeyi sürdürmesi"
    if subject is not None and active and not subject.weak and subject.bound in ("", "nom"):
        phrases.append(subject)
    phrases += [phrase for phrase in predicate.arguments if phrase.slot in _WITH]
    return [key for phrase in phrases for key in _actors(phrase, table)]


def _between(relative_clause: Predicate, row: SentenceTrace, table: EntityTable) -> list[str]:
    """Those between whom the deal is, whatever the clause says of it: "… arasında müzakere edilen anlaşma"."""
    inner = [
        p
        for p in row.predicates
        if p is relative_clause or p.governor is relative_clause or p.light is relative_clause
    ]
    return [
        key
        for predicate in inner
        for phrase in predicate.arguments
        if phrase.slot == "between"
        for key in _actors(phrase, table)
    ]


def _beside(mention: AgreementMention, row: SentenceTrace, table: EntityTable) -> tuple[list[str], bool]:
    """Parties in the noun phrase itself ("Fiji ile Tonga arasındaki …", "Tonga ile …", "Fiji'nin …").

    And whether several stand joined by "arasında".
    """
    found: list[str] = []
    joined = False
    taken = [phrase for predicate in row.predicates for phrase in predicate.arguments]
    loose = _coordinated([unit for unit in row.units if isinstance(unit, Phrase)], row)
    for phrase in (*taken, *loose):
        gap = mention.begin - phrase.end
        near = (
            (phrase.slot == "between" and 0 <= gap <= 3)
            or (phrase.slot == "ins" and 0 <= gap <= 1)
            or (phrase.slot == "gen" and mention.possessed and _owns(phrase, mention, row))
        )
        if near and not any(token.text in (",", ";") for token in row.tokens[phrase.end : mention.begin]):
            keys = _actors(phrase, table)
            joined |= phrase.slot == "between" and len(keys) > 1
            found += keys
    return found, joined


def _owns(phrase: Phrase, mention: AgreementMention, row: SentenceTrace) -> bool:
    """Whether only dates stand between the owner and the name: "Fiji'nin 1998 tarihli enerji anlaşması".

    Between two owners and the name also a clause in -An: "Fiji ve Tonga'nın mayısta yürürlüğe giren anlaşması".
    """
    passed = {i for time in row.times for i in range(time.begin, time.end + 1)}
    clause = relative(mention, row.predicates, row.tokens)
    if clause is not None and clause.form is Form.AN and len(phrase.keys) > 1:
        passed.update(range(clause.begin - 1, mention.begin))
    return phrase.end <= mention.begin and all(i in passed for i in range(phrase.end, mention.begin))


def _coordinated(phrases: list[Phrase], row: SentenceTrace) -> list[Phrase]:
    """The phrases before "arasında" with it: "Fiji, Samoa ve Tonga arasında" also where no predicate takes them."""
    found: list[Phrase] = []
    for number, phrase in enumerate(phrases):
        if phrase.slot != "between":
            continue
        found.append(phrase)
        end = phrase.begin
        for other in reversed(phrases[:number]):
            gap = [token.lower for token in row.tokens[other.end : end]]
            if other.slot not in ("nom", "ins") or gap not in ([], ["ve"], [","], ["-"], ["ile"]):
                break
            found.append(Phrase(other.begin, phrase.end, "between", other.keys, other.kinds))
            end = other.begin
    return found


def _actors(phrase: Phrase, table: EntityTable) -> list[str]:
    if phrase.weak and phrase.slot == "ins":
        return []
    return [key for key in phrase.keys if table.kind(key) in (COUNTRY, ORGANIZATION, PERSON)]


def country_held(key: str, table: EntityTable, *, contract: bool = True) -> str | None:
    """The country itself, or the one that a person holds an office of; a player in a contract holds none."""
    if table.kind(key) == COUNTRY:
        return key
    for _, title in table.clusters[key].titles:
        if contract and title.kind == "other":
            continue
        if len(title.countries) == 1 and f"country:{title.countries[0]}" in table.clusters:
            return f"country:{title.countries[0]}"
    return None


def _acting_for(key: str, table: EntityTable, *, contract: bool) -> str:
    """The country that an office holder signs for, else the one who signs; a player signs for himself."""
    return country_held(key, table, contract=contract) or key


def _signatories(keys: list[str], table: EntityTable) -> list[str]:
    """The parties, each once: persons who hold an office only sign for the others."""
    unique = list(dict.fromkeys(keys))
    bodies = [key for key in unique if table.kind(key) != PERSON]
    if not bodies:
        return unique
    if len(bodies) > 1:
        return bodies
    return [key for key in unique if table.kind(key) != PERSON or not table.clusters[key].titles]


__all__ = ["settle"]
