"""Who looks: a session's cookies, headers, names and limits reach the sites they are for, and no others."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from loopback_site import Site, constant, opened

from harness.browser.pool import Browsers
from harness.browser.process.launch import FoundBrowser
from harness.browser.tab.session_in_tab import Guest, origin_of
from harness.observe.capture import Capture
from harness.observe.rendered import observe
from harness.sources.page import Page
from harness.web.session import Proxy, Session

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("quick_looks")]

SECRET = "s3cret-Value-for-tests-41"


@pytest_asyncio.fixture(loop_scope="session")
async def sites() -> AsyncIterator[tuple[Site, Site]]:
    """The target's own site, and a third party."""
    async with opened() as own, opened() as third:
        yield own, third


async def load(browsers: Browsers, url: str, session: Session, **more: Any) -> Capture:
    async with asyncio.timeout(60):
        return await browsers.capture(
            Page(url, url=url, live=True), timeout=20, guest=Guest(session, "scraper-harness/0", **more)
        )


def text(capture: Capture) -> str:
    return " ".join(block.text for block in observe(capture).blocks)


async def test_headers_reach_the_targets_origin_and_no_other(
    sites: tuple[Site, Site], browsers: Browsers
) -> None:
    """Not a script's, a frame's or a picture's other origin, nor where a redirect leads."""
    own, third = sites
    third.answers["/moved"] = constant("<p>Elsewhere.</p>")
    own.answers["/away"] = constant("", f"location: {third.address}/moved")
    own.answers["/story"] = constant(
        f"<p>Text.</p><script src='/own.js'></script><script src='{third.address}/ads.js'></script>"
        f"<iframe src='{third.address}/frame'></iframe><iframe src='/away'></iframe>"
        f"<img src='{third.address}/pixel.gif'><script>fetch('{third.address}/fetch', {{mode:'no-cors'}})</script>"
    )
    session = Session(headers={"Authorization": f"Bearer {SECRET}", "X-Key": SECRET})
    capture = await load(browsers, f"{own.address}/story", session)

    assert "Text." in text(capture)
    for path in ("/story", "/own.js", "/away"):
        assert f"authorization: bearer {SECRET}".lower() in own.of(path)[-1].lower()
    asked = {head.split()[1] for head in third.heads}
    assert {"/ads.js", "/frame", "/moved", "/pixel.gif", "/fetch"} <= asked
    assert SECRET not in "".join(third.heads)


async def test_a_redirected_target_takes_no_headers_along(
    sites: tuple[Site, Site], browsers: Browsers
) -> None:
    """The document itself, redirected to another origin."""
    own, third = sites
    own.answers["/start"] = constant("", f"location: {third.address}/end")
    third.answers["/end"] = constant("<p>The end.</p>")
    capture = await load(browsers, f"{own.address}/start", Session(headers={"X-Key": SECRET}))

    assert text(capture) == "The end."
    assert SECRET in own.of("/start")[-1]
    assert SECRET not in third.of("/end")[-1]


async def test_cookies_and_storage_are_brought(sites: tuple[Site, Site], browsers: Browsers) -> None:
    """As a browser would have them."""
    own, _ = sites
    own.answers["/story"] = constant(
        "<p id=p></p><script>p.textContent = localStorage.getItem('who')</script>"
    )
    storage = {
        "cookies": [
            {
                "name": "sid",
                "value": SECRET,
                "domain": "127.0.0.1",
                "path": "/",
                "expires": -1,
                "httpOnly": True,
                "secure": False,
                "sameSite": "Lax",
            }
        ],
        "origins": [{"origin": own.address, "localStorage": [{"name": "who", "value": "a subscriber"}]}],
    }
    capture = await load(browsers, f"{own.address}/story", Session(storage=storage))

    assert f"cookie: sid={SECRET}" in own.of("/story")[-1].lower().replace(SECRET.lower(), SECRET)
    assert text(capture) == "a subscriber"


