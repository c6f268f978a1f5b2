"""Private addresses are told in every writing, and whatever cannot be read is refused."""

from __future__ import annotations

from ipaddress import IPv4Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.web.addresses import is_public, numeric, parsed, refusal

PRIVATE = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254
    172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1
    224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    :: ::1 ::7f00:1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::a00:1 64:ff9b:1::1 100::1 2001::1 2001:db8::1
    2002:7f00:1:: 2002:c0a8:101:: 3fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1
""".split()

PUBLIC = """
    1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.0.1.1 193.0.0.1
    223.255.255.255 2606:4700::1111 2a00:1450::1 ::ffff:8.8.8.8 64:ff9b::808:808 2002:808:808::
""".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_told(address: str) -> None:
    """Loopback, private, link-local, shared, metadata, documentation, multicast, and those inside others."""
    assert not is_public(parsed(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_told(address: str) -> None:
    """The neighbours of the private blocks are public, and so is what a public address is embedded in."""
    assert is_public(parsed(address))


@pytest.mark.parametrize(
    "host",
    "127.0.0.1 127.1 127.0.1 2130706433 0x7f000001 0X7F.1 0x7f.0.0.1 0177.0.0.1 017700000001 127.0.0.1. "
    "%31%32%37.0.0.1 \uff11\uff12\uff17\u30020\u30020\u30021 127\u30020.0.1".split(),
)
def test_a_host_in_numbers_is_read_as_browsers_do(host: str) -> None:
    """Decimal, octal, hexadecimal, one to four parts, wide digits and dots, percent signs."""
    assert numeric(host) == IPv4Address("127.0.0.1")


@pytest.mark.parametrize(
    "host",
    [
        *"256.1.1.1 1.2.3.4.5 1.2.3.08 99999999999 1..2 0x 127.0.0.0x100 [::1 ::1] [] [1.2.3.4]".split(),
        *r"a\b a/b a@b a?b a%00b . ..".split(),
        "",
        " ",
        "a b",
    ],
)
def test_what_cannot_be_read_is_refused(host: str) -> None:
    """Nothing is opened that we do not understand, also where a browser might."""
    assert refusal(host) != ""


@pytest.mark.parametrize(
    "host",
    "localhost LOCALHOST localhost. a.localhost printer.local metadata.google.internal nas.lan".split(),
)
def test_names_of_private_networks_are_refused(host: str) -> None:
    """Their addresses need not be asked for."""
    assert "private network" in refusal(host)


@pytest.mark.parametrize(
    "host", "news.example 1.1.1.1 [2606:4700::1111] xn--bcher-kva.example a-b.0x7g 4a".split()
)
def test_public_hosts_pass(host: str) -> None:
    """A name can only be told by its addresses."""
    assert refusal(host) == ""


@given(st.integers(0, 2**32 - 1), st.sampled_from(["{}", "0x{:x}", "0{:o}"]))
def test_every_writing_of_an_address_is_the_same_to_us(number: int, form: str) -> None:
    """However a number is written, it is refused exactly when its address is private."""
    assert bool(refusal(form.format(number))) is not is_public(IPv4Address(number))


@given(st.text(max_size=30))
def test_any_text_gets_an_answer(host: str) -> None:
    """No host makes the check itself fail."""
    assert isinstance(refusal(host), str)
