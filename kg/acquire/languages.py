"""In which language an article is.

News in Turkish show it at once by their letters, and without those by their commonest words. Only where they do not
is the model of `py3langid` asked, which knows a hundred languages (and is slow to load). What neither knows surely
is left open: names and numbers are no language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

LOOKED_AT = 600
"""So many characters are enough."""
FEWEST_LETTERS = 60
"""Shorter texts are mostly names, and names tell nothing."""
SURE = 0.4
"""Share of the model's first language from which it is taken. Of 7,500 pieces of Turkish news, of 75 characters each,
none was something else at it; of the same without Turkish letters, three."""
SURE_OF_KIN = 0.8
"""The same for the next of kin of Turkish, which it is taken for when it is written without its letters."""

_WORDS = re.compile(r"[^\W\d_]+")
_TURKISH = frozenset(
    "ve bir bu ile için olarak olan olduğu olduğunu daha çok sonra kadar gibi göre ancak ise değil tarafından "
    "dedi söyledi belirtti kaydetti ifade açıkladı konuştu başkanı bakanı türkiye ettiği ettiğini yeni büyük".split()
)
_OWN = frozenset("ığ")
"""Letters that only Turkish and its next of kin have …"""
_KIN = frozenset("əqñňŋäêýžű")
"""… and those by which the kin are told: Azerbaijani, Crimean Tatar, Gagauz, Turkmen, Kurdish."""
_KIN_LANGUAGES = frozenset("az ba crh gag kk ky tk tt ug uz".split())
_ENOUGH = 0.06
"""Share of the common words among all, and of the own letters …"""
_OWN_ENOUGH = 0.025
_KIN_ENOUGH = 0.008


def language_of(text: str) -> str | None:
    """The language of a text (BCP 47), None if it is not sure.

    >>> language_of("Cumhurbaşkanı, Fransa ile yapılan görüşme için çok önemli bir adım olduğunu söyledi.")
    'tr'
    """
    part = text[:LOOKED_AT]
    words = _WORDS.findall(part)
    if sum(map(len, words)) < FEWEST_LETTERS:
        return None
    if _surely_turkish(part, words):
        return "tr"
    language, share = _model().classify(part)
    return str(language) if share >= (SURE_OF_KIN if language in _KIN_LANGUAGES else SURE) else None


def _surely_turkish(part: str, words: list[str]) -> bool:
    lower = part.lower()
    letters = sum(map(len, words))
    if sum(map(lower.count, _KIN)) > _KIN_ENOUGH * letters:
        return False
    if sum(map(lower.count, _OWN)) >= _OWN_ENOUGH * letters:
        return True
    found = [word for word in words if word.lower() in _TURKISH]
    return len(set(found)) > 1 and len(found) >= _ENOUGH * len(words)


@cache
def _model() -> Any:
    from py3langid.langid import LanguageIdentifier  # noqa: PLC0415  seconds that texts in Turkish do not cost

    return LanguageIdentifier.from_model_file("data/model.npz.xz", norm_probs=True)


def main_tag(tag: str) -> str | None:
    """A language tag as sources write it, in the common form; None if it is none.

    >>> main_tag("tr_TR"), main_tag("TR"), main_tag("Turkish")
    ('tr-TR', 'tr', None)
    """
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9-_]+))?", tag.strip())
    if match is None:
        return None
    rest = match[2]
    return match[1].lower() + (
        f"-{rest.replace('_', '-').upper() if len(rest) == 2 else rest}" if rest else ""
    )
