"""Keywords of a SPARQL text without parsing it: linear time, no recursion, safe in the server process.

The scan sees what lies outside IRIs, strings and comments. It decides what must be known before the text
goes to a process: whether it uses SERVICE or LOAD, and whether its answer depends on more than the store.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

_TOKEN = re.compile(
    r"""
      \#[^\n\r]*
    | <[^<>"{}|^`\\\x00-\x20]*>
    | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\"
    | '''(?:[^'\\]|\\.|'(?!''))*'''
    | "(?:[^"\\\n\r]|\\.)*"
    | '(?:[^'\\\n\r]|\\.)*'
    | [?$@]\w+
    | :(?:[\w.%:-]|\\.)*
    | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<brace>[{}])
    | (?P<unclosed>["'])
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_UNSTABLE = frozenset({"RAND", "NOW", "UUID", "STRUUID", "BNODE", "SERVICE"})


@dataclass(frozen=True, slots=True)
class Scan:
    """What a text contains: upper-cased keywords, and how deep its braces nest."""

    words: frozenset[str]
    depth: int

    @property
    def uses_service(self) -> bool:
        """Whether it may ask another endpoint."""
        return "SERVICE" in self.words

    @property
    def stable(self) -> bool:
        """Whether the same store gives the same answer, so that it may be kept and have an ETag."""
        return self.words.isdisjoint(_UNSTABLE)


def unescaped(text: str) -> str:
    r"""The text with code point escapes resolved, as a SPARQL parser sees it (SPARQL 1.1, 19.2).

    >>> unescaped(r"\u0053ERVICE")
    'SERVICE'
    """
    if "\\" not in text:
        return text

    def resolve(match: re.Match[str]) -> str:
        value = int(match[1] or match[2], 16)
        return chr(value) if value < 0x110000 else match[0]

    return _ESCAPE.sub(resolve, text)


@lru_cache(maxsize=1024)
def scan(text: str) -> Scan:
    """The keywords of a query or update, whether or not code point escapes count before the grammar.

    >>> sorted(scan('SELECT * { ?s <urn:service> "LOAD" } # SERVICE').words)
    ['SELECT']
    """
    raw = _scan(text)
    if "\\" not in text:
        return raw
    resolved = _scan(unescaped(text))
    return Scan(raw.words | resolved.words, max(raw.depth, resolved.depth))


@dataclass(frozen=True, slots=True)
class Token:
    """A keyword (upper-cased) or brace, with its place in the text."""

    word: str
    brace: str
    begin: int
    end: int


def tokens(text: str) -> Iterator[Token]:
    """Keywords and braces in order, up to the first string that is not closed."""
    for match in _TOKEN.finditer(text):
        if match["unclosed"]:
            return
        if match["word"] or match["brace"]:
            yield Token((match["word"] or "").upper(), match["brace"] or "", match.start(), match.end())


def fetches(update: str) -> bool:
    """Whether an update would fetch something from elsewhere, and would fail where that is not possible.

    `LOAD SILENT` asks that nothing be said when a document cannot be had, and without a network none can.

    >>> fetches("LOAD <http://a.example/>"), fetches("LOAD SILENT <http://a.example/>")
    (True, False)
    """
    for reading in {update, unescaped(update)}:
        words = [token.word for token in tokens(reading) if token.word]
        silent = [word == "LOAD" and after == "SILENT" for word, after in pairwise([*words, ""])]
        if any(word in ("LOAD", "SERVICE") and not quiet for word, quiet in zip(words, silent, strict=True)):
            return True
    return False


def _scan(text: str) -> Scan:
    words: set[str] = set()
    depth = deepest = 0
    for token in tokens(text):
        if token.word:
            words.add(token.word)
        else:
            depth += 1 if token.brace == "{" else -1
            deepest = max(deepest, depth)
    return Scan(frozenset(words), deepest)
