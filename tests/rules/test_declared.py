"""What pages declare of their articles: every spelling is read, and the part that is called gated is looked up."""

from __future__ import annotations

import pytest

from harness.core.model import Note, State, TextSource, Verdict
from harness.observe.static import observe
from harness.reading import read
from harness.reading.gated import GatedPart, find_gated
from harness.reading.promise import Promise, find_promise
from harness.rules import questions
from harness.rules.decide import judge_observation

LD = '<script type="application/ld+json">{}</script>'
PROSE = "".join(
    f"<p>In week {n} the chimney sweep of the upper town took the soot of {n} streets to the gardens by the canal, and the "
    "gardeners, who had asked for it, weighed it twice and wrote him a receipt.</p>"
    for n in range(1, 8)
)


def promised(markup: str) -> Promise:
    """What a page with ``markup`` promises."""
    return find_promise(observe(f"<html><head></head><body>{markup}<h1>Soot</h1>{PROSE}</body></html>"))


def look(html: str) -> Verdict:
    """The static verdict on ``html``."""
    return judge_observation(observe(html, questions=questions()))


@pytest.mark.parametrize(
    "script",
    [
        '{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":640}',
        '{"@type":["Article","NewsArticle"],"isAccessibleForFree":"False","wordCount":"640"}',
        '{"@type":"NewsArticle","isAccessibleForFree":0,"wordCount":"640 words"}',
        '{"@type":"NewsArticle","isAccessibleForFree":"http://schema.org/False","wordCount":640.0}',
        '{"@context":"x","@graph":[{"@type":"WebSite"},{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":640}]}',
        '[{"@type":"Person"},{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":640}]',
        '{"@type":"WebPage","mainEntity":{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":640}}',
        '{"@type":"schema:NewsArticle","isAccessibleForFree":"no","wordCount":"640"}',
        '<!-- {"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":640} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":640}\n//]]>',
        '{"@type":"NewsArticle","headline":"two\nlines","isAccessibleForFree":false,"wordCount":640,}',
        '{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":640};',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;isAccessibleForFree&quot;:false,&quot;wordCount&quot;:640}",
        '{"@type":"NewsArticle","headline":"the "black" man","isAccessibleForFree":false,"wordCount":640}',
        '{"@type":"NewsArticle","isAccessibleForFree":"false","wordCount":640,"author":{"name":"A"}',
    ],
)
def test_json_ld_is_read_in_every_spelling(script: str) -> None:
    """Lists, graphs, nested objects, strings for truths and numbers, comments around it, slips in it."""
    promise = promised(LD.format(script))

    assert (promise.free, promise.words, promise.article) == (False, 640, True)


def test_a_script_that_holds_no_data_promises_nothing() -> None:
    """Text, an empty object, and nesting without end."""
    for script in ("Soot, and where it goes", "{}", "", "[" * 5_000):
        promise = promised(LD.format(script))

        assert (promise.free, promise.words, promise.types) == (None, None, frozenset())


def test_microdata_and_meta_tags_say_the_same() -> None:
    """``itemprop`` on meta tags, ``article:content_tier`` by name or property."""
    micro = promised(
        '<meta itemprop="isAccessibleForFree" content="False"><meta itemprop="wordCount" content="640">'
    )
    tier = promised('<meta name="article:content_tier" content="Locked">')

    assert (micro.free, micro.words) == (False, 640)
    assert tier.tier == "locked"


def gated(selector: str, markup: str) -> tuple[GatedPart, ...]:
    """The parts of ``markup`` that ``selector`` names."""
    page = observe(f"<body><div class=story id=s1>{markup}</div></body>")
    return find_gated(page, [selector])


