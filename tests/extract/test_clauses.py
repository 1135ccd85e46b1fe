"""Who does what to whom, where the words for it stand far apart or are left unsaid."""

from __future__ import annotations

import pytest

from tests.extract.reading import called, events, read, roles, told

FJ, TO, MT = "FJ", "TO", "MT"
SELIM, NADIR = "Selim Taşören", "Nadir Kovanlı"

ROLES = [
    # couples and lists
    ("Fiji ile Tonga gümrük konusunda anlaştı.", "agree", [FJ, TO], [], []),
    ("Fiji, Malta ve Tonga'yı eleştirdi.", "accuse", [FJ], [MT, TO], []),
    ("Fiji ve Malta, Tonga ve Kenya'yı eleştirdi.", "accuse", [FJ, MT], [TO, "KE"], []),
    ("Kahire'de bir araya gelen Fiji ve Tonga heyetleri dağıldı.", "consult", [], [], [FJ, TO]),
    # who is asked
    ("Malta, Fiji'den askerlerini çekmesini istedi.", "request", [MT], [FJ], []),
    ("Malta, Fiji'den askerlerini çekerek adayı bırakmasını talep etti.", "request", [MT], [FJ], []),
    ("Malta, Fiji'den Tonga'ya uyguladığı ambargoyu kaldırmasını istedi.", "request", [MT], [FJ], []),
    ("Malta, Fiji ve Tonga'ya görüşmelere başlamaları çağrısında bulundu.", "request", [MT], [FJ, TO], []),
    ("Malta, Fiji'yi kurallara uymamak ve bilgi saklamakla suçladı.", "accuse", [MT], [FJ], []),
    ("Malta, Fiji'nin Tonga'yı casuslukla suçlamasını destekledi.", "accuse", [FJ], [TO], []),
    ("Malta, Fiji'nin köprüyü yıkmasını eleştirdi.", "accuse", [MT], [FJ], []),
    ("Malta, Fiji'nin planladığı denemeyi yapması hâlinde karşılık görecekleri uyarısında bulundu.",
     "threaten", [MT], [FJ], []),
    ("Malta, Fiji'nin Tonga'yı suçlayarak çekildiğini yazdı.", "accuse", [FJ], [TO], []),
    ("Malta, Tonga'nın sınırında gerçekleştirilen saldırıyı kınadı.", "accuse", [MT], [], []),
    ("Ali Tavake'yi öldürmekle suçlanan Selim Taşören kaçtı.", "assault", [SELIM], ["Ali Tavake"], []),
    ("Malta'nın çağrısı üzerine Fiji görüşmelere başladı.", "request", [MT], [FJ], []),
    ("Malta, Fiji'nin yanında olduğunu açıkladı.", "support", [MT], [FJ], []),
    ("Fiji ile Tonga sınırın açılmasında uzlaştı.", "agree", [FJ, TO], [], []),
    ("Fiji'nin raporuna göre köpekbalıkları Tonga'ya saldırdı.", "assault", [], [TO], []),
    ("Malta, isyancıların Tonga'ya saldırdığını duyurdu.", "assault", [], [TO], []),
    ("Fijili muhalifler Tonga gemisine el koydu.", "coerce-seize", [], [TO], []),
    ("FHP Suva Milletvekili Selim Taşören Tonga'yı kınadı.", "accuse", [SELIM], [TO], []),
    ("Başkonsolos Selim Taşören: Fiji Tonga'ya saldırdı", "assault", [FJ], [TO], []),
    ("Fiji'nin giriş kapısında Tonga'ya saldırı düzenlendi.", "assault", [], [TO], []),
    ("Malta'nın Fiji'nin Tonga'yı desteklemesini istediği öne sürüldü.", "request", [MT], [FJ], []),
    ("Selim Taşören, uğradığı silahlı saldırının ardından konuştu.", "assault", [], [SELIM], []),
    ("Fiji Tonga limanlarını kuşattı.", "coerce-seize", [FJ], [TO], []),
    ("Malta, Fiji'ye askerlerini çekmesi çağrısında bulundu.", "request", [MT], [FJ], []),
    # the noun after a relative clause
    ("Malta'nın ağır sözlerle suçladığı Fiji açıklama yapmadı.", "accuse", [MT], [FJ], []),
    ("Tonga'ya saldıran Fiji açıklama yapmadı.", "assault", [FJ], [TO], []),
    # owners
    ("Fiji, Tonga'nın bir balıkçı teknesine el koydu.", "coerce-seize", [FJ], [TO], []),
    ("Malta, Fiji'nin aldığı kararı eleştirdi.", "accuse", [MT], [FJ], []),
    ("Fiji'ye bağlı birlikler Tonga'ya saldırdı.", "assault", [FJ], [TO], []),
    ("Fiji öncülüğündeki koalisyon güçleri Tonga'ya saldırdı.", "assault", [FJ], [TO], []),
    ("Selim Taşören ile parti yöneticileri topluca istifa etti.", "retreat-resign", [SELIM], [], []),
    ("Maltalı balıkçı Fiji'yi ziyaret etti.", "consult-visit", [], [FJ], []),
    # whom the clause around means
    ("Fiji, Tonga'nın kendisine saldırdığını açıkladı.", "assault", [TO], [FJ], []),
    ("Fiji ve Tonga uzun süre pazarlık etti. İki ülke sonunda anlaştı.", "agree", [FJ, TO], [], []),
    # genitives that belong to a later clause
    ("Malta, Fiji'nin, Tonga'ya silah satışına karışan şirketlere yaptırım uygulayacağını açıkladı.",
     "sanction", [FJ], [], []),
    # whose object it is
    ("Malta, Fiji'yi dün kullandığı sözler nedeniyle eleştirdi.", "accuse", [MT], [FJ], []),
    # participles with ol-
    ("Fiji'nin Tonga'dan çekilecek olması tartışılıyor.", "retreat-withdraw", [FJ], [TO], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actors", "recipients", "participants"), ROLES)
def test_everyone_has_the_role_that_the_clause_gives(
    text: str, kind: str, actors: list[str], recipients: list[str], participants: list[str]
) -> None:
    analysis = read(text)
    assert [roles(analysis, event) for event in events(analysis, kind)] == [
        (actors, recipients, participants)
    ], told(analysis)


def test_the_country_of_the_subject_is_the_one_that_its_office_names() -> None:
    analysis = read("Fiji Başbakanı Selim Taşören, ülkesinin Tonga'ya saldırmadığını söyledi.")
    found = events(analysis, "assault")
    assert [roles(analysis, event) for event in found] == [([FJ], [TO], [])], told(analysis)


def test_the_story_goes_on_about_the_same_person() -> None:
    analysis = read("Malta Başbakanı Selim Taşören dün konuştu. Fiji'yi eleştirdi.")
    found = events(analysis, "accuse")
    assert [roles(analysis, event) for event in found] == [([SELIM], [FJ], [])], told(analysis)


def test_those_who_belong_to_someone_are_not_that_one() -> None:
    analysis = read("Selim Taşören'in rakipleri Fiji'yi eleştirdi.")
    assert all(SELIM not in roles(analysis, event)[0] for event in events(analysis, "accuse")), told(analysis)


def test_a_participle_before_a_noun_that_names_nobody_has_no_other_subject() -> None:
    analysis = read("Fiji, Tonga'ya saldıran örgütün adını açıkladı.")
    assert all(FJ not in roles(analysis, event)[0] for event in events(analysis, "assault")), told(analysis)


@pytest.mark.parametrize(
    ("second", "actor"),
    [
        ("Basın toplantısında Fiji'yi eleştirdi.", [SELIM]),
        ("Ardından Fiji'yi eleştirdi.", [SELIM]),
        ("Otobüs şoförleri Fiji'yi eleştirdi.", []),
        ("Yerel bir mahkeme dün Fiji'yi eleştirdi.", []),
        ("Adada çalışan bir sözcü Fiji'yi eleştirdi.", []),
    ],
)
def test_a_sentence_with_a_subject_of_its_own_is_not_about_the_one_before(
    second: str, actor: list[str]
) -> None:
    analysis = read(f"Malta Başbakanı Selim Taşören dün Tonga'ya gitti. {second}")
    (event,) = events(analysis, "accuse")
    assert roles(analysis, event)[0] == actor


def test_what_goes_on_meanwhile_has_no_part_in_the_subject_around() -> None:
    analysis = read(
        "Selim Taşören, Fiji ile Tonga arasındaki gerilim sürerken, Malta Başbakanı Nadir Kovanlı'yı aradı."
    )
    (tension,) = events(analysis, "tension")
    assert roles(analysis, tension) == ([], [], [FJ, TO])


def test_support_for_what_a_government_does_is_for_that_one() -> None:
    analysis = read("Selim Taşören, Fiji hükümetinin politikalarına desteğini yineledi.")
    (support,) = events(analysis, "support")
    assert roles(analysis, support) == ([SELIM], [FJ], [])


def test_where_a_person_or_a_thing_is_from_takes_no_part() -> None:
    analysis = read("Fiji asıllı Selim Taşören dün Malta'da Tonga plakalı bir araçta tutuklandı.")
    (arrest,) = events(analysis, "coerce-arrest")
    assert roles(analysis, arrest) == ([], [SELIM], [])


def test_whose_region_it_is_does_not_attack_there() -> None:
    analysis = read("Tonga güçleri, Fiji'nin doğusundaki bir kampa 19 Ocak'ta saldırdı.")
    (attack,) = events(analysis, "assault")
    assert roles(analysis, attack)[0] == [TO]
    assert called(analysis, (attack.place or "",)) == [FJ]


@pytest.mark.parametrize("other", ["Onlar", "Biz", "Herkes"])
def test_a_pronoun_for_others_is_a_subject_of_its_own(other: str) -> None:
    analysis = read(f"Malta Başbakanı Selim Taşören dün konuştu. {other} Fiji'yi eleştirdi.")
    assert all(SELIM not in roles(analysis, event)[0] for event in events(analysis, "accuse")), told(analysis)
