"""How many events an address and a person may send: token buckets in memory, nothing written down.

Many people ask from one address (a help desk, a market's Wi-Fi, a phone network), so it gets much more than one
person does.
"""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from starlette.requests import Request

SECOND: Final = 1_000_000_000
"""In nanoseconds, whose sums are exact: the last token of a bucket is not lost to rounding."""

MINUTE: Final = 60 * SECOND
"""The time in which an empty bucket is full again."""

_NETWORK_BITS: Final = 64
"""Of an IPv6 address: what one subscriber gets (RFC 6177); the rest they may change as they like."""


class Buckets:
    """A bucket of `tokens` for each key, filled evenly within a minute.

    `clock` gives nanoseconds that never go back. All that is kept of a key is the moment at which its bucket will be
    full; a bucket that is full is forgotten.
    """

    def __init__(self, tokens: int, clock: Callable[[], int]) -> None:
        self._token = MINUTE // tokens
        self._clock = clock
        self._full_at: dict[str, int] = {}
        self._swept_at = clock()

    def wait(self, key: str) -> int:
        """Nanoseconds until a key's bucket has a token; 0 if it has one."""
        return max(0, self._after_taking(key) - self._clock() - MINUTE)

    def take(self, key: str) -> None:
        """Takes a token."""
        self._sweep()
        self._full_at[key] = self._after_taking(key)

    def __len__(self) -> int:
        return len(self._full_at)

    def _after_taking(self, key: str) -> int:
        """When the bucket will be full if a token is taken now."""
        now = self._clock()
        return max(self._full_at.get(key, now), now) + self._token

    def _sweep(self) -> None:
        now = self._clock()
        if now - self._swept_at >= MINUTE:
            self._full_at = {key: full_at for key, full_at in self._full_at.items() if full_at > now}
            self._swept_at = now


@dataclass(frozen=True)
class Limits:
    """Events a minute: of one address, of one person. What is refused counts against neither."""

    addresses: Buckets
    people: Buckets

    @classmethod
    def a_minute(cls, clock: Callable[[], int], *, address: int = 120, person: int = 30) -> "Limits":
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
    if trusted_proxy is not None and peer == trusted_proxy:
        return _network(forwarded) or peer
    return _network(peer) or peer


def _network(text: str) -> str | None:
    """What stands for all that one subscriber may send from; None where `text` is no address."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address.packed, _NETWORK_BITS), strict=False))
    return str(address)
