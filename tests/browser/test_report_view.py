"""The HTML report as its reader has it: in a real browser, from disk."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from axe_playwright_python.base import AXE_FILE_PATH
from playwright.async_api import Browser, Page

from harness import acheck_many, judge
from harness.browser.pool import Browsers
from harness.browser.tab import screenshot
from harness.core.errors import TargetError
from harness.core.model import Engine, Evidence, State, Verdict
from harness.look.checked import Checked
from harness.report.changes import Changes
from harness.report.html.render import Report, write_report
from harness.report.results import Audited
from harness.sources.page import Expect

PAGES = Path(__file__).parents[2] / "pages"
MADE = datetime(2026, 3, 14, 9, 30, tzinfo=UTC)
HOSTILE = (
    "</script><script>window.owned=1;alert(1)</script><img src=http://canary.example/x onerror=alert(2)>"
    "<a href=javascript:alert(3)>\u202egnp.exe\ud800'\"&{{7*7}}<!--"
)
AXE = Path(AXE_FILE_PATH).read_text(encoding="utf-8")
pytestmark = pytest.mark.asyncio(loop_scope="session")


@dataclass
class Opened:
    """A report in a browser page, with all that it did that it should not."""

    page: Page
    wrongs: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    async def shown(self) -> list[str]:
        """The targets of the cards that are not filtered away."""
        return [
            str(await card.locator("h3").text_content())  # also of cards that are not in view
            for card in await self.page.locator("#list > li:not([hidden])").all()
        ]


@pytest_asyncio.fixture(loop_scope="session")
async def view(chromium: Browser, tmp_path: Path) -> AsyncIterator[Callable[..., Any]]:
    """Write a report and open it from disk."""
    contexts = []

    async def open_report(report: Report, hash: str = "", **options: Any) -> Opened:
        path = tmp_path / "report.html"
        with path.open("w", encoding="utf-8") as stream:
            write_report(report, stream)
        context = await chromium.new_context(viewport={"width": 1280, "height": 900}, **options)
        contexts.append(context)
        page = await context.new_page()
        opened = Opened(page)
        page.on("pageerror", lambda error: opened.wrongs.append(str(error)))
        page.on("console", lambda message: opened.wrongs.append(message.text))
        page.on("dialog", lambda dialog: opened.wrongs.append(dialog.message))
        page.on("request", lambda request: opened.requests.append(request.url))
        await page.goto(path.as_uri() + hash)
        await page.wait_for_selector("html[data-ready]")
        return opened

    yield open_report
    for context in contexts:
        await context.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def seen(browsers: Browsers) -> list[Checked]:
    """A few saved pages as the browser engine saw them, with pictures."""
    names = ("seed-excerpt", "paywall-overlay-shown", "consent-wall-over-article", "open-consent-banner")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(screenshot, "SECONDS", 60.0)  # a busy machine draws slowly
        many = acheck_many([PAGES / n for n in names], engine="browser", browsers=browsers, pictures=True)
        results = [checked async for checked in many]
    return sorted(results, key=lambda checked: checked.order)


def cut(target: str = "cut", **more: Any) -> Verdict:
    """A verdict with evidence of several kinds."""
    html = (PAGES / "seed-excerpt" / "page.html").read_bytes()
    return replace(judge(html, url="https://news.example/story", target=target), **more)


def everything(seen: list[Checked]) -> Report:
    """A report with every part that one can have."""
    static = [Checked(c.target, cut(c.target, state=State.UNKNOWN), order=9) for c in seen[:1]]
    return Report(
        [
            *seen,
            *static,
            Checked("expected.html", cut("expected.html"), expect=Expect("full"), order=10),
            Checked("missing.html", error=TargetError("missing.html", "there is no such file"), order=11),
        ],
        MADE,
        changes=Changes({seen[0].target: "full"}, frozenset({seen[1].target}), ("gone.html",), 2),
        baseline="yesterday.jsonl",
        audit=[
            Audited(s, "a", f, o) for s in ("one", "two") for f, o in (("", "correct"), ("fade", "fooled"))
        ],
    )


async def test_the_evidence_is_drawn_on_the_picture(view: Callable[..., Any], seen: list[Checked]) -> None:
    """The line where the article stops and the box of the error, inside the picture, numbered as in the words."""
    opened = await view(Report(seen[:1], MADE))
    card = opened.page.locator("#list > li").first
    await card.locator("figure img").wait_for()

    assert await card.locator("img").evaluate("img => img.naturalWidth") > 400
    line, error = card.locator(".shot .mark.end"), card.locator(".shot .mark.sentence").first
    picture = await card.locator(".shot").bounding_box()
    for mark in (line, error):
        box = await mark.bounding_box()
        assert box
        assert picture
        assert picture["y"] <= box["y"] <= picture["y"] + picture["height"]
    said = card.locator("dd li", has_text="An unknown error has occurred")
    assert await said.first.locator("button").inner_text() == await error.get_attribute("data-n")
    assert "the line where the article stops" in str(await card.locator("figure").get_attribute("aria-label"))
    assert opened.wrongs == []


async def test_the_picture_shows_what_the_page_shows(seen: list[Checked]) -> None:
    """The seed's is taken further down, where the text stops; a locked page is not scrolled; none is large."""
    seed, paywall, consent, banner = (c.picture.screenshot for c in seen if c.picture)

    assert seed
    assert paywall
    assert consent
    assert banner
    assert seed.view.y > 0
    assert paywall.view.y == consent.view.y == 0
    assert all((s.view.width, s.view.height) == (1280, 900) for s in (seed, paywall, consent, banner))
    assert all(len(s.jpeg) <= 25_000 for s in (seed, paywall, consent, banner))


