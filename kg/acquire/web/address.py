"""Web addresses as they are asked for."""

from __future__ import annotations

from urllib.parse import SplitResult, quote, urlsplit

from kg.errors import Unreachable

_KEPT = "%/:=&?~#+!$,;'@()*[]|"
"""Characters that stay as they are; others beyond letters and digits are percent-encoded."""


def normal(url: str, source: str | None = None) -> str:
    """The address in ASCII, without fragment; `Unreachable` if it is none that may be asked.

    >>> normal("HTTPS://Örnek.example/gündem?x=ş#top")
    'https://xn--rnek-4qa.example/g%C3%BCndem?x=%C5%9F'
    """
    source = source or url
    try:
        parts = urlsplit(url.strip())
        port = parts.port
        host = (parts.hostname or "").encode("idna").decode("ascii")
    except (ValueError, UnicodeError) as error:
        raise Unreachable(source, f"{url!r} is no web address ({error}).", hint="Check it.") from error
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise Unreachable(
            source,
            f"{url!r} cannot be fetched: only http and https addresses without user names are.",
            hint="Check the address.",
        )
    name = f"[{host}]" if ":" in host else host
    usual = port is None or port == (443 if parts.scheme == "https" else 80)
    return SplitResult(
        parts.scheme,
        name if usual else f"{name}:{port}",
        quote(parts.path or "/", safe=_KEPT),
        quote(parts.query, safe=_KEPT),
        "",
    ).geturl()
