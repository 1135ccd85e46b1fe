"""Whether the text presents an event as real, planned, possible or not so."""

from __future__ import annotations

import pytest

from tests.extract.reading import events, read, told

SANCTION, ASSAULT, TROOPS, VISIT = "sanction", "assault", "mobilize-troops", "consult-visit"
CONSULT, CEASEFIRE, RESIGN = "consult", "retreat-ceasefire", "retreat-resign"

FORMS = [
    ("Fiji, Tonga'ya yaptırım uyguladı.", SANCTION, "actual"),
    ("Fiji'nin Tonga'ya yaptırım uyguladığı bildirildi.", SANCTION, "actual"),
    ("Fiji, Tonga'ya yaptırım uygulayacak.", SANCTION, "planned"),
    ("Fiji'nin Tonga'ya asker göndereceği bildirildi.", TROOPS, "planned"),
    ("Fiji, Tonga'ya yaptırım uygulayabilir.", SANCTION, "hypothetical"),
    ("Selim Taşören, Nadir Kovanlı ile görüşebildi.", CONSULT, "actual"),
    ("Fiji, Tonga'ya yaptırım uygulamalı.", SANCTION, "hypothetical"),
    ("Fiji saldırırsa Tonga yardım isteyecek.", ASSAULT, "hypothetical"),
    ("Fiji Tonga'ya saldırsa da Malta sesini çıkarmadı.", ASSAULT, "actual"),
    ("Fiji, Tonga'ya yaptırım uygulayacaktı.", SANCTION, "hypothetical"),
    ("Fiji Tonga'ya yaptırım uyguladı mı?", SANCTION, "hypothetical"),
    ("Tonga'ya Fiji mi yaptırım uyguladı?", SANCTION, "hypothetical"),
    ("Fiji'nin Tonga ile görüşüp görüşmediği araştırılıyor.", CONSULT, "hypothetical"),
]

CONDITIONS = [
    ("Tonga saldırırsa Fiji, Malta'ya asker gönderecek.", TROOPS, "hypothetical"),
    ("Tonga'nın saldırması durumunda Fiji, Malta'ya asker gönderecek.", TROOPS, "hypothetical"),
    ("Fiji, Tonga'nın saldırması halinde Malta'ya asker göndereceğini açıkladı.", TROOPS, "hypothetical"),
    ("Tonga saldırsa da Fiji, Malta'ya asker gönderecek.", TROOPS, "planned"),
    ("Tonga müzakere etmediği sürece Fiji, Malta'ya asker gönderecek.", TROOPS, "hypothetical"),
    (
        "Selim Taşören, Fiji Tonga'dan çekilmediği sürece susmayacağını söyledi.",
        "retreat-withdraw",
        "hypothetical",
    ),
    ("Selim Taşören, Fiji'nin Tonga'dan çekilmediğini söyledi.", "retreat-withdraw", "denied"),
]

DECLARED = [
    (
        "Başkan Selim Taşören, Tonga'yı eleştirerek, ülkenin onuruna gölge düştüğünü öne sürdü.",
        "accuse",
        "actual",
    ),
    (
        "Selim Taşören, Fiji'ye çağrıda bulunarak, uzlaşabilmek için görüşmeye hazır olduğunu söyledi.",
        "request",
        "actual",
    ),
    ("Fiji, Tonga'ya saldırıp, Malta'yı işgal etmeyi planlıyor.", ASSAULT, "planned"),
    (
        "Selim Taşören, Fiji'nin Tonga'ya saldırarak, Malta'yı korumak için çaba göstermesi gerektiğini söyledi.",
        ASSAULT,
        "hypothetical",
    ),
    ('Selim Taşören, "Fiji halkına teşekkür etmek istiyorum" dedi.', "support", "actual"),
    ("Selim Taşören, Fiji halkına teşekkür etmek istiyor.", "support", "hypothetical"),
    ("Fiji, tasarıya evet oyu vereceğini açıkladı.", "support", "actual"),
    ('Selim Taşören, "Tasarıya evet oyu vereceğiz" dedi.', "support", "actual"),
    ("Malta, Fiji'nin tasarıya evet oyu vereceğini açıkladı.", "support", "planned"),
    ("Fiji, tasarıya evet oyu verecek.", "support", "planned"),
]