async def test_the_browser_says_who_it_is(sites: tuple[Site, Site], browsers: Browsers) -> None:
    """The browser's own name with ours behind it; the user's in its place."""
    own, _ = sites
    await load(browsers, f"{own.address}/story", Session())
    assert "chrome/" in own.of("/story")[-1].lower()
    assert (
        own.of("/story")[-1].lower().split("user-agent: ")[1].split("\r\n")[0].endswith(" scraper-harness/0")
    )

    await load(browsers, f"{own.address}/story", Session(user_agent="my-reader/2 (+https://me.example)"))
    assert "user-agent: my-reader/2 (+https://me.example)\r\n" in own.of("/story")[-1].lower()


async def test_size_language_and_time_zone_are_as_told(sites: tuple[Site, Site], browsers: Browsers) -> None:
    own, _ = sites
    own.answers["/story"] = constant(
        "<p id=p></p><script>p.textContent = [innerWidth, innerHeight, navigator.language,"
        " Intl.DateTimeFormat().resolvedOptions().timeZone].join(' ')</script>"
    )
    session = Session(viewport=(700, 500), locale="de-DE", timezone="Asia/Tokyo")
    capture = await load(browsers, f"{own.address}/story", session)

    assert text(capture) == "700 500 de-DE Asia/Tokyo"
    assert "accept-language: de-de" in own.of("/story")[-1].lower()


async def test_without_scripts_one_sees_what_a_scraper_sees(
    sites: tuple[Site, Site], browsers: Browsers
) -> None:
    """Also what stands in ``noscript``."""
    own, _ = sites
    own.answers["/story"] = constant(
        "<p id=p>Loading</p><noscript><p>Turn scripts on.</p></noscript><script>p.textContent='Text'</script>"
    )
    assert text(await load(browsers, f"{own.address}/story", Session())) == "Text"
    assert text(await load(browsers, f"{own.address}/story", Session(scripts=False))).startswith("Loading")


async def test_live_pages_go_through_the_proxy(found: FoundBrowser) -> None:
    """With its user and password; so does what we ask for ourselves."""
    who = "proxy-authorization: basic " + base64.b64encode(f"reader:{SECRET}".encode()).decode()

    async with opened() as proxy:
        given = Proxy(proxy.address, "reader", SECRET).address
        proxy.tunnels = True
        proxy.answers["/story"] = constant("<p>By proxy.</p>")
        async with Browsers(found, allow_private=True, proxy=given) as behind:
            capture = await load(behind, "http://news.example/story", Session())

    assert text(capture) == "By proxy."
    assert proxy.heads[0].startswith("CONNECT news.example:80 HTTP/1.1")
    assert who.lower() in proxy.heads[0].lower()
    assert SECRET not in "".join(proxy.of("/story"))


async def test_the_profile_is_kept_where_it_is_asked_for(
    sites: tuple[Site, Site], browsers: Browsers
) -> None:
    """So that the next visit begins where this one ended."""
    own, _ = sites
    own.answers["/story"] = constant("<script>localStorage.setItem('n', '1')</script>", "set-cookie: seen=1")
    kept = (await load(browsers, f"{own.address}/story", Session(), keep_storage=True)).storage
    again = await load(browsers, f"{own.address}/story", Session(storage=kept or {}))

    assert kept is not None
    assert [c["name"] for c in kept["cookies"]] == ["seen"]
    assert kept["origins"][0]["localStorage"] == [{"name": "n", "value": "1"}]
    assert "cookie: seen=1" in own.of("/story")[-1].lower()
    assert again.storage is not None
    assert "origins" not in again.storage


@pytest.mark.parametrize(
    ("url", "origin"),
    [
        ("https://a.example/x?y", "https://a.example"),
        ("https://A.example:443/", "https://a.example"),
        ("http://a.example:8080/", "http://a.example:8080"),
        ("https://user:pass@a.example/", "https://a.example"),
        ("http://[::1]:80/", "http://[::1]"),
        ("http://a.example:x/", ""),
    ],
)
async def test_an_origin_is_scheme_host_and_port(url: str, origin: str) -> None:
    assert origin_of(url) == origin
