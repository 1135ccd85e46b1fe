from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from kg.link import Verdict, explain, link
from kg.link.index import SqliteIndex
from kg.link.judgements import Judgement, Judgements
from kg.model import Entity, EntityKind, Link
from tests.link.conftest import analysis, country, holds, someone

RUSSIA, UKRAINE, CHINA = country("RU", "Rusya"), country("UA", "Ukrayna"), country("CN", "Çin")
BRITAIN, AMERICA, SYRIA = country("GB", "Birleşik Krallık"), country("US", "ABD"), country("SY", "Suriye")


@dataclass(frozen=True)
class Case:
    id: str
    name: str
    office: tuple[str, str, str | None] | None
    countries: tuple[Entity, ...]
    day: date | None
    qid: str | None


PRESIDENT_RU, PRESIDENT_UA, PRESIDENT_CN, PRESIDENT_SY = (
    ("head-of-state", "Devlet Başkanı", iso2) for iso2 in ("RU", "UA", "CN", "SY")
)
SENATOR, FOOTBALLER = ("other", "Senatör", "US"), ("other", "futbolcu", None)
HEALTH, JUSTICE = ("minister", "Sağlık Bakanı", "RU"), ("minister", "Adalet Bakanı", "RU")

CASES = (
    Case("full name in office", "Pavel Vorontsov", PRESIDENT_RU, (RUSSIA,), date(2020, 1, 1), "Q2"),
    Case("surname of the present president", "Vorontsov", PRESIDENT_RU, (RUSSIA,), date(2020, 1, 1), "Q2"),
    Case("surname of the former president by date", "Vorontsov", PRESIDENT_RU, (RUSSIA,), date(2005, 1, 1), "Q1"),
    Case("surname of two presidents without date", "Vorontsov", PRESIDENT_RU, (RUSSIA,), None, None),
    Case("same surname, other office", "Vorontsova", HEALTH, (RUSSIA,), date(2020, 1, 1), "Q3"),
    Case("surname with another ministry", "Vorontsova", JUSTICE, (RUSSIA,), date(2020, 1, 1), None),
    Case("surname alone", "Vorontsov", None, (RUSSIA,), date(2020, 1, 1), None),
    Case("surname with another country's office", "Vorontsov", PRESIDENT_UA, (UKRAINE, RUSSIA),
         date(2020, 1, 1), None),
    Case("name as Turkish writes it", "Volodimir Şevçuk", None, (UKRAINE,), date(2022, 1, 1), "Q4"),
    Case("Chinese name in Turkish letters", "Şu Cienping", None, (CHINA,), date(2022, 1, 1), None),
    Case("Chinese name as it sounds", "Şu Cianping", PRESIDENT_CN, (CHINA,), date(2022, 1, 1), "Q5"),
    Case("Arabic name by consonants and office", "Beşşir Ressad", PRESIDENT_SY, (SYRIA,),
         date(2012, 1, 1), "Q6"),
    Case("Arabic name by consonants without office", "Beşşir Ressad", None, (SYRIA,), date(2012, 1, 1), None),
    Case("namesakes told apart by country and fame", "Michael Carter", None, (BRITAIN,), date(2017, 1, 1), "Q8"),
    Case("namesakes told apart by office", "Michael Carter", SENATOR, (AMERICA,), date(2017, 1, 1), "Q7"),
    Case("namesake who is a footballer", "Michael Carter", FOOTBALLER, (BRITAIN,), date(2017, 1, 1), None),
    Case("office of the home country without its name", "Taşçı", ("head-of-state", "Cumhurbaşkanı", None), (),
         date(2020, 1, 1), "Q9"),
    Case("head of a small state, country not named", "Lars Berg", None, (RUSSIA,), date(2020, 1, 1), None),
    Case("dead long before", "Ada Lovell", ("head-of-state", "Kraliçe", "GB"), (BRITAIN,), date(2020, 1, 1), None),
    Case("nobody knows", "Zeynep Bilinmez", None, (RUSSIA,), date(2020, 1, 1), None),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_person_is_linked_only_when_name_and_circumstances_say_so(case: Case, index: SqliteIndex) -> None:
    who = someone(case.name)
    positions = (holds(who, *case.office),) if case.office else ()
    found = link(analysis(who, *case.countries, positions=positions, day=case.day), index)
    assert (found.entities[0].link.qid if found.entities[0].link else None) == case.qid


@pytest.mark.parametrize("name", ["Çad", "Ürdün"])
def test_a_person_never_becomes_the_country_of_that_name(name: str, index: SqliteIndex) -> None:
    assert link(analysis(someone(name)), index).entities[0].link is None


def test_a_city_and_a_surname_stay_of_their_kinds(index: SqliteIndex) -> None:
    city = Entity("place:berlin", EntityKind.PLACE, "Berlin", country="DE")
    found = link(analysis(city, someone("Berlin"), country("DE", "Almanya")), index)
    assert [entity.link.qid if entity.link else None for entity in found.entities[:2]] == ["Q23", None]


def test_a_place_in_another_country_is_not_linked(index: SqliteIndex) -> None:
    place = Entity("place:springfield", EntityKind.PLACE, "Springfield", country="GB")
    assert link(analysis(place, BRITAIN), index).entities[0].link is None


def test_an_office_of_an_organisation_finds_its_holder(index: SqliteIndex) -> None:
    who = someone("Solberg")
    body = Entity("organization:bm", EntityKind.ORGANIZATION, "Birleşmiş Milletler")
    full = someone("Erik Solberg")
    position = holds(full, "other", "BM Genel Sekreteri", body=body.key)
    found = link(analysis(full, body, who, positions=(position,), day=date(2020, 1, 1)), index)
    assert [entity.link.qid if entity.link else None for entity in found.entities] == ["Q11", "Q20", None]


def test_a_given_link_is_kept(index: SqliteIndex) -> None:
    given = Entity("place:x", EntityKind.PLACE, "Berlin", link=Link("Q64", 0.9, "gazetteer"))
    assert link(analysis(given), index).entities[0].link == given.link


def test_a_linked_entity_gets_the_english_label_once(index: SqliteIndex) -> None:
    who = someone("Volodimir Şevçuk")
    once = link(analysis(who, UKRAINE), index)
    assert [(label.text, label.language) for label in once.entities[0].labels] == [
        ("Volodymyr Shevchuk", "en")
    ]
    assert link(once, index) == once


def test_linking_changes_nothing_but_links_labels_and_qualifiers(index: SqliteIndex) -> None:
    before = analysis(someone("Pavel Vorontsov"), RUSSIA, day=date(2020, 1, 1))
    after = link(before, index)
    assert (after.article, after.mentions, after.positions) == (
        before.article,
        before.mentions,
        before.positions,
    )
    assert [(one.key, one.name, one.kind) for one in after.entities] == [
        (one.key, one.name, one.kind) for one in before.entities
    ]


class TestNamesakes:
    def test_the_less_known_of_two_linked_namesakes_is_qualified(self, index: SqliteIndex) -> None:
        who = someone("Michael Carter")
        position = holds(who, "other", "Senatör", "US")
        found = link(analysis(who, AMERICA, positions=(position,), day=date(2017, 1, 1)), index)
        assert found.entities[0].qualifier == "us"

    def test_the_best_known_is_not(self, index: SqliteIndex) -> None:
        found = link(analysis(someone("Michael Carter"), BRITAIN, day=date(2017, 1, 1)), index)
        assert found.entities[0].qualifier == ""

    def test_a_footballer_of_a_minister_s_name_is_another_person(self, index: SqliteIndex) -> None:
        who = someone("Michael Carter")
        found = link(analysis(who, BRITAIN, positions=(holds(who, "other", "futbolcu"),)), index)
        assert (found.entities[0].link, found.entities[0].qualifier) == (None, "futbolcu")

    def test_a_president_of_another_country_is_another_person(self, index: SqliteIndex) -> None:
        who = someone("Pavel Vorontsov")
        position = holds(who, "head-of-state", "Devlet Başkanı", "UA")
        found = link(analysis(who, UKRAINE, positions=(position,), day=date(2020, 1, 1)), index)
        assert (found.entities[0].link, found.entities[0].qualifier) == (None, "ua")


class TestJudgements:
    def test_a_judgement_wins_over_the_scorer(self, index: SqliteIndex) -> None:
        judged = Judgements([Judgement(EntityKind.PERSON, "Pavel Vorontsov", "Q99")])
        found = link(analysis(someone("Pavel Vorontsov"), RUSSIA, day=date(2020, 1, 1)), index, judged)
        assert found.entities[0].link == Link("Q99", 1.0, "judgement")

    def test_a_refusal_takes_the_link_away(self, index: SqliteIndex) -> None:
        judged = Judgements([Judgement(EntityKind.PERSON, "Pavel Vorontsov", None)])
        decisions = explain(analysis(someone("Pavel Vorontsov"), RUSSIA, day=date(2020, 1, 1)), index, judged)
        assert (decisions[0].verdict, decisions[0].link) == (Verdict.REFUSED, None)

    def test_it_does_not_change_the_qualifier(self, index: SqliteIndex) -> None:
        who = someone("Michael Carter")
        judged = Judgements([Judgement(EntityKind.PERSON, "Michael Carter", "Q98", "futbolcu")])
        found = link(analysis(who, BRITAIN, positions=(holds(who, "other", "futbolcu"),)), index, judged)
        assert (found.entities[0].link, found.entities[0].qualifier) == (
            Link("Q98", 1.0, "judgement"),
            "futbolcu",
        )


def test_every_decision_names_what_spoke_for_and_against(index: SqliteIndex) -> None:
    who = someone("Vorontsov")
    position = holds(who, "head-of-state", "Devlet Başkanı", "RU")
    decision = explain(analysis(who, RUSSIA, positions=(position,), day=date(2020, 1, 1)), index)[0]
    assert [candidate.item.qid for candidate in decision.candidates] == ["Q2", "Q1"]
    assert {finding.feature for finding in decision.candidates[0].findings} == {
        "name",
        "office",
        "country",
        "fame",
    }
    assert decision.candidates[0].points == sum(finding.points for finding in decision.candidates[0].findings)
