"""Which addresses Telegram takes as links, and how it writes them."""

from urllib.parse import urlsplit

_PROTOCOLS = ("http", "https", "tg", "ton", "tonsite")


class LinkError(ValueError):
    """Raised for an address that Telegram does not take; the message is Telegram's."""


def checked_link(address: str) -> str:
    """The address as Telegram keeps it: with a scheme and a path; raises `LinkError`."""
    address = address.strip()
    if not address:
        raise LinkError("URL host is empty")
    try:
        parts = urlsplit(address if "://" in address else f"http://{address}")
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise LinkError("Wrong HTTP URL") from error
    if parts.scheme not in _PROTOCOLS:
        raise LinkError("Unsupported URL protocol")
    if parts.scheme in ("http", "https") and ("." not in host.strip(".") or any(map(str.isspace, address))):
        raise LinkError("Wrong HTTP URL")
    return parts._replace(path=parts.path or "/").geturl() if parts.scheme in ("http", "https") else address
