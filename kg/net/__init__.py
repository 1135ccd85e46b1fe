"""Reaching out to other hosts: which addresses may be reached, and connecting to just those."""

from kg.net.addresses import Connect, Lookup, NotPublic, connect, is_public, lookup, public_addresses

__all__ = ["Connect", "Lookup", "NotPublic", "connect", "is_public", "lookup", "public_addresses"]
