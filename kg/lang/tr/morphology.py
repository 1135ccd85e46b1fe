"""Inflection of Turkish words: verb forms of known stems, and the case of nominals.

Not a full analyser: it answers what clause structure needs (is this word a verb, in which form, negated,
passive, possible; in which case is this noun) and does so from suffix patterns over a list of stems. Words
are given in Turkish lower case. Suffix vowels are written as archiphonemes: A = a/e, I = ı/i/u/ü, D = d/t.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

MAX_STEM = 16
_VOICELESS = "fstkçşhp"
_BACK = "aıouâ"
_VOWELS = "aeıioöuüâ"


class Case(StrEnum):
    """Grammatical cases; INS is the suffix -(y)lA and the postposition *ile*."""

    NOM = "nom"
    GEN = "gen"
    DAT = "dat"
    ACC = "acc"
    LOC = "loc"
    ABL = "abl"
    INS = "ins"
    EQU = "equ"


class Form(StrEnum):
    """What a verb form does in its sentence."""

    FINITE = "finite"
    DIK = "dik"  # -DIK + possessive: factive nominal or participle
    FUT = "fut"  # -AcAK + possessive: future nominal or participle
    MA = "ma"  # -mA (+ possessive): action nominal
    MAK = "mak"  # -mAk: infinitive
    AN = "an"  # -(y)An: subject participle
    CONVERB = "converb"  # -ArAk, -Ip, -mAdAn: shares its subject with the next verb
    WHEN = "when"  # -ken, -IncA, -DIğIndA: adverbial clause that may have its own subject


class Tense(StrEnum):
    """Tense and mood of finite forms, as far as factuality needs them."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"
    AORIST = "aorist"
    NECESSITY = "necessity"
    CONDITIONAL = "conditional"
    OPTATIVE = "optative"
    WOULD = "would"  # -AcAktI: was to happen
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Verb:
    """A word as a form of the verb `stem`."""

    stem: str
    form: Form
    tense: Tense = Tense.NONE
    negated: bool = False
    able: bool = False
    passive: bool = False
    causative: bool = False
    reciprocal: bool = False
    case: Case = Case.NOM
    possessed: bool = False
    plural: bool = False
    first_person: bool = False


_A, _I, _D = "[ae]", "[ıiuü]", "[dt]"


def _rx(pattern: str) -> str:
    return pattern.replace("A", _A).replace("I", _I).replace("D", _D)


_VOICE = _rx(
    r"(?P<rec>I?ş(?=t|Il|m|D|A|I))?(?P<cau>D?Ir(?=[^ıiuü]|I[lny]|I?l)|DIr|t(?=[ıiuümtadle]))?(?P<pas>I?[ln](?:In|Il)?)?"
)
_NEG = _rx(
    r"(?:(?P<able>y?Abil)|(?P<nabl>y?Am(?=A|I|y|z)))?(?P<neg>mA|m(?=Iyor)|(?<=m)A|(?<=m)(?=Iyor))?(?P<able2>y?Abil)?"
)
_CASE = r"(?P<case>{})".format(
    "|".join(
        (
            _rx("n?In"),
            _rx("y?A"),
            _rx("nA"),
            _rx("y?I"),
            _rx("nI"),
            _rx("n?DAn"),
            _rx("n?DAki(?:lAr)?"),
            _rx("n?DA"),
            _rx("y?lA"),
            _rx("n?cA"),
        )
    )
)

