from __future__ import annotations

import pytest

from kg.acquire.encoding import NotText, decode

SENTENCE = "Cumhurbaşkanı Erdoğan, Şanlıurfa'da İçişleri Bakanı ile görüştü; çağrı yapıldı."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1254", "iso-8859-9", "cp857", "mac-turkish"]
)
def test_turkish_is_read_in_every_encoding_it_comes_in(encoding: str) -> None:
    assert decode(SENTENCE.encode(encoding)) == SENTENCE


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_a_byte_order_mark_tells_the_order(mark: str) -> None:
    assert decode(("\ufeff" + SENTENCE).encode(mark)) == SENTENCE


def test_curly_quotes_of_windows_are_read() -> None:
    text = "Putin’in “dostum” dediği lider – yeniden – konuştu…"
    assert decode(text.encode("cp1254")) == text


def test_one_foreign_byte_does_not_spoil_a_utf8_text() -> None:
    data = SENTENCE.encode() + b" Putin\x92in \xfelkesi"
    assert decode(data) == SENTENCE + " Putin’in şlkesi"


def test_a_utf8_text_that_was_cut_in_a_letter_is_still_utf8() -> None:
    assert decode(SENTENCE.encode() + "ş".encode()[:1]).startswith(SENTENCE)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "zero bytes", id="picture"),
        pytest.param(bytes(range(1, 256)) * 40, "control character", id="noise"),
        pytest.param(b"\x01\x02\x03\x04 metin", "control character", id="controls"),
        pytest.param(b"\xff\xfeA\x00\x00\xd8", "UTF-16", id="broken UTF-16"),
        pytest.param("\U000e1234\U000e1235".encode(), "Unicode", id="unassigned"),
    ],
)
def test_what_is_no_text_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(NotText, match=reason):
        decode(data)
