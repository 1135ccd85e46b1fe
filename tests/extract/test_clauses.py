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
    # several asked for, judged, joined
    ("Malta, Fiji'den askerlerini çekmesini ve adayı boşaltmasını istedi.",
     "request", [MT], [FJ], []),
    ("Malta, Fiji'ye askerlerini çekmesi, adayı boşaltması çağrısında bulundu.",
     "request", [MT], [FJ], []),
    ("Malta, Fiji'yi savaşı başlattığı gerekçesiyle suçladı.",
     "accuse", [MT], [FJ], []),
    ("Selim Taşören, Fiji'yi kazandığı başarıdan ötürü tebrik etti.",
     "support", [SELIM], [FJ], []),
    ("Selim Taşören, Nadir Kovanlı'ya gösterdiği çabalar için teşekkür etti.",
     "support", [SELIM], [NADIR], []),
    ("Malta, Tonga'yı desteklediği için Fiji'yi eleştirdi.",
     "accuse", [MT], [FJ], []),
    ("Malta polisi, Nadir Kovanlı ile muhalefet lideri Selim Taşören'i gözaltına aldı.",
     "coerce-arrest", [MT], [NADIR, SELIM], []),
    ("Fiji Başbakanı Nadir Kovanlı ile Hamas'ın Siyasi Büro Şefi Selim Taşören görüştü.",
     "consult", [], [], [NADIR, SELIM]),
    (("Fiji Başbakanı Nadir Kovanlı ile Tonga Başbakanı Selim Taşören ayrı ayrı konuştu. "
     "Baş başa görüşen iki lider basının önüne çıkmadı."),
     "consult", [], [], [NADIR, SELIM]),
    ("Malta Çevre, Şehircilik ve İklim Değişikliği Bakanı Selim Taşören, Fiji'yi kınadı.",
     "accuse", [SELIM], [FJ], []),
    (("Mutabakat, Fiji Enerji Bakanı Nadir Kovanlı ile Malta Elektrik, Su ve Enerji Bakanı Selim Taşören "
     "arasında imzalandı."),
     "sign-agreement", [NADIR, SELIM], [], []),
    ("Fiji Dışişleri Bakanlığı, Selim Taşören'i bakanlığa çağırarak kendisine nota verdi.",
     "accuse", ["Fiji Dışişleri Bakanlığı"], [SELIM], []),
    ("Tonga Başbakanı Nadir Kovanlı, Moskova'dan özür diledi. Rusya sevindi.",
     "concede", [NADIR], ["RU"], []),
    ("Malta, Fiji'nin Suva'da savaşı yeniden başlatmak için fırsat kolladığını iddia etti.",
     "accuse", [MT], [FJ], []),
    ("Fiji askerlerini çekti.",
     "retreat-withdraw", [FJ], [], []),
    ("Fiji suçlamaları reddetti.",
     "reject", [FJ], [], []),
    ("CIA programını 50'den fazla ülke destekledi.",
     "support", [], ["Merkezi İstihbarat Teşkilatı"], []),
    # owners of what completes the verb
    ("Fiji, Selim Taşören'in istifasını istedi.", "request", [FJ], [SELIM], []),
    ("Fiji, Malta'nın desteğini istedi.", "request", [FJ], [MT], []),
    ("Malta, Tonga'nın işgal edilmesini memnuniyetle karşıladı.", "coerce-seize", [], [TO], []),
    ("Selim Taşören, Fiji'nin füze denemesi yaptığını duyurdu.", "mobilize-weapons", [FJ], [], []),
    ("Fiji, Malta'nın adayı satın alma önerisini reddetti.", "reject", [FJ], [MT], []),
    ("Malta, Fiji'nin attığı adımı memnuniyetle karşıladı.", "support", [MT], [FJ], []),
    ("Malta, Fiji'nin aldığı kararı sert bir dille eleştirdi.", "accuse", [MT], [FJ], []),
    ("Malta, Fiji ekiplerinin adaya operasyon düzenleyerek rehineleri kurtardığını söyledi.",
     "assault", [FJ], [], []),
    ("Malta, Fiji ekiplerinin adaya operasyon düzenleyerek rehineleri kurtardığını söyledi.",
     "retreat-release", [FJ], [], []),
    ("Malta, Tonga'nın saldırısına uğrayan Fiji'yi destekledi.", "assault", [TO], [FJ], []),
    ("Fiji'ye ait savaş uçakları Tonga'nın hava sahasını ihlal etti.", "mobilize", [FJ], [TO], []),
    ("Malta, Fiji'den Tonga'ya uyguladığı yaptırımları kaldırmasını istedi.", "request", [MT], [FJ], []),
    ("Malta, Fiji'den Tonga'ya uyguladığı yaptırımları kaldırmasını istedi.", "concede", [FJ], [TO], []),
    ("Malta, Selim Taşören'in Fiji'ye yönelik açıklamalarına tepki gösterdi.", "accuse", [MT], [SELIM], []),
    ("Selim Taşören, Fiji'nin yakında nükleer deneme yapmayı planladığını söyledi.",
     "mobilize-weapons", [FJ], [], []),
    ("Selim Taşören, Fiji'nin açıklamalarının kabul edilemez olduğunu söyledi.", "reject", [SELIM], [FJ], []),
    # whose object and whose death
    ("Selim Taşören, Nadir Kovanlı'yı telefonla arayarak tebrik etti.", "support", [SELIM], [NADIR], []),
    ("Selim Taşören, Fiji'nin saldırısı sonucu hayatını kaybetti.", "assault", [FJ], [SELIM], []),
    ("Selim Taşören, Fiji'nin saldırısının ardından konuştu.", "assault", [FJ], [], []),
    ("Nadir Kovanlı, Malta Başbakanı Selim Taşören ve beraberindeki heyeti kabul etti.",
     "consult", [NADIR], [SELIM], []),
    ("Nadir Kovanlı, Malta Başbakanı Selim Taşören ve beraberindeki heyetle görüştü.",
     "consult", [NADIR], [SELIM], []),
    ("Selim Taşören ile beraberindeki heyet Fiji'yi ziyaret etti.", "consult-visit", [SELIM], [FJ], []),
    ("Dün Moskova Tonga'yı yalan söylemekle suçladı.", "accuse", ["RU"], [TO], []),
    # one another
    ("Fiji ile Tonga birbirini suçladı.", "accuse", [FJ, TO], [FJ, TO], []),
    ("Fiji ve Tonga birbirine saldırdı.", "assault", [FJ, TO], [FJ, TO], []),
    ("Fiji ve Tonga birbiriyle görüştü.", "consult", [], [], [FJ, TO]),
    ("Fiji bunu kınadı.", "accuse", [FJ], [], []),
    # participles with ol-
    ("Fiji'nin Tonga'dan çekilecek olması tartışılıyor.", "retreat-withdraw", [FJ], [TO], []),
    # names with the noun that they are the name of
    ("Polis, Ahmet Yılmaz adlı genç kadını gözaltına aldı.", "coerce-arrest", [], ["Ahmet Yılmaz"], []),
    ("Fiji, Ahmet Yılmaz isimli askerin serbest bırakılmasını istedi.", "request", [FJ], ["Ahmet Yılmaz"], []),
    ("Fiji, Ahmet Yılmaz adlı gazeteciyle görüştü.", "consult", [FJ], ["Ahmet Yılmaz"], []),
    ("Ahmet Yılmaz adlı insan hakları savunucusu tutuklandı.", "coerce-arrest", [], ["Ahmet Yılmaz"], []),
    ("Ahmet Yılmaz adlı asker Tonga'ya saldırdı.", "assault", ["Ahmet Yılmaz"], [TO], []),
    # who wishes, and of whom
    ("Fiji'nin serbest bırakılmasını istediği denizciler adada.", "request", [FJ], [], []),
    ("Başkan Selim Taşören, Fiji ile Tonga'nın ortak bir yol bulmasını istedi.", "request", [SELIM], [FJ, TO], []),
    # clauses of someone unnamed
    ("Fiji, göstericilerin dün Tonga'nın merkezini bastığını duyurdu.", "coerce-seize", [], [TO], []),
    ("Başkan Selim Taşören, iki polisin Mayıs ayında mahkemeye çıkacağını söyledi.", None, [], [], []),
    ("Gelişmenin gerilimi artıracağına dikkat çeken Başkan Selim Taşören sustu.", None, [], [], []),
    ("Başkan Selim Taşören, okullar kapatıldı da sınıflar boş mu kaldı, diye sordu.", None, [], [], []),
    ("Gözaltına alınanlar Fiji için para toplamakla suçlanıyor.", None, [], [], []),
    ("Yetkililerin halkı uyardığı Başkan Selim Taşören konuşmadı.", None, [], [], []),
    ("Fiji'nin Tonga'nın seçimlerine müdahale ettiği söylendi.", None, [], [], []),
    ("Fiji, Malta için fırtına uyarısında bulundu.", None, [], [], []),
    ("Fiji Meclis Başkanı Selim Taşören, Tonga'nın çekildiği yönündeki iddialara karşı çıktı.",
     "reject", [SELIM], [], []),
    # what a measure is for, and who takes it
    ("Fiji, Malta'ya saldırdığı gerekçesiyle Tonga'ya yaptırım uyguladı.", "assault", [TO], [MT], []),
    ("Selim Taşören'in araştırmalarına göre sömürgecilerin Fiji'ye gittiği dönemde barış vardı.", None, [], [], []),
    ("Bakan Selim Taşören, Nadir Kovanlı'nın mezarını ziyaret etti.", None, [], [], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "actors", "recipients", "participants"), ROLES)
def test_everyone_has_the_role_that_the_clause_gives(
    text: str, kind: str | None, actors: list[str], recipients: list[str], participants: list[str]
) -> None:
    analysis = read(text)
    if kind is None:
        assert not analysis.occurrences, told(analysis)
        return
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
