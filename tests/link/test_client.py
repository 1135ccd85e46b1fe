"""The clients against a local server that replays answers, errors and slowness."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import SettingsError
from kg.link.client import Client, ClientOptions, WikidataUnavailable
from kg.link.fetching import fetch
from kg.link.index import SqliteIndex
from kg.link.reconcile import Asked, Proposal, ReconciliationClient
from kg.link.writer import new_index
from kg.model import EntityKind
from tests.link.serving import Answer, Server
from tests.link.test_building import HOLDER, OFFICE, TURKEY


def client(server: Server, waits: list[float], **options: Any) -> Client:
    chosen: dict[str, Any] = {
        "contact": "me@example.org",
        "endpoint": server.address,
        "pause": 1.0,
        "retries": 2,
    }
    return Client(ClientOptions(**(chosen | options)), sleep=waits.append)


def in_turn(*answers: Answer) -> Callable[[dict[str, str]], Answer]:
    rest = iter(answers)
    return lambda _: next(rest)


FOUND = Answer({"entities": {"Q43": TURKEY}})


def test_requests_say_who_asks_and_wait_between_each_other(server: Server) -> None:
    server.answer = lambda _: FOUND
    waits: list[float] = []
    asking = client(server, waits)
    list(asking.entities([f"Q{number}" for number in range(1, 121)]))
    assert [len(asked["ids"].split("|")) for asked in server.asked] == [50, 50, 20]
    assert {asked["maxlag"] for asked in server.asked} == {"5"}
    assert set(server.agents) == {"news-kg/0.1 (me@example.org) python-urllib"}
    assert waits == [1.0, 1.0]


def test_without_a_contact_nothing_is_asked() -> None:
    with pytest.raises(SettingsError, match="contact"):
        ClientOptions("nobody")


@pytest.mark.parametrize(
    ("trouble", "waited"),
    [
        (Answer({}, 429, {"Retry-After": "7"}), 7.0),
        (Answer({}, 503), 1.0),
        (Answer({"error": {"code": "maxlag", "info": "6 seconds lagged"}}, 200, {"Retry-After": "5"}), 5.0),
        (Answer(b"<html>gateway</html>"), 1.0),
    ],
    ids=["429 with Retry-After", "503", "maxlag inside HTTP 200", "no JSON"],
)
def test_a_busy_server_is_asked_again_after_as_long_as_it_wants(
    server: Server, trouble: Answer, waited: float
) -> None:
    server.answer = in_turn(trouble, FOUND)
    waits: list[float] = []
    assert [one["id"] for one in client(server, waits).entities(["Q43"])] == ["Q43"]
    assert waits[0] == waited


def test_a_server_that_stays_busy_is_given_up(server: Server) -> None:
    server.answer = lambda _: Answer({}, 503)
    with pytest.raises(WikidataUnavailable, match="HTTP 503"):
        list(client(server, []).entities(["Q43"]))
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    "answer",
    [Answer({}, 403), Answer({"error": {"code": "no-such-entity", "info": "Q0"}})],
    ids=["403", "error in HTTP 200"],
)
def test_an_error_that_will_not_pass_is_not_asked_again(server: Server, answer: Answer) -> None:
    server.answer = lambda _: answer
    with pytest.raises(WikidataUnavailable):
        list(client(server, []).entities(["Q43"]))
    assert len(server.asked) == 1


def test_a_slow_server_is_not_waited_for_without_end(server: Server) -> None:
    server.answer = lambda _: Answer({}, delay=0.5)
    with pytest.raises(WikidataUnavailable, match="no answer"):
        list(client(server, [], timeout=0.05, retries=0).entities(["Q43"]))


@pytest.mark.parametrize("body", [b"\xff\xfe", b"[]", b"{"], ids=["not UTF-8", "a list", "cut off"])
def test_an_answer_that_is_none_is_told_in_words(server: Server, body: bytes) -> None:
    server.answer = lambda _: Answer(body)
    with pytest.raises(WikidataUnavailable, match="no answer"):
        list(client(server, [], retries=0).entities(["Q43"]))


def test_an_address_that_is_none_is_refused_before_anything_is_asked() -> None:
    with pytest.raises(SettingsError, match="no address"):
        ClientOptions("me@example.org", endpoint="wikidata")


def test_a_kept_answer_that_was_cut_off_is_asked_for_again(server: Server, tmp_path: Path) -> None:
    server.answer = lambda _: FOUND
    for _ in range(2):
        assert len(list(client(server, [], cache=tmp_path).entities(["Q43"]))) == 1
        (kept,) = tmp_path.rglob("*.json")
        kept.write_text('{"entities"', encoding="utf-8")
    assert len(server.asked) == 2


def test_answers_are_kept_and_errors_are_not(server: Server, tmp_path: Path) -> None:
    server.answer = in_turn(Answer({}, 503), FOUND)
    for _ in range(2):
        assert len(list(client(server, [], cache=tmp_path).entities(["Q43"]))) == 1
    assert len(server.asked) == 2
    assert len(list(tmp_path.rglob("*.json"))) == 1


def test_deleted_items_are_left_out_and_merged_ones_come_under_the_new_name(server: Server) -> None:
    server.answer = lambda _: Answer({"entities": {"Q9": {"id": "Q9", "missing": ""}, "Q7": TURKEY}})
    assert [one["id"] for one in client(server, []).entities(["Q9", "Q7"])] == ["Q43"]


def test_both_ways_of_searching_are_joined(server: Server) -> None:
    def answer(asked: dict[str, str]) -> Answer:
        if asked["action"] == "wbsearchentities":
            return Answer({"search": [{"id": "Q2"}, {"id": "Q1"}]})
        return Answer({"query": {"search": [{"title": "Q1"}, {"title": "Q3"}, {"title": "Property:P1"}]}})

    server.answer = answer
    assert client(server, []).search("Taşçı") == ("Q2", "Q1", "Q3")


def test_fetching_adds_the_found_with_their_offices_to_a_copy_of_the_index(
    server: Server, tmp_path: Path
) -> None:
    stored = {one["id"]: one for one in (HOLDER, OFFICE, TURKEY)}

    def answer(asked: dict[str, str]) -> Answer:
        if asked["action"] == "wbsearchentities":
            return Answer({"search": [{"id": "Q100"}, {"id": "Q43"}]})
        if asked["action"] == "query":
            return Answer({"query": {"search": []}})
        ids = asked["ids"].split("|")
        return Answer({"entities": {qid: stored.get(qid, {"id": qid, "missing": ""}) for qid in ids}})

    server.answer = answer
    with new_index(tmp_path / "base.sqlite"):
        pass
    target = tmp_path / "new.sqlite"
    fetched = fetch(
        [("Ahmet Taşçı", EntityKind.PERSON)], client(server, []), tmp_path / "base.sqlite", target
    )
    assert (fetched.names, fetched.items) == (1, 1)
    item = SqliteIndex.open(target).item("Q100")
    assert item is not None
    assert (item.country, item.terms[-1].kind, item.terms[-1].country) == ("TR", "head-of-state", "TR")


class TestReconciliation:
    def test_names_are_asked_ten_at_a_time_and_answers_come_best_first(self, server: Server) -> None:
        def answer(asked: dict[str, str]) -> Answer:
            queries = json.loads(asked["queries"])
            return Answer(
                {
                    key: {
                        "result": [
                            {
                                "id": "Q1",
                                "name": query["query"],
                                "score": 40,
                                "match": False,
                                "type": [{"id": "Q5"}],
                            },
                            {
                                "id": "Q2",
                                "name": query["query"],
                                "score": 90.5,
                                "match": True,
                                "type": ["Q5"],
                            },
                        ]
                    }
                    for key, query in queries.items()
                }
            )

        server.answer = answer
        asking = ReconciliationClient(server.address, "news-kg (me@example.org)")
        found = asking.reconcile([Asked(f"Ad {number}", "Q5") for number in range(12)])
        assert len(found) == 12
        assert found[11][0] == Proposal("Q2", "Ad 11", 90.5, True, ("Q5",))
        assert [len(json.loads(asked["queries"])) for asked in server.asked] == [10, 2]
        assert json.loads(server.asked[0]["queries"])["q0"] == {"query": "Ad 0", "limit": 5, "type": "Q5"}

    @pytest.mark.parametrize(
        "answer", [Answer([]), Answer({}, 500), Answer(b"{")], ids=["a list", "500", "cut off"]
    )
    def test_a_service_that_does_not_keep_to_the_protocol_is_named(
        self, server: Server, answer: Answer
    ) -> None:
        server.answer = lambda _: answer
        with pytest.raises(WikidataUnavailable):
            ReconciliationClient(server.address, "news-kg").reconcile([Asked("Ad")])
