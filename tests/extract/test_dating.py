"""Which time of a text dates which event. The article is of Friday, 20 June 2025."""

from __future__ import annotations

from datetime import date

import pytest

from tests.extract.reading import events, read, told

NO_TIME = "None"

CLAUSES = [
    # the first verb after the time
    ("Fiji, dün Tonga'ya saldırdı.", "assault", "2025-06-19"),
    ("Fiji'nin dün Tonga'ya düzenlediği saldırıda üç kişi öldü.", "assault", "2025-06-19"),
    (
        "Malta'da 1949'da Selim Taşören'in iktidara gelmesi üzerine Fiji elçisini geri çekti.",
        "appoint",
        "1949",
    ),
    ("Malta, dün Fiji ordusunun Tonga'ya saldırdığını açıkladı.", "assault", "2025-06-19"),
    # a subject between the time and the verb of an inner clause
    (
        "Dün Selim Taşören, Malta'da düzenlenen törene katılan Nadir Kovanlı'yı eleştirdi.",
        "accuse",
        "2025-06-19",
    ),
    ("Dün, saldırının durmasının ardından, Fiji Tonga'yı suçladı.", "accuse", "2025-06-19"),
    # an inner clause right after a bare subject and the time
    (
        "Selim Taşören dün Malta limanlarından gelen gemileri engelleyen Tonga'yı kınadı.",
        "accuse",
        "2025-06-19",
    ),
    # a genitive subject before the time
    ("Fiji'nin 2010'da Malta'ya giden yardım gemisine saldırması ilişkileri bozdu.", "assault", "2010"),
    # a time that only the outer verb can have
    ("Fiji, dün Tonga'nın yarın Malta'ya saldıracağını öne sürdü.", "assault", "2025-06-21"),
    ("Malta dün Fiji'den Tonga'ya saldırmamasını istedi.", "request", "2025-06-19"),
    ("Fiji, 11 Haziran'da Tonga'ya asker göndermeye karar verdi.", "mobilize-troops", NO_TIME),
    # a relative clause with the time as its head
    ("Fiji'nin Tonga'ya saldırdığı 2007'den beri sınır kapalı.", "assault", "2007"),
    ("Selim Taşören, göreve geldiği 2019'dan bu yana balıkçıları destekliyor.", "appoint", "2019"),
    # since when something is a first
    (
        "Taşören, 1958'den bu yana hapse giren ilk başbakan oldu. Selim Taşören tutuklandı.",
        "coerce-arrest",
        NO_TIME,
    ),
]


@pytest.mark.parametrize(("text", "kind", "when"), CLAUSES)
def test_a_time_dates_the_verb_of_its_clause(text: str, kind: str, when: str) -> None:
    assert _when(text, kind) == when


NOUN_PHRASES = [
    ("Malta'da 12 Eylül davasında Selim Taşören yargılandı.", "trial", NO_TIME),
    ("Malta, Fiji'nin Tonga'ya yönelik dünkü saldırısını kınadı.", "assault", "2025-06-19"),
    ("Malta, Fiji'nin Tonga'ya yönelik dünkü saldırısını kınadı.", "accuse", NO_TIME),
    ("Malta'nın 2008 Tonga saldırısının ardında Fiji vardı.", "assault", "2008"),
    ("Selim Taşören, dünkü konuşmasında Tonga'yı suçladı.", "accuse", "2025-06-19"),
    ("Fiji'de 1 Haziran seçimlerini Selim Taşören kazandı.", "election", "2025-06-01"),
    ("Selim Taşören'in 1997'de ölümünün ardından Malta yas ilan etti.", "death", "1997"),
    ("Fiji, 2010 yılındaki sızıntı nedeniyle teklifi kabul etti.", "agree", NO_TIME),
    ("Fiji, geçen ayki kararıyla Tonga'yı suçladı.", "accuse", "2025-05"),
    ("Malta'daki bugünkü krizi tetikleyen Fiji saldırısını Tonga kınadı.", "assault", NO_TIME),
]


@pytest.mark.parametrize(("text", "kind", "when"), NOUN_PHRASES)
def test_a_time_in_a_noun_phrase_dates_its_noun(text: str, kind: str, when: str) -> None:
    assert _when(text, kind) == when


