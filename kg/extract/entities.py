"""Entities of one article: names brought together across its sentences.

Persons are clustered by name: full names first, then single surnames and given names that fit exactly one cluster, with
case suffixes that were written without an apostrophe taken off where another mention shows the bare form.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extract.bearers import fits, points_elsewhere
from kg.extract.names import COUNTRY, ORGANIZATION, PERSON, PLACE, Name, SentenceNames, Title
from kg.lang.tr.casing import lower
from kg.lang.tr.lexicon import Lexicon
from kg.lang.tr.morphology import Case, case_of_suffix
from kg.lang.tr.personal_names import name_words, same_person, same_word
from kg.lang.tr.words import words

_NEAR = 3  # sentences
_RECENT = 4  # sentences


@dataclass(slots=True, eq=False)
class Cluster:
    """One entity in the making: all its names with their sentence numbers."""

    key: str
    kind: str
    ref: str
    forms: list[str] = field(default_factory=list)
    mentions: list[tuple[int, Name]] = field(default_factory=list)
    titles: list[tuple[int, Title]] = field(default_factory=list)
    iso2: str = ""
    subkind: str = ""

    @property
    def name(self) -> str:
        """The fullest form; of equally full ones the first used."""
        return max(self.forms, key=lambda form: (len(form.split()), -self.forms.index(form)))


class EntityTable:
    """Clusters by key, and the entity of each name."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.clusters: dict[str, Cluster] = {}
        self._key_of: dict[int, str] = {}
        self._short: dict[str, str] = {}

    def key(self, name: Name) -> str:
        """Key of the entity that a name stands for."""
        return self._key_of[id(name)]

    def kind(self, key: str) -> str:
        """Kind of an entity."""
        return self.clusters[key].kind

    def build(self, sentences: list[SentenceNames]) -> None:
        """Cluster all names of the article."""
        people: list[tuple[int, Name]] = []
        for found in sentences:
            self._short |= {
                lower(name.short): f"{name.kind}:{lower(name.ref)}" for name in found.names if name.short
            }
        for number, found in enumerate(sentences):
            for name in found.names:
                if name.kind == PERSON:
                    people.append((number, name))
                else:
                    self._simple(number, name)
        self._join_bodies()
        self._persons(people)

    def _simple(self, number: int, name: Name) -> None:
        if name.kind == COUNTRY:
            key, ref = f"country:{name.ref}", name.ref
        else:
            key, ref = f"{name.kind}:{lower(name.ref)}", name.ref
        if name.kind == ORGANIZATION:
            key = self._short.get(lower(ref), key)
        cluster = self.clusters.setdefault(
            key, Cluster(key, name.kind, ref, iso2=name.iso2, subkind=name.subkind)
        )
        self._attach(cluster, number, name, ref)
        if name.short:
            self._short[lower(name.short)] = key
            cluster.forms.append(name.short)

    def _join_bodies(self) -> None:
        """Make one of a body that is named with its country, then without: "Çin Savunma Bakanlığı"."""
        bodies = [cluster for cluster in self.clusters.values() if cluster.kind == ORGANIZATION]
        for bare in bodies:
            if bare.iso2 or " " not in bare.ref or bare.ref in self._lexicon.organizations:
                continue
            tail = f" {lower(bare.ref)}"
            full = [
                other
                for other in bodies
                if other.iso2
                and lower(other.ref).endswith(tail)
                and self._lexicon.is_country(lower(other.ref)[: -len(tail)])
            ]
            if len(full) == 1:
                self._merge(bare, full[0])

    def _merge(self, one: Cluster, into: Cluster) -> None:
        for number, name in one.mentions:
            self._attach(into, number, name, name.ref)
        into.mentions.sort(key=lambda item: (item[0], item[1].begin))
        del self.clusters[one.key]

    def _attach(self, cluster: Cluster, number: int, name: Name, form: str) -> None:
        if form not in cluster.forms:
            cluster.forms.append(form)
        cluster.mentions.append((number, name))
        if name.title is not None:
            cluster.titles.append((number, name.title))
        self._key_of[id(name)] = cluster.key

    def _persons(self, people: list[tuple[int, Name]]) -> None:
        known = {lower(name.ref) for _, name in people}
        for _, name in people:
            self._strip_bare_suffix(name, known)
        for number, name in sorted(people, key=lambda item: -len(name_words(item[1].ref))):
            if len(name_words(name.ref)) > 1:
                self._attach(self._full_name(name), number, name, name.ref)
        for number, name in people:
            if len(name_words(name.ref)) == 1:
                self._attach(self._single_name(number, name), number, name, name.ref)
        for cluster in self.clusters.values():
            cluster.mentions.sort(key=lambda item: (item[0], item[1].begin))

    def _strip_bare_suffix(self, name: Name, known: set[str]) -> None:
        if name.case is not Case.NOM:
            return
        small = lower(name.ref)
        for suffix in words().bare_suffixes:
            if small.endswith(suffix) and len(small) - len(suffix) > 3:
                stem = small[: -len(suffix)]
                last = stem.split()[-1]
                if len(last) > 2 and (
                    stem in known or any(other.endswith(" " + stem) or other == stem for other in known)
                ):
                    name.ref = name.ref[: -len(suffix)]
                    name.case = case_of_suffix(suffix)
                    return

    def _people(self) -> list[Cluster]:
        return [cluster for cluster in self.clusters.values() if cluster.kind == PERSON]

    def _full_name(self, name: Name) -> Cluster:
        words = name_words(name.ref)
        for cluster in self._people():
            if any(same_person(words, name_words(form)) for form in cluster.forms):
                return cluster
        return self._new_person(name.ref)

    def _single_name(self, number: int, name: Name) -> Cluster:
        """The person whose family name, or else another part of the name, the word is."""
        word = name_words(name.ref)[-1]
        parts = [(cluster, name_words(form)) for cluster in self._people() for form in cluster.forms]
        fits = (
            [cluster for cluster, words in parts if words[-1] == word]
            or [cluster for cluster, words in parts if word in words]
            or [cluster for cluster, words in parts if same_word(words[-1], word)]
        )
        if not fits:
            return self._new_person(name.ref)
        if len(fits) == 1:
            return fits[0]
        return min(fits, key=lambda cluster: _rank(cluster, word, (number, name.begin)))

    def _new_person(self, ref: str) -> Cluster:
        key = f"person:{lower(ref)}"
        while key in self.clusters:
            key += "'"
        cluster = self.clusters[key] = Cluster(key, PERSON, ref)
        return cluster

    # who is meant by a description

    def by_title(self, title: Title, before: int) -> str | None:
        """The person presented up to sentence `before` in an office that the bare title fits.

        Of several the one mentioned last, if that is not long ago.
        """
        if points_elsewhere(title):
            return None
        latest = {
            cluster.key: max((m[0] for m in cluster.mentions if m[0] <= before), default=-1)
            for cluster in self._people()
            if any(number <= before and fits(title, held) for number, held in cluster.titles)
        }
        if not latest or (title.loose and len(latest) > 1):
            return None
        best = max(latest, key=lambda key: latest[key])
        return best if len(latest) == 1 or latest[best] >= before - _NEAR else None

    def by_kind(self, stem: str, before: int) -> str | None:
        """The organisation that a bare noun means: of those that are of its sort the one named last.

        It must have been named up to sentence `before`, and be the only one of its sort named there and in the
        sentences just before it.
        """
        latest = {
            cluster.key: max((m[0] for m in cluster.mentions if m[0] <= before), default=-1)
            for cluster in self.clusters.values()
            if cluster.kind == ORGANIZATION and self._is_sort(cluster, stem)
        }
        recent = [key for key, number in latest.items() if number >= 0 and number >= before - _RECENT]
        return recent[0] if len(recent) == 1 else None

    def _is_sort(self, cluster: Cluster, stem: str) -> bool:
        """Whether a body's name ends in a noun, or the body is known to be of its sort."""
        hard = f"{stem[:-1]}k" if stem.endswith("ğ") else stem
        soft = f"{hard[:-1]}ğ" if hard.endswith("k") else hard
        last = lower(cluster.ref).split()[-1]
        return last.startswith((hard, soft)) or cluster.subkind in self._lexicon.sorts[stem]


__all__ = ["COUNTRY", "ORGANIZATION", "PERSON", "PLACE", "Cluster", "EntityTable"]


def _rank(cluster: Cluster, word: str, here: tuple[int, int]) -> tuple[int, tuple[int, int]]:
    """Of several who bear a family name, it means the one last called by it alone, else the one named first."""
    full, alone = [], []
    for number, name in cluster.mentions:
        words, place = name_words(name.ref), (number, name.begin)
        if len(words) > 1:
            full.append(place)
        elif word in words and place < here:
            alone.append(place)
    first = min(full, default=here)
    if alone:
        return -1 - max(alone)[0], first
    return 0 if first < here else 1, first
