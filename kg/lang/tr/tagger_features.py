"""What the name tagger looks at: features of single words, kept per word form, and of their neighbours.

A sentence is a sequence of words as printed, case suffix included ("Putin'in"), punctuation apart. Only *runs* of
capitalised words can hold a name: `find_runs` gives them. Every feature is a short string; the model gives each of
them a weight for each label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from kg.lang.tr.casing import lower
from kg.lang.tr.gazetteer import (
    load_countries,
    load_given_names,
    load_organizations,
    load_places,
    load_surnames,
)

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
_APOSTROPHES = "'’‘ʼ`´"
_QUOTES = frozenset("\"“”„«»‘'’")
_OPENERS = _QUOTES | frozenset("([-–—:;•*") | frozenset({"...", "…"})
_PARTICLES_INSIDE = frozenset(
    "bin bint ibn el al es eş ez ed en et er ul ül de da del della di dos das du la le van von der den y ve of the "
    "for and & - – / ben oğlu".split()
)
_SUFFIX_CLASSES = (
    ("li", re.compile(r"(?:l[ıiuü])(?:y?[ae]|n[ıiuü]n|y?[ıiuü]|l[ae]r.*|d[ae]n?)?$")),
    ("ki", re.compile(r"(?:[dt][ae]|n[ıiuü]n)?k[iü](?:l[ae]r.*|n.*)?$")),
    ("pl", re.compile(r"l[ae]r")),
    ("gen", re.compile(r"n?[ıiuü]n$")),
    ("abl", re.compile(r"n?[dt][ae]n$")),
    ("loc", re.compile(r"n?[dt][ae]$")),
    ("ins", re.compile(r"y?l[ae]$")),
    ("dat", re.compile(r"[yn]?[ae]$")),
    ("acc", re.compile(r"[yn]?[ıiuü]$")),
    ("pred", re.compile(r"(?:y?[dm][ıiuü].*|[dt][ıiuü]r|y?s[ae]|yken|c[ae])$")),
)
_CASE = r"(?:n?[dt][ae]n?|n?[ıiuü]n|[yn]?[ae]|[yn]?[ıiuü]|y?l[ae])"
_DEMONYM_ENDING = re.compile(rf"(?:l[ae]r)?{_CASE}?")
_HEAD_ENDING = re.compile(rf"(?:n?{_CASE}(?:k[iü])?|nc[ae])")
_PEOPLE_ENDING = re.compile(rf"l[ıiuü](?:l[ae]r)?{_CASE}?")
_NOUN_ENDING = re.compile(
    rf"(?:l[ae]r)?(?:s?[ıiuü]|[ıiuü]?m(?:[ıiuü]z)?|[ıiuü]n(?:[ıiuü]z)?)?n?{_CASE}?(?:k[iü](?:l[ae]r)?n?{_CASE}?)?(?:d[ıiuü]r|yd[ıiuü]|ys[ae])?"
)
_VERB_ENDING = re.compile(
    r"(?:[ıiuü][nlş])?(?:[dt][ıiuü]r)?(?:y?[ae]bil|m[ae])?(?:[ıiuü]?yor|[dt][ıiuü]|m[ıiuü]ş|y?[ae]c[ae][kğ]|[ae]r|[ıiuü]r|m[ae]|y?[ae]n|[dt][ıiuü][kğ]|"
    r"y?[ae]r[ae]k|y?[ıiuü]p|m[ae]l[ıi]|s[ae]).{0,6}"
)
_MIN_STEM = 3
MAX_CACHED = 50_000


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word form: its lower-case stem, its class (a string of flags), and whether it can be part of a name.

    Compared by identity, so that it is a cheap key: `describe` gives the same object for the same form.
    """

    head: str  # as printed, up to the apostrophe
    stem: str  # the same in lower case
    kind: str
    group: str  # its class in tagger_words.txt
    candidate: bool
    inside: bool  # a particle that may stand between the parts of a name
    own: tuple[str, ...]  # features for the word itself
    near: tuple[str, ...]  # features for its direct neighbours
    far: tuple[str, ...]  # features for the words two places away


