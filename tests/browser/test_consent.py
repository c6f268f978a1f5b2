"""Consent banners are left alone, or answered by their own buttons when the user says so; the verdict tells."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from loopback_site import ARTICLE, Site, constant, opened

from harness.browser.pool import Browsers
from harness.browser.tab.consent import _script
from harness.browser.tab.session_in_tab import Guest
from harness.observe.capture import Capture
from harness.observe.rendered import observe
from harness.sources.page import Page
from harness.web.session import Choice, Session

pytest.importorskip("duckduckgo_autoconsent", reason="the extra is not installed: scraper-harness[consent]")
pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.usefixtures("quick_looks")]

# OneTrust's banner as its customers have it: the ids and classes that its answer hangs on.
BANNER = """<div id=onetrust-consent-sdk><div id=onetrust-banner-sdk style="position:fixed;bottom:0;height:200px">
<p>We value your privacy. We and our partners store cookies.</p>
<button id=onetrust-accept-btn-handler onclick="answer('accepted')">Accept all</button>
<button id=onetrust-reject-all-handler class=ot-pc-refuse-all-handler onclick="answer('rejected')">Reject all</button>
</div></div><script>
window.OnetrustActiveGroups = ''; window.OneTrust = {};
function answer(what) {
  document.getElementById('onetrust-banner-sdk').style.display = 'none';
  document.getElementById('said').textContent = what;
}</script>"""
PAGE = (
    f"<!doctype html><html lang=en><title>Ferry</title><article>{ARTICLE}<p id=said>unanswered</p></article>"
)


@pytest_asyncio.fixture(loop_scope="session")
async def site() -> AsyncIterator[Site]:
    async with opened() as one:
        one.answers["/banner"] = constant(
            PAGE + BANNER, "content-security-policy: script-src 'unsafe-inline'"
        )
        one.answers["/plain"] = constant(PAGE)
        yield one


async def load(browsers: Browsers, url: str, consent: Choice | None) -> Capture:
    guest = Guest(Session(consent=consent))
    return await browsers.capture(Page(url, url=url, live=True), timeout=30, guest=guest)


@pytest.mark.parametrize(
    ("choice", "answer"), [("accept", "accepted"), ("reject", "rejected"), (None, "unanswered")]
)
async def test_a_banner_is_answered_as_asked_and_left_alone_otherwise(
    choice: Choice | None, answer: str, site: Site, browsers: Browsers
) -> None:
    """By the button, which a policy against foreign scripts does not prevent."""
    capture = await load(browsers, f"{site.address}/banner", choice)
    words = [block.text for block in observe(capture).blocks]

    assert answer in words
    if choice is None:
        assert capture.consent is None
    else:
        assert capture.consent is not None
        assert (capture.consent.asked, capture.consent.done) == (choice, True)
        assert "onetrust" in capture.consent.tool.lower()


async def test_a_page_without_a_banner_says_so(site: Site, browsers: Browsers) -> None:
    capture = await load(browsers, f"{site.address}/plain", "reject")

    assert capture.consent is not None
    assert (capture.consent.tool, capture.consent.done) == ("", False)
    assert "no consent banner was found" in str(capture.consent)


async def test_banners_are_never_merely_hidden() -> None:
    """A page whose banner was hidden would be judged as no reader sees it."""
    script = _script("reject")

    assert '"enablePrehide": false' in script
    assert '"enableCosmeticRules": false' in script
    assert '"cosmetic": true' not in script