_FORMS: tuple[tuple[str, Form, Tense], ...] = (
    (_rx(r"DIğIndA(?:n|ki)?|DIkçA|DIktAn"), Form.WHEN, Tense.PAST),
    (_rx(r"(?:(?:I?yor|mIş|y?AcAk|Ar|Ir|r|mAz|z|mAktA)(?:y)?ken|y?IncA|DIğIndA)"), Form.WHEN, Tense.PRESENT),
    (_rx(r"mAdAn|mAksIzIn"), Form.CONVERB, Tense.NONE),
    (_rx(r"y?(?:ArAk|Ip)"), Form.CONVERB, Tense.NONE),
    (
        _rx(r"DI(?:ğ(?=I)|k(?=lAr|tA))(?P<pl>lAr(?=I))?(?P<poss>ImIz|Im|InIz|I)?") + _CASE + "?",
        Form.DIK,
        Tense.PAST,
    ),
    (
        _rx(r"y?AcA(?:ğ(?=I)|k(?=lArI))(?P<pl>lAr(?=I))?(?P<poss>ImIz|Im|InIz|I)?") + _CASE + "?",
        Form.FUT,
        Tense.FUTURE,
    ),
    (_rx(r"mA(?:k|y)(?=$|A$|I$|tA|tAn|lA|IçIn)(?:tA(?:n)?|lA|A|I)?"), Form.MAK, Tense.NONE),
    (_rx(r"mA(?P<pl>lAr)?(?P<poss>sI|I|ImIz|InIz|(?<=m[ae])mIz)?") + _CASE + "?", Form.MA, Tense.NONE),
    (_rx(r"y?An(?P<pl>lAr)?(?P<poss>I(?=n)|ImIz)?") + _CASE + "?", Form.AN, Tense.NONE),
    (
        _rx(
            r"DI(?P<first>m|k)?(?:lAr|n|nIz)?|mIşD?Ir(?:lAr)?|mIş(?:lAr)?(?:D?I(?:r|lAr)?)?|I?yor(?:lAr)?DI(?:lAr)?|mAktAyDI"
        ),
        Form.FINITE,
        Tense.PAST,
    ),
    (
        _rx(r"I?yor(?:(?P<first>Im|Iz)|lAr|sIn(?:Iz)?|DIr)?(?:mIş)?|mAktA(?:DIr)?(?:lAr)?"),
        Form.FINITE,
        Tense.PRESENT,
    ),
    (_rx(r"y?AcAk(?:tI(?P<first>m|k)?|lArdI)(?:lAr)?"), Form.FINITE, Tense.WOULD),
    (_rx(r"y?AcA(?:k|ğ)(?P<first>Im|Iz)?(?:lAr|sIn|sInIz|tIr|mIş)?"), Form.FINITE, Tense.FUTURE),
    (_rx(r"mAlI(?:DIr|yDI|(?P<first>yIm|yIz)|lAr|sInIz)?"), Form.FINITE, Tense.NECESSITY),
    (
        _rx(r"(?:DI|mIş|yor|AcAk|I?r|Ar|z)?y?sA(?:(?P<first>m|k)|lAr|nIz|yDI)?"),
        Form.FINITE,
        Tense.CONDITIONAL,
    ),
    (_rx(r"sIn(?:lAr)?|y?AlIm|y?AyIm"), Form.FINITE, Tense.OPTATIVE),
    (_rx(r"(?:Ar|Ir|r|z)(?:(?P<first>Im|Iz)|lAr|sIn(?:Iz)?|DI(?:lAr)?|mIş)?"), Form.FINITE, Tense.AORIST),
)
_PATTERNS = tuple(
    (re.compile(_VOICE + _NEG + r"(?:" + pattern + r")"), form, tense) for pattern, form, tense in _FORMS
)

_CASES = (
    (re.compile(_rx(r"n?DAn$")), Case.ABL),
    (re.compile(_rx(r"n?DA(?:ki(?:lAr)?)?$")), Case.LOC),
    (re.compile(_rx(r"n?In(?:ki)?$")), Case.GEN),
    (re.compile(_rx(r"y?lA$")), Case.INS),
    (re.compile(_rx(r"n?cA$")), Case.EQU),
    (re.compile(_rx(r"[yn]?A$")), Case.DAT),
    (re.compile(_rx(r"[yn]?I$")), Case.ACC),
)


def case_of_suffix(suffix: str) -> Case:
    """Case of what stands after an apostrophe, lower case: `nin` → GEN. Nominative if none.

    >>> case_of_suffix("yla"), case_of_suffix("")
    (<Case.INS: 'ins'>, <Case.NOM: 'nom'>)
    """
    if not suffix:
        return Case.NOM
    for pattern, case in _CASES:
        if pattern.match(suffix) if suffix[0] in "dtnylcaeıiuü" else False:
            return case
    return Case.NOM