SHARED = [
    # adverbial clauses
    ("Selim Taşören, dün Malta'ya gelerek Nadir Kovanlı ile görüştü.", "consult", "2025-06-19"),
    (
        "2012'nin kasım ayında Selim Taşören Malta'ya gelmiş ve Nadir Kovanlı ile görüşmüştü.",
        "consult",
        "2012-11",
    ),
    ("Selim Taşören, 2012'de iktidara geldikten sonra Tonga'yı suçladı.", "accuse", NO_TIME),
    # event nouns and their verbs
    ("Fiji ile Tonga arasındaki görüşme dün Malta'da yapıldı.", "consult", "2025-06-19"),
    ("Fiji'nin Tonga'ya saldırısı dün Malta'da kınandı.", "assault", NO_TIME),
    ("Malta, dün Fiji'nin Tonga'ya saldırısı üzerine elçisini geri çağırdı.", "assault", NO_TIME),
    ("Selim Taşören, dün düzenlenen toplantıda Tonga'yı suçladı.", "accuse", "2025-06-19"),
    ("Nadir Kovanlı'nın dün sunduğu istifası kabul edildi.", "appoint", NO_TIME),
    # a clause in the locative
    ("Selim Taşören, dün yaptığı açıklamada Tonga'yı suçladı.", "accuse", "2025-06-19"),
    (
        "Selim Taşören, dün yaptığı açıklamada Fiji'nin Tonga'ya saldırdığını söyledi.",
        "assault",
        "[..2025-06-19]",
    ),
    ("Selim Taşören, 1977'de kurulan üste Tonga'yı suçladı.", "accuse", NO_TIME),
    ("Selim Taşören, 1977'de kurulan partide Tonga'yı suçladı.", "accuse", NO_TIME),
    (
        "Mecliste dün düzenlenen ve bakanların katıldığı oturumda Fiji, Tonga'yı suçladı.",
        "accuse",
        "2025-06-19",
    ),
    ("Mecliste 1977'de kurulan ve Malta'nın yönettiği partide Fiji, Tonga'yı suçladı.", "accuse", NO_TIME),
    ("Selim Taşören, dün yayımlanan karar hakkında Tonga'yı suçladı.", "accuse", NO_TIME),
    # beginnings and plans
    ("Fiji, dün Tonga'ya yaptırım uygulamaya başladı.", "sanction", "2025-06-19"),
    (
        "Selim Taşören'in gelecek ay yapmayı planladığı Malta ziyareti için hazırlık sürüyor.",
        "consult-visit",
        "2025-07",
    ),
    ("Fiji Başbakanı Selim Taşören, gelecek ay Malta'yı ziyaret edecek.", "consult-visit", "2025-07"),
    # joined clauses of the same form
    (
        "Malta, Fiji'nin dün Tonga'ya saldırdığını ve üç kişiyi tutukladığını duyurdu.",
        "coerce-arrest",
        "2025-06-19",
    ),
    # what is done by saying it
    ("Selim Taşören, dün yaptığı açıklamada teklifi reddettiğini söyledi.", "reject", "2025-06-19"),
    (
        "Selim Taşören, dün yaptığı açıklamada Tonga'nın Fiji'nin teklifini reddettiğini söyledi.",
        "reject",
        "[..2025-06-19]",
    ),
]


@pytest.mark.parametrize(("text", "kind", "when"), SHARED)
def test_an_event_shares_the_time_of_what_it_happens_with(text: str, kind: str, when: str) -> None:
    assert _when(text, kind) == when


