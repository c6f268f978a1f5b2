"""The probe sees what a reader sees, and counts what is hidden without telling it."""

from __future__ import annotations

import json

import pytest

from harness.browser.pool import Browsers
from harness.observe.observation import Block, Hidden, Observation, Questions, Region
from harness.observe.rendered import observe
from harness.sources.page import Page, Resource

pytestmark = pytest.mark.asyncio(loop_scope="session")

SECRET = "unspeakable words that nobody shall read here"
LINE = "Here is a line of running text that is long enough to count as a paragraph of prose."


async def seen(browsers: Browsers, html: str, questions: Questions | None = None) -> Observation:
    capture = await browsers.capture(Page("p", html=html, url="https://news.example/story"), questions)
    assert capture.failure is None
    return observe(capture)


def block_with(observation: Observation, word: str) -> Block:
    return next(block for block in observation.blocks if word in block.text)


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        (f"<p style='display:none'>{SECRET}", Hidden.NOT_DISPLAYED),
        (f"<p style='visibility:hidden'>{SECRET}", Hidden.NOT_DISPLAYED),
        (f"<p hidden>{SECRET}", Hidden.NOT_DISPLAYED),
        (f"<details><summary>More</summary><p>{SECRET}</details>", Hidden.NOT_DISPLAYED),
        (f"<div style='height:0;overflow:hidden'><p>{SECRET}</div>", Hidden.NOT_DISPLAYED),
        (f"<div style='opacity:0.3'><div style='opacity:.2'><p>{SECRET}</div></div>", Hidden.TRANSPARENT),
        (f"<p style='color:transparent'>{SECRET}", Hidden.TRANSPARENT),
        (f"<p style='color:transparent;text-shadow:0 0 9px #000'>{SECRET}", Hidden.BLURRED),
        (f"<div style='filter:blur(5px)'><p>{SECRET}</div>", Hidden.BLURRED),
        (f"<p style='position:absolute;left:-9999px'>{SECRET}", Hidden.OFFSCREEN),
        (f"<p style='text-indent:-9999px;white-space:nowrap'>{SECRET}", Hidden.OFFSCREEN),
        (
            f"<div style='max-height:99px;overflow:hidden'><div style='height:99px'></div><p>{SECRET}</div>",
            Hidden.CLIPPED,
        ),
        (
            f"<p>{SECRET}</p><div style='position:fixed;inset:0;background:#fff'>Subscribe to read on</div>",
            Hidden.COVERED,
        ),
        (
            f"<div style='position:relative'><p>{SECRET}</p>"
            "<div style='position:absolute;inset:0;min-height:200px;background:white'>Join us</div></div>",
            Hidden.COVERED,
        ),
    ],
    ids=lambda value: value.value if isinstance(value, Hidden) else None,
)
async def test_hidden_text_is_counted_and_not_told(html: str, reason: Hidden, browsers: Browsers) -> None:
    """A block that a reader cannot see has its words counted and its reason, and no text."""
    capture = await browsers.capture(Page("p", html=f"<h1>Top</h1>{html}", url="https://news.example/"))
    blocks = [block for block in observe(capture).blocks if block.words == 7]

    assert [(reason, 7, "")] == [(block.hidden, block.words, block.text) for block in blocks]
    assert "unspeakable" not in json.dumps(dict(capture.answer))


SHEET = "<link rel=stylesheet href=/site.css>"


@pytest.mark.parametrize(
    ("head", "classes", "kept", "hidden"),
    [
        (SHEET, "hidden", {}, True),
        (SHEET, "box d-none", {}, True),
        (SHEET, "hidden md:block", {}, False),
        (SHEET, "box", {}, False),
        ("", "hidden", {}, False),
        (SHEET, "hidden", {"https://news.example/site.css": "p{color:red}"}, False),
        (SHEET, "box", {"https://news.example/site.css": ".box{display:none}"}, True),
    ],
)
async def test_what_a_style_sheet_hides_that_was_not_saved_is_told_by_class_words(
    head: str, classes: str, kept: dict[str, str], hidden: bool, browsers: Browsers
) -> None:
    """Only where the sheet is missing: one that is there, or a page without any, says it itself."""
    page = Page(
        "p",
        html=f"{head}<p>{LINE}</p><div class='{classes}'><p>{SECRET}</p></div>",
        url="https://news.example/story",
        resources={url: Resource(css.encode()) for url, css in kept.items()},
    )

    observation = observe(await browsers.capture(page))

    assert any(block.hidden is Hidden.NOT_DISPLAYED for block in observation.blocks) is hidden


