"""`?thing kg:textMatch "words"` in a query: the things whose names or quotes have the words.

The engine cannot be given a property of its own, so the triple is replaced by the VALUES that the text index
gives for it. It works wherever a triple pattern may stand, with a variable on the left and a plain string on
the right; up to 200 things are found, the best first.
"""

from __future__ import annotations

import re
from collections.abc import Callable

PROPERTY = "textMatch"
_PATTERN = re.compile(
    r"""
    (?P<skip> \#[^\n]* | <(?!https://w3id\.org/news-kg/ns\#textMatch)[^<>"{}|^`\\\x00-\x20]*>
      | \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*''' )
    | (?P<variable> [?$]\w+ ) \s+ (?: kg:textMatch | <https://w3id\.org/news-kg/ns\#textMatch> )
      \s+ (?P<words> "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*' ) \s* (?P<end> \. )?
    | (?P<string> "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*' )
    """,
    re.VERBOSE | re.DOTALL,
)
_ESCAPES = re.compile(r"\\(.)")

Finder = Callable[[str], list[str]]
"""IRIs of the things that have these words."""


def expand(text: str, find: Finder) -> str:
    """The query with VALUES in the place of each such triple.

    >>> expand('SELECT * { ?s kg:textMatch "putin" . ?s ?p ?o }', lambda words: ["urn:" + words])
    'SELECT * { VALUES ?s { <urn:putin> } ?s ?p ?o }'
    """

    def replace(match: re.Match[str]) -> str:
        if match["variable"] is None:
            return match[0]
        words = _ESCAPES.sub(r"\1", match["words"][1:-1])
        values = " ".join(f"<{iri}>" for iri in find(words))
        return f"VALUES {match['variable']} {{ {values} }}"

    return _PATTERN.sub(replace, text)
