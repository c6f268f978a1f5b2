"""An article's address that is answered by another one: what stands in for the article is told by where it was sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.core.model import State, Verdict
from harness.observe.static import observe
from harness.rules import questions
from harness.rules.decide import judge_observation

SITE = "https://ridge.example"
ASKED = f"{SITE}/2026/03/11/painter-buys-weather-station"
EMPTY = "<title>The Ridge</title><h1>Ô</h1><p>Õ ö ø ü.</p><form><input><button>Å</button></form>"
STORY = '<meta property="og:type" content="article"><title>{0}</title><h1>{0}</h1>' + "".join(
    f"<p>On day {n} the sea was calm, and the boats went out in a line as they had for years without a thought.</p>"
    for n in range(9)
)


def sent(html: str, landed: str, asked: str = ASKED) -> Verdict:
    """The verdict on ``html``, found at ``landed``."""
    page = observe(html, url=asked, status=200, questions=questions())
    return judge_observation(replace(page, final_url=landed, redirects=(asked, landed)))


@pytest.mark.parametrize(
    ("landed", "rule"),
    [
        (f"{SITE}/login?next=%2F2026", "login_wall/sent_to_sign_in"),
        (f"{SITE}/fr/se-connecter", "login_wall/sent_to_sign_in"),
        ("https://accounts.ridge.example/", "login_wall/sent_to_sign_in"),
        (f"{SITE}/registrierung.html", "registration_wall/sent_to_register"),
        (f"{SITE}/Subscribe/", "paywall/sent_to_subscribe"),
        (f"{SITE}/shop/suscripciones", "paywall/sent_to_subscribe"),
        ("https://consent.ridge.example/?to=x", "consent_wall/sent_to_consent"),
        (f"{SITE}/cookie_consent", "consent_wall/sent_to_consent"),
        (f"{SITE}/error/404.html", "not_found/sent_to_error"),
        (f"{SITE}/not-found", "not_found/sent_to_error"),
    ],
)
def test_an_address_says_what_stands_in_for_the_article(landed: str, rule: str) -> None:
    """In whole words of its path, or in its host, whatever the page itself says."""
    verdict = sent(EMPTY, landed)

    assert verdict.state.value == rule.partition("/")[0]
    assert rule in {signal.rule for signal in verdict.signals}
    assert State.REDIRECTED not in verdict.also


@pytest.mark.parametrize(
    ("html", "landed", "asked"),
    [
        (STORY.format("Painter buys weather station"), f"{SITE}/abo/painter-buys-weather-station", ASKED),
        (STORY.format("How to login, and why"), f"{SITE}/how-to-login", f"{SITE}/2026/how-to-login"),
        (EMPTY, f"{SITE}/login", f"{SITE}/login/"),
        (EMPTY, f"{SITE}/login/new", f"{SITE}/account/login"),
        (EMPTY, "http://www.ridge.example/2026/03/11/painter-buys-weather-station", ASKED),
        (EMPTY, f"{SITE}/subscribed-readers-meet/summer", ASKED),
    ],
)
def test_an_article_that_came_or_a_page_that_was_asked_for_stands_in_for_nothing(
    html: str, landed: str, asked: str
) -> None:
    """Nor does a word that only begins like one, or the same path on another host."""
    assert [s.rule for s in sent(html, landed, asked).signals if "/sent_to_" in s.rule] == []


LIST = "<title>The Ridge</title>" + "".join(
    f'<article><h2><a href="/2026/{n}">A story of the sea and its boats, part {n}</a></h2></article>'
    for n in range(20)
)


@pytest.mark.parametrize(
    ("asked", "landed"),
    [
        ("/moved", "/"),
        ("/2026/03/11/painter-buys-weather-station", "/"),
        ("/?p=1234", "/"),
        ("/painter-buys-weather-station", "/en/"),
        ("/news/painter-buys-weather-station", "/news/"),
        ("/2026/03/11/painter-buys-weather-station", "/culture"),
        ("/painter", "/culture"),
    ],
)
def test_a_deep_address_that_lands_on_the_home_page_or_a_section_is_told(asked: str, landed: str) -> None:
    """However short it is."""
    verdict = sent(LIST, SITE + landed, SITE + asked)

    assert verdict.state is State.REDIRECTED
    assert not verdict.complete


@pytest.mark.parametrize(
    ("html", "asked", "landed"),
    [
        (LIST, "/", "/en/"),
        (LIST, "/index.html", "/"),
        (LIST, "/de/startseite", "/"),
        (LIST, "/?utm_source=7", "/"),
        (LIST, "/sports", "/sport"),
        (LIST, "/news/sport", "/sport-news"),
        (
            STORY.format("Painter"),
            "/2026/03/11/painter-buys-weather-station",
            "/painter-buys-weather-station",
        ),
        (STORY.format("Painter"), "/painter", "/2026/03/11/painter-buys-weather-station"),
        (STORY.format("Painter").replace("og:", ""), "/painter-buys-station/2", "/painter-buys-station"),
        (STORY.format("Painter").replace("og:", ""), "/a-painter/amp", "/a-painter"),
    ],
)
def test_a_home_page_or_section_that_was_asked_for_and_a_renamed_one_are_none(
    html: str, asked: str, landed: str
) -> None:
    assert "redirected/home" not in {s.rule for s in sent(html, SITE + landed, SITE + asked).signals}


def test_another_article_is_no_answer() -> None:
    """No word of the name that was asked for is left in the address, the title or the headline."""
    verdict = sent(
        STORY.format("Calm sea for the ninth day"), f"{SITE}/2025/08/02/calm-sea-for-the-ninth-day"
    )

    assert verdict.state is State.REDIRECTED
    assert "redirected/other_article" in {signal.rule for signal in verdict.signals}


@pytest.mark.parametrize(
    ("title", "landed", "asked"),
    [
        ("A weather station is sold", f"{SITE}/2026/03/12/sale-of-the-ridge", ASKED),
        ("Calm sea for the ninth day", f"{SITE}/news/painter-buys-station", ASKED),
        (
            "Calm sea for the ninth day",
            f"{SITE}/2026/calm-sea-1234567",
            f"{SITE}/2026/painter-buys-weather-1234567",
        ),
        ("Calm sea for the ninth day", f"{SITE}/2026/08/calm-sea-ninth-day", "https://s.example/a/x7Gh2"),
        ("Calm sea for the ninth day", ASKED, ASKED),
    ],
)
def test_a_renamed_article_is_the_one_that_was_asked_for(title: str, landed: str, asked: str) -> None:
    """A word or its number is left, or the address named nothing."""
    assert sent(STORY.format(title), landed, asked).state is State.FULL


LEGAL = "".join(
    f"<p>Rule {n} of this site: whatever stands on it may not be copied, sung or painted without a letter from the "
    "publisher, which must be asked for in writing and is sent by post.</p>"
    for n in range(9)
)
GONE = (
    "<title>{}</title>"
    + '<meta property="og:type" content="article"><h1>{}</h1><div><p>{}</p></div><div>'
    + LEGAL
    + "</div>"
)


def test_title_and_headline_make_a_soft_404_whatever_else_stands_on_it() -> None:
    """Legal lines below them are no article; a title alone may be a story's."""
    gone = ("Page not found | The Ridge", "Page not found", "We can't find the page you asked for.")
    story = (
        "Nine windows, one lamp | The Ridge",
        "Nine windows, one lamp",
        "The ninth window of the house was last seen lit in the winter of 1911.",
    )

    def state(*parts: str) -> State:
        return judge_observation(observe(GONE.format(*parts), status=200, questions=questions())).state

    assert state(*gone) is State.NOT_FOUND
    assert state(gone[0], *story[1:]) is State.FULL