async def test_states_and_words_filter_the_cards(view: Callable[..., Any], seen: list[Checked]) -> None:
    """By a click, by the keyboard, by words of the evidence; what is kept stands in the address."""
    opened = await view(everything(seen))
    page = opened.page
    seed, paywall = seen[0].target, seen[1].target

    await page.click('.chip[data-state="paywall"]')
    assert await opened.shown() == [paywall]
    assert await page.locator("#count").inner_text() == "1 of 7 results"
    assert await page.locator('.chip[aria-pressed="true"]').count() == 1
    await page.focus('.chip[data-state="truncated"]')
    await page.keyboard.press("Space")
    assert set(await opened.shown()) == {"expected.html", seed, paywall}

    await page.fill("#q", "UNKNOWN error")
    assert set(await opened.shown()) == {"expected.html", seed}
    await page.reload()
    assert set(await opened.shown()) == {"expected.html", seed}
    await page.check('[data-only="expected"]')
    assert await opened.shown() == ["expected.html"]
    await page.fill("#q", "nothing has these words")
    assert await opened.shown() == []
    assert await page.locator("#nothing").is_visible()
    await page.click("#clear")
    assert len(await opened.shown()) == 7
    await page.check('[data-only="was"]')
    assert set(await opened.shown()) == {seed, paywall}
    assert opened.wrongs == []


async def test_what_is_wrong_comes_first(view: Callable[..., Any], seen: list[Checked]) -> None:
    """Not looked at and not as expected, then changed, then cut; whole pages last."""
    opened = await view(everything(seen))

    shown = await opened.shown()

    assert shown[:2] == ["expected.html", "missing.html"]
    assert shown[2] == seen[0].target
    assert shown[-1] == seen[3].target


async def test_hostile_texts_do_nothing(view: Callable[..., Any]) -> None:
    """Whatever a page is called and says, it is shown as letters and never runs, loads or turns the line."""
    verdict = cut(HOSTILE, title=HOSTILE, url="javascript:alert(4)", final_url=None, lang=HOSTILE)
    signals = tuple(replace(s, rule=HOSTILE, evidence=(Evidence(HOSTILE, HOSTILE),)) for s in verdict.signals)
    verdict = replace(verdict, signals=signals, article=replace(verdict.article, last=HOSTILE))
    error = TargetError(HOSTILE, HOSTILE)
    opened = await view(
        Report(
            [Checked(HOSTILE, verdict, remark=HOSTILE), Checked(HOSTILE, error=error, order=1)],
            MADE,
            title=HOSTILE,
            changes=Changes({HOSTILE: HOSTILE}, frozenset(), (HOSTILE,), 0),
            baseline=HOSTILE,
            audit=[Audited(HOSTILE, HOSTILE, HOSTILE, HOSTILE)],
        )
    )
    page = opened.page
    await page.locator("#list .body dl").first.wait_for()
    await page.fill("#q", "<img src")

    assert len(await opened.shown()) == 2
    assert await page.evaluate("window.owned") is None
    assert await page.locator("img").count() == 0
    assert await page.locator("a[href^=javascript]").count() == 0
    text = await page.locator("body").inner_text()
    assert "<script>window.owned=1" in text
    assert "{{7*7}}" in text
    assert "\u202e" not in text
    assert opened.wrongs == []
    assert all(url.startswith("file:") for url in opened.requests)