@dataclass(frozen=True, slots=True)
class _Lists:
    """Forms of the gazetteers as single words; keys are forms as printed, values are flags."""

    flags: dict[str, str]
    classes: dict[str, str]
    ordinary: frozenset[str]
    phrases: dict[
        str, tuple[tuple[tuple[str, ...], str], ...]
    ]  # by first word: names of several words, longest first


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    flags: dict[str, str] = {}

    def flag(form: str, mark: str) -> None:
        known = flags.get(form, "")
        if mark not in known:
            flags[form] = known + mark

    for given in load_given_names().values():
        flag(given.form, "g" if given.ambiguous else "G")
    for surname, ambiguous in load_surnames().items():
        flag(surname, "s" if ambiguous else "S")
    for country in load_countries():
        for name in (country.name, *country.aliases):
            _flag_words(flag, name, "c" if name in country.ambiguous else "C", "l")
        for name in country.demonyms:
            _flag_words(flag, name, "D", "D")
    for place in load_places():
        for name in (place.name, *place.aliases):
            _flag_words(flag, name, "p" if place.ambiguous else "P", "l")
    for body in load_organizations():
        for name in (body.name, *body.aliases):
            _flag_words(flag, name, "o" if name in body.ambiguous else "O", "m")
    ordered = {form: "".join(sorted(marks)) for form, marks in flags.items()}
    return _Lists(ordered, _word_classes(), _ordinary(), _phrases())


def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    kinds: dict[tuple[str, ...], str] = {}
    for row in load_organizations():
        for name in (row.name, *row.aliases):
            kinds.setdefault(tuple(name.split()), "o")
    for place in (*load_places(), *load_countries()):
        for name in (place.name, *place.aliases):
            kinds[tuple(name.split())] = "l"
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for words, kind in kinds.items():
        if len(words) > 1:
            by_first.setdefault(words[0], []).append((words, kind))
    return {
        first: tuple(sorted(found, key=lambda one: (-len(one[0]), one))) for first, found in by_first.items()
    }


def _flag_words(flag: object, name: str, single: str, part: str) -> None:
    assert callable(flag)
    words = name.split()
    if len(words) == 1:
        flag(name, single)
    else:
        for word in words:
            if word[0].isupper():
                flag(word, part)


