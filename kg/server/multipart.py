"""Multipart bodies (RFC 2046, 5.1) of graph store requests: several documents for one graph."""

from __future__ import annotations

import re

from kg.server.refusal import Refused

MAX_PARTS = 100
_BOUNDARY = re.compile(r'boundary=(?:"([^"]{1,70})"|([^;\s]{1,70}))', re.IGNORECASE)
_TYPE = re.compile(rb"^content-type:[ \t]*([^\r\n]+)", re.IGNORECASE | re.MULTILINE)


def documents(content_type: str, body: bytes) -> list[tuple[str, bytes]]:
    r"""Content type and content of each part; Refused (400) where the body is not as its header says.

    >>> documents(
    ...     "multipart/form-data; boundary=x",
    ...     b"--x\r\nContent-Type: text/turtle\r\n\r\n<a:b> a 1 .\r\n--x--",
    ... )
    [('text/turtle', b'<a:b> a 1 .')]
    """
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise Refused(400, "The multipart body has no boundary.")
    mark = b"--" + (found[1] or found[2]).encode()
    pieces = re.split(rb"(?:^|\r?\n)" + re.escape(mark), body)
    if len(pieces) < 3 or not pieces[-1].startswith(b"--"):
        raise Refused(400, "The multipart body does not end with its boundary.")
    if len(pieces) - 2 > MAX_PARTS:
        raise Refused(413, f"The multipart body has more than {MAX_PARTS} parts.")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> tuple[str, bytes]:
    parts = re.split(rb"\r?\n\r?\n", piece, maxsplit=1)
    if len(parts) != 2:
        raise Refused(400, "A part of the multipart body has no end of headers.")
    kind = _TYPE.search(parts[0].lstrip())
    return (kind[1].decode("latin-1").strip() if kind else "", parts[1])
