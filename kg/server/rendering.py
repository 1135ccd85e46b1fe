"""Pages from templates: in the reader's language and look, with everything escaped."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context

from kg.server.asgi import PAGE_SECURITY, SECURITY, in_text
from kg.server.dates import duration_in_words, in_words, moment_in_words, month_in_words, number_in_words
from kg.server.labels import explanation, label
from kg.server.links import feed_of, local_path, short, source_name
from kg.server.options import ServerSettings
from kg.server.origin import origin
from kg.server.words import LANGUAGES, Translator, preferred

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
THEMES = ("auto", "light", "dark")
LONG = 300
"""Code points of a label that are shown; the rest can be opened."""
_YEAR_SECONDS = 365 * 24 * 3600
_COOKIES = {"lang": LANGUAGES, "theme": THEMES}

Values = Mapping[str, object]


class Templates:
    """Pages from Jinja2 templates, with everything escaped.

    Every template has: `lang` and `t` (the language and its texts), `theme`, `here` (path and query), `origin`,
    `title`, `description` and `jsonld` (empty unless a page gives them), `feed` (its path), the functions `static` and
    `with_query`, and the filters `local`, `short`, `label`, `meaning`, `when`, `month`, `number`, `moment`, `duration`,
    `source`.
    """

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._environment = Environment(
            loader=FileSystemLoader(_HERE / "templates"), autoescape=True, undefined=StrictUndefined,
            trim_blocks=True, lstrip_blocks=True,
        )  # fmt: skip
        self._environment.globals |= {
            "static": static,
            "languages": LANGUAGES,
            "themes": THEMES,
            "long": LONG,
        }
        self._environment.globals["with_query"] = _with_query
        self._environment.filters |= {
            "local": local_path,
            "short": short,
            "label": _label,
            "meaning": _meaning,
        }
        self._environment.filters |= {
            "when": _when,
            "month": _month,
            "number": _number,
            "moment": _moment,
            "duration": _duration,
            "source": source_name,
        }
        self._translators = {language: Translator(language) for language in LANGUAGES}

    def words(self, language: str) -> Translator:
        """The texts in a language."""
        return self._translators[language]

    def page(self, request: Request, name: str, status: int = 200, /, **values: object) -> Response:
        """A page; its values are those of the template. 304 without a body if the client has this very page."""
        language, theme = language_of(request), _chosen(request, "theme") or THEMES[0]
        common: dict[str, object] = {
            "lang": language,
            "t": self._translators[language],
            "theme": theme,
            "here": request.url.path + (f"?{request.url.query}" if request.url.query else ""),
            "path": request.url.path,
            "parameters": dict(request.query_params),
            "origin": origin(request.scope, self._settings),
            "title": "",
            "description": "",
            "jsonld": None,
            "feed": quote(feed_of(request.url.path)),
        }
        text = self._environment.get_template(name).render(common | values)
        headers = in_text([*SECURITY, *PAGE_SECURITY])
        headers |= {"vary": "Accept, Accept-Language, Cookie", "content-language": language}
        if status == 200:
            headers |= {"cache-control": "no-cache", "etag": _etag(text)}
        same = status == 200 and headers["etag"] in request.headers.get("if-none-match", "")
        response = Response(status_code=304, headers=headers) if same else HTMLResponse(text, status, headers)
        for cookie, offered in _COOKIES.items():
            if (wanted := request.query_params.get(cookie)) in offered:
                response.set_cookie(f"kg-{cookie}", str(wanted), max_age=_YEAR_SECONDS, samesite="lax")
        return response


def language_of(request: Request) -> str:
    """The language to answer in: that of `?lang=`, else of the cookie, else of the browser, else Turkish."""
    return _chosen(request, "lang") or preferred(request.headers.get("accept-language", ""))


def _chosen(request: Request, name: str) -> str:
    for wanted in (request.query_params.get(name), request.cookies.get(f"kg-{name}")):
        if wanted in _COOKIES[name]:
            return str(wanted)
    return ""


def _etag(text: str) -> str:
    return f'"{hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]}"'


@cache
def static(name: str) -> str:
    """Where a file of static/ is served, with a mark of its content, so that it can be kept for ever.

    >>> static("kg.css").startswith("/static/kg.css?v=")
    True
    """
    return f"/static/{name}?v={hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"


def _with_query(parameters: Mapping[str, str], **changed: object) -> str:
    """The query of the page that is shown, with some parameters changed; those that become empty are left out."""
    merged = {**parameters, **{name: str(value) for name, value in changed.items()}}
    return "?" + urlencode({name: value for name, value in merged.items() if value})


@pass_context
def _label(context: Context, iri: str) -> str:
    return label(iri, context["lang"])


@pass_context
def _meaning(context: Context, iri: str) -> str:
    return explanation(iri, context["lang"])


@pass_context
def _when(context: Context, value: str) -> str:
    return in_words(value, context["t"])


@pass_context
def _month(context: Context, value: str) -> str:
    return month_in_words(value, context["t"])


@pass_context
def _moment(context: Context, value: str) -> str:
    return moment_in_words(value, context["t"])


@pass_context
def _duration(context: Context, seconds: int) -> str:
    return duration_in_words(seconds, context["t"])


@pass_context
def _number(context: Context, value: float | str) -> str:
    return number_in_words(value, context["lang"])
