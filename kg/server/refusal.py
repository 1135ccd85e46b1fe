"""A request that is not done, with the reason."""

from __future__ import annotations


class Refused(Exception):
    """The HTTP status and the reason in words, for the person who made the request."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.retry = False
        """Whether the server itself will try again in another way, so that the client need not know."""
        self.place: tuple[int, int] | None = None
        """Line and column, from 1, in code points, of what is wrong in the client's text."""
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}
