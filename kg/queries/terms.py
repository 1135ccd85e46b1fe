"""Which terms a SPARQL text uses."""

from __future__ import annotations

import re

_PREFIX = re.compile(r"PREFIX\s+(\w*):\s*<([^>]*)>", re.IGNORECASE)
_NOT_A_NAME = re.compile(r'<[^<>\s]*>|"[^"]*"|#[^\n]*')
_NAME = re.compile(r"(?<![\w?$:])(\w+):([\w-]+)")


def terms_of(text: str) -> frozenset[str]:
    """The IRIs of the prefixed names in a query; declarations, full IRIs, strings and comments are no uses.

    >>> sorted(
    ...     terms_of('PREFIX kg: <https://k/> SELECT ?s { ?s a kg:Event ; kg:label "kg:not" } # nor kg:this')
    ... )
    ['https://k/Event', 'https://k/label']
    """
    prefixes = dict(_PREFIX.findall(text))
    names = _NAME.findall(_NOT_A_NAME.sub(" ", _PREFIX.sub(" ", text)))
    return frozenset(prefixes[prefix] + local for prefix, local in names)
