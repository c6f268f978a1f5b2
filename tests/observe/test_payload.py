"""Article text in the data of scripts: measured where nothing drew it, never kept, and not taken for what is shown."""

from __future__ import annotations

import json

import pytest

from harness.core.model import Note, State, TextSource, Verdict
from harness.observe.observation import Observation
from harness.observe.static import observe
from harness.rules import questions
from harness.rules.decide import judge_observation

TITLE = "The harbour bell is moved eleven yards"
PARAGRAPHS = [
    "The clerk wrote that the wind had rung the bell on forty nights, and that nobody had slept on the quay since October.",
    "Sacking was bought from the fish hall, at a price that the ferrymen still remember, and stuffed under the clapper.",
    "It was found on a roof in March. By then two families had moved up the hill, taking the only piano of the street along.",
    "A second letter came from the foundry, which offered a smaller clapper, made of wood, for those who sleep lightly.",
    "The council read it aloud, laughed, and put it into the drawer where the tide tables are kept, with the first one.",
    "Seventy years later somebody looked for a tide table. What she found instead has now been copied for the museum.",
    "From Monday masons will lift the post. Eleven yards to the south there is a wall, and behind that wall it is calm.",
    "Whoever wants to hear the bell once more where it hangs has until Sunday evening, if the wind does what it always did.",
]
HEAD = (
    f'<title>{TITLE} - Sallow Point</title><meta property="og:title" content="{TITLE}">'
    '<meta property="og:type" content="article">'
)
BODY = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
STATE = json.dumps({"title": TITLE, "body": BODY, "tags": ["bell"]})
ARC = json.dumps({"headlines": TITLE, "content_elements": [{"content": p} for p in PARAGRAPHS]})
ESCAPED = STATE.replace("<", "\\u003c")
CODE = json.dumps({"title": TITLE, "code": "if (a = b) { c = d; e(f); } " * 90})
FLIGHT = json.dumps(f'4:["$","article",null,{STATE}]')


def seen(script: str, shown: str = "<div id=root></div>", head: str = HEAD) -> Observation:
    """What a page with ``script`` shows."""
    return observe(f"<html><head>{head}</head><body>{shown}{script}</body></html>", questions=questions())


def look(script: str, shown: str = "<div id=root></div>", head: str = HEAD) -> Verdict:
    """The verdict on it."""
    return judge_observation(seen(script, shown, head))


@pytest.mark.parametrize(
    "script",
    [
        f'<script id="__NEXT_DATA__" type="application/json">{{"props":{STATE}}}</script>',
        f"<script>window.__NUXT__={STATE};</script>",
        f"<script>self.__next_f.push([1,{FLIGHT}])</script>",
        f"<script>window.__STATE__=JSON.parse({json.dumps(STATE)})</script>",
        f"<script>Fusion.globalContent={ARC};</script>",
        f"<script>var article = {ESCAPED};</script>",
    ],
)
def test_text_in_any_application_s_data_is_measured(script: str) -> None:
    """Next, Nuxt, flight chunks, data in a string, Arc's elements, a plain variable."""
    page = seen(script)
    verdict = judge_observation(page)

    assert page.payload is not None
    assert page.payload.words == sum(len(p.split()) for p in PARAGRAPHS)
    assert verdict.state is State.JS_REQUIRED
    assert Note.TEXT_IN_JSONLD in verdict.also
    assert verdict.article.text_source is TextSource.STRUCTURED_DATA


def test_the_text_itself_is_never_kept() -> None:
    """Neither in the observation nor in the verdict."""
    script = f'<script type="application/json">{STATE}</script>'

    assert "fish hall" not in repr(seen(script))
    assert "fish hall" not in repr(look(script))


def test_a_teaser_s_rest_in_the_data_is_told_beside_the_wall() -> None:
    """The page shows a beginning and asks for money; the data hold all of it."""
    shown = f"<article><h1>{TITLE}</h1><p>{PARAGRAPHS[0]}</p><p>Subscribe to continue reading</p></article>"

    verdict = look(f'<script type="application/json">{STATE}</script>', shown)

    assert verdict.state is State.PAYWALL
    assert Note.TEXT_IN_JSONLD in verdict.also
    assert verdict.article.text_source is TextSource.STRUCTURED_DATA


OTHER = json.dumps({"title": "Another story of the quay", "body": BODY})


@pytest.mark.parametrize(
    ("script", "shown"),
    [
        (f'<script type="application/json">{STATE}</script>', f"<article><h1>{TITLE}</h1>{BODY}</article>"),
        (f'<script type="application/json">{OTHER}</script>', "<div id=root></div>"),
        (f"<script>function draw() {{ return {STATE} }}</script>", "<div id=root></div>"),
        (
            f"<script type='application/json'>{CODE}</script>",
            "",
        ),
        (
            f"<script type='application/json'>{json.dumps({'title': TITLE, 'bio': PARAGRAPHS[0]})}</script>",
            "",
        ),
    ],
)
def test_what_is_shown_other_articles_code_and_short_texts_are_no_hidden_text(
    script: str, shown: str
) -> None:
    """The data must name the headline, and hold more running text than the page."""
    assert Note.TEXT_IN_JSONLD not in look(script, shown).also


def test_the_related_texts_of_a_whole_brief_are_not_its_rest() -> None:
    """Data hold other articles beside the one that is shown."""
    brief = "".join(f"<p>{p.replace(' the ', ' our ')}</p>" for p in PARAGRAPHS[:6])

    verdict = look(
        f'<script type="application/json">{STATE}</script>', f"<article><h1>{TITLE}</h1>{brief}</article>"
    )

    assert (verdict.state, verdict.also) == (State.FULL, ())
