"""Deadlines end every wait, and what goes wrong has a stable name."""

from __future__ import annotations

import asyncio

import pytest

from harness.browser.limits import CODES, Late, Limits, TabLost, attempt, failure, net_code, within

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_call_that_never_returns_is_late() -> None:
    """A call that never returns is given up when its time is over."""
    with pytest.raises(Late):
        await within(0.01, asyncio.Event().wait())


async def test_a_lost_tab_ends_the_wait_at_once() -> None:
    """Nobody waits for the answer of a tab that is lost."""
    lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
    lost.set_result("crash")

    with pytest.raises(TabLost) as caught:
        await within(60, asyncio.Event().wait(), lost)

    assert caught.value.code == "crash"


async def test_an_answer_passes_through() -> None:
    """An answer in time is handed on, and so is the call's own error."""

    async def answer() -> int:
        return 7

    async def fail() -> int:
        raise ValueError("no")

    assert await within(1, answer()) == 7
    with pytest.raises(ValueError, match="no"):
        await within(1, fail())


async def test_clean_up_that_fails_is_no_error() -> None:
    """A clean-up that does not come to its end is reported as such, not raised."""
    assert not await attempt(0.01, asyncio.Event().wait())


@pytest.mark.parametrize(
    ("error", "code"),
    [
        ("net::ERR_NAME_NOT_RESOLVED", "dns"),
        ("net::ERR_CERT_AUTHORITY_INVALID", "tls"),
        ("net::ERR_SSL_PROTOCOL_ERROR", "tls"),
        ("net::ERR_TOO_MANY_REDIRECTS", "redirect-loop"),
        ("net::ERR_CONTENT_LENGTH_MISMATCH", "truncated-body"),
        ("net::ERR_CONNECTION_REFUSED", "network"),
        ("net::ERR_SOMETHING_NEW", "network"),
    ],
)
async def test_chromiums_errors_have_stable_codes(error: str, code: str) -> None:
    """Chromium's error names become codes of ours; those it invents later are network errors."""
    assert net_code(error) == code


async def test_every_code_says_what_happened() -> None:
    """A failure carries its code's sentence and what is known beyond it."""
    assert failure("dns", "x.example").detail == f"{CODES['dns']} (x.example)"


@pytest.mark.parametrize("total", [3.0, 9.0, 30.0])
async def test_the_parts_of_a_deadline_fit_into_the_whole(total: float) -> None:
    """Loading, settling, asking and one rescue together take no longer than the whole."""
    limits = Limits.within(total)

    assert limits.load + limits.settle + limits.probe + limits.salvage <= total
