"""The page on which to write queries, and what its editor completes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel

from kg.rdf.vocabulary import PREFIXES
from kg.server.examples import examples
from kg.server.refusal import Refused
from kg.server.rendering import STATIC, Templates, language_of, static
from kg.server.terms import Term, terms
from kg.server.words import LANGUAGES, load

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

FIRST = "most-mentioned"
"""The example that stands in the editor at first: it has an answer on every store."""
VENDOR = ("editor.js", "layout.js", "world.js")
_FAMILY, _SCRIPT_WORDS = "query.", "query.js_"


class Vocabulary(BaseModel):
    """What a query can be written with; the prefixes need no declaration here."""

    prefixes: dict[str, str]
    terms: list[Term]


def query_routes(server: Dispatcher, templates: Templates) -> APIRouter:
    """`/query` for browsers; programs that send a query there never come here (`kg.server.dispatch`)."""
    router = APIRouter()
    shown = examples(server.settings.examples)
    texts = {one.id: one.text for one in shown}

    @router.get("/query", include_in_schema=False)
    async def query_page(request: Request) -> Response:
        """The editor with the examples; `?example=` names the one that stands in it."""
        chosen = request.query_params.get("example", FIRST)
        if chosen not in texts:
            raise Refused(404, f"There is no example {chosen!r}.")
        return templates.page(
            request, "query.html", examples=shown, chosen=chosen, text=texts[chosen],
            words=_script_words(language_of(request)), vendor=_vendor(), scripts=_scripts(),
        )  # fmt: skip

    @router.get("/api/terms", tags=["data"])
    async def vocabulary(
        request: Request, lang: Annotated[str, Query(description=f"One of {', '.join(LANGUAGES)}.")] = ""
    ) -> Vocabulary:
        """Prefixes, classes, properties and concepts, with labels and comments: for editors that complete them."""
        if lang and lang not in LANGUAGES:
            raise Refused(400, f"There is no language {lang!r}; there are {', '.join(LANGUAGES)}.")
        return Vocabulary(prefixes=PREFIXES, terms=terms(lang or language_of(request)))

    return router


def _script_words(language: str) -> dict[str, str]:
    """The texts that the scripts of the page use, by key."""
    return {
        key.removeprefix(_FAMILY): texts[language]
        for key, texts in load().items()
        if key.startswith(_SCRIPT_WORDS)
    }


@cache
def _scripts() -> list[str]:
    """The scripts that the first one imports, so that a browser need not find them one after another."""
    return [
        f"/static/query/{path.name}"
        for path in sorted((STATIC / "query").glob("*.js"))
        if path.name != "page.js"
    ]


@cache
def _vendor() -> dict[str, str]:
    """Where the parts that come from npm are served; empty where they were not built."""
    built = all((STATIC / "vendor" / name).is_file() for name in VENDOR)
    return {name.removesuffix(".js"): static(f"vendor/{name}") for name in VENDOR} if built else {}
