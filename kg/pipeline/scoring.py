"""Judges the claims about one article against its gold, one mark for each claim and each gold entry.

| subject | a claim and a gold entry match when |
|---|---|
| person | a name of each can be one person's: the words of one are all in the other |
| country | their ISO codes are equal |
| agreement | half of the stems of their labels are equal, or their kinds are and they share a party |
| event | they have a top type and a participant in common; without any, a sentence |

Each takes part in one match at most. A claim that matches an entry that is not core is right, but such an
entry need not be found.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.pipeline.scoring_claims import AgreementClaim, Claims, EventClaim, Player
from kg.pipeline.scoring_gold import Gold, GoldAgreement, GoldEvent, Subject, family
from kg.pipeline.scoring_names import any_same_name, closeness, folded, overlap, pairs, same_date

DETAILS = ("subtype", "role", "date", "modality", "parties", "agreement_date")
"""What is looked at on matched events and agreements, in the order in which it is shown."""

ROLES = ("actors", "recipients", "participants")
A_LITTLE = 0.01
"""Keeps the score of a match above zero, where the two share nothing that is counted."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of some confidence (0 to 1) was right or wrong."""

    subject: Subject
    right: bool
    confidence: float


@dataclass(frozen=True, slots=True)
class Sought:
    """A gold entry that has to be found was found or not; events have a top type."""

    subject: Subject
    found: bool
    family: str = ""