NEGATIONS = [
    ("Fiji, Tonga'ya yaptırım uygulamadı.", SANCTION, "denied"),
    ("Fiji, Tonga'ya yaptırım uygulamayacak.", SANCTION, "denied"),
    ("Fiji, Tonga'ya saldırdığını yalanladı.", ASSAULT, "denied"),
    ("Fiji, Tonga'ya saldırmayacağını açıkladı.", ASSAULT, "denied"),
    ("Fiji, Tonga'ya saldırdığı iddiasını yalanladı.", ASSAULT, "denied"),
    ("Fiji, Tonga'ya saldırdığı yönündeki suçlamaları geri çevirdi.", ASSAULT, "denied"),
    ("Fiji, Tonga'ya saldırdığı iddiasını reddetmedi.", ASSAULT, "hypothetical"),
    ("Fiji'nin Tonga'ya asker gönderme planı bulunmadığı açıklandı.", TROOPS, "denied"),
    ("Fiji'nin Tonga'ya asker gönderme niyeti yok.", TROOPS, "denied"),
    ("Fiji'nin Tonga'ya asker gönderme planı bulunuyor.", TROOPS, "planned"),
    ("Fiji'nin Tonga'ya saldırmadığı açıklandı.", ASSAULT, "denied"),
    ("Fiji, Tonga'ya yaptırım uygulamış değil.", SANCTION, "denied"),
    ("Fiji, Tonga'ya asker göndermeyi başaramadı.", TROOPS, "denied"),
    (
        "Selim Taşören, Nadir Kovanlı ile görüşmeden iki gün önce Malta'ya yaptırım uyguladı.",
        CONSULT,
        "actual",
    ),
    ("Selim Taşören, Nadir Kovanlı ile görüşmeden önce Malta'yı ziyaret edecek.", CONSULT, "planned"),
    ("Fiji, Tonga'ya saldırmadan Malta'dan çekildi.", ASSAULT, "denied"),
    ("Selim Taşören Fiji'ye gelir gelmez, bakanlar onu karşıladı.", VISIT, "actual"),
    ("Fiji, Tonga'ya saldırmadan bir gün önce Malta'dan çekildi.", ASSAULT, "actual"),
]

