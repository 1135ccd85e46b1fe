"""Made-up training sentences for `train_tagger.py`: news templates filled with random names, and corpus sentences
whose persons get other names.

Half of the family names are invented, by joining the beginning of one name with the end of another, so that the
model learns to read the context and not only lists. All choices come from one seeded generator.
"""

from __future__ import annotations

import random
import re
from pathlib import Path

from tagger_corpus import APOSTROPHE, Sentence

from kg.lang.tr.casing import lower
from kg.lang.tr.gazetteer import (
    load_countries,
    load_given_names,
    load_organizations,
    load_places,
    load_surnames,
)

TEMPLATES = Path(__file__).parent / "tagger_templates.txt"
SLOT = re.compile(r"^(.*?)\{(\w)(?::(\w+))?\}(.*)$")
INVENTED = 0.5
WORLD = 0.75  # share of titles that begin with a country
OFFICES = """Devlet Başkanı|Cumhurbaşkanı|Başbakanı|Dışişleri Bakanı|Savunma Bakanı|İçişleri Bakanı|Adalet Bakanı|Maliye Bakanı
Sağlık Bakanı|Enerji Bakanı|Ekonomi Bakanı|Milli Savunma Bakanı|Başbakan Yardımcısı|Devlet Başkan Yardımcısı|Başkanı
Dışişleri Bakan Yardımcısı|Dışişleri Bakanlığı Sözcüsü|Ordu Sözcüsü|Genelkurmay Başkanı|Meclis Başkanı|Parlamento Başkanı
Kralı|Prensi|Emiri|Veliaht Prensi|Kraliçesi|Başkan Yardımcısı|Büyükelçisi|Özel Temsilcisi|lideri|eski Başbakanı
eski Devlet Başkanı|Geçici Devlet Başkanı|Başsavcısı|Merkez Bankası Başkanı|Eğitim Bakanı|Kültür ve Turizm Bakanı
Hükümet Sözcüsü|muhalefet lideri|dini lideri|Ulusal Güvenlik Bakanı|Ulusal Güvenlik Danışmanı|Senatörü|Başpiskoposu
Aile ve Sosyal Hizmetler Bakanı|Tarım Bakanı|Ulaştırma Bakanı|Şansölyesi|Şansölye Yardımcısı|Federal Meclis Başkanı
BM Daimi Temsilcisi|Ankara Büyükelçisi|Hava Kuvvetleri Komutanı|Ordu Komutanı|Emniyet Müdürü"""
MINISTRIES = """Dışişleri Bakanlığı|Savunma Bakanlığı|İçişleri Bakanlığı|Sağlık Bakanlığı|Adalet Bakanlığı|Enerji Bakanlığı
Milli Savunma Bakanlığı|Maliye Bakanlığı|Genelkurmay Başkanlığı|Hazine Bakanlığı|Anayasa Mahkemesi|Merkez Bankası|Yüksek Mahkemesi
Ulusal Meclisi|Parlamentosu|Kızılayı|Devlet Televizyonu"""
OCCUPATIONS = """gazeteci|yazar|doktor|avukat|milletvekili|aktivist|öğretmen|futbolcu|oyuncu|yönetmen|akademisyen|siyasetçi|iş insanı|
general|diplomat|analist|hemşire|öğrenci|fotoğrafçı|kameraman|cerrah|milyarder|sanatçı|şair|tarihçi|ekonomist|bakan|vekil|
insan hakları savunucusu|sivil toplum temsilcisi|belediye başkanı|işadamı|polis memuru|emekli albay|eski bakan|muhalif siyasetçi|
kadın|çiftçi|esir|tutuklu|gönüllü|sağlık çalışanı|gazeteci-yazar|siyaset bilimci|hukukçu|uzman""".replace(
    "\n", ""
)
ARTICLES = ("el-", "el-", "el-", "El ", "el ", "eş-", "en-", "es-", "er-", "al-", "Al ", "ed-", "et-", "ez-")
ARABIC_ONSETS = (
    "Ab Ha Mu Sa Ka Ra Na Ma Fa Şa Ze Ce Ha He Bi Ga Ta Hi Şe Su Ku Be Me De Ya Va İb Em Es Za Nu Cu".split()
)
ARABIC_MIDDLES = "dd sr mm b d r h l m n s ş z k f t v y rr mr lh rv sb hl hm rb br dr sm nd lv kr".split()
ARABIC_ENDS = "i an ad ari ani avi aya ud ed id us im ir un in al ab ah at af ef el em en aş az ek ik eyn il uk iyye ani a e".split()