@lru_cache(maxsize=1)
def _stems() -> dict[str, str]:
    text = (files("kg.lang.tr") / "data" / "verbs.txt").read_text(encoding="utf-8")
    listed = {word for line in text.splitlines() if not line.startswith("#") for word in line.split()}
    stems = {stem: stem for stem in sorted(listed)}
    for stem in sorted(listed):
        if stem[-1] in "ae":  # -Iyor narrows the last vowel away: bekle- → bekliyor
            stems.setdefault(stem[:-1] + "\0", stem)
        elif stem in (
            "et",
            "git",
            "affet",
            "reddet",
            "kaybet",
            "kaydet",
            "hisset",
            "bahset",
            "katlet",
            "terket",
            "seyret",
            "hükmet",
            "vadet",
            "feshet",
            "hapset",
            "azlet",
            "mahvet",
            "resmet",
            "devret",
            "lağvet",
            "emret",
            "güt",
            "naklet",
            "sevket",
            "keşfet",
            "menet",
            "cezbet",
            "küfret",
            "zulmet",
            "darbet",
            "hallet",
        ):
            stems[stem[:-1] + "d"] = stem
    return stems


def known_stem(stem: str) -> bool:
    """Whether the stem is in the verb list."""
    return stem in _stems()


@lru_cache(maxsize=65536)
def verb_of(word: str) -> Verb | None:
    """The word as a verb form, or None. Longest known stem wins; the whole rest must be suffixes.

    >>> verb_of("imzaladığını").form, verb_of("görüşmedi").negated
    (<Form.DIK: 'dik'>, True)
    """
    stems = _stems()
    for length in range(min(len(word) - 1, MAX_STEM), 0, -1):
        prefix = word[:length]
        stem = stems.get(prefix)
        if stem is not None:
            verb = _parse(stem, word[length:])
            if verb is not None:
                return verb
        if word[length : length + 4] in ("iyor", "ıyor", "uyor", "üyor"):
            stem = stems.get(prefix + "\0")
            if stem is not None:
                verb = _parse(stem, word[length:])
                if verb is not None:
                    return verb
    return None


def _parse(stem: str, rest: str) -> Verb | None:
    if not _harmonic(stem, rest):
        return None
    for pattern, form, tense in _PATTERNS:
        match = pattern.fullmatch(rest)
        if match is None:
            continue
        found = match.groupdict()
        if rest[0] in "td" and not found["cau"] and (rest[0] == "t") != (stem[-1] in _VOICELESS):
            continue
        case = case_of_suffix(found.get("case") or "")
        if form is Form.MAK:
            case = _mak_case(rest)
        return Verb(
            stem=stem,
            form=form,
            tense=tense,
            negated=found["neg"] is not None
            or found["nabl"] is not None
            or rest.endswith(("mez", "maz"))
            or (form is Form.CONVERB and rest.endswith(("meden", "madan"))),
            able=found["able"] is not None or found["able2"] is not None or found["nabl"] is not None,
            passive=found["pas"] is not None,
            causative=found["cau"] is not None,
            reciprocal=found["rec"] is not None,
            case=case,
            possessed=bool(found.get("poss")) or bool(found.get("pl")),
            plural=bool(found.get("pl")),
            first_person=bool(found.get("first")),
        )
    return None


def _harmonic(stem: str, rest: str) -> bool:
    """Vowel harmony: suffixes are back or front as the last vowel of the stem; -ken never changes its vowel."""
    rest = rest.removesuffix("ken")
    last = next((char for char in reversed(stem) if char in _VOWELS), "")
    first = next((char for char in rest if char in _VOWELS), "")
    return not last or not first or (last in _BACK) == (first in _BACK)


def _mak_case(rest: str) -> Case:
    tail = rest[-3:]
    if tail.endswith(("ya", "ye")):
        return Case.DAT
    if tail.endswith(("yı", "yi", "yu", "yü")):
        return Case.ACC
    if tail.endswith(("tan", "ten")):
        return Case.ABL
    if tail.endswith(("ta", "te")):
        return Case.LOC
    return Case.INS if tail.endswith(("la", "le")) else Case.NOM
