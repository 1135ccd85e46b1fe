"""Event frames: which words name which type of event, and which phrases fill its roles.

The frames are data (`data/frames/*.toml`). A verb trigger is a verb stem with its complements before it: "el koy",
"gözaltına al"; a complement that ends in ~ stands for all its inflected forms; a last word in -mA ("izin verme")
asks for the negated verb; a bar stands between words that may take each other's place, where two words count as one
with a low line between them: "asker~ gönder|sevk_et". A noun trigger is a noun stem with its modifiers: "hava saldırı".
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from itertools import product

from kg.errors import UnknownTerm
from kg.lang.tr.morphology import known_stem
from kg.lang.tr.nouns import inflection

SLOTS = frozenset("subj acc dat abl loc ins gen comp by between against about csubj cdoer".split())
ROLES = frozenset(("actor", "recipient", "participant", "place-ish"))
LIGHT_VERBS = frozenset(
    "yap et gerçekleştir düzenle bulun ver başlat sürdür yürüt tamamla artır arttır hızlandır yoğunlaştır genişlet "
    "yinele üstlen".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to tell of one type of event.

    `roles` maps a syntactic slot to a role. `needs` are slots that must be filled, with the kinds of filler allowed
    ("person", "country|place", "clause", "action"); `needs_any` and `noun_needs_any`: at least one of these slots.
    `patient` lists triggers whose grammatical subject is the one to whom it happens. `place_from`: slots that give
    the place. `gap`: words allowed between complement and verb. `idioms` are phrases with a verb of the frame that name
    no event. `own`: the clause must name its subject. `real`: only what happened counts. `forms`: forms of the verb
    that count, any if empty. `passive`: role of a passive's subject, by default that of the object. `setting`: with
    nobody named, it happens where the story is set. `told`: the event is that someone says it; its actor is who says
    so.
    """

    id: str
    type: str
    also: tuple[str, ...]
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    roles: Mapping[str, str]
    needs: Mapping[str, frozenset[str]]
    needs_any: frozenset[str]
    noun_needs_any: frozenset[str]
    light: frozenset[str]
    patient: frozenset[str]
    place_from: tuple[str, ...]
    origin_from: tuple[str, ...]
    gap: int
    voice: str
    agreement: bool
    passive: str
    place_ok: bool
    setting: bool
    place_only: bool
    idioms: tuple[str, ...]
    noun_needs: Mapping[str, frozenset[str]]
    own: bool
    real: bool
    forms: frozenset[str]
    told: Told | None
    version: int

    @property
    def headline(self) -> bool:
        """Whether its nouns count only at the end of a headline."""
        return bool(self.noun_needs_any & {"headline", "headline-to"})


@dataclass(frozen=True, slots=True)
class Told:
    """How an act of speech shows in what is said.

    `of`: of whom it is said: "others", or "self", the speaker. `moods`: tenses of the verb that tell it, empty for any
    that is no future. `any_verb`: the mood alone tells it. `condition`: it must depend on a condition.
    """

    of: str
    moods: frozenset[str]
    any_verb: bool
    condition: bool


@dataclass(frozen=True, slots=True)
class VerbTrigger:
    """A verb pattern of a frame: complements (exact words, or stems if `open_`), verb stem, whether negated."""

    frame: Frame
    text: str
    complements: tuple[str, ...]
    open_: tuple[bool, ...]
    stem: str
    negated: bool
    idiom: bool = False


@dataclass(frozen=True, slots=True)
class NounTrigger:
    """A noun pattern of a frame: modifiers and the stem of the head noun."""

    frame: Frame
    text: str
    modifiers: tuple[str, ...]
    stem: str


class FrameIndex:
    """All frames, found by verb stem or by noun stem."""

    def __init__(self, frames: tuple[Frame, ...]) -> None:
        self.frames = frames
        verbs: dict[str, list[VerbTrigger]] = {}
        told: dict[str, list[VerbTrigger]] = {}
        nouns: dict[str, list[NounTrigger]] = {}
        self.moods = tuple(frame for frame in frames if frame.told is not None and frame.told.any_verb)
        for frame in frames:
            for text in frame.verbs:
                trigger = _verb_trigger(frame, text)
                (verbs if frame.told is None else told).setdefault(trigger.stem, []).append(trigger)
            for text in frame.idioms:
                trigger = replace(_verb_trigger(frame, text), idiom=True)
                (verbs if frame.told is None else told).setdefault(trigger.stem, []).append(trigger)
            for text in frame.nouns:
                *modifiers, stem = text.split()
                nouns.setdefault(stem, []).append(NounTrigger(frame, text, tuple(modifiers), stem))
        self.verbs = {stem: tuple(sorted(found, key=rank)) for stem, found in verbs.items()}
        self.told = {stem: tuple(sorted(found, key=rank)) for stem, found in told.items()}
        self.nouns = {
            stem: tuple(sorted(found, key=lambda t: (-len(t.modifiers), not t.frame.headline, t.text)))
            for stem, found in nouns.items()
        }


def rank(trigger: VerbTrigger) -> tuple[int, bool, str, str]:
    """Order of triggers that fit alike: more complements first, then those that mean the negated verb."""
    return (-len(trigger.complements), not trigger.negated, trigger.text, trigger.frame.id)


