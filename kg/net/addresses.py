"""Which addresses of a host may be reached.

A name is looked up once, and the connection is made to one of the addresses that were looked at. So a name that
changes its address between the look and the connection (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

Lookup = Callable[[str, int], list[str]]
"""Addresses of a host."""
Connect = Callable[[str, int, float], socket.socket]
"""Connects to an address within a time in seconds."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotPublic(OSError):
    """A host has an address that is not of the open Internet; `address` is the first such."""

    def __init__(self, host: str, address: str) -> None:
        super().__init__(f"{address} of {host} is not a public address")
        self.host = host
        self.address = address


def lookup(host: str, port: int) -> list[str]:
    """All addresses of a host, as its name server gives them now."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]).partition("%")[0] for *_, address in found))


def connect(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address."""
    return socket.create_connection((address, port), timeout=seconds)


def public_addresses(host: str, port: int, lookup: Lookup = lookup) -> list[str]:
    """The addresses of a host; `NotPublic` if one of them is not public, `OSError` if there is none."""
    addresses = lookup(host, port)
    for address in addresses:
        if not is_public(address):
            raise NotPublic(host, address)
    return addresses


def is_public(address: str) -> bool:
    """Whether an address belongs to the open Internet; so must any IPv4 address that it stands for.

    >>> [is_public(a) for a in ("8.8.8.8", "10.0.0.1", "127.0.0.1", "169.254.169.254", "::ffff:127.0.0.1")]
    [True, False, False, False, False]
    """
    ip = ipaddress.ip_address(address)
    inner: list[ipaddress.IPv4Address | None] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return ip.is_global and not ip.is_multicast and all(is_public(str(v4)) for v4 in inner if v4 is not None)