async def test_a_page_whose_main_part_waits_for_a_style_sheet_is_read_as_if_it_had_come(
    browsers: Browsers,
) -> None:
    """What it hides is the page: most of its words, and its footer or headline with them."""
    lines = "".join(f"<p>{LINE}</p>" for _ in range(8))
    veiled = "<style>.part{{visibility:hidden}}</style><div class=part>{}" + lines + "{}</div>"

    for before, after in (
        ("<h1>The story</h1>", ""),
        ("", "<footer>The Ridge, and how to reach it</footer>"),
    ):
        observation = await seen(browsers, veiled.format(before, after))

        assert sum(block.text == LINE for block in observation.blocks) == 8
    assert not any(b.text for b in (await seen(browsers, veiled.format("", ""))).blocks)


async def test_visible_text_is_visible(browsers: Browsers) -> None:
    """Text under a see-through backdrop, in a scrolling box or far below the fold can be read."""
    observation = await seen(
        browsers,
        "<div style='position:fixed;inset:0;background:rgba(0,0,0,.4)'></div><p>one</p>"
        "<div style='height:100px;overflow:auto'><div style='height:300px'></div><p>two</div>"
        "<div style='height:3000px'></div><p>three</p><div style='display:contents'><p>four</p></div>"
        "<div style='visibility:hidden'><p style='visibility:visible'>five</div>",
    )

    assert [b.text for b in observation.blocks if b.hidden is None] == ["one", "two", "three", "four", "five"]


async def test_a_clipped_paragraph_is_read_to_its_last_line(browsers: Browsers) -> None:
    """Of a paragraph cut by its box the lines that show are read, and the words of the rest counted."""
    text = " ".join(f"w{i}" for i in range(400))
    observation = await seen(
        browsers, f"<div style='width:400px;max-height:100px;overflow:hidden'><p>{text}</p></div>"
    )
    shown, rest = observation.blocks

    assert shown.text.startswith("w0 w1 ")
    assert (shown.faded, rest.hidden, rest.text) == (True, Hidden.CLIPPED, "")
    assert shown.words + rest.words == 400
    assert 20 < shown.words < 120


@pytest.mark.parametrize(
    "fade",
    [
        "<style>.c{position:relative}.c::after{content:'';position:absolute;left:0;right:0;bottom:0;height:80px;"
        f"background:linear-gradient(transparent,#fff)}}</style><div class=c><p>{LINE}</p></div>",
        f"<div style='mask-image:linear-gradient(black,transparent)'><p>{LINE}</p></div>",
        f"<div style='position:relative'><p>{LINE}</p><div style='position:absolute;left:0;right:0;bottom:0;"
        "height:80px;background:linear-gradient(rgba(255,255,255,0),#fff)'></div></div>",
    ],
    ids=["pseudo element", "mask", "layer"],
)
async def test_a_fade_over_text_is_seen(fade: str, browsers: Browsers) -> None:
    """A gradient or mask over the end of a paragraph fades it, and only it."""
    observation = await seen(browsers, f"<p>First: {LINE}</p><div style='height:150px'></div>{fade}")

    assert [block.faded for block in observation.blocks] == [False, True]


async def test_overlays_and_scroll_lock(browsers: Browsers) -> None:
    """A sheet over the page has its share, its text and its way out; a locked body is noted."""
    observation = await seen(
        browsers,
        "<body style='overflow:hidden'><article>" + f"<p>{LINE}</p>" * 60 + "</article>"
        "<div id=sheet class='tp-modal' role=dialog style='position:fixed;left:0;right:0;bottom:0;"
        "height:450px;background:#fff'><p>Subscribe to read on</p><button aria-label='Close'>×</button></div>",
    )
    (overlay,) = observation.overlays

    assert overlay.share == pytest.approx(0.5, abs=0.01)
    assert (overlay.names, overlay.dismissible) == ("tp-modal sheet", True)
    assert overlay.text.startswith("Subscribe to read on")
    assert observation.scroll_locked
    assert block_with(observation, "Subscribe").overlay == 0