async def test_the_policy_holds_even_if_markup_got_in(view: Callable[..., Any]) -> None:
    """A second lock: neither an inserted script nor an address outside is obeyed by the browser."""
    reached: list[str] = []
    server = await asyncio.start_server(lambda *_: reached.append("canary"), "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/x"
    opened = await view(Report([Checked("cut", cut())], MADE))

    refused = await opened.page.evaluate(
        """async (address) => {
            const refused = [];
            const all = new Promise((done) => addEventListener("securitypolicyviolation", (event) => {
                refused.push(event.effectiveDirective);
                if (["connect-src", "img-src", "style-src-elem"].every((one) => refused.includes(one))) done();
            }));
            for (const [tag, name, value] of [["script", "text", "window.owned = 1"], ["img", "src", address],
                ["link", "href", address], ["iframe", "src", address], ["form", "action", address]]) {
                const el = document.createElement(tag);
                try {
                    if (tag === "link") el.rel = "stylesheet";
                    el[name] = value;
                    document.body.append(el);
                    if (tag === "form") el.submit();
                } catch (error) { refused.push(error.name); }
            }
            try { document.body.innerHTML = "<b>x</b>"; window.owned = 2; } catch (error) { refused.push(error.name); }
            await fetch(address).catch((error) => refused.push(error.name));
            await all;
            return refused;
        }""",
        address,
    )
    server.close()

    assert await opened.page.evaluate("window.owned") is None
    assert "TypeError" in refused
    assert reached == []


async def test_a_report_asks_for_nothing(view: Callable[..., Any], seen: list[Checked]) -> None:
    """One file from disk, with every card drawn and every picture shown: no other request."""
    opened = await view(everything(seen), offline=True)
    await opened.page.evaluate("scrollTo(0, document.body.scrollHeight)")
    await opened.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    await opened.page.locator("figure img").nth(3).wait_for(state="attached")

    assert [url for url in opened.requests if not url.startswith("data:image/jpeg;base64,")] == [
        opened.requests[0]
    ]
    assert opened.requests[0].startswith("file:")
    assert opened.wrongs == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 380)])
async def test_everybody_can_use_it(
    view: Callable[..., Any], seen: list[Checked], scheme: str, width: int
) -> None:
    """axe-core finds nothing serious or critical, in light and dark, wide and narrow."""
    opened = await view(everything(seen), color_scheme=scheme)
    page = opened.page
    await page.set_viewport_size({"width": width, "height": 900})
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    await page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    await page.click('.chip[data-state="truncated"]')
    await page.click("#clear")
    session = await page.context.new_cdp_session(page)
    # Through the debugger: the report's policy lets no script of ours in.
    await session.send("Runtime.evaluate", {"expression": AXE})
    told = await page.evaluate("axe.run(document, {resultTypes: ['violations']}).then(JSON.stringify)")

    found = [
        (one["id"], one["impact"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in json.loads(told)["violations"]
    ]
    assert [one for one in found if one[1] in ("serious", "critical")] == []
    assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_a_number_shows_its_place_in_the_picture(view: Callable[..., Any], seen: list[Checked]) -> None:
    """By the keyboard too: focus on the number lights its mark."""
    opened = await view(Report(seen[:1], MADE))
    number = opened.page.locator("button.n").first
    n = await number.get_attribute("data-n")

    await number.focus()

    assert set(await opened.page.locator(".mark.on").evaluate_all("all => all.map(m => m.dataset.n)")) == {n}


async def test_cards_are_drawn_as_they_come_into_view(view: Callable[..., Any]) -> None:
    """Of many pages only the first are drawn at once; all can be filtered."""
    results = [Checked(f"page-{i}", cut(f"page-{i}"), order=i) for i in range(300)]
    opened = await view(Report(results, MADE))
    page = opened.page
    await page.locator("#list .body dl").first.wait_for()

    assert await page.locator("#list .body dl").count() < 40
    await page.fill("#q", "page-299")
    await page.locator("#list > li:not([hidden]) .body dl").wait_for()
    assert await opened.shown() == ["page-299"]


async def test_a_reader_may_choose_light_or_dark(view: Callable[..., Any]) -> None:
    """Whatever the system says."""
    opened = await view(Report([Checked("cut", cut())], MADE), color_scheme="light")
    paper = "getComputedStyle(document.body).backgroundColor"
    before = await opened.page.evaluate(paper)

    await opened.page.click("#theme")

    assert await opened.page.evaluate(paper) != before
    assert await opened.page.locator("#theme").get_attribute("aria-pressed") == "true"


async def test_engines_that_disagree_are_set_side_by_side(view: Callable[..., Any]) -> None:
    """Each card says what the other engine said."""
    results = [
        Checked("a", cut("a")),
        Checked("a", cut("a", engine=Engine.BROWSER, state=State.PAYWALL), order=1),
    ]
    opened = await view(Report(results, MADE))

    await opened.page.check('[data-only="others"]')

    assert len(await opened.shown()) == 2
    assert "the browser says paywall" in await opened.page.locator("#list").inner_text()