EMBEDDED = [
    # purposes: a past time is the main verb's, one to come their own
    ("Selim Taşören, dün Nadir Kovanlı ile görüşmek üzere Malta'ya gitti.", "consult-visit", "2025-06-19"),
    ("Selim Taşören, yarın Nadir Kovanlı ile görüşmek üzere Malta'ya gitti.", "consult-visit", NO_TIME),
    (
        "Selim Taşören'in yarın Nadir Kovanlı ile görüşmek üzere Malta'ya gideceği bildirildi.",
        "consult-visit",
        "2025-06-21",
    ),
    # the speech in which something was said
    ("Dün mecliste konuşan Selim Taşören, Tonga'yı suçladı.", "accuse", "2025-06-19"),
    ("Dün Malta'ya gelen Selim Taşören, Tonga'yı suçladı.", "accuse", NO_TIME),
    # an office is no subject
    ("2001 yılında Fiji Başbakanı seçilen Selim Taşören, Malta'yı ziyaret etti.", "appoint", "2001"),
    # genitives right before the time
    ("Malta, Fiji'nin 2011'de Tonga'ya askeri müdahalesini hatırlattı.", "assault", "2011"),
    ("Selim Taşören'in dün, 71 yaşında, Malta'da öldüğü duyuruldu.", "death", "2025-06-19"),
    # a happening in the locative is part of what is told, a talk is where it was told
    ("Malta, dün düzenlenen saldırılarda Selim Taşören'in öldüğünü duyurdu.", "death", "2025-06-19"),
    ("Malta, dün düzenlenen toplantıda Selim Taşören'in öldüğünü duyurdu.", "death", "[..2025-06-19]"),
    # a comma after what is not part of what is told
    (
        (
            "Taşören, Mardin Meydanı'nda düzenlenen toplu açılış töreninde, "
            "12 Haziran seçimlerinde Mardin'de söz verdiklerini söyledi."
        ),
        "ceremony",
        NO_TIME,
    ),
    # a comma after the time that only parts it from a place
    (
        "Selim Taşören, 3 Haziran'da, Malta'da, Nadir Kovanlı ile görüştüğünü söyledi.",
        "consult",
        "2025-06-03",
    ),
    # treaties and decisions by which something is done
    ("Tonga, 1914'teki Malta Anlaşması ile Fiji hakimiyetine girdi.", "coerce-seize", "1914"),
]


@pytest.mark.parametrize(("text", "kind", "when"), EMBEDDED)
def test_a_time_reaches_into_and_out_of_embedded_clauses(text: str, kind: str, when: str) -> None:
    assert _when(text, kind) == when


OCCASIONS = [
    # standing up before others
    ("Dün kameraların karşısına geçen Selim Taşören, Tonga'yı suçladı.", "accuse", "2025-06-19"),
    ("Dün soruları yanıtlayan Selim Taşören, Tonga'yı suçladı.", "accuse", "2025-06-19"),
    ("Dün mahkemeye çıkarılan Selim Taşören serbest bırakıldı.", "retreat-release", "2025-06-19"),
    ("Dün göreve başlayan Selim Taşören, Tonga'yı suçladı.", "accuse", NO_TIME),
    # reaching the one who is told something
    (
        "Selim Taşören, dün telefonla aradığı Nadir Kovanlı'ya Tonga'yı kınadığını söyledi.",
        "accuse",
        "2025-06-19",
    ),
    ("Selim Taşören, dün azlettiği Nadir Kovanlı'ya Tonga'yı kınadığını söyledi.", "accuse", NO_TIME),
    # what a thing comes with or from
    ("Mayısta göstericilerin sarayı basmasıyla Selim Taşören Malta'ya kaçtı.", "travel", "2025-05"),
    ("Geçen yıl bir kamyonun devrilmesi sonucu Selim Taşören hayatını kaybetti.", "death", "2024"),
    ("Geçen yılki görüşmeler sırasında Fiji, Tonga'yı suçladı.", "accuse", NO_TIME),
    # what is said right after a meeting
    (
        "Selim Taşören dün, Nadir Kovanlı ile görüşmesinin ardından ülkesine döneceğini duyurdu.",
        "consult",
        "2025-06-19",
    ),
    (
        "Malta'da dün yapılan görüşmenin ardından Selim Taşören, Tonga'yı kınadığını söyledi.",
        "accuse",
        "2025-06-19",
    ),
    (
        "Malta'da geçen ay yapılan görüşmenin ardından Selim Taşören, Tonga'yı kınadığını söyledi.",
        "accuse",
        NO_TIME,
    ),
    ("Fiji'nin dünkü saldırısının ardından Selim Taşören, Tonga'yı kınadığını söyledi.", "accuse", NO_TIME),
    # what a clause before a colon announces
    ("Beklenen karar salı günü çıktı: Fiji, Tonga'ya savaş ilan etti.", "assault", "2025-06-17"),
    ("Selim Taşören dün duyurdu: Fiji, Tonga'ya saldırdı.", "assault", NO_TIME),
]


