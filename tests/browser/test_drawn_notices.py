"""Notices that scripts draw: in a browser they are where their case says."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Page

from harness.core.model import State
from harness.language.written import Wording
from harness.measure.bench.wordings import opened
from harness.measure.notices.cases import Form, Put, put, room_for, rooms
from harness.measure.notices.drawn import DRAWN
from harness.sources.labelled import read_saved

PAGES = Path(__file__).parents[2] / "pages"
FIRST = "The lighthouse desk keeps this for its friends."
OFFER = f"{FIRST} // Two crowns a week. [Be one of them]"

SEEN = """([first, kept, lost]) => {
  const roots = [document];
  for (const host of document.querySelectorAll("*")) if (host.shadowRoot) roots.push(host.shadowRoot);
  const texts = roots.map(root => (root.body || root).textContent);
  const frames = [...document.querySelectorAll("iframe")];
  const dialog = document.querySelector("dialog");
  const fixed = [...document.querySelectorAll("*")].filter(node => getComputedStyle(node).position === "fixed");
  return {
    notice: texts.some(text => text.includes(first)),
    frames: frames.map(frame => [frame.src.slice(0, 5), (frame.srcdoc || decodeURIComponent(frame.src)).includes(first)]),
    modal: !!dialog && dialog.matches(":modal") && dialog.textContent.includes(first),
    locked: getComputedStyle(document.body).overflowY === "hidden",
    covered: fixed.some(node => node.offsetWidth >= innerWidth * .95 && node.offsetHeight >= innerHeight * .95),
    kept: document.body.textContent.includes(kept),
    lost: document.body.textContent.includes(lost),
    boxed: [...document.querySelectorAll("div")].some(node =>
      /overflow: hidden|blur|opacity/.test(node.getAttribute("style") || "") && node.textContent.includes(lost)),
  };
}"""


def cases(place: str) -> Sequence[Put]:
    """A few pages with the notice at a place, with open shadow roots that the test can look into."""
    kind = next(kind for kind in rooms() if place in room_for(kind, Form.DRAWN).places)
    labels = [label for label in read_saved(PAGES).labels if label.id in ("open-interview", "open-chronicle")]
    wording = Wording("en", kind, "1.1", OFFER)
    made = [
        put(page, wording, place, State.PAYWALL, seed=seed, form=Form.DRAWN)
        for label in labels
        if (page := opened(label)) is not None
        for seed in range(4)
    ]
    return [one for one in made if one is not None and '"mode": "closed"' not in str(one.case.html)][:3]


async def seen(page: Page, one: Put) -> dict[str, Any]:
    """What there is to see a while after the page has loaded."""
    assert isinstance(one.case.html, str)
    await page.clock.install()
    await page.set_content(one.case.html)
    await page.clock.run_for(3000)
    longest = max((one.case.truth.withheld or one.case.truth.text or "").split("\n"), key=len)
    kept = (one.case.truth.text or "").split("\n")[0][:40]
    told: dict[str, Any] = await page.evaluate(SEEN, [FIRST, kept, longest[-40:]])
    return told


@pytest.mark.asyncio
@pytest.mark.parametrize("place", DRAWN)
async def test_a_drawn_notice_is_where_its_case_says(place: str, chromium: Browser) -> None:
    made = cases(place)
    assert made
    for one in made:
        page = await chromium.new_page()
        told = await seen(page, one)
        await page.close()
        gone = place == "drawn_emptied" or '"text": "cut"' in str(one.case.html)

        if "frame" in place:
            assert told["frames"] == [["data:" if "data" in place else "", True]]
        elif place == "drawn_dialog":
            assert told["modal"]
        else:
            assert told["notice"]
        if place in ("drawn_layer", "drawn_shadow", "drawn_frame", "drawn_data_frame"):
            assert told["locked"]
            assert told["covered"]
        if place in ("drawn_clip", "drawn_fade", "drawn_blur"):
            assert told["boxed"]
        assert told["kept"]
        assert told["lost"] is not gone
