"""The SPARQL endpoint and the pages over a store.

`run(ServerSettings(store=Path("kg-store")))` serves until interrupted; `application(settings)` gives the ASGI
application for another server. Nothing heavy is imported before either is called, since the query worker
processes import this package too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.server.options import ServerSettings

if TYPE_CHECKING:
    from kg.server.dispatch import Dispatcher

__all__ = ["ServerSettings", "application", "run"]


def run(settings: ServerSettings, ready: Callable[[], None] = lambda: None) -> None:
    """Serve until interrupted (Ctrl-C or SIGTERM); raises `KgError` when it cannot start.

    `ready` is called when store and port have been found to be there.
    """
    from kg.server.serve import serve  # noqa: PLC0415 - see above

    serve(settings, ready)


def application(settings: ServerSettings) -> Dispatcher:
    """The ASGI application; its lifespan starts and stops the worker processes."""
    from kg.server.dispatch import build  # noqa: PLC0415 - see above

    return build(settings)
