"""Mentions of agreements brought together over the article, and what the article tells of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.agreements import BARE, GENERAL, SPECIFIC, AgreementMention
from kg.extract.ties import governing, relative
from kg.lang.tr.morphology import Form
from kg.model import Modality

if TYPE_CHECKING:
    from kg.extract.extractor import SentenceTrace
    from kg.extract.phrases import Predicate
    from kg.model import Edtf

# Measured: how often such an agreement was right, with no party, one, and several.
_CONFIDENCE = {SPECIFIC: (0.82, 0.85, 0.93), GENERAL: (0.7, 0.72, 0.8), BARE: (0.6, 0.65, 0.75)}
_LISTED_AFTER = 3
_LEAD = 2  # sentences that may speak of an agreement before it is named
_WIDE = frozenset(("anlaşma", "antlaşma", "mutabakat", "zapt", "muhtıra"))  # may stand for one another
_FILLERS = (
    "alan",
    "konu",
    "iş",
    "birli",
    "mutabakat",
    "yeni",
    "ikili",
    "ortak",
    "ilişkin",
    "dair",
    "uluslar",
)


@dataclass(slots=True, eq=False)
class AgreementDraft:
    """An agreement in the making."""

    key: str
    label: str
    kind: str
    mentions: list[AgreementMention]
    parties: list[str] = field(default_factory=list)
    signed: Edtf | None = None
    in_force: Edtf | None = None
    confidence: float = 0.5


def bring_together(rows: list[SentenceTrace]) -> list[AgreementDraft]:
    """Agreements of the article: bare and shorter mentions go to the agreement they fit; vague ones are left out."""
    mentions = [m for row in rows for m in row.agreements if not m.modifier and not m.event]
    _share_signatories(rows)
    drafts: list[AgreementDraft] = []
    for mention in (m for m in mentions if m.level is SPECIFIC and _stands(m)):
        home = next((d for d in drafts if _same(mention, d)), None)
        _add(drafts, home, mention)
    for mention in (m for m in mentions if m.level is not SPECIFIC):
        home = None if mention.plural or mention.paper else _meant(mention, drafts)
        if home is not None or _stands(mention):
            _add(drafts, home, mention)
    drafts.sort(key=lambda d: min((m.sentence, m.begin) for m in d.mentions))
    for number, draft in enumerate(drafts):
        draft.key = f"agreement:{number}"
        draft.mentions.sort(key=lambda m: (m.sentence, m.begin))
        for mention in draft.mentions:
            _dates(draft, mention, rows[mention.sentence])
        draft.confidence = _CONFIDENCE[_best(draft)][min(2, len(draft.parties))]
    return drafts


def fill_signatories(rows: list[SentenceTrace], agreements: list[AgreementDraft]) -> None:
    """Events that name nobody but concern an agreement are of its parties; with neither these nor a place they go."""
    home = {mention: agreement for agreement in agreements for mention in agreement.mentions}
    for row in rows:
        for draft in row.drafts:
            if (
                draft.agreements
                and not draft.everyone
                and draft.modality in (Modality.ACTUAL, Modality.PLANNED)
            ):
                parties = next((home[m].parties for m in draft.agreements if m in home), [])
                draft.actors = list(parties) if len(parties) > 1 else []
                draft.confidence -= 0.1
        row.drafts = [d for d in row.drafts if d.everyone or not d.agreements or d.place is not None]


def _best(draft: AgreementDraft) -> str:
    return next((m.level for m in draft.mentions if m.level is SPECIFIC), draft.mentions[0].level)


def _add(drafts: list[AgreementDraft], home: AgreementDraft | None, mention: AgreementMention) -> None:
    if home is None:
        home = AgreementDraft("", mention.label, mention.kind, [])
        drafts.append(home)
    home.mentions.append(mention)
    if home.kind == "other":
        home.kind = mention.kind
    lent = all(m.lent for m in home.mentions[:-1])
    if not mention.lent and lent and not set(mention.parties) & set(home.parties):
        home.parties = []
    home.parties += [party for party in mention.parties if party not in home.parties]


def _stands(mention: AgreementMention) -> bool:
    """Whether the mention alone is worth an agreement: a named matter, or parties that make it."""
    done = mention.made or mention.reached or mention.kept
    if mention.paper:
        return mention.made and len(mention.parties) > 1 and not mention.plural and not mention.denied
    if mention.level is SPECIFIC:
        if mention.ordinary:
            return (mention.made or mention.reached) and bool(mention.parties)
        if mention.stem == "protokol" and mention.kind == "other" and not mention.proper:
            return done or bool(mention.parties) or "birliği" in mention.label  # else a procedure
        return not mention.plural or mention.proper or bool(mention.parties)
    if mention.plural or mention.denied or (mention.indefinite and mention.future):
        return False
    several = len(mention.parties) > 1
    if mention.stem == "ateşkes":
        return (
            several
            or mention.broken
            or (bool(mention.parties) and (mention.made or mention.kept or mention.definite))
        )
    if mention.by_parties or (mention.level is not BARE and mention.definite and done):
        return True
    return (mention.made and bool(mention.parties)) or (several and (done or mention.joined))


def _same(mention: AgreementMention, draft: AgreementDraft) -> bool:
    """Whether a mention is of the same matter, with a noun that can mean the same, and fitting parties."""
    first = draft.mentions[0]
    if any(m.sentence == mention.sentence and m.stem != mention.stem for m in draft.mentions):
        return False
    if mention.stem != first.stem and not (mention.stem in _WIDE or first.stem in _WIDE):
        return False
    mine, theirs = _topic(mention), _topic(first)
    if not mine or not theirs or not (mine <= theirs or theirs <= mine):
        return False
    lent = mention.lent or first.lent
    return lent or _parties_fit(mention, draft)


def _topic(mention: AgreementMention) -> set[str]:
    """Beginnings of the words that tell the matter, without noun and fillers."""
    *words, head = mention.label.lower().split()
    found = {word[:5] for word in words if len(word) > 2 and not word.startswith(_FILLERS)}
    return found or {head[:5], *(word[:5] for word in words)}


def _parties_fit(mention: AgreementMention, draft: AgreementDraft) -> bool:
    mine, theirs = _bodies(mention.parties), _bodies(draft.parties)
    return len(mine) < 2 or len(theirs) < 2 or mine <= theirs or theirs <= mine


def _bodies(parties: list[str]) -> set[str]:
    return {key for key in parties if not key.startswith("person:")}


def _meant(mention: AgreementMention, drafts: list[AgreementDraft]) -> AgreementDraft | None:
    """The agreement that "anlaşma" goes back to: the nearest before it; the only one, if it comes later."""
    if mention.by_parties and len(alike := [d for d in drafts if d.mentions[0].stem == mention.stem]) == 1:
        return alike[0]
    fitting = [
        d
        for d in drafts
        if not _bodies(mention.parties)
        or not _bodies(d.parties)
        or _bodies(mention.parties) & _bodies(d.parties)
        or any(m.lent for m in d.mentions)
    ]
    if mention.stem == "ateşkes":
        fitting = [d for d in fitting if d.kind == "ceasefire"]
    if mention.indefinite and not mention.parties:
        return None
    here = (mention.sentence, mention.begin)
    earlier = [(place, draft) for draft in fitting for place in _places(draft) if place < here]
    if earlier:
        return max(earlier, key=lambda item: item[0])[1]
    if len(fitting) != 1 or len(drafts) != 1 or mention.indefinite:
        return None
    soon = min(_places(fitting[0]))[0] - here[0] <= 1
    return fitting[0] if soon or (here[0] <= _LEAD and not mention.definite) else None


def _places(draft: AgreementDraft) -> list[tuple[int, int]]:
    return [(m.sentence, m.begin) for m in draft.mentions]


def _share_signatories(rows: list[SentenceTrace]) -> None:
    """Agreements listed after "4 anlaşma imzalandı" have the parties of that signing."""
    parties: list[str] = []
    told = -_LISTED_AFTER - 1
    for number, row in enumerate(rows):
        several = [m for m in row.agreements if m.level is not SPECIFIC and m.made and len(m.parties) > 1]
        if several:
            parties, told = several[0].parties, number
        elif parties and number - told <= _LISTED_AFTER:
            for mention in row.agreements:
                if mention.level is SPECIFIC and not mention.parties and len(row.agreements) > 1:
                    mention.parties, mention.lent = list(parties), True


def _dates(draft: AgreementDraft, mention: AgreementMention, row: SentenceTrace) -> None:
    for predicate in (relative(mention, row.predicates, row.tokens), governing(mention, row.predicates)):
        if predicate is None or predicate.verb is None or predicate.verb.negated or predicate.verb.able:
            continue
        value = _when(predicate, row)
        if value is None or (predicate.form is not Form.AN and _unreal(mention, row)):
            continue
        words = [token.lower for token in row.tokens[max(0, predicate.begin - 2) : predicate.end]]
        if any(word.startswith("yürürlüğe") for word in words):
            draft.in_force = draft.in_force or value
        elif any(word.startswith(("imza", "paraf", "akdet")) for word in words):
            draft.signed = draft.signed or value
    for time in row.times:
        between = [token.lower for token in row.tokens[time.end : mention.begin]]
        dated = row.tokens[time.end - 1].lower.endswith(("ki", "tarihli")) and not between
        if time.value is not None and (dated or between == ["tarihli"]):
            draft.signed = draft.signed or time.value


def _unreal(mention: AgreementMention, row: SentenceTrace) -> bool:
    return any(mention in d.agreements and d.modality is not Modality.ACTUAL for d in row.drafts)


def _when(predicate: Predicate, row: SentenceTrace) -> Edtf | None:
    time = row.dating.time([predicate]) if row.dating is not None else None
    if time is None or time.value is None or "/" in time.value.value:
        return None
    return time.value


__all__ = ["AgreementDraft", "bring_together", "fill_signatories"]
