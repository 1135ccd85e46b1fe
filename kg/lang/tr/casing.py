"""Turkish letter case: dotted and dotless i."""

from __future__ import annotations

_LOWER = str.maketrans({"İ": "i", "I": "ı", "Â": "â", "Î": "î", "Û": "û"})


def lower(text: str) -> str:
    """Lower case by Turkish rules; one code point stays one code point.

    >>> lower("IĞDIR İli")
    'ığdır ili'
    """
    small = text.lower()
    # all that the rules treat in a way of their own are capitals, and most words have none
    return small if small == text else text.translate(_LOWER).lower()


def capitalize(text: str) -> str:
    """First letter in Turkish upper case, the rest as it is.

    >>> capitalize("istanbul")
    'İstanbul'
    """
    head = text[:1]
    return {"i": "İ", "ı": "I"}.get(head, head.upper()) + text[1:]