@pytest.mark.parametrize(
    ("selector", "markup", "found"),
    [
        (".rest", "<div class='rest more'><p>one two three</p></div>", (3, 0)),
        ("#rest", "<div id=rest><p>one two three</p></div>", (3, 0)),
        ("div.rest.more", "<div class='more rest'><p>one <b>two</b> three</p></div>", (3, 0)),
        (".story .rest", "<section><div class=rest><p>one two three</p></div></section>", (3, 0)),
        ("#s1 > section", "<section><p>one</p><div><p>two three</p></div></section>", (3, 0)),
        (".none, .rest", "<div class=rest><p>one two three</p></div>", (3, 0)),
        (".rest", "<div class=rest style='display:none'><p>one two three</p></div>", (0, 3)),
        (".rest", "<div class=rest></div>", (0, 0)),
        (".rest", "<div class=rest><p>one two</p></div><div class=rest hidden><p>three</p></div>", (2, 1)),
    ],
)
def test_the_part_that_data_call_gated_is_looked_up(
    selector: str, markup: str, found: tuple[int, int]
) -> None:
    """By class, id, tag, and where it stands: what of it is shown, and what is not."""
    parts = gated(selector, markup)

    assert [(part.shown, part.hidden) for part in parts] == [found]


@pytest.mark.parametrize(
    "selector", [".gone", "div.gone", ".story .gone", ".rest:first", "[data-x]", "..", "", ">>"]
)
def test_a_stale_or_broken_selector_finds_nothing(selector: str) -> None:
    """It is somebody's slip, and no sign of anything."""
    assert gated(selector, "<div class=rest><p>one two three</p></div>") == ()


TAGS = '<meta property="og:type" content="article">' + LD.format(
    '{"@type":"NewsArticle","isAccessibleForFree":false,"hasPart":{"@type":"WebPageElement",'
    '"isAccessibleForFree":false,"cssSelector":".story-rest"}}'
)
LEAD = "<p>The sweep of the upper town has kept a book of soot since the year in which the brewery burned down.</p>"


@pytest.mark.parametrize(
    ("rest", "state"),
    [
        (f"<div class=story-rest>{PROSE}</div>", State.FULL),
        (PROSE, State.FULL),
        ("<div class=story-rest><p>&nbsp;</p></div>", State.PAYWALL),
        (f"</div><div><div class=story-rest style='display:none'>{PROSE}</div>", State.PAYWALL),
    ],
)
def test_a_gated_part_that_is_empty_or_hidden_is_behind_a_wall(rest: str, state: State) -> None:
    """The same data on all four pages: the part is shown, is not there, is empty, is hidden."""
    verdict = look(f"{TAGS}<h1>Soot</h1><div>{LEAD}{rest}</div>")

    assert verdict.state is state
    assert (verdict.article.text_source is TextSource.HIDDEN) is ("display:none" in rest)
    assert Note.MARKED_NOT_FREE in verdict.also


def test_a_gated_part_that_hides_more_than_is_shown_is_behind_a_wall_however_much_that_is() -> None:
    """A long beginning is no whole text; a hidden part that is shorter may be its copy for another screen."""
    begin = "".join(f"<p>{line}</p>" for line in PROSE.replace("week", "month").split("<p>")[1:])
    hidden = "<div class=story-rest style='display:none'>{}</div>"

    longer = look(f"{TAGS}<h1>Soot</h1><div>{begin}</div><aside>{hidden.format(PROSE * 2)}</aside>")
    copied = look(f"{TAGS}<h1>Soot</h1><div>{begin}</div><aside>{hidden.format(PROSE[:600])}</aside>")

    assert (longer.state, longer.article.text_source) == (State.PAYWALL, TextSource.HIDDEN)
    assert copied.state is State.FULL


def test_a_part_named_in_microdata_is_looked_up_as_well() -> None:
    """As meta tags within the article."""
    html = (
        '<meta itemprop="isAccessibleForFree" content="False"><meta itemprop="cssSelector" content=".story-rest">'
        f'<meta property="og:type" content="article"><h1>Soot</h1><div>{LEAD}</div><div class="story-rest"></div>'
    )

    assert read(observe(html)).promise.gated == (".story-rest",)
    assert look(html).state is State.PAYWALL
