"""Where the text of a query comes from."""

from __future__ import annotations

import sys
from pathlib import Path

from kg.errors import UnreadableInput

LONGEST_NAME = 255
"""Longer text is no file name."""


def query_text(given: str) -> str:
    """The text that `given` stands for: `-` for standard input, a file, or else itself."""
    if given == "-":
        return sys.stdin.read()
    if len(given) <= LONGEST_NAME and "\n" not in given and Path(given).is_file():
        try:
            return Path(given).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise UnreadableInput(given, f"cannot be read as UTF-8 text ({error}).") from error
    return given
