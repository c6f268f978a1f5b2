"""Walls, errors and refusals in words that nobody collected: invented ones in ten languages, on pages without class words.

Each stands below a cut text, below whole paragraphs, or in place of the text; and notes that sound alike stand
below whole texts. Words that only fit the collection would say nothing about a site nobody has seen.
"""

from __future__ import annotations

import html
import tomllib
from pathlib import Path
from typing import Any

import pytest

import harness
from harness import State

DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("wordings.toml").read_text(encoding="utf-8"))
CUTTING = {"paywall", "registration_wall", "login_wall", "app_error", "truncated", "adblock_wall"}
"""States that a wording brings about below a text; the others take the whole page."""

URL = "https://courier.example/2026/05/04/harbour-town-votes-to-keep-its-old-ferry-18273"


def element(line: str) -> str:
    """One line of a wording as markup."""
    if line.startswith("# "):
        return f"<h3>{html.escape(line[2:])}</h3>"
    if line.startswith("> "):
        return f'<a href="/go">{html.escape(line[2:])}</a>'
    return f"<p>{html.escape(line)}</p>"


def page(lang: str, title: str, paragraphs: list[str], box: list[str]) -> str:
    """A page of a site whose markup has no class words."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{html.escape(title)} - Bay Courier</title>'
        '</head><body><header><a href="/">Bay Courier</a><nav><ul><li><a href="/a">News</a></li><li><a href="/b">Sport'
        '</a></li><li><a href="/c">Culture</a></li></ul></nav></header><main><article>'
        f"<h1>{html.escape(title)}</h1><div>{''.join(map(element, paragraphs))}</div><div>{''.join(map(element, box))}"
        '</div></article></main><footer><p>© Bay Courier 2026</p><a href="/imprint">Imprint</a></footer></body></html>'
    )


def cut(paragraph: str) -> str:
    """The beginning of ``paragraph`` with dots."""
    begin = paragraph[: int(len(paragraph) * 0.6)]
    return (begin.rsplit(" ", 1)[0] if " " in begin else begin) + "…"


def cases() -> list[Any]:
    """Each wording in each place, those marked where it cannot be told."""
    found = []
    for n, one in enumerate(DATA["wording"]):
        places = ("cut", "after") if one["kind"] in CUTTING else ()
        for place in (*places, *(("instead",) if one["kind"] != "truncated" else ())):
            reason = one.get("open", {}).get(place)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            found.append(pytest.param(one, place, id=f"{n}-{one['lang']}-{one['kind']}-{place}", marks=marks))
    return found


@pytest.mark.parametrize(("one", "place"), cases())
def test_a_wording_brings_about_its_state_where_it_stands(one: dict[str, Any], place: str) -> None:
    """Below a cut text, below whole paragraphs, in place of the text; an error below a text may cut it as well."""
    lang, kind = one["lang"], one["kind"]
    text = DATA["texts"][lang]
    paragraphs = {
        "cut": [*text["paragraphs"][:2], cut(text["paragraphs"][2])],
        "after": text["paragraphs"][:2],
        "instead": [],
    }[place]
    title = text["title"] if kind in CUTTING else "Bay Courier"

    verdict = harness.judge(page(lang, title, paragraphs, one["text"]), url=URL)

    if kind == State.APP_ERROR and place != "instead":
        assert verdict.state in (State.TRUNCATED, State.APP_ERROR)
        assert State.APP_ERROR in (verdict.state, *verdict.also)
    else:
        assert verdict.state == kind


def harmless() -> list[Any]:
    """Notes below whole texts, and short reports."""
    return [
        pytest.param(
            one,
            id=f"{n}-{one['lang']}",
            marks=[pytest.mark.xfail(reason=one["open"], strict=True)] if "open" in one else [],
        )
        for n, one in enumerate(DATA["harmless"])
    ]


@pytest.mark.parametrize("one", harmless())
def test_a_harmless_note_or_report_leaves_a_whole_text_whole(one: dict[str, Any]) -> None:
    """Players, comments, newsletters and offers ask for much; the article does not depend on it."""
    text = one if "paragraphs" in one else DATA["texts"][one["lang"]]

    verdict = harness.judge(
        page(one["lang"], text["title"], text["paragraphs"], one.get("note", [])), url=URL
    )

    assert verdict.state is State.FULL


def test_what_decides_is_where_the_notice_stands_and_what_it_speaks_of() -> None:
    """adblock_wall/below_text and truncated/error_of_text fire for the article, and not for a video beside it."""
    text = DATA["texts"]["en"]

    def rules(note: str) -> set[str]:
        verdict = harness.judge(page("en", text["title"], text["paragraphs"], [note]), url=URL)
        return {signal.rule for signal in verdict.signals}

    assert "adblock_wall/below_text" in rules("Please disable your ad blocker to read this article.")
    assert "adblock_wall/below_text" not in rules("Please disable your ad blocker to see this video.")
    assert "truncated/error_of_text" in rules("The rest of this article failed to load.")
    assert "truncated/error_of_text" not in rules("Something went wrong on our side.")


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        (
            "paywall/notice_in_words",
            "What comes next is in our plan; the rest is yours for a few coins monthly.",
        ),
        ("registration_wall/notice_in_words", "Register, it is free, and you read this story to its end."),
        ("login_wall/notice_in_words", "Say your password, that is log in, and read on."),
        ("adblock_wall/notice_in_words", "While an ad blocker runs, this article hides."),
        ("truncated/error_in_words", "A glitch swallowed the rest of the story."),
        ("app_error/words_beside", "A glitch swallowed the rest of the story."),
    ],
)
def test_what_a_notice_speaks_of_decides_below_a_short_text_only(rule: str, note: str) -> None:
    """Below a long one that does not break off, for a newsletter, and in the text's own paragraphs it is none."""
    text = DATA["texts"]["en"]

    def rules(paragraphs: list[str], note: list[str]) -> set[str]:
        verdict = harness.judge(page("en", text["title"], paragraphs, note), url=URL)
        return {signal.rule for signal in (*verdict.signals, *verdict.despite)}

    assert rule in rules(text["paragraphs"], [note])
    assert rule not in rules(text["paragraphs"] * 3, [note])
    assert rule not in rules(text["paragraphs"], [f"In our newsletter: {note}"])
    assert rule not in rules([*text["paragraphs"], note], [])


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        ("app_error/in_words", "A glitch swallowed the story before it got here."),
        ("blocked/in_words", "Something unusual comes from your network, say our guards."),
        ("rate_limited/in_words", "That was too fast, and a few pages too much."),
        ("geo_block/in_words", "Sadly unavailable for your part of the world."),
        ("maintenance/in_words", "This website gets improvements, come again at ten."),
        ("server_error/in_words", "It seems the server is overloaded, poor thing."),
        ("not_found/in_words", "Whatever page that was, it has been taken down."),
        ("consent_wall/in_words", "Some cookies want in, and you may choose which."),
        ("js_required/in_words", "All of this needs javascript, and plenty of it."),
    ],
)
def test_a_page_of_a_few_words_is_what_it_speaks_of(rule: str, note: str) -> None:
    """With an article beside it, or called an article by its data, it is none of these."""
    alone = page("en", "Bay Courier", [], [note])
    marked = alone.replace("<head>", '<head><meta property="og:type" content="article">')
    beside = page("en", "Bay Courier", DATA["texts"]["en"]["paragraphs"], [note])

    def rules(markup: str) -> set[str]:
        verdict = harness.judge(markup, url=URL)
        return {signal.rule for signal in (*verdict.signals, *verdict.despite)}

    assert rule in rules(alone)
    assert rule not in rules(beside)
    assert rule == "app_error/in_words" or rule not in rules(marked)