PLANS = [
    # orders
    ("Selim Taşören, Fiji ordusunun Tonga'ya saldırmasını emretti.", ASSAULT, "planned"),
    ("Selim Taşören, Fiji ordusunun Tonga'ya saldırmasını istedi.", ASSAULT, "hypothetical"),
    # what is to come for certain, whatever is said of it
    (
        "Fiji'nin Tonga'dan çekilecek olması Malta'yı silahlanmaya teşvik ediyor.",
        "retreat-withdraw",
        "planned",
    ),
    # a noun that goes with the main verb, and one that its clause tells as real
    ("Selim Taşören'in Malta ziyaretinde, yardımı öngören bir protokol imzalandı.", VISIT, "actual"),
    (
        "Fiji, Tonga'da sürdürdüğü operasyonlarda kullanılmak üzere uçak almaya hazırlanıyor.",
        ASSAULT,
        "actual",
    ),
    ("Fiji'nin Tonga'ya yaptırım uygulaması bekleniyor.", SANCTION, "planned"),
    ("Fiji, Tonga'ya yaptırım uygulamayı planlıyor.", SANCTION, "planned"),
    ("Fiji, Tonga'ya asker göndermeyi planlamıyor.", TROOPS, "denied"),
    ("Fiji, Tonga'ya asker göndermeyi düşünmüyor.", TROOPS, "denied"),
    ("Selim Taşören'in Fiji'yi ziyaret etmesi planlanıyor.", VISIT, "planned"),
    ("Fiji'nin yarın Tonga'ya asker göndermesi planlanıyor.", TROOPS, "planned"),
    ("Fiji, Tonga'ya asker göndermeye karar verdi.", TROOPS, "planned"),
    ("Fiji, Tonga'ya asker göndermeyi kabul etti.", TROOPS, "planned"),
    ("Fiji ile Malta, Tonga'ya asker gönderilmesi konusunda anlaştı.", TROOPS, "planned"),
    ("Selim Taşören, Nadir Kovanlı ile görüşmek üzere Fiji'ye gitti.", CONSULT, "planned"),
    ("Selim Taşören, Nadir Kovanlı ile görüşmek için Fiji'ye gitti.", CONSULT, "planned"),
    ("Selim Taşören'in Fiji'ye yapacağı ziyaret tartışılıyor.", VISIT, "planned"),
    ("Selim Taşören'in Fiji'ye yapması beklenen ziyaret tartışılıyor.", VISIT, "planned"),
    ("Malta, Fiji ile müzakereler için tarih belirledi.", CONSULT, "planned"),
    ("Malta, Fiji ile yaptığı müzakereler için teşekkür etti.", CONSULT, "actual"),
    ("Selim Taşören'in Fiji ziyareti öncesinde polis yolları kapattı.", VISIT, "planned"),
    ("Selim Taşören, Malta'ya gelerek Nadir Kovanlı ile görüşecek.", VISIT, "planned"),
    ("Selim Taşören pazartesi günü Fiji'yi ziyaret ediyor.", VISIT, "planned"),
    ("Fiji, Tonga'ya yaptırım uygulamaktan vazgeçti.", SANCTION, "denied"),
    ("Selim Taşören'in Fiji ziyareti iptal edildi.", VISIT, "denied"),
    ("Selim Taşören, Fiji ziyaretini erteledi.", VISIT, "planned"),
    ("Selim Taşören'in Fiji ziyareti gerçekleşmedi.", VISIT, "denied"),
]

WISHES = [
    ("Fiji, Tonga'ya asker göndermekle yükümlü.", TROOPS, "hypothetical"),
    ("Fiji, Tonga'ya asker göndermeyi gündemine aldı.", TROOPS, "hypothetical"),
    ("Fiji, Tonga'ya yaptırım uygulamak istiyor.", SANCTION, "hypothetical"),
    ("Fiji, Tonga'ya yaptırım uygulamak istemiyor.", SANCTION, "denied"),
    ("Malta, Fiji'nin Tonga'ya yaptırım uygulamasını istedi.", SANCTION, "hypothetical"),
    ("Malta, Fiji'nin Tonga'ya yaptırım uygulamasını önerdi.", SANCTION, "hypothetical"),
    ("Fiji, Tonga'ya asker göndermeyi reddetti.", TROOPS, "hypothetical"),
    ("Fiji, Tonga'ya yaptırım uygulamakla tehdit etti.", SANCTION, "hypothetical"),
    ("Fiji'nin saldırısı halinde konsey toplanacak.", ASSAULT, "hypothetical"),
    ("Fiji'nin Tonga'ya saldırması durumunda konsey toplanacak.", ASSAULT, "hypothetical"),
    ("Fiji'nin Tonga'ya saldırması gerektiğini söyledi.", ASSAULT, "hypothetical"),
    ("Fiji'nin Tonga'ya saldırma ihtimali tartışılıyor.", ASSAULT, "hypothetical"),
    ("Fiji'nin Tonga'ya olası saldırısı tartışılıyor.", ASSAULT, "hypothetical"),
    ("Fiji'nin Tonga'ya saldırdığı iddiası araştırılıyor.", ASSAULT, "hypothetical"),
    ("Fiji'nin Tonga'ya saldırdığına ilişkin söylentiler araştırılıyor.", ASSAULT, "hypothetical"),
    ("Fiji'nin Tonga'ya saldırdığı düşünülüyor.", ASSAULT, "hypothetical"),
    ("Malta, Fiji ile Tonga arasında ateşkes sağlanmasını istedi.", CEASEFIRE, "hypothetical"),
]

