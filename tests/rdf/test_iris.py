from datetime import date

import pytest

from kg.model import Article, Entity, EntityKind, Span
from kg.rdf import iris
from kg.rdf.vocabulary import BASE, ORGANIZATION, PERSON, PLACE

PUTIN, MADURO, NATO = PERSON("vladimir-putin"), PERSON("nicolas-maduro"), ORGANIZATION("nato")
US, IR = iris.country("US"), iris.country("IR")
DAY = date(2025, 12, 11)
ARTICLE = Article("Metin.", published=DAY)


def path(node: object) -> str:
    return str(node).removeprefix(f"<{BASE}").removesuffix(">")


ENTITIES = {
    "country/TR": Entity("k", EntityKind.COUNTRY, "Türkiye", iso2="TR"),
    "country/CY-N": Entity("k", EntityKind.COUNTRY, "KKTC", iso2="CY-N"),
    "person/si-cinping": Entity("k", EntityKind.PERSON, "Şi Cinping"),
    "person/george-bush-1946": Entity("k", EntityKind.PERSON, "George Bush", qualifier="1946"),
    "organization/ak-parti": Entity("k", EntityKind.ORGANIZATION, "AK Parti"),
    "place/izmir": Entity("k", EntityKind.PLACE, "İzmir"),
}


@pytest.mark.parametrize(("expected", "entity"), ENTITIES.items(), ids=ENTITIES)
def test_entities_are_named_by_code_or_name(expected: str, entity: Entity) -> None:
    assert path(iris.entity(entity)) == expected


OFFICES = {
    "RU-head-of-state": ("head-of-state", "Rusya lideri", "RU", None),
    "DE-foreign-minister": ("foreign-minister", "Almanya Dışişleri Bakanı", "DE", None),
    "TR-minister-milli-savunma-bakani": ("minister", "Milli Savunma Bakanı", "TR", None),
    "TR-minister-icisleri-bakani": ("minister", "İçişleri Bakanı", "TR", None),
    "head-of-state-devlet-baskani": ("head-of-state", "Devlet Başkanı", None, None),
    "TR-party-leader-chp-genel-baskan": ("party-leader", "Genel Başkan", "TR", "chp"),
    "TR-party-leader-chp-genel-baskani": ("party-leader", "CHP Genel Başkanı", "TR", "chp"),
}


@pytest.mark.parametrize(("expected", "office"), OFFICES.items(), ids=OFFICES)
def test_offices_are_told_apart_where_a_country_has_several(expected: str, office: tuple[str, ...]) -> None:
    assert path(iris.office(*office)) == f"office/{expected}"


def test_a_position_is_a_person_in_an_office() -> None:
    office = iris.office("head-of-state", "Rusya Devlet Başkanı", "RU", None)
    assert path(iris.position(PUTIN, office)) == "position/vladimir-putin-RU-head-of-state"


def test_an_agreement_is_named_by_its_parties_in_whatever_order() -> None:
    assert iris.agreement("trade", [US, IR]) == iris.agreement("trade", [IR, US])
    assert path(iris.agreement("trade", [US, NATO, IR])) == "agreement/IR-US-nato-trade"
    assert (
        path(iris.agreement("trade", [US, IR], "Gümrük anlaşması"))
        == "agreement/IR-US-trade-gumruk-anlasmasi"
    )


WHO = {
    "nicolas-maduro-vladimir-putin": ("consult-phone", [PUTIN], [MADURO], [], None),
    "US-to-IR": ("accuse", [US], [IR], [], None),
    "IR-to-US": ("accuse", [IR], [US], [], None),
    "US-nato-to-IR": ("assault-aerial", [US], [IR], [NATO], None),
    "IR-US": ("accuse", [], [], [US, IR], None),
    "US": ("accuse", [US], [], [], None),
    "izmir": ("disaster", [], [], [], PLACE("izmir")),
    "vladimir-putin": ("travel", [PUTIN], [], [], PLACE("izmir")),
    "": ("other", [], [], [], None),
}


@pytest.mark.parametrize(("expected", "roles"), WHO.items(), ids=[name or "nobody" for name in WHO])
def test_who_takes_part_names_an_event(expected: str, roles: tuple[object, ...]) -> None:
    assert iris.who(*roles) == expected  # type: ignore[arg-type]


def test_two_reports_of_one_call_name_one_event_whoever_called() -> None:
    one = iris.who("consult-phone", [PUTIN], [MADURO], [], None)
    other = iris.who("consult-phone", [], [], [MADURO, PUTIN], None)
    assert iris.event_of_day(DAY, "consult-phone", one) == iris.event_of_day(DAY, "consult-phone", other)
    assert (
        path(iris.event_of_day(DAY, "consult", one)) == "event/20251211-consult-nicolas-maduro-vladimir-putin"
    )


def test_an_event_without_an_exact_day_belongs_to_its_article() -> None:
    prefix = f"event/{ARTICLE.id[:8]}-support"
    assert path(iris.event_of_article(ARTICLE, "support", "US")) == f"{prefix}-US"
    assert path(iris.event_of_article(ARTICLE, "support", "", 2)) == f"{prefix}-2"


def test_passages_and_mentions_are_spans_of_the_article() -> None:
    article = iris.article(ARTICLE)
    assert path(article) == f"article/{ARTICLE.id}"
    assert path(iris.span(article, Span(0, 5))) == f"article/{ARTICLE.id}#char=0,5"


def test_each_article_has_its_own_report_of_a_thing() -> None:
    other = Article("Başka metin.", published=DAY)
    one, two = (iris.report(iris.article(article), PUTIN) for article in (ARTICLE, other))
    assert one != two
    assert one == iris.report(iris.article(ARTICLE), PUTIN)


def test_an_event_of_very_many_keeps_a_bounded_name() -> None:
    crowd = [PERSON(f"katilimci-numara-{number}") for number in range(40)]
    one, other = (iris.who("consult", crowd[:size], [], [], None) for size in (39, 40))
    names = [iris.local(iris.event_of_day(DAY, "consult", who)) for who in (one, other)]
    assert names[0] != names[1]
    assert all(len(name) <= iris.MAX_NAME for name in names)