class Maker:
    """Makes sentences from a seeded generator; the same seed gives the same sentences."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)
        self._given = sorted(name for name in load_given_names() if "-" not in name and len(name) > 2)
        surnames = load_surnames()
        self._surnames = sorted(name for name in surnames if len(name) > 2)
        self._turkish = sorted(
            name
            for name in self._surnames
            if re.search(r"(oğlu|kan|maz|taş|er|lı|sal|türk|gil|men|çı|dağ)$", name)
        )
        self._countries = sorted(
            row.name for row in load_countries() if "Adas" not in row.name and "Adal" not in row.name
        )
        self._aliases = [
            "ABD",
            "ABD",
            "İngiltere",
            "Rusya",
            "Almanya",
            "Fransa",
            "İsrail",
            "İran",
            "Suriye",
            "Ukrayna",
            "Çin",
            "Türkiye",
            "Filistin",
            "Irak",
            "Mısır",
            "Yunanistan",
            "BAE",
            "KKTC",
            "Suudi Arabistan",
            "Lübnan",
            "Japonya",
            "İtalya",
        ]
        self._demonyms = sorted(
            {form for row in load_countries() for form in row.demonyms if " " not in form and "'" not in form}
        )
        self._cities = sorted(
            {
                row.name
                for row in load_places()
                if row.kind == "city" and row.population > 200_000 and not row.ambiguous
            }
        )
        self._turkish_places = sorted(
            {row.name for row in load_places() if row.iso2 == "TR" and row.kind == "province"}
        )
        self._organizations = sorted(
            {
                form
                for row in load_organizations()
                for form in (row.name, *row.aliases)
                if all(word[0].isupper() or word in "ve için" for word in form.split())
            }
        )

    def sentences(self, count: int) -> list[Sentence]:
        """So many sentences, each template in turn."""
        templates = [
            line
            for line in TEMPLATES.read_text(encoding="utf-8").splitlines()
            if line and not line.startswith("#")
        ]
        return [self._fill(templates[number % len(templates)]) for number in range(count)]

    def renamed(self, sentence: Sentence) -> Sentence:
        """The sentence with other persons; a family name that comes twice is replaced alike."""
        result: Sentence = []
        index = 0
        known: dict[str, str] = {}
        while index < len(sentence):
            word, label = sentence[index]
            if label != "B-PER":
                result.append((word, label))
                index += 1
                continue
            end = index + 1
            while end < len(sentence) and sentence[end][1] == "I-PER":
                end += 1
            last = sentence[end - 1][0]
            stem, *suffix = APOSTROPHE.split(last, maxsplit=1)
            name = known.setdefault(stem, self._person() if end - index > 1 else self._family())
            result += self._tagged(
                name if end - index > 1 or stem not in known else name.split()[-1], "PER", None
            )
            if suffix and suffix[0]:
                result[-1] = (
                    result[-1][0] + "'" + self._inflect_like(suffix[0], result[-1][0]),
                    result[-1][1],
                )
            index = end
        return result

    def cut(self, sentence: Sentence) -> Sentence | None:
        """The end of the sentence, beginning at an ordinary word, at best right before a name; None if there is none.

        Gives words that begin a sentence in all their inflections.
        """
        ordinary = [
            index
            for index, (word, label) in enumerate(sentence[:-2])
            if index and label == "O" and word[0].islower() and len(word) > 2 and "'" not in word
        ]
        before_name = [index for index in ordinary if sentence[index + 1][0][0].isupper()]
        places = before_name if before_name and self._random.random() < 0.5 else ordinary
        if not places:
            return None
        index = self._random.choice(places)
        word = sentence[index][0]
        capital = {"i": "İ", "ı": "I"}.get(word[0], word[0].upper()) + word[1:]
        opening: Sentence = [('"', "O")] if self._random.random() < 0.2 else []
        return [*opening, (capital, "O"), *sentence[index + 1 :]]

    def _fill(self, template: str) -> Sentence:
        sentence: Sentence = []
        fixed, begin = "", False
        for piece in template.split():
            if piece.startswith("["):
                fixed, begin = piece[1:], True
                continue
            closes = piece.endswith("]")
            match = SLOT.match(piece.rstrip("]"))
            if fixed:
                text = self._name(match.group(2)) if match else piece.rstrip("]")
                for word in text.split():
                    sentence.append((word, ("B-" if begin else "I-") + fixed))
                    begin = False
                fixed = "" if closes else fixed
            elif match is None:
                sentence.append((piece, "O"))
            else:
                before, slot, case, after = match.groups()
                sentence += [(before, "O")] if before else []
                sentence += self._slot(slot, case)
                sentence += [(after, "O")] if after else []
        first, label = sentence[0]
        sentence[0] = ((("İ" if first[0] == "i" else first[0].upper()) + first[1:]), label)
        return sentence

    def _name(self, slot: str) -> str:
        """A name inside a fixed one: {p} of a person, {q} an invented one, {r} of a country."""
        if slot == "p":
            return self._random.choice((self._person, self._arab, self._family, self._family))()
        if slot == "r":
            return self._country()
        if slot == "q":
            return self._random.choice(
                (
                    lambda: self._mix(self._cities),
                    self._arab_family,
                    self._arab_word,
                    lambda: self._mix(self._surnames),
                )
            )()
        raise ValueError(f"no such slot inside brackets: {slot!r}")

    def _slot(self, slot: str, case: str | None) -> Sentence:
        pick = self._random.choice
        if slot == "T":
            return self._title()
        if slot == "t":
            return [(word, "O") for word in pick(OCCUPATIONS.split("|")).split()]
        if slot == "D":
            word = pick(self._demonyms)
            return [
                (
                    word + ("ler" if _front(word) else "lar") + ("in" if _front(word) else "ın")
                    if case
                    else word,
                    "O",
                )
            ]
        if slot == "M":
            place = f"{self._country()} " if self._random.random() < 0.5 else ""
            return self._tagged(
                place + pick([m for line in MINISTRIES.splitlines() for m in line.split("|")]), "ORG", case
            )
        name, kind = {
            "P": lambda: (self._person(), "PER"),
            "S": lambda: (self._family(), "PER"),
            "G": lambda: (pick(self._given), "PER"),
            "A": lambda: (self._arab(), "PER"),
            "E": lambda: (self._arab_family(), "PER"),
            "C": lambda: (self._country(), "LOC"),
            "c": lambda: (pick(self._cities if self._random.random() < 0.6 else self._turkish_places), "LOC"),
            "O": lambda: (pick(self._organizations), "ORG"),
        }[slot]()
        return self._tagged(name, kind, case)

    def _country(self) -> str:
        return self._random.choice(self._aliases if self._random.random() < 0.5 else self._countries)

    def _title(self) -> Sentence:
        roll = self._random.random()
        if roll < WORLD:
            office = self._random.choice(
                [office for line in OFFICES.splitlines() for office in line.split("|")]
            )
            return self._tagged(self._country(), "LOC", None) + [(word, "O") for word in office.split()]
        if roll < WORLD + 0.15:
            head = self._random.choice(
                [
                    "Genel Sekreteri",
                    "Sözcüsü",
                    "Başkanı",
                    "Genel Başkanı",
                    "Genel Başkan Yardımcısı",
                    "lideri",
                    "Komiseri",
                    "Genel Direktörü",
                    "Yüksek Temsilcisi",
                    "Koordinatörü",
                    "Milletvekili",
                    "Özel Temsilcisi",
                    "üyesi",
                ]
            )
            return self._tagged(self._random.choice(self._organizations), "ORG", None) + [
                (word, "O") for word in head.split()
            ]
        plain = [
            "Cumhurbaşkanı",
            "Başbakan",
            "Dışişleri Bakanı",
            "Bakan",
            "Devlet Başkanı",
            "Başbakan Yardımcısı",
            "Hükümet Sözcüsü",
            "Genelkurmay Başkanı",
            "Büyükelçi",
            "Genel Başkan",
            "Vali",
            "Senatör",
            "Lider",
            "eski Bakan",
            "İçişleri Bakanı",
        ]
        return [(word, "O") for word in self._random.choice(plain).split()]

    def _person(self) -> str:
        roll = self._random.random()
        if roll < 0.22:
            return self._arab()
        if roll < 0.40:
            return f"{self._random.choice(self._given)} {self._random.choice(self._turkish)}"
        middle = ""
        if roll > 0.90:
            middle = self._random.choice(self._given) + " "
        elif roll > 0.87:
            middle = self._random.choice("ABCDEFGHJKLMNPRSTW") + ". "
        elif roll > 0.84:
            middle = self._random.choice(
                ["van ", "von ", "de ", "di ", "da ", "Van ", "De ", "dos ", "van der "]
            )
        return f"{self._first()} {middle}{self._family()}"

    def _first(self) -> str:
        return (
            self._mix(self._given)
            if self._random.random() < INVENTED / 2
            else self._random.choice(self._given)
        )

    def _family(self) -> str:
        if self._random.random() < 0.08:
            return self._arab_family()
        if self._random.random() < INVENTED:
            return self._mix(self._surnames)
        if self._random.random() < 0.05:
            return f"{self._random.choice(self._surnames)}-{self._random.choice(self._surnames)}"
        return self._random.choice(self._surnames)

    def _mix(self, names: list[str]) -> str:
        one, two = self._random.choice(names), self._random.choice(names)
        head = one[: max(2, len(one) // 2)]
        tail = two[len(two) // 2 :].lower().lstrip("-'’")
        return head.rstrip("-'’") + (tail or "i")

    def _arab(self) -> str:
        first = self._random.choice(self._given) if self._random.random() < 0.7 else self._arab_word()
        roll = self._random.random()
        if roll < 0.2:
            second = self._random.choice(self._given)
            return f"{first} {second} {self._arab_family()}"
        if roll < 0.27:
            return f"{first} bin {self._random.choice(self._given)}"
        if roll < 0.32:
            return (
                f"Ümmü {first} {self._arab_family()}"
                if roll < 0.295
                else f"Ebu {first} {self._arab_family()}"
            )
        return f"{first} {self._arab_family()}"

    def _arab_family(self) -> str:
        roll = self._random.random()
        word = self._arab_word() if self._random.random() < 0.6 else self._random.choice(self._surnames)
        if roll < 0.3:
            return f"{self._random.choice(['Ebu', 'Ebu', 'Ebu', 'Abu', 'Ibn', 'Bin', 'Ben', 'Um'])} {word}"
        if roll < 0.6:
            return self._random.choice(ARTICLES) + word
        return word

    def _arab_word(self) -> str:
        pick = self._random.choice
        return pick(ARABIC_ONSETS) + pick(ARABIC_MIDDLES) + pick(ARABIC_ENDS)

    def _tagged(self, name: str, kind: str, case: str | None) -> Sentence:
        words = name.split()
        if case:
            words[-1] = f"{words[-1]}'{inflect(words[-1], case)}"
        return [(word, f"{'I' if number else 'B'}-{kind}") for number, word in enumerate(words)]

    def _inflect_like(self, suffix: str, stem: str) -> str:
        """The suffix of another word made to fit `stem`, as far as its vowels go."""
        front = _front(stem)
        table = str.maketrans("aıou", "eieü") if front else str.maketrans("eiöü", "aıou")
        return lower(suffix).translate(table)


def _vowel(stem: str) -> str:
    vowels = [char for char in lower(stem) if char in "aıoueiöüâîûéáóíúàèëäãåêôøyæ"]
    return vowels[-1] if vowels else "e"


def _front(stem: str) -> bool:
    return _vowel(stem) in "eiöüîéíèëäêøyæ"


def inflect(stem: str, case: str) -> str:
    """The case suffix of a name, without the apostrophe: ("Putin", "in") -> "in", ("Obama", "e") -> "ya"."""
    vowel = _vowel(stem)
    front = _front(stem)
    rounded = vowel in "ouöüûóúôø"
    high = ("ü" if rounded else "i") if front else ("u" if rounded else "ı")
    low = "e" if front else "a"
    last = lower(stem)[-1]
    open_end = last in "aıoueiöüâîûéáóíúàèëäãåêôøæ"
    hard = last in "fstkçşhpx"
    if case == "in":
        return f"n{high}n" if open_end else f"{high}n"
    if case == "i":
        return f"y{high}" if open_end else high
    if case == "e":
        return f"y{low}" if open_end else low
    if case == "le":
        return f"yl{low}" if open_end else f"l{low}"
    if case == "li":
        return f"l{high}"
    if case in ("de", "den", "deki"):
        return ("t" if hard else "d") + low + case[2:]
    raise ValueError(f"no such case: {case!r}")
