"""The kinds of stores there are."""

from __future__ import annotations

from typing import TypeAlias

from kg.store.remote import RemoteStore
from kg.store.store import Store

AnyStore: TypeAlias = Store | RemoteStore
"""A store in a folder, or on a server."""