async def test_a_fixed_box_that_holds_the_page_is_no_overlay(browsers: Browsers) -> None:
    """Applications put the whole page in a fixed box: that lies over nothing."""
    observation = await seen(
        browsers, "<div style='position:fixed;inset:0;overflow:auto'>" + f"<p>{LINE}</p>" * 20 + "</div>"
    )

    assert observation.overlays == ()
    assert {block.overlay for block in observation.blocks} == {-1}


async def test_open_shadow_trees_are_read(browsers: Browsers) -> None:
    """Text and selectors reach into open shadow trees; slots show what is put into them."""
    observation = await seen(
        browsers,
        "<x-card><p>slotted</p></x-card><script>const r=document.querySelector('x-card')"
        ".attachShadow({mode:'open'});r.innerHTML='<p class=offer>in the shadow</p><slot></slot>'</script>",
        Questions((".offer",)),
    )

    assert [block.text for block in observation.blocks] == ["in the shadow", "slotted"]
    assert [(hit.visible, hit.text) for hit in observation.hits[".offer"]] == [(True, "in the shadow")]


async def test_an_invalid_selector_breaks_nothing(browsers: Browsers) -> None:
    """A selector that the browser does not know has no hits; the others have theirs."""
    observation = await seen(
        browsers,
        "<p class=a>shown</p><p class=a style='display:none'>not shown</p><div class=mount></div>",
        Questions(("p..", ":no-such(x)", ".a", ".mount", ".none")),
    )

    assert [(hit.visible, hit.text, hit.block) for hit in observation.hits[".a"]] == [
        (True, "shown", 0),
        (False, "", 1),
    ]
    assert [(hit.visible, hit.filled) for hit in observation.hits[".mount"]] == [(False, False)]
    assert set(observation.hits) == {".a", ".mount"}


async def test_head_scripts_and_frames(browsers: Browsers) -> None:
    """What stands in the head, in scripts and in frames is answered in the same go."""
    observation = await seen(
        browsers,
        "<html lang=de-AT><title> A  title </title><meta property='og:type' content=article>"
        '<link rel=canonical href=\'/c\'><script type=\'application/ld+json\'>{"@type":"Article","wordCount":7}</script>'
        "<script>window.tinypass = 1</script><script src='https://cdn.example/a.js'></script>"
        "<body><noscript><p>Switch scripts on</noscript><aside><p>beside</p></aside>"
        "<iframe srcdoc='<p>In the frame'></iframe>"
        "<iframe src='https://ads.example/' style='display:none'></iframe>",
        Questions((), ("tinypass", "piano")),
    )

    assert (observation.title, observation.lang) == ("A title", "de")
    assert observation.meta["og:type"] == ("article",)
    assert observation.links == {"canonical": "/c"}
    assert [item["wordCount"] for item in observation.data] == [7]
    assert observation.marks == {"tinypass"}
    assert observation.scripts == ("https://cdn.example/a.js",)
    assert observation.noscript == "Switch scripts on"
    assert [(frame.visible, frame.text) for frame in observation.frames] == [
        (True, "In the frame"),
        (False, ""),
    ]
    assert block_with(observation, "beside").region is Region.ASIDE


async def test_lone_surrogates_do_not_get_far(browsers: Browsers) -> None:
    """Half characters that a script writes are replaced, so that every encoder takes the text."""
    observation = await seen(browsers, "<p id=p></p><script>p.textContent='half \\ud800 word'</script>")

    assert [block.text for block in observation.blocks] == ["half \ufffd word"]


async def test_what_timers_bring_is_waited_for(browsers: Browsers) -> None:
    """A wall that a script shows seconds later is seen, without anybody waiting those seconds."""
    observation = await seen(
        browsers, "<p>text</p><script>setTimeout(()=>document.body.append('the wall'),7000)</script>"
    )

    assert [block.text for block in observation.blocks] == ["text", "the wall"]


async def test_blocks_are_limited_and_say_so(browsers: Browsers) -> None:
    """A page with more blocks than are read gives its first ones, and is partial."""
    observation = await seen(browsers, "<p>word</p>" * 7_000)

    assert len(observation.blocks) == 6_000
    assert observation.partial is not None
    assert observation.partial.code == "too-big"