def _verb_trigger(frame: Frame, text: str) -> VerbTrigger:
    *complements, stem = text.split()
    negated = False
    if not known_stem(stem) and stem[-2:] in ("me", "ma") and known_stem(stem[:-2]):
        stem, negated = stem[:-2], True
    if not known_stem(stem):
        raise UnknownTerm(
            f"frame {frame.id}: {stem!r} in {text!r} is no known verb stem.", hint="Add it to data/verbs.txt."
        )
    return VerbTrigger(
        frame,
        text,
        tuple(word.rstrip("~") for word in complements),
        tuple(word.endswith("~") for word in complements),
        stem,
        negated,
    )


def complement_fits(word: str, pattern: str, open_: bool) -> bool:
    """Whether a lower-case word is the complement, inflected if the pattern is open. An apostrophe makes no difference.

    A pattern may end in -(s)I itself ("görüş birliği~"): its case follows after an n.

    >>> complement_fits("çağrısında", "çağrı", True), complement_fits("elini", "el", False)
    (True, False)
    >>> complement_fits("birliğine", "birliği", True)
    True
    >>> complement_fits("forumu'na", "forum", True)
    True
    """
    if not word.isalpha():
        word = word.replace("'", "").replace("’", "")
    if word == pattern:
        return True
    if not open_ or not word.startswith(pattern):
        return False
    if inflection(word[len(pattern) :]) is not None:
        return True
    return pattern[-1] in "ıiuü" and inflection(word[len(pattern) - 1 :]) is not None


@lru_cache(maxsize=1)
def frame_index() -> FrameIndex:
    """The frames of the package, in the order of their files and lines."""
    folder = files("kg.lang.tr") / "data" / "frames"
    tables: list[dict[str, object]] = []
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if file.name.endswith(".toml"):
            tables += tomllib.loads(file.read_text(encoding="utf-8"))["frame"]
    return FrameIndex(tuple(_frame(table) for table in tables))


def _frame(table: Mapping[str, object]) -> Frame:
    known = set(
        "id type also verbs nouns roles needs needs_any noun_needs_any light patient place_from "
        "origin_from gap voice passive agreement place_ok setting place_only idioms noun_needs own real "
        "forms told version".split()
    )
    unknown = set(table) - known
    if unknown:
        raise UnknownTerm(
            f"frame {table.get('id')}: unknown keys {sorted(unknown)}.",
            hint="See docs/extraction.md for the keys.",
        )
    roles = _mapping(table, "roles")
    if set(roles) - SLOTS or set(roles.values()) - ROLES:
        raise UnknownTerm(f"frame {table['id']}: unknown slot or role in {roles}.")
    also = table.get("also", ())
    return Frame(
        id=str(table["id"]),
        type=str(table["type"]),
        also=(also,) if isinstance(also, str) else _words(table, "also"),
        verbs=_triggers(table, "verbs"),
        nouns=_triggers(table, "nouns"),
        roles=roles,
        needs=_kinds(table, "needs"),
        needs_any=frozenset(_words(table, "needs_any")),
        noun_needs_any=frozenset(_words(table, "noun_needs_any")),
        light=LIGHT_VERBS | frozenset(_words(table, "light")),
        patient=frozenset(_triggers(table, "patient")),
        place_from=_words(table, "place_from"),
        origin_from=_words(table, "origin_from"),
        gap=int(str(table.get("gap", 0))),
        voice=str(table.get("voice", "any")),
        agreement=bool(table.get("agreement", False)),
        passive=str(table.get("passive", "")),
        place_ok=bool(table.get("place_ok", False)),
        setting=bool(table.get("setting", False)),
        place_only=bool(table.get("place_only", False)),
        idioms=_triggers(table, "idioms"),
        noun_needs=_kinds(table, "noun_needs"),
        own=bool(table.get("own", False)),
        real=bool(table.get("real", False)),
        forms=frozenset(_words(table, "forms")),
        told=_told(table),
        version=int(str(table.get("version", 1))),
    )


def _triggers(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    """The triggers with alternatives written out: "asker~ yığ|sevk_et" → "asker~ yığ", "asker~ sevk et"."""
    return tuple(
        " ".join(words).replace("_", " ")
        for text in _words(table, key)
        for words in product(*(word.split("|") for word in text.split()))
    )


def _kinds(table: Mapping[str, object], key: str) -> dict[str, frozenset[str]]:
    return {slot: frozenset(kinds.split("|")) for slot, kinds in _mapping(table, key).items()}


def _told(table: Mapping[str, object]) -> Told | None:
    told = table.get("told")
    if told is None:
        return None
    if not isinstance(told, dict) or set(told) - {"of", "moods", "any_verb", "condition"}:
        raise UnknownTerm(
            f"frame {table['id']}: `told` has unknown keys.", hint="See docs/extraction.md for the keys."
        )
    return Told(
        of=str(told.get("of", "others")),
        moods=frozenset(_words(told, "moods")),
        any_verb=bool(told.get("any_verb", False)),
        condition=bool(told.get("condition", False)),
    )


def _words(table: Mapping[str, object], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _mapping(table: Mapping[str, object], key: str) -> dict[str, str]:
    value = table.get(key, {})
    return {str(name): str(item) for name, item in value.items()} if isinstance(value, dict) else {}
