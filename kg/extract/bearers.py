"""Whether a title without a name can mean someone who was presented with one: "Başbakan", "Fransız lider"."""

from __future__ import annotations

from kg.extract.mentions import Title

_PEERS = ("mevkidaş", "meslektaş")


def points_elsewhere(title: Title) -> bool:
    """Whether the words around a title say whose it is, and that is none whom the article knows: "örgütün lideri"."""
    owned = bool(title.countries or title.body)
    single = title.possessed and title.end - title.begin == 1 and title.head != "cumhurbaşkan"
    return title.distant or (single and not owned)


def _same_office(bare: Title, held: Title) -> bool:
    if bare.head == "lider" and bare.kind in ("head-of-state", "other"):
        heads = held.kind in ("head-of-state", "head-of-government") or held.head == "lider"
        return heads or bool(bare.body and _same_body(bare.body, held.body))
    if bare.kind == "minister" and bare.end - bare.begin == 1:
        return held.head == "bakan"
    if bare.head in _PEERS:
        return bool(bare.countries) and held.kind not in ("other", "spokesperson")
    if bare.kind in ("other", "minister") and not (bare.body and _same_body(bare.body, held.body)):
        return bare.head == held.head or (bare.head == "başkan" and held.kind == "head-of-state")
    if bare.head == "şansölye":
        return held.head == "şansölye" or (held.head == "başbakan" and held.countries in (("DE",), ("AT",)))
    same = bare.head == held.head or {bare.head, held.head} <= {"cumhurbaşkan", "başkan"}
    return bare.kind == held.kind and same


def fits(bare: Title, held: Title) -> bool:
    """Whether a title without a name can mean one who was presented with the title `held`."""
    if bare.plural or bare.former != held.former or not _same_office(bare, held):
        return False
    if bare.countries and held.countries and bare.countries != held.countries:
        return False
    if bare.body and held.body:
        return _same_body(bare.body, held.body)
    return bool(bare.countries and held.countries) or (not bare.countries and not bare.body)


def _same_body(bare: str, held: str) -> bool:
    """Whether a body is the same or only named without its country: "Kara Kuvvetleri", "Irak Kara Kuvvetleri"."""
    return bare == held or f" {held}".endswith(f" {bare}")
