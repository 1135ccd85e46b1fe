"""Turkish words of an office and the English words that the titles of the index use for the same."""

from __future__ import annotations

import re

_PORTFOLIOS: tuple[tuple[str, str], ...] = (
    ("saglik", r"health"),
    ("savunma", r"defen[cs]e|armed forces"),
    ("icisleri", r"interior|internal affairs|home"),
    ("maliye", r"financ|treasury|exchequer|budget"),
    ("hazine", r"treasur|financ|exchequer"),
    ("ekonomi", r"econom"),
    ("egitim", r"educat"),
    ("adalet", r"justice|attorney general|law"),
    ("enerji", r"energy|power|oil|petroleum"),
    ("petrol", r"oil|petroleum|energy"),
    ("tarim", r"agricultur|farm|food"),
    ("kultur", r"cultur"),
    ("ulastirma", r"transport|infrastructure"),
    ("ulasim", r"transport"),
    ("cevre", r"environment|climate|ecolog"),
    ("ticaret", r"trade|commerce|business"),
    ("calisma", r"lab|employment|work"),
    ("turizm", r"touris"),
    ("sanayi", r"industr"),
    ("spor", r"sport"),
    ("guvenlik", r"security"),
    ("bilim", r"scien|research"),
    ("avrupa", r"europ"),
    ("goc", r"immigra|migra"),
    ("bilgi", r"informa|communicat"),
)
_OTHERS: tuple[tuple[str, str], ...] = (
    ("genelkurmay", r"general staff|joint chiefs|chief of staff of the armed"),
    ("baskan yardimci|cumhurbaskani yardimci", r"^(first )?vice[- ]president"),
    ("basbakan yardimci", r"deputy prime minister|vice premier"),
    (
        "meclis baskan|parlamento baskan|temsilciler meclisi baskan",
        r"speaker|president of the (\w+ )*(assembly|parliament)",
    ),
    ("senatör|senator", r"senator|member of the senate"),
    ("milletvekili|temsilciler meclisi uye|parlamento uye", r"member of|representative|deputy"),
    ("merkez bankasi", r"bank"),
    ("genel sekreter", r"secretary[- ]general"),
    ("ulusal guvenlik danisman", r"national security advis"),
    ("bassavci", r"attorney general|prosecutor"),
    ("komutan|general|amiral", r"chief|command|marshal"),
    ("vali", r"governor"),
    ("belediye baskan", r"mayor"),
    ("dini lider|ruhani lider|yuce lider", r"supreme leader"),
    ("temsilci", r"representative|envoy"),
)
_COMPILED = tuple((turkish, re.compile(english)) for turkish, english in _PORTFOLIOS)
_COMPILED_OTHERS = tuple((re.compile(turkish), re.compile(english)) for turkish, english in _OTHERS)


def same_portfolio(turkish: str, english: str) -> bool | None:
    """Whether a minister's folded Turkish title and an English title are of one field; None if it names none.

    >>> same_portfolio("saglik bakani", "Minister of Health"), same_portfolio("bakan", "Minister of Health")
    (True, None)
    """
    wanted = [pattern for word, pattern in _COMPILED if word in turkish]
    title = english.casefold()
    return any(pattern.search(title) for pattern in wanted) if wanted else None


def same_office(turkish: str, english: str) -> bool:
    """Whether the folded Turkish words of an office of no kind of its own name what the English title names.

    >>> same_office("genelkurmay baskani", "Chairman of the Joint Chiefs of Staff")
    True
    >>> same_office("rakibi", "Governor of Massachusetts")
    False
    """
    title = english.casefold()
    for pattern, expected in _COMPILED_OTHERS:
        if pattern.search(turkish):
            return expected.search(title) is not None
    return False