CLAIMS = [
    ("Malta, Fiji'nin Tonga'ya saldırmasının sorun yaratacağını söyledi.", ASSAULT, "hypothetical"),
    ("Malta, Fiji'nin Tonga'ya saldırdığını iddia etti.", ASSAULT, "hypothetical"),
    ("Fiji'nin Tonga'ya saldırdığı öne sürüldü.", ASSAULT, "actual"),
    ("Tonga'ya saldırdığı öne sürülen Fiji, özür dilemedi.", ASSAULT, "hypothetical"),
    ("Malta, Fiji'nin Tonga'ya saldırdığını bildirdi.", ASSAULT, "actual"),
]

TAKEN_FOR_GRANTED = [
    ("Tonga, Fiji'nin suçlamalarını reddetti.", "accuse", "actual"),
    ("Malta, Fiji'yi Tonga'ya asker göndermek ve baskı yapmakla suçladı.", TROOPS, "actual"),
    ("Fiji, Tonga'ya saldırırken Malta sınırı açacağını söyledi.", ASSAULT, "actual"),
    (
        "Selim Taşören, Nadir Kovanlı ile görüştükten sonra görevde kalmaya kararlı olduğunu söyledi.",
        CONSULT,
        "actual",
    ),
    ("Fiji, Tonga'ya yaptırım uygulamayı bırakmalı.", SANCTION, "actual"),
    ("Malta, Fiji'nin Tonga'ya saldırmasını kınadı.", ASSAULT, "actual"),
    ("Malta, Fiji'nin Tonga'ya saldırmasını kınayacak.", ASSAULT, "actual"),
    ("Malta, Fiji'nin Tonga'ya düzenlediği saldırının araştırılmasını istedi.", ASSAULT, "actual"),
    ("Malta, Fiji'nin Tonga'ya saldırısını görüşecek.", ASSAULT, "actual"),
    ("Fiji'nin Tonga'ya saldırmasına rağmen Malta sınırı açabilir.", ASSAULT, "actual"),
    ("Fiji'nin Tonga'ya saldırmasının ardından Malta sınırı kapatacak.", ASSAULT, "actual"),
    ("Selim Taşören istifa etmek zorunda kaldı.", RESIGN, "actual"),
    ("Selim Taşören istifa etmek zorunda kalacak.", RESIGN, "planned"),
]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [*FORMS, *CONDITIONS, *DECLARED, *NEGATIONS, *PLANS, *WISHES, *CLAIMS, *TAKEN_FOR_GRANTED],
)
def test_an_event_has_the_modality_of_its_sentence(text: str, kind: str, modality: str) -> None:
    analysis = read(text)
    assert [event.modality for event in events(analysis, kind)] == [modality], told(analysis)


def test_what_is_possible_is_not_the_same_event_as_what_happened() -> None:
    analysis = read(
        "Fiji, geçen ay Tonga'ya saldırı düzenledi. Fiji'nin Tonga'ya yeni bir saldırısı ihtimali var."
    )
    assert sorted(event.modality for event in events(analysis, ASSAULT)) == ["actual", "hypothetical"]


def test_what_has_happened_is_not_the_same_event_as_what_may_come() -> None:
    analysis = read(
        "Fiji'nin geçen ay yaptığı saldırı unutulmadı. Fiji'nin saldırması durumunda Tonga kaçacak."
    )
    assert sorted(event.modality for event in events(analysis, ASSAULT)) == ["actual", "hypothetical"]
