"""How many rows an answer has, counted in its bytes as they pass, without parsing them."""

from __future__ import annotations

from typing import Protocol


class RowCounter(Protocol):
    """Counts the rows of one answer."""

    rows: int
    """Rows seen so far."""

    def feed(self, piece: bytes) -> None:
        """The next bytes of the answer."""
        ...


class _Marks:
    """Occurrences of a byte string in a stream, also of those that are cut by the end of a piece."""

    def __init__(self, mark: bytes) -> None:
        self._mark = mark
        self._tail = b""

    def within(self, piece: bytes) -> int:
        """Those that end in this piece."""
        beyond = len(self._mark) - 1
        found = piece.count(self._mark)
        if self._tail:
            found += (self._tail + piece[:beyond]).count(self._mark)
        self._tail = (self._tail + piece)[-beyond:] if len(piece) < beyond else piece[-beyond:]
        return found


class _Lines:
    """Formats in which each row ends with a mark that nothing else contains."""

    def __init__(self, mark: bytes, before: int = 0) -> None:
        self._marks = _Marks(mark) if len(mark) > 1 else None
        self._mark = mark
        self.rows = -before

    def feed(self, piece: bytes) -> None:
        """Count what is in the next bytes."""
        self.rows += self._marks.within(piece) if self._marks else piece.count(self._mark)


class _Csv:
    """CSV, where a line break in quotes is part of a value."""

    def __init__(self) -> None:
        self._marks = _Marks(b"\r\n")
        self._quoted = 0
        self.rows = -1

    def feed(self, piece: bytes) -> None:
        """Count what is in the next bytes."""
        if not self._quoted and b'"' not in piece:
            self.rows += self._marks.within(piece)
            return
        for part in piece.split(b'"'):
            if self._quoted:
                self._marks = _Marks(b"\r\n")
            else:
                self.rows += self._marks.within(part)
            self._quoted ^= 1
        self._quoted ^= 1


class _Json:
    """SPARQL JSON results: a row follows another as `},{"name"`.

    In a string the quote would be escaped; a string that ends so is followed by `}` or `,`. Rows without any
    value are not counted.
    """

    def __init__(self) -> None:
        self._first: _Marks | None = _Marks(b'"bindings":[{"')
        self._next = _Marks(b'},{"')
        self._ends = (_Marks(b'},{"}'), _Marks(b'},{",'))
        self.rows = 0

    def feed(self, piece: bytes) -> None:
        """Count what is in the next bytes."""
        if self._first is not None and self._first.within(piece):
            self.rows += 1
            self._first = None
        self.rows += self._next.within(piece) - sum(end.within(piece) for end in self._ends)


def counter(name: str) -> RowCounter | None:
    """A counter for the format of that short name; None where rows cannot be told without parsing."""
    match name:
        case "json":
            return _Json()
        case "csv":
            return _Csv()
        case "tsv":
            return _Lines(b"\n", before=1)
        case "xml":
            return _Lines(b"<result>")
        case "ntriples" | "nquads":
            return _Lines(b" .\n")
        case _:
            return None