@pytest.mark.parametrize(("text", "kind", "when"), OCCASIONS)
def test_what_happens_on_one_occasion_has_one_time(text: str, kind: str, when: str) -> None:
    assert _when(text, kind) == when


PASSED_OVER = [
    # what did not happen
    ("Fiji dün uyarıda bulunmadan Tonga'ya saldırdı.", "assault", "2025-06-19"),
    ("Fiji, yıl bitmeden Tonga'ya saldıracak.", "assault", NO_TIME),
    # where somebody was
    (
        "Fiji'nin dün Malta limanında bulunduğu gemiye düzenlediği saldırıda üç kişi öldü.",
        "assault",
        "2025-06-19",
    ),
    ("Dün Malta'da bulunan Selim Taşören, Tonga'yı suçladı.", "accuse", "2025-06-19"),
    ("2008'den beri Malta'da bulunan Selim Taşören, Tonga'yı suçladı.", "accuse", NO_TIME),
    ("Dün evinde ölü bulunan Selim Taşören, Tonga'yı suçlamıştı.", "accuse", NO_TIME),
    # a title that looks like a clause
    ("Fiji salı günü Tonga elçisini istenmeyen kişi ilan etti.", "sanction", "2025-06-17"),
    # "alan" as a participle, not as a field
    ("Malta'da mayıstan bu yana 41 can alan salgın karşısında Fiji, Tonga'ya saldırdı.", "assault", NO_TIME),
    ("Malta'da dün Tonga polisini hedef alan bir saldırı düzenlendi.", "assault", "2025-06-19"),
    # a place told with another time
    (
        "1 Haziran'da yakalandığı Malta'da dün mahkemeye çıkarılan Selim Taşören, serbest bırakıldı.",
        "retreat-release",
        "2025-06-19",
    ),
    # a time between two clauses of the long past
    ("Selim Taşören 2011'de yakalanmış, birkaç gün içinde sınır dışı edilmişti.", "coerce-deport", NO_TIME),
    # plans and invitations
    ("Selim Taşören, gelecek salı günü Tonga'yı ziyaret etmeye hazırlanıyor.", "consult-visit", "2025-06-24"),
    ("Selim Taşören, tarafları salı sabahı masaya oturmaya davet etti.", "request", NO_TIME),
    ("Selim Taşören, dün tarafları masaya oturmaya davet etti.", "request", "2025-06-19"),
    ("Malta'da dün kaydedilen deprem üç saniye sürdü.", "disaster", "2025-06-19"),
]


@pytest.mark.parametrize(("text", "kind", "when"), PASSED_OVER)
def test_a_time_passes_over_what_it_cannot_date(text: str, kind: str, when: str) -> None:
    assert _when(text, kind) == when


def test_what_was_reported_by_a_day_and_the_same_with_its_day_are_one_event() -> None:
    report = "Selim Taşören, dün yaptığı açıklamada Fiji'nin Tonga'ya saldırdığını söyledi."
    assert _when(f"{report} Fiji, 16 Haziran'da Tonga'ya saldırdı.", "assault") == "2025-06-16"


CLOCKS = [
    ("Fiji, saat 09.40'ta Tonga'ya saldırdı.", "2025-06-20"),
    ("Fiji, gece saatlerinde Tonga'ya saldırdı.", NO_TIME),
    ("Fiji, sabah saatlerinde Tonga'ya saldırmıştı.", NO_TIME),
    ("Fiji, saat 2'de Tonga'ya saldırdı.", NO_TIME),
    ("Selim Taşören, \"Saat 14.00'te Fiji Tonga'ya saldırdı\" dedi.", NO_TIME),
    ("Malta dün açıklama yaptı. Fiji, saat 09.40'ta Tonga'ya saldırdı.", "2025-06-19"),
    ("Malta'nın dün yaptığı açıklamaya göre Fiji, saat 23.10'da Tonga'ya saldırdı.", "2025-06-19"),
    ("Fiji akşam Tonga'ya saldıracak.", "2025-06-20"),
    ("Fiji akşam Tonga'ya saldırdı.", NO_TIME),
    ("Fiji her akşam Tonga'ya saldıracak.", NO_TIME),
    ("23.40 - Fiji, Tonga'ya saldırdı.", "2025-06-20"),
    ("Fiji 2.40 - Tonga 1.10. Fiji, Tonga'ya saldırdı.", NO_TIME),
]


