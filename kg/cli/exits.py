"""Exit codes, the same for every command."""

from __future__ import annotations

from enum import IntEnum

from kg.errors import KgError, StoreError


class ExitCode(IntEnum):
    """What the shell is told; the docstrings are the documentation."""

    OK = 0
    """Everything was done."""
    LEFT_OUT = 1
    """The command ran to its end, but something was left out or found wrong: an article that could not be
    read or broke a shape, a file that does not validate, an IRI that the store does not know."""
    USAGE = 2
    """Nothing was done: an unknown option, a path that does not exist, a query that cannot be run."""
    STORE = 3
    """The store cannot do it: there is none, another process holds it, the disk is full. Batches that
    were stored before stay, and no batch is stored in part."""
    INTERRUPTED = 130
    """Ctrl-C. What was stored stays."""


def exit_code_of(error: KgError) -> ExitCode:
    """The exit code that an error of `kg` leads to."""
    return ExitCode.STORE if isinstance(error, StoreError) else ExitCode.USAGE
