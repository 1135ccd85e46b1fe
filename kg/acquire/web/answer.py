"""What a server answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from email.message import Message
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with status 200, or 304: nothing new. `url` is where redirections led to.

    `fields` are the header fields by lower-case name. `body` has no content coding any more, and stands at its
    beginning.
    """

    url: str
    status: int
    body: BinaryIO
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def unchanged(self) -> bool:
        """Whether nothing is new since the last time."""
        return self.status == 304

    @property
    def media_type(self) -> str:
        """The media type without parameters, in lower case; empty if none is told."""
        return media_type(self.fields)

    @property
    def charset(self) -> str | None:
        """The encoding that the header tells, which need not be true.

        >>> import io
        >>> Answer("", 200, io.BytesIO(), {"content-type": 'text/html; charset="windows-1254"'}).charset
        'windows-1254'
        """
        message = Message()
        message["content-type"] = self.fields.get("content-type", "")
        return message.get_content_charset()


def media_type(fields: Mapping[str, str]) -> str:
    """The media type that header fields tell; see `Answer.media_type`."""
    return fields.get("content-type", "").partition(";")[0].strip().lower()