@pytest.mark.parametrize(("text", "when"), CLOCKS)
def test_a_clock_time_is_of_the_day_told_before_it_or_of_the_article(text: str, when: str) -> None:
    assert _when(text, "assault") == when


def test_a_clock_time_without_any_day_gives_no_date() -> None:
    assert _when("Fiji, saat 09.40'ta Tonga'ya saldırdı.", "assault", published=None) == NO_TIME


SETTLED = [
    ("Selim Taşören, bugün öğlen saatlerine kadar istifasını sunacak.", "retreat-resign", "2025-06-20"),
    (
        "Malta da Pazartesi günü Fiji'nin asker göndereceği yönünde uyarıda bulunmuştu.",
        "threaten",
        "2025-06-16",
    ),
    ("Selim Taşören, salı gecesi seslenişinde istifa etmeyeceğini söyledi.", "retreat-resign", NO_TIME),
    ("Selim Taşören, salı gecesi istifa edeceğini söyledi.", "retreat-resign", "2025-06-24"),
    ("Fiji, Ekim 2024'te başlattığı saldırılarda Tonga'yı vurdu.", "assault", "2024-10/.."),
    ("Fiji'nin dün Tonga'ya başlattığı saldırılarda üç kişi öldü.", "assault", "2025-06-19"),
    ("Fiji'nin 1991'de Tonga'ya başlattığı saldırılarda üç kişi öldü.", "assault", "1991"),
]


@pytest.mark.parametrize(("text", "kind", "when"), SETTLED)
def test_a_time_agrees_with_what_is_told_as_done_or_planned(text: str, kind: str, when: str) -> None:
    assert _when(text, kind) == when


ABSOLUTE = [
    ("Fiji, 3 Mart 2024'te Tonga'ya saldırdı.", "2024-03-03"),
    ("Fiji, dün Tonga'ya saldırdı.", NO_TIME),
]


@pytest.mark.parametrize(("text", "when"), ABSOLUTE)
def test_without_the_day_of_the_article_only_what_the_text_tells_has_a_date(text: str, when: str) -> None:
    assert _when(text, "assault", published=None) == when


def test_what_happened_does_not_lie_after_the_article() -> None:
    assert _when("Fiji, 3 Mart 2026'da Tonga'ya saldırdı.", "assault") == NO_TIME


LEAD = "Selim Taşören, üçüncü kez Fiji Başbakanı seçildi. {} Selim Taşören başbakan seçilmişti."


@pytest.mark.parametrize(("time", "dates"), [("2019'da", [NO_TIME, "2019"]), ("Dün", ["2025-06-19"])])
def test_the_news_of_the_lead_is_not_what_happened_long_before(time: str, dates: list[str]) -> None:
    found = [str(event.when) for event in events(read(LEAD.format(time)), "appoint")]
    assert found == dates


def test_a_day_counted_from_the_sentence_before() -> None:
    text = "Malta 3 Mart 2024'te seçime gitti. Fiji, ertesi gün Tonga'ya saldırdı."
    assert _when(text, "assault") == "2024-03-04"


def _when(text: str, kind: str, published: date | None = date(2025, 6, 20)) -> str:
    analysis = read(text, published)
    found = [event for event in analysis.occurrences if event.types[0] == kind]
    assert len(found) == 1, told(analysis)
    return str(found[0].when)


def test_what_a_past_verb_tells_of_is_not_still_to_come() -> None:
    analysis = read("Fiji Başbakanı Selim Taşören'in kasım ayında Tonga'ya yaptığı ziyaret tartışılıyor.")
    (visit,) = events(analysis, "consult-visit")
    assert visit.when is not None
    assert (visit.modality.value, visit.when.value) == ("actual", "2024-11")
