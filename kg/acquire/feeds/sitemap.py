"""Reads sitemaps and their indexes (https://www.sitemaps.org/protocol.html), with what news sitemaps add."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin

from lxml import etree

from kg.acquire.feeds.entry import Entry
from kg.acquire.input import Told
from kg.errors import UnreadableInput


def sitemap_entries(file: BinaryIO, url: str) -> Iterator[Entry | str]:
    """The pages of a sitemap; of an index, the addresses of its sitemaps. One element at a time is in memory.

    `UnreadableInput` where it is no sound XML; what came before is good.
    """
    events = etree.iterparse(
        file, events=("end",), tag=("{*}url", "{*}sitemap"),
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
    )  # fmt: skip
    try:
        for _, element in events:
            said = {
                etree.QName(part).localname: (part.text or "").strip()
                for part in element.iter()
                if isinstance(part.tag, str)
            }
            if place := said.get("loc"):
                if etree.QName(element).localname == "sitemap":
                    yield urljoin(url, place)
                else:
                    yield _entry(urljoin(url, place), said)
            _drop(element)
    except etree.XMLSyntaxError as error:
        raise UnreadableInput(
            url, f"is no sound sitemap ({error.msg}).", hint="What comes before the error is read."
        ) from error


def _entry(place: str, said: dict[str, str]) -> Entry:
    told = Told(
        day=said.get("publication_date"),
        url=place,
        title=said.get("title"),
        publisher=said.get("name"),
        language=said.get("language"),
    )
    return Entry(place, told, place, said.get("lastmod", ""))


def _drop(element: etree._Element) -> None:
    """Free an element and those before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
