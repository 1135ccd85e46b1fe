"""Which words of a text name a person, and which only look as if they did."""

from __future__ import annotations

import pytest

from kg.model import EntityKind
from tests.extract.reading import persons, read

NAMED = {
    "Arabic article in small letters": ("Sözcü Albay Türkan el-Kovanlı konuştu.", ["Türkan el-Kovanlı"]),
    "article alone with the family name": (
        "Fiji Başbakanı Muaz el-Savali konuştu. El-Savali, Tonga'yı kınadı.",
        ["Muaz el-Savali"],
    ),
    "apostrophe inside a name": ("Kardinal Keith O'Brannan istifa etti.", ["Keith O'Brannan"]),
    "name that holds the head of a title": ("Bakan Filippo Patroni Savali geldi.", ["Filippo Patroni Savali"]),
    "demonym before a name": ("Maltalı Savalo Perenti geldi.", ["Savalo Perenti"]),
    "name of a place before a name": ("Törene Londralı Selim Taşören katıldı.", ["Selim Taşören"]),
    "name before a noun after a comma": ("İş adamı Selim Erdem, partilerinin kapandığını söyledi.", ["Selim Erdem"]),
    "name before a noun of what someone has": ("Selim Erdem gazetesini sattı.", ["Selim Erdem"]),
    "family name that is a newspaper": ("İsveç Dışişleri Bakanı Carl Bild geldi.", ["Carl Bild"]),
    "given name that is a movement": ("Görgü tanığı Emel el-Kovan konuştu.", ["Emel el-Kovan"]),
    "family name from a town": ("Doktor Selim Nablusi geldi. Nablusi, Tonga'yı kınadı.", ["Selim Nablusi"]),
    "name like a form of a title": ("TSE Başkanı Şahin, bilgi verdi.", ["Şahin"]),
    "chief of a service": ("İstihbarat Şefi Selim Taşören öldürüldü.", ["Selim Taşören"]),
    "interjection": ('Başbakan Selim Taşören geldi. "Ey Taşören!" dedi.', ["Selim Taşören"]),
    "two heads of titles": ("Grup Başkanvekili Selim Erdem geldi.", ["Selim Erdem"]),
    "office after a name": (
        "Partinin lideri Selim Taşören Başbakan Yardımcılığı görevine getirildi.",
        ["Selim Taşören"],
    ),
    "pair of family names": (
        "Fiji Başbakanı Selim Taşören ve Malta Başbakanı Nadir Kovanlı geldi. Taşören-Kovanlı görüşmesi bitti.",
        ["Nadir Kovanlı", "Selim Taşören"],
    ),
    "space that got lost": (
        "Fiji Başbakanı SelimTaşören geldi. Taşören, Tonga'yı kınadı.",
        ["Selim Taşören"],
    ),
    "name with ve before a university": (
        "Selim Taşören ve Malta Üniversitesi öğrencisi Leyla Aksoylu geldi.",
        ["Leyla Aksoylu", "Selim Taşören"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), NAMED.values(), ids=NAMED.keys())
def test_these_persons_are_named(text: str, expected: list[str]) -> None:
    assert sorted(persons(read(text))) == expected


NOBODY = {
    "building": "Toplantı Selim Salonu'nda yapıldı.",
    "prison": "Göstericiler Leyla Cezaevi önünde toplandı.",
    "list of hospitals": "Ordu Kemal Adnan, Selim Kovan ve Nadir hastanelerini kuşattı.",
    "storm": "Leyla kasırgası Fiji'yi vurdu.",
    "ship by its name": "Limanda Selim Reis adlı iki kargo gemisi battı.",
    "weapon": "Fiji, S-400 ile F-35 aldı.",
    "headline in capitals": "YENİ KRAL NASIL SEÇİLECEK TARTIŞTILAR",
    "people of a place": "Gazzeliler göç etti.",
    "title with a suffix of time": "Enerji Bakan Yardımcısıyken ülkeyi terk etti.",
    "title of a work in quotation marks": 'Hükümet "Savaling Revesto" paketini görüştü.',
    "feast": "Noel yarın kutlanacak.",
}


@pytest.mark.parametrize("text", NOBODY.values(), ids=NOBODY.keys())
def test_nobody_is_named(text: str) -> None:
    assert persons(read(text)) == []


SPELLINGS = [
    "Ukrayna Devlet Başkanı Volodimir Zelenskiy konuştu. Volodymyr Zelenskyy geldi.",
    "Koalisyonun lideri Muaz el-Hatib konuştu. Muaz El Hatip geldi. El-Hatib gitti.",
    "Bakan Ferhat Tosunlu konuştu. Bakan Ferhad Tosunlu geldi. Ferhatt Tosunlu gitti.",
    "Orgeneral Ali Savalan konuştu. Orgeneral Eli Savalan geldi.",
    "Başkan Nabil El Savali konuştu. Elsavali geldi.",
    "Fiji Başbakanı Recep Selim Taşören konuştu. Başbakan Taşören geldi. Recep Taşören gitti.",
]


@pytest.mark.parametrize("text", SPELLINGS)
def test_one_person_under_several_spellings_is_one_entity(text: str) -> None:
    assert len(persons(read(text))) == 1, persons(read(text))


TWO = [
    "Selim Taşören ve Leyla Taşören Fiji'de konuştu.",
    "Bakan Hasan Taşören konuştu. Bakan Hüseyin Taşören geldi.",
    "Kim Min-seok konuştu. Kim Jong-un geldi.",
]


@pytest.mark.parametrize("text", TWO)
def test_two_persons_stay_two(text: str) -> None:
    assert len(persons(read(text))) == 2, persons(read(text))


def test_weapons_and_headlines_are_no_organisations() -> None:
    analysis = read("Fiji, S-400 ile F35 aldı.\nSAVAŞ BİTTİ ŞİMDİ NE OLACAK\nTSİ 15.00'te başladı.")
    assert [entity.name for entity in analysis.entities if entity.kind is EntityKind.ORGANIZATION] == []
