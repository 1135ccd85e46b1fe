"""Everything that `kg` raises on purpose.

    KgError                     base: catch this to catch all
    ├── SettingsError           a setting or command-line value that cannot be used
    ├── InputError              something given to read cannot be read
    │   ├── UnreadableInput     missing, no permission, a directory, binary, too large
    │   ├── EmptyInput          nothing in it after repair
    │   ├── NoArticle           a page or file in which there is no article
    │   └── Unreachable         a web address that cannot or may not be fetched
    ├── QueryError              a SPARQL query or update that cannot be run
    ├── StoreError              the store cannot do what was asked
    │   ├── StoreLocked         another process holds it
    │   ├── StoreMissing        there is no store where one was expected
    │   └── StoreFull           the disk is full; nothing of the batch was written
    ├── UnknownTerm             a category that the ontology or a language pack does not have
    └── MissingExtra            an optional part that is not installed

Messages are for the person at the keyboard: what is wrong, then what to do. Trouble with one
record is not raised through a run: it becomes a `kg.model.Issue`, is kept and shown, and the run
goes on.
"""

from __future__ import annotations


class KgError(Exception):
    """Base of all errors of `kg`; `hint` says what to do about it."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class SettingsError(KgError):
    """A setting or command-line value that cannot be used."""


class InputError(KgError):
    """Something given to read cannot be read; `source` names it, `said` is the message without it."""

    def __init__(self, source: str, message: str, *, hint: str = "") -> None:
        super().__init__(f"{source}: {message}", hint=hint)
        self.source = source
        self.said = message


class UnreadableInput(InputError):
    """Missing, without permission, binary, too large or otherwise not an article."""


class EmptyInput(InputError):
    """Nothing is left of the text after repair."""


class NoArticle(InputError):
    """A page or file that can be read, but in which there is no article."""


class Unreachable(InputError):
    """A web address that cannot or may not be fetched.

    `passing` is whether a later attempt may succeed; `wait` are the seconds that the server wants to be left alone.
    """

    def __init__(
        self, source: str, message: str, *, hint: str = "", passing: bool = False, wait: float | None = None
    ) -> None:
        super().__init__(source, message, hint=hint)
        self.passing = passing
        self.wait = wait


class QueryError(KgError):
    """A SPARQL query or update that the engine refuses."""


class StoreError(KgError):
    """The store cannot do what was asked."""


class StoreLocked(StoreError):
    """Another process has the store open for writing."""


class StoreMissing(StoreError):
    """There is no store where one was expected."""


class StoreFull(StoreError):
    """The disk is full; nothing of the batch was written."""


class UnknownTerm(KgError):
    """A category that neither the ontology nor the language pack has."""


class MissingExtra(KgError):
    """An optional part that is not installed; the hint says how to install it."""
