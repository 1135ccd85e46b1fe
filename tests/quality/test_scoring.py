"""When a claim counts as right, and what the numbers are made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.model import Analysis, Article
from kg.pipeline.evaluate import Evaluation, evaluate
from kg.pipeline.scoring import Marks, marks_of
from kg.pipeline.scoring_claims import AgreementClaim, Claims, EventClaim, NamedClaim, Player
from kg.pipeline.scoring_gold import Gold, GoldAgreement, GoldEvent, Subject
from kg.pipeline.scoring_names import closeness, overlap, pairs, same_date, same_name
from tests.cli.conftest import CALL, Run
from tests.cli.conftest import kg as kg  # noqa: PLC0414  a fixture

US, RU = Player(("ABD",), "US"), Player(("Rusya",), "RU")
PUTIN = Player(("Vladimir Putin", "Putin"))
NOBODY: tuple[tuple[str, ...], ...] = ((), (), ())

NAMES = {
    "equal but for marks and case": ("Işıl Şen", "ISIL SEN", True),
    "the family name alone": ("Putin", "Vladimir Putin", True),
    "the given name alone": ("Vladimir", "Vladimir Putin", True),
    "words left out in the middle": ("Vladimir Putin", "Vladimir Vladimiroviç Putin", True),
    "namesakes": ("Ali Kaya", "Veli Kaya", False),
    "nothing but punctuation": ("–", "Ali Kaya", False),
    "an initial": ("K", "Ali K", False),
}


@pytest.mark.parametrize(("one", "other", "same"), NAMES.values(), ids=NAMES)
def test_names_match_by_their_words(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_name_is_closest_to_itself() -> None:
    assert closeness(["Putin"], ["Vladimir Putin"]) == 0.5
    assert closeness(["Putin", "Vladimir Putin"], ["Vladimir Putin"]) == 1.0


def test_labels_overlap_by_stems() -> None:
    assert overlap("ticaret anlaşması", ["ticaret anlaşmaları"]) == 1.0
    assert overlap("ticaret anlaşması", ["barış anlaşması", "göç"]) == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        ("2025-11", ["2025-11~"], True),
        ("2025-11", ["2025-11-03"], False),
        ("2025-11", [], False),
        (None, [], True),
    ],
)
def test_dates_match_without_their_qualifiers(wanted: str | None, given: list[str], same: bool) -> None:
    assert same_date(wanted, given) is same


def test_pairs_take_the_best_first_and_nobody_twice() -> None:
    assert pairs([[1.0, 3.0], [0.5, 2.0], [0.0, 9.0]]) == [(2, 1), (0, 0)]
    assert pairs([[1.0, 1.0], [1.0, 1.0]]) == [(0, 0), (1, 1)]


def gold(**given: Any) -> Gold:
    empty: dict[str, Any] = {
        "persons": (),
        "countries": frozenset(),
        "optional": frozenset(),
        "forms": {"Vladimir Putin": ("Vladimir Putin",)},
        "agreements": (),
        "events": (),
    }
    return Gold("a", **(empty | given))


def right(marks: Marks) -> list[bool]:
    return [mark.right for mark in marks.judged]


def found(marks: Marks) -> list[bool]:
    return [mark.found for mark in marks.sought]


def test_optional_countries_are_neither_required_nor_punished() -> None:
    claims = Claims(countries=tuple(NamedClaim(Player(("",), code), 0.9) for code in ("FR", "NO", "US")))
    marks = marks_of(gold(countries=frozenset({"US", "VE"}), optional=frozenset({"NO", "US"})), claims)
    assert right(marks) == [False, True]
    assert found(marks) == [True, False]
    assert [str(each) for each in marks.mistakes] == ["a country missed VE", "a country spurious FR"]


def event(**given: Any) -> GoldEvent:
    standard: dict[str, Any] = {
        "types": ("consult-phone",),
        "roles": (("Vladimir Putin",), ("US",), ()),
        "when": "2025-12-11",
        "modality": "actual",
        "core": True,
        "quote": "görüştü",
    }
    return GoldEvent(**(standard | given))


def claim(**given: Any) -> EventClaim:
    standard: dict[str, Any] = {
        "types": ("consult-phone",),
        "roles": ((PUTIN,), (US,), ()),
        "when": ("2025-12-11",),
        "modalities": ("actual",),
        "quotes": ("Putin görüştü.",),
        "confidence": 0.8,
    }
    return EventClaim(**(standard | given))


MATCHES = {
    "the same": (event(), claim(), True),
    "another subtype": (event(), claim(types=("consult-visit",)), True),
    "another type": (event(), claim(types=("accuse",)), False),
    "a type that is accepted too": (event(types=("agree", "accuse")), claim(types=("accuse",)), True),
    "one participant in another role": (event(), claim(roles=((), (PUTIN,), ())), True),
    "nobody in common": (event(), claim(roles=((RU,), (), ())), False),
    "gold without participants, same sentence": (event(roles=NOBODY), claim(), True),
    "gold without participants, other sentence": (event(roles=NOBODY), claim(quotes=("Başka.",)), False),
}


@pytest.mark.parametrize(("wanted", "made", "same"), MATCHES.values(), ids=MATCHES)
def test_events_match_by_top_type_and_participant(wanted: GoldEvent, made: EventClaim, same: bool) -> None:
    marks = marks_of(gold(events=(wanted,)), Claims(events=(made,)))
    assert right(marks) == found(marks) == [same]
    assert len(marks.mistakes) == (0 if same else 2)


def test_an_event_that_is_not_core_may_be_found_but_need_not() -> None:
    wanted = gold(events=(event(core=False),))
    marks = marks_of(wanted, Claims(events=(claim(),)))
    assert (right(marks), found(marks)) == ([True], [])
    (mistake,) = marks_of(wanted, Claims()).mistakes
    assert mistake.text.startswith("(minor) consult-phone (actors: Vladimir Putin; recipients: US)")


def test_details_are_judged_on_matches() -> None:
    made = claim(types=("consult",), roles=((US,), (PUTIN, US), ()), when=(), modalities=("planned",))
    marks = marks_of(gold(events=(event(),)), Claims(events=(made,)))
    told = [(detail.name, detail.right) for detail in marks.details]
    assert told == [("subtype", False), ("modality", False), ("date", False), ("role", False), ("role", True)]


@pytest.mark.parametrize(
    ("label", "kind", "parties", "same"),
    [
        ("gaz anlaşması", "other", (), True),
        ("uzun vadeli sözleşme", "energy", (RU,), True),
        ("uzun vadeli sözleşme", "energy", (US,), False),
        ("uzun vadeli sözleşme", "trade", (RU,), False),
    ],
)
def test_agreements_match_by_label_or_by_kind_and_party(
    label: str, kind: str, parties: tuple[Player, ...], same: bool
) -> None:
    wanted = GoldAgreement("gaz anlaşması", "energy", ("RU",), "2025-11", None, core=True)
    made = AgreementClaim((label,), (kind,), parties, ("2025-11?",), (), 0.6)
    marks = marks_of(gold(agreements=(wanted,)), Claims(agreements=(made,)))
    assert right(marks) == found(marks) == [same]
    expected = [("parties", bool(parties)), ("agreement_date", True)] if same else []
    assert [(detail.name, detail.right) for detail in marks.details] == expected


class Silent:
    """Finds nothing."""

    def extract(self, article: Article) -> Analysis:
        return Analysis(article, ())


@pytest.fixture
def call(tmp_path: Path) -> Path:
    """An article with its gold."""
    forms = {"Vladimir Putin": ["Putin"], "Nicolás Maduro": ["Nicolas Maduro"], "Angela Merkel": []}
    document = {
        "persons": [{"name": name, "variants": variants} for name, variants in forms.items()],
        "countries": ["RU", "VE"],
        "countries_optional": [],
        "organizations": [],
        "agreements": [],
        "events": [
            {
                "type": "consult-phone",
                "also": [],
                "actors": ["Vladimir Putin"],
                "recipients": ["Nicolás Maduro"],
                "participants": [],
                "when": None,
                "modality": "actual",
                "core": True,
                "quote": "Nicolas Maduro ile telefonda görüştü",
            }
        ],
    }
    folder = tmp_path / "call"
    folder.mkdir()
    (folder / "call.txt").write_text(CALL, encoding="utf-8")
    (folder / "call.json").write_text(json.dumps(document), encoding="utf-8")
    return folder


def silently(folder: Path) -> Evaluation:
    return evaluate(folder, folder, lambda _: Silent())


def test_who_finds_nothing_has_no_number_above_zero(call: Path) -> None:
    done = silently(call)
    assert set(done.metrics().values()) == {0.0}
    assert [(score.subject, score.gold.of) for score in done.scores] == [
        (Subject.PERSON, 3),
        (Subject.COUNTRY, 2),
        (Subject.AGREEMENT, 0),
        (Subject.EVENT, 1),
    ]


def test_eval_shows_numbers_errors_and_confidence(kg: Run, call: Path) -> None:
    done = kg("eval", call, call, "--errors", "--calibration", "--json", "numbers.json")
    assert done.code == 0
    lines = [" ".join(line.split()) for line in done.out.splitlines()]
    assert lines[0] == "call person missed Angela Merkel"
    assert "person 1.000 0.667 0.800 2 3" in lines
    assert "event 1.000 1.000 1.000 1 1" in lines
    assert "consult 1.000 1 1" in lines
    assert any(line.startswith("person 0.") and line.endswith(" 1.000 2 2") for line in lines)
    numbers = json.loads(Path("numbers.json").read_text(encoding="utf-8"))
    assert numbers["metrics"]["person.recall"] == 0.6667
    assert numbers["counts"]["country"] == {"predicted": 2, "gold": 2}


def test_eval_lists_the_errors_of_one_class(kg: Run, call: Path) -> None:
    assert "missed" not in kg("eval", call, call).out
    assert "person missed Angela Merkel" in kg("eval", call, call, "--only", "person").out
    assert "missed" not in kg("eval", call, call, "--only", "event").out


def test_an_article_that_cannot_be_read_counts_as_empty(kg: Run, call: Path) -> None:
    (call / "call.txt").write_text("", encoding="utf-8")
    done = kg("eval", call, call)
    assert done.code == 1
    assert "empty" in done.err
    assert "person 0.000 0.000 0.000 0 3" in " ".join(done.out.split())


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("call.json", "[", "is not a gold file"),
        ("call.json", "[]", "is not a gold file"),
        ("call.json", '{"persons": []}', "the field 'organizations' is missing"),
        ("call.json", '{"persons": [{"name": 1, "variants": []}]}', "a word was expected, not 1"),
        ("more.json", None, "the article of a gold file is missing"),
    ],
)
def test_gold_that_cannot_be_used_stops_the_run(
    kg: Run, call: Path, name: str, text: str | None, told: str
) -> None:
    (call / name).write_text((call / "call.json").read_text() if text is None else text, encoding="utf-8")
    done = kg("eval", call, call)
    assert done.code == 2
    assert told in done.err


def test_a_folder_without_gold_stops_the_run(kg: Run, tmp_path: Path) -> None:
    done = kg("eval", tmp_path, tmp_path)
    assert done.code == 2
    assert "no gold files" in done.err