def _word_classes() -> dict[str, str]:
    classes: dict[str, str] = {}
    text = (files("kg.lang.tr") / "data" / "tagger_words.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        if line and not line.startswith("#"):
            name, words = line.split(":")
            for word in words.split():
                classes.setdefault(word, name)
    return classes


def _ordinary() -> frozenset[str]:
    text = (files("kg.lang.tr") / "data" / "ordinary_words.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


def split_suffix(form: str) -> tuple[str, str]:
    """A word and its case suffix in lower case: ("Putin", "in"), ("Kur'an", ""); only real suffixes are split off."""
    position = max(form.rfind(mark) for mark in _APOSTROPHES)
    if position <= 0:
        return form, ""
    suffix = lower(form[position + 1 :])
    return (form[:position], suffix) if not suffix or suffix_class(suffix) != "other" else (form, "")


def _joined_marks(stem: str, lists: _Lists) -> str:
    """Marks of a word joined of known names: "ABD-Venezuela"; with "-" before them."""
    marks = [lists.flags.get(part, "") for part in stem.split("-")]
    return "-" + "".join(sorted(set("".join(marks)))) if all(marks) else ""


def suffix_class(suffix: str) -> str:
    """Class of what follows the apostrophe: "nin" -> "gen"; "" where nothing does."""
    if not suffix:
        return ""
    return next((name for name, pattern in _SUFFIX_CLASSES if pattern.match(suffix)), "other")


def shape(stem: str) -> str:
    """Pattern of letters: "Aa", "AA", "A.", "AaA", "Aa-Aa", "9", "a"."""
    marks = []
    for char in stem:
        mark = "A" if char.isupper() else "a" if char.isalpha() else "9" if char.isdigit() else char
        if not marks or marks[-1] != mark or (mark == "A" and len(marks) == 1):
            marks.append(mark)
    return "".join(marks)[:6]


@lru_cache(maxsize=MAX_CACHED)
def describe(form: str) -> Word:
    """All that the model sees of a word form by itself."""
    stem, suffix = split_suffix(form)
    small = lower(stem)
    lists = _lists()
    upper = stem[:1].isupper()
    inner = re.search(r"-[A-ZÇĞİÖŞÜ]", stem) is not None
    if not (upper or inner):
        return _plain(form, small, lists)
    marks = lists.flags.get(stem, "")
    if not marks and "-" in stem:
        marks = _joined_marks(stem, lists)
    if not marks and not suffix:
        marks = _demonym_marks(stem, lists)
    group = _group(small, lists)
    ordinary = _ordinary_mark(small, lists)
    form_shape = shape(stem)
    ending = suffix_class(suffix)
    kind = f"{marks}{ordinary}{group}{'A' if form_shape == 'AA' else ''}{'.' if stem.endswith('.') else ''}'{ending}"
    own = [
        f"w={small}",
        f"h={form_shape}",
        f"a={ending}",
        f"k={kind}",
        f"n={min(len(stem), 9)}",
        f"u={group}",
        f"wo={ordinary}{bool(ending)}",
    ]
    own += [f"p{n}={small[:n]}" for n in (2, 3, 4) if len(small) > n]
    own += [f"s{n}={small[-n:]}" for n in (1, 2, 3, 4) if len(small) > n]
    own += [f"f={mark}" for mark in marks]
    near = (f"w={small}", f"k={kind}", f"s={small[-4:]}", f"a={ending}", *(f"f={mark}" for mark in marks))
    return Word(stem, small, kind, group, True, False, tuple(own), near, (f"w={small}", f"k={kind}"))


def _plain(form: str, small: str, lists: _Lists) -> Word:
    """A word in lower case, a number or a punctuation mark."""
    group = _group(small, lists)
    first = form[:1]
    if first.isdigit():
        kind = "9"
    elif first.isalpha():
        kind = group or "x"
    else:
        kind = f"_{form[:3]}"
    word = "9" if kind == "9" else small
    own = (f"w={word}", f"k={kind}")
    near = (f"w={word}", f"k={kind}", f"s={word[-4:]}") if first.isalpha() else own
    return Word(form, word, kind, group, False, small in _PARTICLES_INSIDE, own, near, own)


def _demonym_marks(stem: str, lists: _Lists) -> str:
    """ "D" for a demonym with a plural or case ending ("Amerikalılar") and for the people of a place ("Gazzeli")."""
    for cut in range(len(stem) - 1, _MIN_STEM - 1, -1):
        marks = lists.flags.get(stem[:cut], "")
        if ("D" in marks and _DEMONYM_ENDING.fullmatch(stem[cut:])) or (
            ("P" in marks or "C" in marks) and _PEOPLE_ENDING.fullmatch(stem[cut:])
        ):
            return "D"
    return ""


def _group(small: str, lists: _Lists) -> str:
    """Class of a word, also where it has a case ending without apostrophe: "hastanesinden" -> "org"."""
    found = lists.classes.get(small)
    if found is not None:
        return found
    for cut in range(len(small) - 1, max(_MIN_STEM, len(small) - 6), -1):
        found = lists.classes.get(small[:cut])
        if found in ("org", "loc") and _HEAD_ENDING.fullmatch(small[cut:]):
            return found
    return ""


def _ordinary_mark(small: str, lists: _Lists) -> str:
    """ "w" for an ordinary word, "v" for what looks like an inflected form of one, "" else."""
    if small in lists.ordinary:
        return "w"
    for cut in range(len(small) - 1, _MIN_STEM - 1, -1):
        if small[:cut] in lists.ordinary and (
            _NOUN_ENDING.fullmatch(small[cut:]) or _VERB_ENDING.fullmatch(small[cut:])
        ):
            return "v"
    return ""


EDGE = Word(
    "", "\x02", "\x02", "", False, False, (), ("w=\x02",), ("w=\x02",)
)  # before the first word and after the last


def find_runs(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Half-open ranges of words that can be part of names: capitalised words and particles between them."""
    runs: list[tuple[int, int]] = []
    start = end = -1
    for index, word in enumerate(words):
        if word.candidate:
            if start >= 0 and index - end <= 2 and all(words[k].inside for k in range(end, index)):
                end = index + 1
                continue
            if start >= 0:
                runs.append((start, end))
            start, end = index, index + 1
    if start >= 0:
        runs.append((start, end))
    return runs


def pair_features(left: Word, right: Word) -> tuple[str, ...]:
    """Features of two neighbouring words; the same for the left and the right one, told apart by their prefix."""
    return (f"kk={left.kind}|{right.kind}", f"wk={left.stem}|{right.kind}", f"kw={left.kind}|{right.stem}")


def run_features(words: Sequence[Word], start: int, end: int) -> list[tuple[str, ...]]:
    """For each word of a run the features of its place in the run and the sentence.

    They tell the position, whether the sentence or a quotation opens here, the nearest head of an organisation,
    place or title before and after it, and the part it has in a name of several words that the gazetteers know.
    """
    before = words[start - 1] if start else None
    opens = before is None or (before.kind.startswith("_") and before.stem in _OPENERS)
    after = at(words, end)
    quoted = int(before is not None and before.stem in _QUOTES and after.stem in _QUOTES)
    length = min(end - start, 5)
    known = _phrase_marks(words, start, end)
    heads = _heads_after(words, start, end)
    behind = "" if before is None else before.group
    result: list[tuple[str, ...]] = []
    for index in range(start, end):
        word = words[index]
        place = "1" if length == 1 else "F" if index == start else "L" if index == end - 1 else "M"
        first = int(opens and index == start)
        head, phrase = heads[index - start], known[index - start]
        result.append(
            (
                f"r={place}{length}",
                f"i={first}{word.kind}",
                f"q={quoted}{place}",
                f"ri={place}{first}",
                f"m={phrase}",
                f"d={head}",
                f"b={behind}",
                f"db={behind}|{head}",
                f"md={phrase}|{head}",
            )
        )
        if word.group:
            behind = word.group
        elif behind and not behind.endswith("+"):
            behind += "+"
    return result


def _heads_after(words: Sequence[Word], start: int, end: int) -> list[str]:
    """For each word of a run the class of the next head at or after the following word, "~" if outside the run."""
    outside = at(words, end).group
    head = f"~{outside}" if outside in ("org", "loc", "title", "say") else ""
    heads: list[str] = []
    for index in range(end - 1, start - 1, -1):
        heads.append(head)
        if words[index].group in ("org", "loc", "title"):
            head = words[index].group
    heads.reverse()
    return heads


def _phrase_marks(words: Sequence[Word], start: int, end: int) -> list[str]:
    """For each word of a run "Bl", "Il", "Bo", "Io" where a name of several words stands in the gazetteers."""
    marks = [""] * (end - start)
    phrases = _lists().phrases
    index = start
    while index < end:
        for names, kind in phrases.get(words[index].head, ()):
            if index + len(names) <= end and all(
                words[index + k].head == name for k, name in enumerate(names)
            ):
                marks[index - start] = f"B{kind}"
                for k in range(1, len(names)):
                    marks[index - start + k] = f"I{kind}"
                index += len(names) - 1
                break
        index += 1
    return marks


def word_features(words: Sequence[Word], index: int, start: int, end: int) -> list[str]:
    """All features of one word of a run, as the model names them. `NameTagger` sums their weights by a shorter way."""
    word = words[index]
    left, right = at(words, index - 1), at(words, index + 1)
    return [
        *(f"0{feature}" for feature in word.own),
        *(f"-{feature}" for feature in left.near),
        *(f"+{feature}" for feature in right.near),
        *(f"<{feature}" for feature in at(words, index - 2).far),
        *(f">{feature}" for feature in at(words, index + 2).far),
        *(f"L{feature}" for feature in pair_features(left, word)),
        *(f"R{feature}" for feature in pair_features(word, right)),
        *run_features(words, start, end)[index - start],
    ]


def at(words: Sequence[Word], index: int) -> Word:
    """The word at `index`, or `EDGE` beyond either end of the sentence."""
    return words[index] if 0 <= index < len(words) else EDGE
