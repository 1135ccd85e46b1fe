"""Bringing text into the form that offsets and quotes refer to.

What is undone: text decoded with the wrong code page, C1 controls that were quotes and apostrophes in
windows-1252, HTML entities, odd line ends, odd and invisible spaces, letters written as letter and mark.
Quotes, straight or curly, stay as the article has them. The result is in NFC, and a second repair
changes nothing.
"""

from __future__ import annotations

import re
import unicodedata

from ftfy import TextFixerConfig, fix_text

_FTFY = TextFixerConfig(uncurl_quotes=False, normalization="NFC")

_SOUND = re.compile("[\n !-%'-~ÇĞİÖŞÜçğıîöşü‘’“”–…]*")
"""Text that needs no repair: ASCII without the ampersand of entities, Turkish letters, common punctuation.
(Without â: it begins the ruins of quotes.)"""

_LONE_QUOTE = re.compile("(?<![ÂÃÄÅ\x80])[\x91-\x94]")
"""A quote of windows-1252 that is not the rest of a letter read byte by byte, as in "M.Ö\x92nün"."""
_QUOTES = {"\x91": "‘", "\x92": "’", "\x93": "“", "\x94": "”"}

_DOS_LETTERS = str.maketrans({"\x81": "ü", "\x8d": "ı"})
"""Two bytes that windows-1252 has no use for: letters of the DOS code page that got into the text singly."""

_SPACES = re.compile(r"[^\S\n ]")
"""All white space but the line feed and the common space: no-break, thin, ideographic …, tab, form feed."""

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]"
)
"""Soft hyphen, zero-width characters, marks of writing direction, byte order mark."""

_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")

_LOWERED_CAPITAL = re.compile("i\u0307")
"""What a lower() that does not know Turkish makes of İ."""

_TURKISH_AS_LATIN1 = str.maketrans("ÐÝÞðýþ", "ĞİŞğış")
_TURKISH_ONLY = re.compile("[ĞİŞğış]")
_AS_LATIN1 = re.compile("[ÐÝÞðýþ]")
_ICELANDIC = re.compile("[ÁÉÍÓÚÆáéíóúæ]")


def repair(text: str) -> str:
    r"""The text as every later stage sees it, without white space at its ends; empty if nothing is left.

    >>> repair("Putin\x92in TÃ¼rkiye\xa0ziyareti")
    'Putin’in Türkiye ziyareti'
    """
    previous = ""
    while previous != text:
        previous, text = text, _once(text)
    return text


def _once(text: str) -> str:
    if _SOUND.fullmatch(text):
        return text.strip()
    quoted = _LONE_QUOTE.sub(lambda match: _QUOTES[match[0]], text)
    fixed = _turkish_letters(fix_text(quoted, _FTFY).translate(_DOS_LETTERS))
    fixed = _INVISIBLE.sub("", _CONTROLS.sub("", _SPACES.sub(" ", fixed)))
    return unicodedata.normalize("NFC", _LOWERED_CAPITAL.sub("i", fixed)).strip()


def _turkish_letters(text: str) -> str:
    """Windows-1254 that was read as windows-1252: ý þ ð stand for ı ş ğ, of which the text has none."""
    found = len(_AS_LATIN1.findall(text))
    if found < 3 or found < len(text) / 100 or _TURKISH_ONLY.search(text) or _ICELANDIC.search(text):
        return text
    return text.translate(_TURKISH_AS_LATIN1)
