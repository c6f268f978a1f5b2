"""What hostile HTML may cost the static view: budgets before work, and time in proportion to the page's size.

No clock is read: the sizes are such that what took the square of them would not end.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from harness.observe import blocks, css, depth, dom, selectors, static, structured
from harness.observe.comments import is_heading
from harness.observe.head import ends_in_a_tag
from harness.observe.observation import Hidden, Observation, Questions
from harness.observe.static import observe

WORDS = "the ferry left the harbour at noon and nobody on the quay was sure who was on board "
TEXT = f"<p>{WORDS * 4}</p>"
NEXT = (
    '<title>The ferry left the harbour</title><p>The ferry left</p><script>x={"The ferry left the harbour":"'
)


def look(body: str, *asked: str, head: str = "") -> Observation:
    """The static view of a page with ``body``."""
    return observe(
        f"<html><head>{head}</head><body>{body}</body></html>", questions=Questions(selectors=asked)
    )


def styled(rules: str) -> str:
    """A style sheet."""
    return f"<style>{rules}</style>"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(lambda n: f"<p>{'<b>x</b> word ' * n}</p>", id="bold words in a block"),
        pytest.param(lambda n: f"<p>{'<a href=/x>x</a> word ' * n}</p>", id="links in a block"),
        pytest.param(lambda n: f"<a href=/x>{'<p>x</p>' * n}</a>", id="blocks in a link"),
        pytest.param(lambda n: f"<p>{'<b><i>' * n}</b>x" * 2, id="bold and italic that is never closed"),
        pytest.param(lambda n: f"<table>{'<b>x' * n}", id="text that a table pushes out"),
        pytest.param(lambda n: "<div>" * n + "x", id="divs in divs"),
        pytest.param(lambda n: "<span>x " * n, id="spans in spans"),
        pytest.param(lambda n: "<div class=paywall><p>x</p>" * n, id="hits in hits"),
        pytest.param(lambda n: f"<select>{'<option>x' * n}</select>", id="options"),
        pytest.param(lambda n: styled("/* " * n) + TEXT, id="style comments"),
        pytest.param(lambda n: styled("display:none " * n) + TEXT, id="style declarations without a rule"),
        pytest.param(lambda n: styled("@media print{" + "p{display:none}" * n) + TEXT, id="rules in an at-block"),
        pytest.param(lambda n: styled("div p{display:none}" * n) + "<p>x</p>" * n, id="rules and paragraphs"),
        pytest.param(lambda n: styled("p{display:none}" * n) + "<p>x</p>" * n, id="rules for a tag"),
        pytest.param(lambda n: f"<p {' '.join(f'a{i}=1' for i in range(n))}>x", id="attributes"),
        pytest.param(lambda n: f"<p {' '.join(f'a{i}={chr(34)}>{chr(34)}' for i in range(n))}>x", id="quoted ends"),
        pytest.param(lambda n: "<meta name=k content=v>" * n + TEXT, id="metas of a name"),
        pytest.param(lambda n: NEXT + '\\"' * n + "</script>", id="escapes in a script's data"),
        pytest.param(lambda n: NEXT + "<" * n + " a" * 60 + '"}</script>', id="angle brackets in a script's data"),
        pytest.param(lambda n: TEXT * 8 + "<p>" + "!" * n, id="signs below the text"),
        pytest.param(lambda n: "<" * 20_001 + "<" + "a" * n, id="a tag's name"),
        pytest.param(lambda n: f"<p style='overflow:hidden;height:{'1' * n}x'>x", id="digits of a height"),
        pytest.param(lambda n: f"<aside><h1>One two</h1></aside>{TEXT}" * (n // 10), id="headlines in asides"),
    ],
)  # fmt: skip
def test_what_a_page_repeats_costs_once_each(page: Callable[[int], str]) -> None:
    """Each of these took the square of the page's size, or worse: hours for these sizes."""
    assert look(page(40_000), ".paywall").bytes


def test_the_end_of_a_document_is_told_in_one_try() -> None:
    """What stands behind the end tag was cut into comments in all ways there are: two to the four hundredth."""
    assert not ends_in_a_tag("</body>" + "<!---->" * 400 + "x")
    assert ends_in_a_tag("</body>" + "<!-- a --> <script>b</script>" * 40)


def test_a_heading_over_comments_is_short() -> None:
    """``Comments`` and a number; a long row of signs is not looked at."""
    assert is_heading("12 Comments (3)")
    assert not is_heading("!" * 1_000_000)


def test_a_tag_s_attributes_are_read_up_to_a_bound() -> None:
    """Parsers compare each attribute with all before it; what stands in scripts and comments is left alone."""
    many = " ".join(f"a{i}='>'" for i in range(30_000))
    script = f"<script>f('<p {many}')</script><!-- <p {many} -->"
    html = depth.bounded(f"{script}<p {many} class=last>Text</p>{TEXT}")

    assert html.startswith(script)
    assert html.removeprefix(script).count("=") <= depth.MAX_ATTRIBUTES
    assert look(f"<p {many}>Text</p>").blocks[0].text == "Text"


def test_values_of_attributes_are_no_attributes() -> None:
    """A long value is one attribute."""
    html = f'<p data-x="{"a=1 " * 50_000}" class=hidden>Text</p>'

    assert depth.bounded(html) == html


def test_metas_are_kept_up_to_a_bound() -> None:
    """Of a name, and of names."""
    page = look(
        TEXT,
        head="<meta name=k content=v>" * 3_000 + "".join(f"<meta name=n{i} content=v>" for i in range(3_000)),
    )

    assert len(page.meta["k"]) == static.MAX_META
    assert len(page.meta) <= static.MAX_META


def test_json_ld_is_read_up_to_a_bound() -> None:
    """What comes first counts; a description of gigabytes is none."""
    small = '<script type="application/ld+json">{"@type": "NewsArticle", "wordCount": 7}</script>'
    big = f'<script type="application/ld+json">{{"@type": "Big", "name": "{"x" * structured.MAX_CHARS}"}}</script>'

    assert [item["@type"] for item in look(small + big).data] == ["NewsArticle"]


def test_style_rules_are_read_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rules beyond it are not looked at, neither are elements beyond the tests that may be made."""
    rules = "".join(f".c{i}{{display:none}}" for i in range(60))
    body = "<p class=c1>One</p><p class=c50>Two</p>"
    assert [b.hidden for b in look(body, head=styled(rules)).blocks] == [Hidden.NOT_DISPLAYED] * 2

    monkeypatch.setattr(css, "MOST_RULES", 40)
    assert [b.hidden for b in look(body, head=styled(rules + " ")).blocks] == [Hidden.NOT_DISPLAYED, None]

    monkeypatch.setattr(selectors, "MOST_TESTS", 300)
    assert [b.hidden for b in look(body, head=styled(rules + "  ")).blocks] == [Hidden.NOT_DISPLAYED, None]


def test_a_run_s_characters_are_counted_once() -> None:
    """However often bold text begins and ends in it."""
    runs = blocks.Runs()
    runs.parts += ["one ", "two "]
    assert runs.chars() == 8

    runs.parts[0] = "is not read again"
    runs.parts.append("three")
    assert runs.chars() == 13


def test_deep_text_is_read_as_one_run() -> None:
    """Whatever nests, the walk goes no deeper than its bound."""
    deep = dom.MAX_TREE + 60
    page = look("<b>" * deep + "deep" + "</b>" * deep + "<p>after</p>")

    assert [b.text for b in page.blocks] == ["deep", "after"]