@dataclass(frozen=True, slots=True)
class Detail:
    """One of `DETAILS` of a matched claim was right or wrong."""

    name: str
    right: bool


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was missed or is spurious in which article, in words."""

    article: str
    subject: Subject
    spurious: bool
    text: str

    def __str__(self) -> str:
        return f"{self.article} {self.subject} {'spurious' if self.spurious else 'missed'} {self.text}"


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of some articles."""

    judged: tuple[Judged, ...] = ()
    sought: tuple[Sought, ...] = ()
    details: tuple[Detail, ...] = ()
    mistakes: tuple[Mistake, ...] = ()

    @classmethod
    def together(cls, several: Iterable[Marks]) -> Marks:
        """The marks of all, in their order."""
        marks = tuple(several)
        return cls(
            judged=tuple(mark for each in marks for mark in each.judged),
            sought=tuple(mark for each in marks for mark in each.sought),
            details=tuple(mark for each in marks for mark in each.details),
            mistakes=tuple(mark for each in marks for mark in each.mistakes),
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """A gold entry as far as all subjects have it in common."""

    text: str
    core: bool = True
    family: str = ""


@dataclass(frozen=True, slots=True)
class _Claim:
    """The same of a claim."""

    text: str
    confidence: float


def marks_of(gold: Gold, claims: Claims) -> Marks:
    """The marks of one article."""
    return Marks.together(
        (_persons(gold, claims), _countries(gold, claims), _agreements(gold, claims), _events(gold, claims))
    )


def _marks(
    gold: Gold,
    subject: Subject,
    matches: Sequence[tuple[int, int]],
    entries: Sequence[_Entry],
    claims: Sequence[_Claim],
) -> Marks:
    found, right = {i for i, _ in matches}, {j for _, j in matches}
    missed = (_words(entry) for i, entry in enumerate(entries) if i not in found)
    spurious = (claim.text for j, claim in enumerate(claims) if j not in right)
    return Marks(
        judged=tuple(Judged(subject, j in right, claim.confidence) for j, claim in enumerate(claims)),
        sought=tuple(Sought(subject, i in found, item.family) for i, item in enumerate(entries) if item.core),
        mistakes=(
            *(Mistake(gold.name, subject, spurious=False, text=text) for text in missed),
            *(Mistake(gold.name, subject, spurious=True, text=text) for text in spurious),
        ),
    )


def _words(entry: _Entry) -> str:
    return entry.text if entry.core else f"(minor) {entry.text}"


def _persons(gold: Gold, claims: Claims) -> Marks:
    labels = [claim.player.labels for claim in claims.persons]
    scores = [
        [closeness(forms, names) + A_LITTLE if any_same_name(forms, names) else 0.0 for names in labels]
        for forms in gold.persons
    ]
    return _marks(
        gold,
        Subject.PERSON,
        pairs(scores),
        [_Entry(forms[0]) for forms in gold.persons],
        [_Claim(" / ".join(claim.player.labels), claim.confidence) for claim in claims.persons],
    )


def _countries(gold: Gold, claims: Claims) -> Marks:
    wanted = sorted(gold.countries)
    ignored = gold.optional - gold.countries
    made = [claim for claim in claims.countries if claim.player.iso2 not in ignored]
    matches = pairs([[float(code == claim.player.iso2) for claim in made] for code in wanted])
    entries = [_Entry(code) for code in wanted]
    return _marks(
        gold,
        Subject.COUNTRY,
        matches,
        entries,
        [_Claim(str(claim.player), claim.confidence) for claim in made],
    )


def _agreements(gold: Gold, claims: Claims) -> Marks:
    matches = pairs(
        [[_same_agreement(gold, entry, claim) for claim in claims.agreements] for entry in gold.agreements]
    )
    details = [
        detail
        for i, j in matches
        for detail in _agreement_details(gold, gold.agreements[i], claims.agreements[j])
    ]
    marks = _marks(
        gold,
        Subject.AGREEMENT,
        matches,
        [_Entry(entry.label, entry.core) for entry in gold.agreements],
        [_Claim(" / ".join(claim.labels), claim.confidence) for claim in claims.agreements],
    )
    return Marks.together((marks, Marks(details=tuple(details))))


def _same_agreement(gold: Gold, entry: GoldAgreement, claim: AgreementClaim) -> float:
    alike = overlap(entry.label, claim.labels)
    parties = sum(_among(gold, name, claim.parties) for name in entry.parties)
    if alike < 0.5 and not (entry.kind in claim.kinds and parties):
        return 0.0
    return alike + parties * 0.1 + A_LITTLE


def _agreement_details(gold: Gold, entry: GoldAgreement, claim: AgreementClaim) -> Iterable[Detail]:
    for name in entry.parties:
        yield Detail("parties", _among(gold, name, claim.parties))
    for wanted, given in ((entry.signed, claim.signed), (entry.in_force, claim.in_force)):
        if wanted:
            yield Detail("agreement_date", same_date(wanted, given))


def _events(gold: Gold, claims: Claims) -> Marks:
    matches = pairs([[_same_event(gold, entry, claim) for claim in claims.events] for entry in gold.events])
    details = [
        detail for i, j in matches for detail in _event_details(gold, gold.events[i], claims.events[j])
    ]
    marks = _marks(
        gold,
        Subject.EVENT,
        matches,
        [
            _Entry(_event_words(entry.types, entry.roles, [entry.quote]), entry.core, entry.family)
            for entry in gold.events
        ],
        [
            _Claim(_event_words(claim.types, claim.roles, claim.quotes), claim.confidence)
            for claim in claims.events
        ],
    )
    return Marks.together((marks, Marks(details=tuple(details))))


def _same_event(gold: Gold, entry: GoldEvent, claim: EventClaim) -> float:
    """Higher for more participants in common, the same sentence, subtype and date, and for core entries."""
    if not {family(kind) for kind in entry.types} & {family(kind) for kind in claim.types}:
        return 0.0
    names = [name for role in entry.roles for name in role]
    players = [player for role in claim.roles for player in role]
    shared = sum(_among(gold, name, players) for name in names)
    near = _quoted(entry.quote, claim.quotes)
    if not (shared if names else near):
        return 0.0
    exact = not set(entry.types).isdisjoint(claim.types)
    dated = same_date(entry.when, claim.when)
    return 1 + shared / max(1, len(names)) + near + 0.5 * exact + 0.25 * dated + 0.1 * entry.core


def _quoted(quote: str, sentences: Iterable[str]) -> bool:
    words = folded(quote)
    return any(words in sentence or sentence in words for sentence in map(folded, sentences))


def _event_details(gold: Gold, entry: GoldEvent, claim: EventClaim) -> Iterable[Detail]:
    yield Detail("subtype", not set(entry.types).isdisjoint(claim.types))
    yield Detail("modality", entry.modality in claim.modalities)
    if entry.when:
        yield Detail("date", same_date(entry.when, claim.when))
    for names, players in zip(entry.roles, claim.roles, strict=True):
        for name in names:
            yield Detail("role", _among(gold, name, players))


def _among(gold: Gold, name: str, players: Iterable[Player]) -> bool:
    return any(player.is_called(name, gold.forms) for player in players)


def _event_words(types: Sequence[str], roles: Sequence[Sequence[object]], quotes: Sequence[str]) -> str:
    told = [f"{name}: {', '.join(map(str, role))}" for name, role in zip(ROLES, roles, strict=True) if role]
    return f"{'/'.join(types)} ({'; '.join(told)}) «{quotes[0]}»"
