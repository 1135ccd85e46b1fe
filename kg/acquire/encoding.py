"""From bytes to text, for files that do not say how they are encoded.

Turkish text comes as UTF-8, as UTF-16 with a byte order mark, and in three old one-byte code pages:
windows-1254 (which contains ISO 8859-9), DOS 857 and Mac Turkish. Every byte means something in each
of the three, so the right one is told by its letters: Turkish uses few of those that the wrong ones show.
"""

from __future__ import annotations

import codecs
import io
import unicodedata
from collections.abc import Mapping
from contextlib import suppress
from types import MappingProxyType
from typing import Any, BinaryIO

CODE_PAGES = ("cp1254", "cp857", "mac-turkish")
"""One-byte encodings, the likeliest first."""

TURKISH_LETTERS = frozenset("çğıöşüâîûÇĞİÖŞÜÂÎÛ")
_PUNCTUATION = frozenset("‘’“”–—…•«»€°·´ ")
_TEXT_CONTROLS = frozenset("\t\n\v\f\r\x1a\x1b") | {chr(code) for code in range(0x80, 0xA0)}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class NotText(ValueError):
    """Bytes that are no text in any encoding known here; the message says why."""


def decode(data: bytes) -> str:
    """The text of a file, with all that was not decodable kept as C1 controls for `repair`.

    Raises `NotText` for binary data.

    >>> decode("Erdoğan’ın görüşmesi".encode("cp1254"))
    'Erdoğan’ın görüşmesi'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_with_mark(data, mark, encoding))
    if b"\0" in data:
        raise NotText("it holds zero bytes, as programs and pictures do")
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_without_mark(data))


def decode_declared(data: bytes, *declared: str | None) -> str:
    """The text of bytes that came with words on their encoding, the likeliest first.

    What is sound UTF-8 is UTF-8, whatever the words say: servers often say what was true years ago. Raises `NotText`.

    >>> (
    ...     decode_declared("görüştü".encode(), "iso-8859-9"),
    ...     decode_declared("görüştü".encode("cp1254"), "ISO-8859-9"),
    ... )
    ('görüştü', 'görüştü')
    """
    if any(data.startswith(mark) for mark, _ in _MARKS) or b"\0" in data:
        return decode(data)
    with suppress(UnicodeDecodeError):
        return _checked(data.decode("utf-8"))
    for name in declared:
        with suppress(LookupError, UnicodeError, NotText):
            page = codecs.lookup(name or "").name
            if page not in ("utf-8", "ascii"):
                # what calls itself Latin-1 or -9 is mostly its superset of Windows, which has quotes too
                return _checked(data.decode(_SUPERSETS.get(page, page), "replace"))
    return decode(data)


_SAMPLE = 1 << 20


def text_stream(file: BinaryIO) -> io.TextIOBase:
    """A long file as text, its encoding told by its first mebibyte; line ends stay as they are. Raises `NotText`.

    A foreign byte further on, which UTF-8 has not, becomes its character of windows-1254.
    """
    sample = file.read(_SAMPLE)
    whole = len(sample) < _SAMPLE
    # the sample may end within a character
    text = decode(sample if whole else sample[: max(sample.rfind(b"\n"), 1)])
    encoding = _encoding_of(sample, text)
    codecs.register_error("kg-windows", _as_windows)
    joined = io.BufferedReader(_Joined(sample, file))
    return io.TextIOWrapper(
        joined, encoding, "kg-windows" if encoding == "utf-8-sig" else "replace", newline=""
    )


def _encoding_of(sample: bytes, text: str) -> str:
    for mark, encoding in _MARKS:
        if sample.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding
    if _mostly_utf8(sample) is not None:
        return "utf-8-sig"
    start = sample[:_SAMPLE].decode("ascii", "surrogateescape")
    pages = {page: start.translate(_SURROGATES[page])[: len(text)] for page in CODE_PAGES}
    return next((page for page, reading in pages.items() if reading == text), CODE_PAGES[0])


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1254", "replace"), error.end


class _Joined(io.RawIOBase):
    """Bytes that were read already, and the rest of their file."""

    def __init__(self, start: bytes, rest: BinaryIO) -> None:
        self._start = memoryview(start)
        self._rest = rest

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes into the buffer; 0 at the end."""
        target = memoryview(buffer).cast("B")
        piece = self._start[: len(target)] or self._rest.read(len(target))
        self._start = self._start[len(piece) :]
        target[: len(piece)] = piece
        return len(piece)


def decode_start(data: bytes) -> str:
    """The first bytes of a text, to be looked at only: what cannot be decoded is replaced."""
    encoding = next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "utf-8")
    return data.decode(encoding, "replace").removeprefix("\ufeff")


_SUPERSETS = MappingProxyType({"iso8859-1": "cp1252", "iso8859-9": "cp1254"})


def _with_mark(data: bytes, mark: bytes, encoding: str) -> str:
    if encoding == "utf-8":
        rest = data.removeprefix(mark)
        return _mostly_utf8(rest) or _one_byte(rest)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotText(f"it begins like {encoding.upper()} but is not") from error


def _without_mark(data: bytes) -> str:
    return _mostly_utf8(data) or _one_byte(data)


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 with a few foreign bytes in it, which are read as windows-1254; None if they are not few."""
    text = data.decode("utf-8", "surrogateescape")
    foreign = sum("\udc80" <= char <= "\udcff" for char in text)
    proper = sum(char > "\x7f" for char in text) - foreign
    return text.translate(_SURROGATES["cp1254"]) if proper >= foreign else None


def _one_byte(data: bytes) -> str:
    ascii_safe = data.decode("ascii", "surrogateescape")
    readings = [ascii_safe.translate(_SURROGATES[page]) for page in CODE_PAGES]
    return max(readings, key=_turkishness)


def _turkishness(text: str) -> float:
    """How many of the characters beyond ASCII are ones that Turkish text has; other letters count half."""
    beyond = [char for char in text if char > "\x7f"]
    points = {char: _points(char) for char in set(beyond)}
    return sum(points[char] for char in beyond) / max(len(beyond), 1)


def _points(char: str) -> float:
    if char in TURKISH_LETTERS or char in _PUNCTUATION:
        return 1.0
    return 0.5 if unicodedata.category(char).startswith("L") else 0.0


def _checked(text: str) -> str:
    if _share(text, "Cc", allowed=_TEXT_CONTROLS) > 0.01:
        raise NotText("more than one in a hundred of its characters is a control character")
    if _share(text, "Cn", "Co", "Cs") > 0.01:
        raise NotText("more than one in a hundred of its characters is none that Unicode has")
    return text


def _share(text: str, *categories: str, allowed: frozenset[str] = frozenset()) -> float:
    found = {char for char in set(text) if unicodedata.category(char) in categories} - allowed
    return sum(map(text.count, found)) / max(len(text), 1)


def _escaped_bytes(page: str) -> Mapping[int, str]:
    """For the 128 upper bytes, as `surrogateescape` writes them: their characters, else a C1 control."""
    return MappingProxyType(
        {
            0xDC00 + byte: bytes([byte]).decode(page, "replace").replace("\ufffd", chr(byte))
            for byte in range(128, 256)
        }
    )


_SURROGATES = MappingProxyType({page: _escaped_bytes(page) for page in CODE_PAGES})
