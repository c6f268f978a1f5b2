"""A live page is looked at until it rests: late walls, walls that wait for a scroll, and frames' text are seen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from faults import Fault, Site, serving
from faults.connections import sends
from faults.what import Asked, answer, page

from harness.browser.limits import Limits
from harness.browser.pool import Browsers
from harness.browser.tab.settle import Stillness
from harness.observe.capture import Capture
from harness.observe.rendered import observe
from harness.sources.page import Page

pytestmark = pytest.mark.asyncio(loop_scope="session")

OFFER = "Subscribe now to read on, from 2 euros a week."


def wall(when: str) -> bytes:
    """A whole article; ``when`` is a script that calls ``up`` to put an offer over it."""
    script = f"const up = () => {{const e = document.createElement('div'); e.textContent = '{OFFER}';"
    return page(
        f"<script>{script} document.body.append(e)}}; {when}</script>", "<style>p{margin:400px 0}</style>"
    )


async def fetched(asked: Asked) -> None:
    if asked.path:
        await asyncio.sleep(2.5)
        await asked.send(answer(b"up()", kind="text/javascript"))
    await asked.send(
        answer(wall("const s = document.createElement('script'); s.src = 'wall'; document.body.append(s)"))
    )


async def framed(asked: Asked) -> None:
    port = asked.writer.get_extra_info("sockname")[1]
    there = f"http://localhost:{port}{asked.base}"
    if asked.path == "gone":
        return
    if asked.path == "offer":
        await asked.send(answer(f"<p>{OFFER}</p><p style='display:none'>A secret.</p>".encode()))
    elif asked.path == "around":
        await asked.send(answer(f"<p>Around it.</p><iframe src='{asked.base}offer'></iframe>".encode()))
    else:
        frames = "".join(
            f"<iframe src='{there}{path}' width=600 height=300></iframe>"
            for path in ("offer", "around", "gone")
        )
        await asked.send(answer(page(frames)))


SEEN = {
    "at once": Fault("at once", sends(answer(wall("up()"))), "full"),
    "late": Fault("late", sends(answer(wall("setTimeout(up, 1200)"))), "full"),
    "later, while the page moves": Fault(
        "moving",
        sends(
            answer(
                wall(
                    "let n = 0; const t = setInterval(() => {document.body.append(++n); if (n > 20) "
                    "{clearInterval(t); up()}}, 150)"
                )
            )
        ),
        "full",
    ),
    "when its script has come": Fault("fetched", fetched, "full"),
    "after a scroll": Fault(
        "scroll", sends(answer(wall("addEventListener('scroll', up, {once: true})"))), "full"
    ),
}
FRAMED = Fault("framed", framed, "full")


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def site() -> AsyncIterator[Site]:
    async with serving([*SEEN.values(), FRAMED]) as served:
        yield served


async def load(fault: Fault, site: Site, browsers: Browsers) -> Capture:
    url = site.url(fault)
    return await browsers.capture(Page(url, url=url, live=True), timeout=30.0)


@pytest.mark.parametrize("when", SEEN)
async def test_a_wall_has_its_chance(when: str, site: Site, browsers: Browsers) -> None:
    """However it comes, it is on the page that is judged."""
    observation = observe(await load(SEEN[when], site, browsers))

    assert OFFER in [block.text for block in observation.blocks]


async def test_frames_of_other_origins_are_read(site: Site, browsers: Browsers) -> None:
    """Their visible text is there, that of frames within them too; what they hide, or the browser says in their place, is not."""
    capture = await load(FRAMED, site, browsers)
    frames = observe(capture).frames

    assert [frame.text for frame in frames] == [OFFER, f"Around it. {OFFER}", ""]


class Still:
    """A tab whose page is as it is told to be."""

    def __init__(self, *pulses: str) -> None:
        self.pulses = list(pulses)
        self.scrolls = 0
        self.looks = 0
        self.spent: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def ask(self, expression: str, seconds: float) -> object:
        if "scrollTo" in expression:
            self.scrolls += 1
            return None
        self.looks += 1
        pulse = self.pulses.pop(0) if len(self.pulses) > 1 else self.pulses[0]
        return [len(pulse), pulse]

    def spend(self, code: str) -> None:
        self.spent.set_result(code)


LIMITS = Limits(looks=0.6, nodes=100)


async def watched(tab: Still, *requests: dict[str, str]) -> tuple[int, int]:
    stillness = Stillness(LIMITS)
    for request in requests:
        stillness.began(request)
    await stillness.wait(tab)  # type: ignore[arg-type]
    return tab.looks, tab.scrolls


async def test_a_page_at_rest_is_left_after_the_first_look() -> None:
    """It is scrolled down and up once, and that is all."""
    at_rest, scrolls = await watched(Still("as it is"))
    moving, _ = await watched(Still(*map(str, range(1_000))))

    assert scrolls == 2
    assert at_rest * 2 < moving


async def test_a_script_under_way_is_waited_for() -> None:
    """At the first look it may still bring the wall; a picture brings none."""
    at_rest, _ = await watched(Still("as it is"), {"requestId": "1", "type": "Image"})
    waiting, _ = await watched(Still("as it is"), {"requestId": "1", "type": "Script"})

    assert at_rest < waiting


async def test_too_many_elements_are_a_budget() -> None:
    """The looks end with it."""
    tab = Still("x" * 101)
    await watched(tab)

    assert (tab.spent.result(), tab.looks) == ("too-big", 1)
