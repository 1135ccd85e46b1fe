"""How deep JSON is nested, told before it is parsed: some parsers need memory by the square of the depth."""

from __future__ import annotations

import re

_STRING = rb'(?:[^"\\]++|\\.)*+'
_TOKEN = re.compile(rb'"' + _STRING + rb'(?P<end>"?)|(?P<open>[\[{])|[\]}]', re.DOTALL)
_REST = re.compile(_STRING + rb'(?P<end>"?)', re.DOTALL)


class Nesting:
    """Follows pieces of JSON, which may be cut anywhere; `deepest` is how deep they went."""

    def __init__(self) -> None:
        self.deepest = 0
        self._depth = 0
        self._in_string = False
        self._escaped = False

    def follow(self, piece: bytes) -> int:
        """Take the next piece, and give back how deep it is by now.

        >>> Nesting().follow(b'[{"a": "[[[["}, [[')
        3
        """
        position = 0
        if self._in_string and piece:
            position = self._string_from(piece)
        while not self._in_string and (match := _TOKEN.search(piece, position)):
            position = match.end()
            if match["open"]:
                self._depth += 1
                self.deepest = max(self.deepest, self._depth)
            elif match["end"] is None:
                self._depth -= 1
            elif not match["end"]:
                self._in_string = True
                self._escaped = position < len(piece)
        return self.deepest

    def _string_from(self, piece: bytes) -> int:
        """The end of a string that began in an earlier piece."""
        start = 1 if self._escaped else 0
        match = _REST.match(piece, start)
        end = match.end() if match else start
        self._in_string = not (match and match["end"])
        self._escaped = self._in_string and end < len(piece)
        return end
