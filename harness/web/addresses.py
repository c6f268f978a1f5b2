"""Which addresses are of the public network: every way to write one, and every way to hide one in another.

Sources: the IANA special-purpose registries for IPv4 and IPv6 (through :mod:`ipaddress`, and by name where its
releases differ), RFC 6052 (NAT64), RFC 3056 (6to4), RFC 4380 (Teredo), WHATWG URL (numbers as hosts).
"""

from __future__ import annotations

import unicodedata
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import unquote

Address = IPv4Address | IPv6Address

_CLOSED = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 "
        "192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/3 "
        # Azure's virtual machines reach their host's metadata at this address, which is else a public one.
        "168.63.129.16/32 "
        "::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16 fc00::/7 fe80::/9 ff00::/8"
    ).split()
)
_NAT64 = IPv6Network("64:ff9b::/96")
_TRANSLATED = IPv6Network("::ffff:0:0:0/96")

_OWN_NAMES = (
    "localhost",
    "localhost.localdomain",
    "localhost6",
    "ip6-localhost",
    "ip6-loopback",
    "metadata",
    "metadata.google.internal",
    "instance-data",
)
_OWN_ENDINGS = (".localhost", ".localdomain", ".internal", ".local", ".home.arpa", ".lan", ".intranet")


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public network, and nothing private is written inside it."""
    if isinstance(address, IPv6Address):
        if address.scope_id is not None:
            return False
        inner = embedded(address)
        if inner is not None:
            return is_public(inner)
    if any(address.version == block.version and address in block for block in _CLOSED):
        return False
    return address.is_global and not address.is_multicast


def embedded(address: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that a mapped, translated, NAT64 or 6to4 one stands for, or ``None``."""
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    if address in _NAT64 or address in _TRANSLATED:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return None


def refusal(host: str) -> str:
    """Why a host may not be opened, told from how it is written alone; empty: only its address can tell.

    Args:
        host: as it stands in an address, with or without brackets, in any encoding browsers understand.
    """
    try:
        address = numeric(host)
    except ValueError:
        return "it is no host that can be read"
    if address is not None:
        return "" if is_public(address) else f"{address} is not of the public network"
    name = plain(host).rstrip(".")
    if not name:
        return "it is no host that can be read"
    if name in _OWN_NAMES or name.endswith(_OWN_ENDINGS):
        return f"{name} is a name of a private network"
    return ""


def plain(host: str) -> str:
    """A host as browsers read it: percent signs undone, wide digits and dots narrowed, lower case."""
    return unicodedata.normalize("NFKC", unquote(host)).replace("\u3002", ".").strip().lower()


def numeric(host: str) -> Address | None:
    """The address that ``host`` writes in numbers, or ``None`` for a name.

    As browsers read it: decimal, octal and hexadecimal parts, one to four of them.

    Raises:
        ValueError: it can be neither.
    """
    host = plain(host)
    if host.startswith("[") or ":" in host:
        if host.startswith("[") != host.endswith("]"):
            raise ValueError(host)
        return IPv6Address(host.strip("[]"))
    if not host or any(c <= " " or c in "/\\@#?<>^|%[]" or c == "\x7f" for c in host):
        raise ValueError(host)
    parts = host.removesuffix(".").split(".")
    if not _is_number(parts[-1]):
        return None
    if len(parts) > 4:
        raise ValueError(host)
    numbers = [_number(part) for part in parts]
    *bytes_, last = numbers
    if any(n > 255 for n in bytes_) or last >= 256 ** (5 - len(numbers)):
        raise ValueError(host)
    return IPv4Address(last + sum(n << 8 * (3 - i) for i, n in enumerate(bytes_)))


def _is_number(part: str) -> bool:
    if part.isascii() and part.isdigit():
        return True
    if not part.startswith("0x"):
        return False
    return all(c in "0123456789abcdef" for c in part[2:])


def _number(part: str) -> int:
    if not part or not part.isascii() or not part.isalnum():
        raise ValueError(part)
    if part.startswith("0x"):
        return int(part[2:] or "0", 16)
    return int(part, 8 if part.startswith("0") and len(part) > 1 else 10)


def parsed(text: str) -> Address:
    """An address as a resolver writes it.

    Raises:
        ValueError: it is none.
    """
    return ip_address(text.partition("%")[0]) if "%" not in text else IPv6Address(text)
