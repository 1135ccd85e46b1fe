"""What the name tagger looks at: features of single words, kept per word form, and of their neighbours.

A sentence is a sequence of words as printed, case suffix included ("Putin'in"), punctuation apart. Only *runs*
of capitalised words can hold a name: `find_runs` gives them. Every feature is a short string; the model gives
each of them a weight for each label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.lang.tr.casing import lower
from kg.lang.tr.tagger_lists import word_lists

LABELS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
MAX_CACHED = 50_000
_APOSTROPHES = "'’‘ʼ`´"
_QUOTES = frozenset("\"“”„«»‘'’")
_OPENERS = _QUOTES | frozenset("([-–—:;•*") | frozenset({"...", "…"})
_INSIDE = frozenset(
    "bin bint ibn el al es eş ez ed en et er ul ül de da del della di dos das du la le van von der den y ve of "
    "the for and & ben oğlu".split()
)
_SUFFIXES = (
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


_NOTHING = ("w=\x02",)
EDGE = Word("", "\x02", "\x02", "", False, False, (), _NOTHING, _NOTHING)  # beyond either end of a sentence


def suffix_class(suffix: str) -> str:
    """Class of what follows the apostrophe: "nin" -> "gen"; "" where nothing does, "other" for no suffix."""
    if not suffix:
        return ""
    return next((name for name, pattern in _SUFFIXES if pattern.match(suffix)), "other")


def split_suffix(form: str) -> tuple[str, str]:
    """A word and its suffix in lower case; only real suffixes are split off.

    >>> split_suffix("Putin'in"), split_suffix("Kur'an")
    (('Putin', 'in'), ("Kur'an", ''))
    """
    position = max(form.rfind(mark) for mark in _APOSTROPHES)
    if position <= 0:
        return form, ""
    suffix = lower(form[position + 1 :])
    return (form[:position], suffix) if suffix_class(suffix) != "other" else (form, "")


def shape(stem: str) -> str:
    """Pattern of letters: "Aa", "AA", "A.", "AaA", "Aa-Aa", "9", "a"."""
    marks: list[str] = []
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
    lists = word_lists()
    if not stem[:1].isupper() and re.search(r"-[A-ZÇĞİÖŞÜ]", stem) is None:
        return _plain(form, small)
    marks = lists.marks(stem, bare=not suffix)
    group = lists.group(small)
    ordinary = lists.ordinary_mark(small)
    pattern = shape(stem)
    ending = suffix_class(suffix)
    capitals = "A" if pattern == "AA" else ""
    kind = f"{marks}{ordinary}{group}{capitals}{'.' if stem.endswith('.') else ''}'{ending}"
    own = [f"w={small}", f"h={pattern}", f"a={ending}", f"k={kind}", f"n={min(len(stem), 9)}", f"u={group}"]
    own.append(f"wo={ordinary}{bool(ending)}")
    own += [f"p{size}={small[:size]}" for size in (2, 3, 4) if len(small) > size]
    own += [f"s{size}={small[-size:]}" for size in (1, 2, 3, 4) if len(small) > size]
    own += [f"f={mark}" for mark in marks]
    near = (f"w={small}", f"k={kind}", f"s={small[-4:]}", f"a={ending}", *(f"f={mark}" for mark in marks))
    return Word(stem, small, kind, group, True, False, tuple(own), near, (f"w={small}", f"k={kind}"))


def _plain(form: str, small: str) -> Word:
    """A word in lower case, a number or a punctuation mark."""
    group = word_lists().group(small)
    first = form[:1]
    kind = "9" if first.isdigit() else (group or "x") if first.isalpha() else f"_{form[:3]}"
    word = "9" if kind == "9" else small
    own = (f"w={word}", f"k={kind}")
    near = (f"w={word}", f"k={kind}", f"s={word[-4:]}") if first.isalpha() else own
    return Word(form, word, kind, group, False, small in _INSIDE, own, near, own)


def at(words: Sequence[Word], index: int) -> Word:
    """The word at `index`, or `EDGE` beyond either end of the sentence."""
    return words[index] if 0 <= index < len(words) else EDGE


def find_runs(words: Sequence[Word]) -> list[tuple[int, int]]:
    """Half-open ranges of words that can be part of names.

    They hold capitalised words and, between two of them, at most two particles.
    """
    runs: list[tuple[int, int]] = []
    for index, word in enumerate(words):
        if not word.candidate:
            continue
        if runs:
            start, end = runs[-1]
            if index - end <= 2 and all(words[between].inside for between in range(end, index)):
                runs[-1] = (start, index + 1)
                continue
        runs.append((index, index + 1))
    return runs


def pair_features(left: Word, right: Word) -> tuple[str, ...]:
    """Features of two neighbouring words: the same for both, told apart by their prefix."""
    return (f"kk={left.kind}|{right.kind}", f"wk={left.stem}|{right.kind}", f"kw={left.kind}|{right.stem}")


def run_features(words: Sequence[Word], start: int, end: int) -> list[tuple[str, ...]]:
    """For each word of a run the features of its place in the run and the sentence.

    They tell the position, whether the sentence or a quotation opens here, the nearest head of an organisation,
    place or title before and after it, and the part it has in a name of several words that the gazetteers know.
    """
    before = words[start - 1] if start else None
    opens = before is None or before.stem in _OPENERS
    quoted = int(before is not None and before.stem in _QUOTES and at(words, end).stem in _QUOTES)
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
    """For each word of a run the class of the next head after it, with "~" if that is outside of the run."""
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
    """For each word of a run "Bl", "Il", "Bo", "Io" where a known name of several words stands."""
    marks = [""] * (end - start)
    phrases = word_lists().phrases
    index = start
    while index < end:
        for names, kind in phrases.get(words[index].head, ()):
            stop = index + len(names)
            if stop <= end and all(
                word.head == name for word, name in zip(words[index:stop], names, strict=True)
            ):
                marks[index - start : stop - start] = [f"B{kind}", *[f"I{kind}"] * (len(names) - 1)]
                index = stop - 1
                break
        index += 1
    return marks


def word_features(words: Sequence[Word], index: int, start: int, end: int) -> list[str]:
    """All features of one word of a run, as the model names them.

    `NameTagger` sums their weights by a shorter way.
    """
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
