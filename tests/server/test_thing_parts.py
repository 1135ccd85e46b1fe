"""The parts of the pages of things that need no server."""

from __future__ import annotations

import itertools

import pytest

from kg.server.things.calendar import rows
from kg.server.things.disagreement import contradict
from kg.server.things.kinds import Side, side_of, side_of_all
from kg.server.things.marks import Mark, Role, pieces, trigger
from kg.server.things.neighbour_graph import BOX_HEIGHT, BOX_WIDTH, MOST, WIDTH, graph
from kg.server.things.neighbours import Neighbour, summed
from kg.server.things.shown import Shown, cut, page_of, percent
from kg.server.things.when import dated
from kg.server.words import Translator

DATES = {
    "2025-12-11": ("11 Aralık 2025", "11 December 2025"),
    "2025-11": ("Kasım 2025 (günü bilinmiyor)", "November 2025 (day not known)"),
    "2024": ("2024 (ayı bilinmiyor)", "2024 (month not known)"),
    "2025-05-02?": ("2 Mayıs 2025 dolayında (kesin değil)", "about 2 May 2025 (uncertain)"),
    "2013-01-11/2013-01-12": ("11 Ocak 2013 – 12 Ocak 2013", "11 January 2013 – 12 January 2013"),
    "[..2025-12-12]": ("en geç 12 Aralık 2025 (hangi gün olduğu bilinmiyor)",
                       "by 12 December 2025 (which day is not known)"),
    "2024-03-01/..": ("1 Mart 2024 tarihinden beri (bitişi bilinmiyor)", "since 1 March 2024 (end not known)"),
    "soon": ("soon (okunamayan tarih)", "soon (a date that cannot be read)"),
}  # fmt: skip


@pytest.mark.parametrize(("value", "expected"), DATES.items(), ids=DATES)
def test_a_date_says_what_is_not_known_of_it(value: str, expected: tuple[str, str]) -> None:
    assert (dated(value, Translator("tr")), dated(value, Translator("en"))) == expected


CONTRADICTIONS = [
    ("2025-11", "2025-11-03", False), ("2025-11-03", "2025-11-03?", False), ("2024/..", "2025-02", False),
    ("2025-11-02", "2025-11-03", True), ("2024", "2025-01", True), ("soon", "2025", True), ("soon", "soon", False),
    ("[..2025-12-12]", "2025-12-11", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expected"), CONTRADICTIONS)
def test_only_dates_that_exclude_each_other_contradict(one: str, other: str, expected: bool) -> None:
    assert contradict(one, other) is contradict(other, one) is expected


def test_the_text_of_a_sentence_survives_its_marks() -> None:
    quote = "Putin onu arayarak konuştu."
    marks = [Mark(0, 5, Role.NAME, "p"), Mark(3, 18, Role.TRIGGER, "e"), Mark(10, 18, Role.TRIGGER, "e"),
             Mark(20, 99, Role.NAME, "x"), Mark(-4, 2, Role.NAME, "y"), Mark(7, 7, Role.NAME, "z")]  # fmt: skip
    found = pieces(quote, marks)
    assert "".join(piece.text for piece in found) == quote
    assert [(piece.text, piece.role) for piece in found if piece.iri] == [
        ("Putin", Role.NAME),
        ("arayarak", Role.TRIGGER),
    ]


@pytest.mark.parametrize("labels", [[], [""], ["Putin: gitmedi"], ["Putin: …"]])
def test_words_that_are_not_in_the_sentence_mark_nothing(labels: list[str]) -> None:
    assert trigger("Putin aradı.", labels) is None


def _neighbours(count: int) -> list[tuple[Neighbour, Shown]]:
    return [
        (
            Neighbour(f"urn:{i}", i % 3 and i, 0 if i % 2 else i, i % 5, ""),
            Shown("Çok Uzun Adlı Bir Kuruluş " * (1 + i % 4)),
        )
        for i in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [1, 2, 13, 400])
def test_a_neighbourhood_of_any_size_is_drawn_without_overlaps(count: int) -> None:
    drawn = graph("Vladimir Vladimiroviç Putin", _neighbours(count), count)
    assert 0 < len(drawn.nodes) <= 2 * MOST
    assert drawn.left_out == count - len(drawn.nodes)
    for node in drawn.nodes:
        assert 0 <= node.x <= WIDTH - BOX_WIDTH
        assert 0 <= node.y <= drawn.height - BOX_HEIGHT
        assert all(len(line) <= 16 for line in node.lines)
    for column in (0, WIDTH // 2):
        tops = sorted(node.y for node in drawn.nodes if (node.x > WIDTH / 2) is bool(column))
        assert all(below - above >= BOX_HEIGHT for above, below in itertools.pairwise(tops))


def test_sides_of_a_neighbour_are_summed() -> None:
    found = summed(
        [("urn:a", "with", 1, ""), ("urn:b", "against", 5, "2025-01-02"), ("urn:a", "other", 3, "")]
    )
    assert [(each.iri, each.total, each.side) for each in found] == [
        ("urn:b", 5, Side.AGAINST),
        ("urn:a", 4, Side.WITH),
    ]


SIDES = {
    "consult-phone": Side.WITH,
    "assault-aerial": Side.AGAINST,
    "tension": Side.OTHER,
    "no-such-kind": Side.OTHER,
}


@pytest.mark.parametrize(("kind", "expected"), SIDES.items())
def test_the_side_of_a_kind_is_that_of_its_quadrant(kind: str, expected: Side) -> None:
    assert side_of(f"https://w3id.org/news-kg/type/event/{kind}") is expected


def test_conflict_is_not_overlooked_among_several_kinds() -> None:
    base = "https://w3id.org/news-kg/type/event/"
    assert side_of_all([f"{base}consult", f"{base}assault"]) is Side.AGAINST


def test_months_of_a_year_add_up() -> None:
    (row,) = rows({"2025-01": 1, "2025-12": 99, "2025": 3, "undated": 7, "20x5-01": 1})
    assert row.total == 103
    assert [cell.shade for cell in row.cells] == [1, *[0] * 10, 4]


LINKS = {
    "https://w3id.org/news-kg/person/a'b": "/person/a%27b",
    "https://w3id.org/news-kg/secret/a": "",
    "https://w3id.org/news-kg/article/6e3c#char=0,9": "/article/6e3c#char=0,9",
    "https://news.example/a": "https://news.example/a",
    "javascript:alert(1)": "",
    "data:text/html,x": "",
    "": "",
}


@pytest.mark.parametrize(("iri", "expected"), LINKS.items())
def test_only_pages_and_the_web_are_linked(iri: str, expected: str) -> None:
    assert page_of(iri) == expected


def test_long_names_and_odd_shares_fit() -> None:
    assert len(cut("x" * 10_000)) == 120
    assert percent("0.995") == "100" or percent("0.995") == "99"
    assert len(percent("<b>" * 100)) <= 20
