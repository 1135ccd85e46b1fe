"""The text of a piece of HTML that is text already, without anything around it."""

from __future__ import annotations

import re
from html import unescape

from lxml import html
from lxml.etree import ParserError

_BLOCKS = re.compile(r"<\s*/?\s*(?:p|br|div|h[1-6]|li|ul|ol|blockquote|tr)\b[^>]*>", re.IGNORECASE)
_KNOWN = re.compile(
    r"</?(?:p|br|div|span|img|a|b|i|em|strong|h[1-6]|ul|ol|li|table|td|figure|iframe|script|blockquote)(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
_TAG = re.compile(r"</?[a-zA-Z!][^>]*>")


def is_markup(text: str) -> bool:
    """Whether a text has elements of HTML in it.

    >>> is_markup('<img src="a.jpg"/>Metin.'), is_markup("3 < 5 > 2")
    (True, False)
    """
    return _KNOWN.search(text) is not None


def as_text(piece: str) -> str:
    r"""The text, with a line for each block; entities become characters.

    >>> as_text("<p>Bir &amp; iki</p><p>üç<br>dört</p>")
    'Bir & iki\nüç\ndört'
    """
    if not _TAG.search(piece):
        return unescape(piece).strip()
    try:
        fragment = html.fragment_fromstring(_BLOCKS.sub("\n", piece), create_parent="div")
    except (ParserError, ValueError):
        return ""
    for element in [*fragment.iter("script", "style")]:
        element.drop_tree()
    lines = (line.strip() for line in fragment.text_content().splitlines())
    return "\n".join(line for line in lines if line)
