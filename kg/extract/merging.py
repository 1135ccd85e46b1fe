"""One happening told several times in an article is one occurrence with several passages."""

from __future__ import annotations

from datetime import date, timedelta

from kg.extract.drafts import Draft
from kg.model import Edtf, Modality

_LEAD = 1
_LONG_AGO = timedelta(31)
FAMILIES = ("consult", "retreat", "request", "threaten", "protest", "mobilize", "coerce", "assault")


def family(kind: str) -> str:
    """Top type of an event type: consult of consult-phone."""
    head = kind.split("-", maxsplit=1)[0]
    return head if head in FAMILIES else kind


def merge(drafts: list[Draft], published: date | None = None) -> list[Draft]:
    """Drafts with those that tell of the same happening brought together, in order of first telling.

    `published` is the article's day: what its beginning tells without a date is not what happened long before it.
    """
    merged: list[Draft] = []
    for draft in drafts:
        if draft.anaphoric:
            _date_earlier(merged, draft)
            continue
        home = next(
            (other for other in merged if _same(other, draft) and not _is_older(draft, other, published)),
            None,
        )
        if home is None:
            merged.append(draft)
        else:
            _absorb(home, draft)
    return merged


def _date_earlier(merged: list[Draft], telling: Draft) -> None:
    """A bare "the call on Thursday" dates the last event of its very type that was told before and fits."""
    for home in reversed(merged):
        if (
            home.types[0] == telling.types[0]
            and home.modality is Modality.ACTUAL
            and _times_fit(_value(home), _value(telling))
        ):
            if _sharper(telling, home):
                home.time = telling.time
                home.sentences = sorted({*home.sentences, *telling.sentences})
            return


def _same(a: Draft, b: Draft) -> bool:
    if family(a.types[0]) != family(b.types[0]):
        return False
    if a.types[0] != b.types[0] and not _refines(a.types[0], b.types[0]):
        return False
    if (a.modality is Modality.ACTUAL) != (b.modality is Modality.ACTUAL) and not _open(a, b):
        return False
    if (a.modality is Modality.DENIED) != (b.modality is Modality.DENIED) and not (a.nominal or b.nominal):
        return False
    if not _times_fit(_value(a), _value(b)):
        return False
    if a.everyone and b.everyone:
        return _roles_fit(a, b)
    if not a.everyone and not b.everyone:
        return a.place == b.place and a.types[0] == b.types[0]
    return a.place is not None and a.place == b.place and a.types[0] == b.types[0]


def _refines(one: str, other: str) -> bool:
    """Whether one type is the other told more closely; plain coercion and retreat are those of no kind named."""
    return family(one) in (one, other) and family(one) not in ("coerce", "retreat")


def _is_older(draft: Draft, news: Draft, published: date | None) -> bool:
    """Whether a draft tells of something long before what the headline or the lead tells as news."""
    value = _value(draft)
    last = value.bounds()[1] if value is not None else None
    main = news.main or (news.nominal and news.types[0] == "disaster")
    told_as_news = main and news.time is None and news.sentence <= _LEAD
    return told_as_news and published is not None and last is not None and published - last > _LONG_AGO


def _open(a: Draft, b: Draft) -> bool:
    """Whether an event and a noun can be the same though only one of them is told as real.

    The noun alone ("the visit", "before the visit") leaves it open; one that is itself possible or denied does not.
    """
    return any(
        draft.nominal and not draft.settled and draft.modality in (Modality.ACTUAL, Modality.PLANNED)
        for draft in (a, b)
    ) and not any(
        draft.nominal and draft.modality in (Modality.HYPOTHETICAL, Modality.DENIED) for draft in (a, b)
    )


def _roles_fit(a: Draft, b: Draft) -> bool:
    """Whether each role agrees where both tell it, and at least one participant is shared."""
    if not set(a.everyone) & set(b.everyone):
        return False
    symmetric = family(a.types[0]) in (
        "consult",
        "agree",
        "sign-agreement",
        "tension",
        "rapprochement",
        "cooperate",
    )
    if symmetric:
        both = set(a.everyone), set(b.everyone)
        return both[0] <= both[1] or both[1] <= both[0]
    for mine, theirs in ((a.actors, b.actors), (a.recipients, b.recipients)):
        if mine and theirs and not set(mine) & set(theirs):
            return False
    return True


def _value(draft: Draft) -> Edtf | None:
    return draft.time.value if draft.time is not None else None


def _times_fit(a: Edtf | None, b: Edtf | None) -> bool:
    if a is None or b is None or a == b:
        return True
    if _is_limit(a) or _is_limit(b):
        return _reaches(a, b) and _reaches(b, a)
    (a_first, a_last), (b_first, b_last) = a.bounds(), b.bounds()
    if a_first is None or a_last is None or b_first is None or b_last is None:
        return False
    return (a_first <= b_first and b_last <= a_last) or (b_first <= a_first and a_last <= b_last)


def _is_limit(value: Edtf) -> bool:
    """Whether a value only says by when: "[..2025-06-19]"."""
    return value.value.startswith("[..")


def _reaches(limit: Edtf, other: Edtf) -> bool:
    """Whether `other`, if `limit` is one, can lie before it."""
    last, (first, end) = limit.bounds()[1], other.bounds()
    latest = first if first is not None else end
    return not _is_limit(limit) or last is None or latest is None or _is_limit(other) or latest <= last


def _absorb(home: Draft, other: Draft) -> None:
    if len(other.types[0]) > len(home.types[0]) and other.types[0].startswith(family(home.types[0])):
        home.types = other.types
    if home.nominal and not other.nominal:
        home.begin, home.end, home.nominal = other.begin, other.end, False
        home.rule, home.modality, home.signs, home.frame = (
            other.rule,
            other.modality,
            other.signs,
            other.frame,
        )
        home.sentence = other.sentence
        if other.actors:
            everyone = home.everyone
            home.actors, home.recipients, home.participants = (
                list(other.actors),
                list(other.recipients),
                list(other.participants),
            )
            known = home.everyone
            home.participants += [key for key in everyone if key not in known]
    else:
        known = home.everyone
        for mine, theirs in (
            (home.actors, other.actors),
            (home.recipients, other.recipients),
            (home.participants, other.participants),
        ):
            mine += [key for key in theirs if key not in known]
    if home.modality is Modality.HYPOTHETICAL and other.modality is Modality.PLANNED:
        home.modality = Modality.PLANNED  # what is planned is possible too
    home.place = home.place or other.place
    home.origin = home.origin or other.origin
    if _sharper(other, home):
        home.time = other.time
    home.sentences = sorted({*home.sentences, *other.sentences})
    if not home.sources or not other.sources:
        home.sources = home.sources if home.sources == other.sources else ()
    home.agreements = list(dict.fromkeys((*home.agreements, *other.agreements)))


def _sharper(other: Draft, home: Draft) -> bool:
    theirs, mine = _value(other), _value(home)
    if theirs is None:
        return False
    if mine is None:
        return True
    if _is_limit(theirs) or _is_limit(mine):
        return not _is_limit(theirs)
    (a, b), (c, d) = theirs.bounds(), mine.bounds()
    return bool(a and b and c and d and (b - a) < (d - c))
