"""Why a query cannot be read, in words, and where. The engine's parser lists all that it could have read instead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.server.scan import tokens

_PLACE = re.compile(r"error at (?P<line>\d+):(?P<column>\d+): expected (?:one of )?(?P<wanted>.*)", re.DOTALL)
_SENTENCE = re.compile(
    r"\b(?:The|Prefix|IRI|Invalid|Unexpected|Unsupported|Aggregates?)(?: [\w\-<>?:.]+){2,}"
)
_SIGN = re.compile(r'(?<![\w.\[\'])"([^"\\\s]+)"(?![\w\]\'])')
_NAME = re.compile(
    r"""
      \#[^\n\r]* | <[^<>"{}|^`\\\x00-\x20]*> | \"\"\".*?\"\"\" | '''.*?'''
    | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' | [?$@][\w-]+ | _:\S+
    | (?P<declared>\bPREFIX\s+(?P<declaring>[\w.-]*):)
    | (?P<name>(?P<prefix>(?:[^\W\d_][\w.-]*)?):)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_MOST_WANTED = 4
_UNCLOSED = "a string is not closed"
_KNOWN_SENTENCES = {"IRI parsing failed": "an IRI is not one: it has a character that none may have"}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, and where: line and column from 1, the column in code points; 0 where the place is not known."""

    words: str
    line: int = 0
    column: int = 0


def trouble(text: str, message: str, prefixes: Mapping[str, str]) -> Trouble:
    """What the parser's message about a text means, given the prefixes that need no declaration.

    >>> trouble("SELECT * { ?s foo:x ?o }", "error at 1:20: expected one of OPTIONAL, Prefix not found", {})
    Trouble(words='the prefix foo: is not declared, in line 1 near «SELECT * { ?s»', line=1, column=15)
    """
    match = _PLACE.fullmatch(message.strip())
    if match is None:
        return Trouble(message)
    line, column = int(match["line"]), int(match["column"])
    reason = ""
    if "Prefix not found" in match["wanted"]:
        undeclared = _undeclared(text, prefixes)
        if undeclared is not None:
            prefix, offset = undeclared
            reason, (line, column) = f"the prefix {prefix}: is not declared", _place(text, offset)
    reason = reason or _sentence(match["wanted"])
    if not reason:
        reason = _wanted(match["wanted"])
        if reason != _UNCLOSED and (found := _braces(text, line, column)) is not None:
            reason, (line, column) = found
    lines = text.split("\n")
    before = lines[min(line, len(lines)) - 1][: column - 1].strip() or "the beginning"
    return Trouble(f"{reason}, in line {line} near «{before[-40:]}»", line, column)


def _undeclared(text: str, prefixes: Mapping[str, str]) -> tuple[str, int] | None:
    """The first prefix that is used without being declared, and where."""
    known = set(prefixes)
    for match in _NAME.finditer(text):
        if match["declared"]:
            known.add(match["declaring"])
        elif match["name"] and match["prefix"] not in known:
            return match["prefix"], match.start()
    return None


def _sentence(wanted: str) -> str:
    match = _SENTENCE.search(wanted)
    if match is None or match[0] == "Prefix not found":
        return ""
    return _KNOWN_SENTENCES.get(match[0], match[0][0].lower() + match[0][1:])


def _braces(text: str, line: int, column: int) -> tuple[str, tuple[int, int]] | None:
    """What is wrong with the braces of a text that could not be read at that place, and where."""
    depth = 0
    for token in tokens(text):
        depth += {"{": 1, "}": -1}.get(token.brace, 0)
        if depth < 0:
            return "there is a closing brace } too many", _place(text, token.begin)
    at_end = _place(text, len(text.rstrip())) <= (line, column)
    return ("a closing brace } is missing", (line, column)) if depth > 0 and at_end else None


def _wanted(wanted: str) -> str:
    """What could have stood there, where the parser says so usefully: its keywords are often not the point."""
    if '"\\\\u"' in wanted:
        return _UNCLOSED
    if '"?"' in wanted:
        return "expected a variable, a name or a value"
    found = list(dict.fromkeys(_SIGN.findall(wanted)))
    if not found or len(found) > _MOST_WANTED:
        return "it does not go on as SPARQL does"
    return f"expected {' or '.join(found)}"


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of an offset."""
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
