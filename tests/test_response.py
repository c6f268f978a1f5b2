"""A response is judged as its client hands it over: with the address that was asked for and the one that answered."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace

import aiohttp
import httpx
import pytest
import requests

import harness
from tests.moved_site import HOME, STATES, moved_site

NEWS = "https://courier.example"


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with moved_site() as address:
        yield address


def facts(verdict: harness.Verdict, site: str) -> tuple[str, str | None]:
    return verdict.state.value, verdict.url and verdict.url.removeprefix(site)


@pytest.mark.parametrize(("path", "state"), STATES.items())
def test_requests_and_httpx_tell_where_an_address_led(site: str, path: str, state: str) -> None:
    asked = harness.judge_response(requests.get(site + path, timeout=20))
    other = harness.judge_response(httpx.get(site + path, follow_redirects=True, timeout=20))

    assert facts(asked, site) == facts(other, site) == (state, path)
    assert asked.status == other.status == 200


def test_a_body_that_has_to_be_awaited_is_awaited_by_ajudge_response_or_handed_over(site: str) -> None:
    """And the sync function says so, instead of leaving a coroutine that nobody awaits."""

    async def look() -> None:
        async with aiohttp.ClientSession() as session, session.get(f"{site}/moved") as response:
            with pytest.raises(harness.UsageError, match=r"await harness\.ajudge_response"):
                harness.judge_response(response)
            awaited = await harness.ajudge_response(response)
            handed = harness.judge_response(response, body=await response.read())
        assert facts(awaited, site) == facts(handed, site) == ("redirected", "/moved")
        async with httpx.AsyncClient(follow_redirects=True) as client:
            read = await harness.ajudge_response(await client.get(f"{site}/moved"))
        assert facts(read, site) == ("redirected", "/moved")

    asyncio.run(look())


def test_clients_that_keep_the_address_in_other_places() -> None:
    """curl_cffi in the request it made, crawl4ai beside the one that answered."""
    curl = SimpleNamespace(
        content=HOME.encode(),
        status_code=200,
        headers={"Content-Type": "text/html"},
        url=f"{NEWS}/",
        history=[],
        request=SimpleNamespace(url=f"{NEWS}/moved"),
    )
    crawl4ai = SimpleNamespace(
        html=HOME, status_code=200, response_headers={}, url=f"{NEWS}/moved", redirected_url=f"{NEWS}/"
    )

    for response in (curl, crawl4ai):
        verdict = harness.judge_response(response)
        assert (verdict.state, verdict.url, verdict.final_url) == ("redirected", f"{NEWS}/moved", f"{NEWS}/")


@pytest.mark.parametrize("wrong", [None, HOME, {"status": 200}, SimpleNamespace(status=200)])
def test_what_is_no_response_is_refused_by_name(wrong: object) -> None:
    with pytest.raises(harness.UsageError, match="judge_response takes a response of requests, httpx"):
        harness.judge_response(wrong)


def test_a_response_that_was_not_read_is_refused() -> None:
    unread = httpx.Response(200, stream=httpx.ByteStream(b"<h1>x</h1>"))

    with pytest.raises(harness.UsageError, match="not a httpx Response"):
        harness.judge_response(unread)


@pytest.mark.parametrize("history", [(), (f"{NEWS}/2026/10/11/the-ferry-is-back", f"{NEWS}/hop")])
def test_judge_takes_the_address_that_answered_and_the_way_to_it(history: tuple[str, ...]) -> None:
    """Whether the way counts the first address or not."""
    asked = f"{NEWS}/2026/10/11/the-ferry-is-back"

    verdict = harness.judge(HOME, url=asked, final_url=f"{NEWS}/", history=history, status=200)

    assert verdict.state is harness.State.REDIRECTED
    assert (verdict.url, verdict.final_url) == (asked, f"{NEWS}/")
    assert not verdict.complete
