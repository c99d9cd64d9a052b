"""How many events an address and a person may send: token buckets in memory, nothing written down.

Many people ask from one address (a help desk, a market's Wi-Fi, a phone network), so it gets much more than one
person does: at an event in the field sixty helpers tap ten times a minute each.
"""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

from bot.buckets import SECOND, Buckets

_NETWORK_BITS: Final = 64
"""Of an IPv6 address: what one subscriber gets (RFC 6177); the rest they may change as they like."""


AN_ADDRESS: Final = 600
A_PERSON: Final = 60
"""Events a minute; a helper at work sends ten, and a dozen where several papers are missing."""


@dataclass(frozen=True)
class Limits:
    """Events a minute: of one address, of one person. What is refused counts against neither."""

    addresses: Buckets
    people: Buckets

    @classmethod
    def a_minute(cls, clock: Callable[[], int], *, address: int = AN_ADDRESS, person: int = A_PERSON) -> "Limits":
        """Limits with a clock in nanoseconds that never goes back (`time.monotonic_ns`)."""
        return cls(Buckets(address, clock), Buckets(person, clock))

    def wait(self, address: str, person: str) -> int:
        """Lets an event pass (0), or says for how many seconds, rounded up, it has to wait."""
        wait = max(self.addresses.wait(address), self.people.wait(person))
        if not wait:
            self.addresses.take(address)
            self.people.take(person)
        return -(-wait // SECOND)


def address_of(request: Request, trusted_proxy: str | None) -> str:
    """The address a request came from; of IPv6 its network of 64 bits.

    What the proxy at `trusted_proxy` wrote last into X-Forwarded-For is believed: all before it, and the whole
    header of anybody else, may be made up.
    """
    peer = request.client.host if request.client else ""
    forwarded = ",".join(request.headers.getlist("x-forwarded-for")).rpartition(",")[2].strip()
    if trusted_proxy is not None and _parsed(peer) == _parsed(trusted_proxy):
        return _network(forwarded) or peer
    return _network(peer) or peer


def _network(text: str) -> str | None:
    """What stands for all that one subscriber may send from; None where `text` is no address."""
    address = _parsed(text)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address.packed, _NETWORK_BITS), strict=False))
    return str(address) if address else None


def _parsed(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """An address, one of IPv4 as such also where a server for both kinds writes it as IPv6 (RFC 4291, 2.5.5.2)."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, ipaddress.IPv6Address) else address
