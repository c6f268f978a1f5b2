"""Signs that look like walls, blocks and errors on whole articles: none of them may raise an alarm.

Each stands on real pages. Where a sign needs more than a line of markup, it has a page in ``pages/`` instead.
"""

from __future__ import annotations

import codecs
import tomllib
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest

from harness import judge_text
from harness.core.model import Content, Note, State, Verdict
from harness.observe.static import observe
from harness.rules import questions
from harness.rules.decide import judge_observation

PARAGRAPHS = [
    "The old weather station on the ridge has been sold to a painter, who says that she bought it for the windows.",
    "There are nine of them, one for each wind and one to spare, and all of them look out on the same stretch of sea.",
    "The instruments were not part of the bargain, but nobody came to fetch them, and so she reads them every evening.",
    "Her figures go to the institute on a postcard, since the line was cut with the sale and the post still comes up.",
    "A clerk there copies them into the ledger. It would be a pity, he says, to stop after a hundred and forty years.",
    "In spring the ridge will be repaired, and the painter has asked the workmen to leave the ninth window as it is.",
]
HEAD = '<title>{title}</title><meta property="og:type" content="article">{head}'
PAGE = """<html lang="{lang}"><head>{head}</head><body><header><a href="/">The Ridge</a>{top}</header>
<main><article><h1>{title}</h1><div class="article-body">{text}</div>{below}</article></main>{end}</body></html>"""


def article(
    *,
    head: str = "",
    top: str = "",
    inside: str = "",
    below: str = "",
    end: str = "",
    tag: str = "<p>",
    lang: str = "en",
    title: str = "A painter buys the weather station",
) -> str:
    """A whole article with something added to it."""  # fmt: skip
    parts = [f"{tag}{text}</p>" for text in PARAGRAPHS]
    parts.insert(3, inside)
    filled = HEAD.format(title=title, head=head)
    return PAGE.format(
        lang=lang, head=filled, top=top, title=title, text="".join(parts), below=below, end=end
    )


def look(html: str, **known: object) -> Verdict:
    """The static verdict on ``html``."""
    return judge_observation(observe(html, questions=questions(), **known))  # type: ignore[arg-type]


HERE = Path(__file__).parent
ROOT = HERE.parents[1]
TRAPS = tomllib.loads((HERE / "traps.toml").read_text(encoding="utf-8"))
ELSEWHERE: dict[str, str] = tomllib.loads((HERE / "traps_elsewhere.toml").read_text(encoding="utf-8"))
KNOWN = ROOT.parent / "shared" / "knowledge" / "traps.toml"


@pytest.mark.parametrize("trap", TRAPS)
def test_a_whole_article_is_whole_whatever_stands_on_it(trap: str) -> None:
    """The sign is there, and nothing is missing."""
    known = dict(TRAPS[trap])
    at = {key: known.pop(key) for key in ("headers", "url") if key in known}

    verdict = look(article(**known), **at)  # type: ignore[arg-type]

    assert verdict.state is State.FULL, [s for s in verdict.signals if s.decisive]


@pytest.mark.parametrize(
    ("html", "state"),
    [
        (
            "<title>Just a moment...</title><h1>Checking your browser before accessing ridge.example</h1>",
            State.BLOCKED,
        ),
        ("<title>Page not found</title><h1>Page not found</h1><p>It may have moved.</p>", State.NOT_FOUND),
        (
            "<title>Access Denied</title><h1>Access Denied</h1><p>You don't have permission to access this.</p>",
            State.BLOCKED,
        ),
    ],
)
def test_status_200_is_no_proof_of_a_page(html: str, state: State) -> None:
    """Challenges, soft 404s and refusals are served as 200 (``http200_wall``)."""
    assert look(html, status=200).state is state


def test_a_large_document_with_one_sentence_is_still_a_refusal() -> None:
    """Bytes are no text (``big_shell``)."""
    html = f"<title>Blocked</title><script>var s='{'x' * 200_000}'</script><p>You've been blocked by network security.</p>"

    assert look(html, status=200).state is State.BLOCKED


@pytest.mark.skipif(
    not KNOWN.is_file(), reason="needs the list of traps beside the project (../shared/knowledge)"
)
def test_every_known_trap_is_shown() -> None:
    """On a whole article above, by a page, or by a test."""
    known = {trap["id"] for trap in tomllib.loads(KNOWN.read_text(encoding="utf-8"))["trap"]}

    assert sorted(known - TRAPS.keys() - ELSEWHERE.keys()) == []


@pytest.mark.parametrize("trap", ELSEWHERE)
def test_what_shows_a_trap_is_there(trap: str) -> None:
    """The page or the test that is named."""
    place, _, name = ELSEWHERE[trap].partition("::")

    if name:
        assert f"def {name}(" in (ROOT / place).read_text(encoding="utf-8")
    else:
        assert (ROOT / place / "page.toml").is_file()


CARD = """<article class="card"><h2><a href="/p{n}">Post number {n} about the ridge</a></h2>
<p>A few words of what post {n} says of the windows, and how it goes on […]</p>
<div class="wc-memberships-restriction-message">This post is for members only. <a href="/j">Join</a></div></article>"""


def test_a_notice_on_every_card_is_the_list_s() -> None:
    """Each cuts its own card; no article is cut (``listing_cards``)."""
    cards = "".join(CARD.format(n=n) for n in range(8))

    verdict = look(
        f"<title>All posts</title><main><h1>All posts</h1>{cards}</main>", url="https://r.example/archive/"
    )

    assert verdict.state is State.NOT_ARTICLE
    assert State.PAYWALL not in verdict.also


def test_a_text_cut_by_the_server_is_told_by_its_length() -> None:
    """No element of a wall is there, only a promise (``edge_teaser``)."""
    data = '<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":false,"wordCount":2400}</script>'

    assert look(article(head=data)).state is State.PAYWALL
    assert look(article(head=data.replace("2400", "140"))).state is State.FULL


def rot13(text: str) -> str:
    """``text`` with its letters moved on by 13."""
    return codecs.encode(text, "rot13")


def rot47(text: str) -> str:
    """``text`` with all its signs moved on by 47."""
    return "".join(chr(33 + (ord(c) + 14) % 94) if "!" <= c <= "~" else c for c in text)


@pytest.mark.parametrize("cipher", [rot13, rot47])
def test_a_text_in_cipher_is_not_there(cipher: Callable[[str], str]) -> None:
    """Words enough, and none that anybody could read (``encrypted_text``)."""
    html = article()
    for paragraph in PARAGRAPHS[2:]:
        html = html.replace(paragraph, escape(cipher(paragraph)))

    verdict = look(html)
    priced = look(html.replace("</article>", "<p>Subscribe to continue reading</p></article>"))

    assert (verdict.state, verdict.content) == (State.TRUNCATED, Content.PARTIAL)
    assert (priced.state, State.TRUNCATED in priced.also) == (State.PAYWALL, False)
    assert Note.SCRAMBLED_TEXT in verdict.also


FILLER = "Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod tempor incididunt ut labore et dolore."


@pytest.mark.parametrize(
    ("inside", "state"),
    [
        (f"<p>{FILLER}</p>", State.TRUNCATED),
        (
            "<p>On the ninth window the sign painter wrote “Lorem ipsum dolor sit amet”, since nobody had told him what "
            "should stand there, and nobody has had it taken off.</p>",
            State.FULL,
        ),
        (
            "<pre>0x1f 0x2e 77 31 99 12 [4] {5} 0x1f 0x2e 77 31 99 12 [4] {5} 6; 7: 8, 9 [10] {11}</pre>" * 3,
            State.FULL,
        ),
        (
            f"<p>{PARAGRAPHS[0].replace('e', 'ÃÚ').replace('o', 'áä').replace('a', 'ÇÈ').replace('t', 'íì')}</p>"
            * 3,
            State.FULL,
        ),
    ],
)
def test_filler_is_no_text_and_a_quoted_line_of_it_figures_and_wrong_encodings_are_no_filler(
    inside: str, state: State
) -> None:
    """What looks scrambled, and what only looks so."""
    assert look(article(inside=inside)).state is state


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "Subscribe to continue reading\nFrom 4.99 € a month\nAlready a subscriber? Log in",
            "paywall/stop",
        ),
        (
            "Weiterlesen mit R+\n\nIm ersten Monat 1 €, danach 9,90 € im Monat. Jederzeit kündbar.\n\nBereits Abonnent?",
            "paywall/stop",
        ),
        (
            "Create a free account to continue reading\nIt takes a minute.",
            "registration_wall/stop",
        ),
    ],
)
def test_an_offer_handed_on_as_the_text_is_a_wall(text: str, rule: str) -> None:
    """A scraper found the notice, and no text (``payment_hint_only``)."""
    verdict = judge_text(text)

    assert verdict.content is Content.NONE
    assert rule in [s.rule for s in verdict.signals if s.state == verdict.state]


def test_an_offer_below_a_whole_text_is_not_all_there_is() -> None:
    """The same words after a text; a plan and its price alone demand nothing."""
    whole = "A painter buys the weather station\n" + "\n".join(PARAGRAPHS)

    assert judge_text(f"{whole}\nSubscribe to our newsletter").state is State.FULL
    assert judge_text("Ridge+\n4.99 € a month\nCancel any time").state is not State.PAYWALL


def test_a_cookie_notice_handed_on_as_the_text_is_a_wall() -> None:
    """``cookie_text_only``."""
    text = (
        "We value your privacy\n\nWe and our 842 partners store and access information on a device, such as cookies, "
        "and process personal data. With your consent we may use precise geolocation data.\n\nAccept all\nReject all"
    )

    assert judge_text(text).state is State.CONSENT_WALL


def test_a_robot_check_is_no_login() -> None:
    """That the reader's own header is gone says nothing of who is logged in (``header_missing``)."""
    verdict = look("<title>Just a moment...</title><h1>Checking your browser</h1><a href='/login'>Log in</a>")

    assert verdict.state is State.BLOCKED
    assert State.LOGIN_WALL not in verdict.also


def test_a_page_left_empty_after_a_check_is_no_article() -> None:
    """The challenge is gone and nothing came in its place (``solved_interstitial``)."""
    assert look("<title>ridge.example</title><body><div id='main'></div>", status=200).content is Content.NONE


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        (
            {"below": "<div><p>The Ridge on paper: € 5 a month</p><a href='/abo'>Subscribe</a></div>"},
            True,
        ),
        ({"below": "<div><p>Subscribe now: the Ridge on paper, with a cup for free</p></div>"}, True),
        ({"top": "<a href='/abo'>Subscribe now</a>"}, False),
        ({"end": "<footer><p>Subscribe now: the Ridge on paper, € 5 a month</p></footer>"}, False),
        ({"below": "<div><p>Umbrella, blue</p><p>€ 5 a month in twelve rates</p></div>"}, False),
    ],
)
def test_an_offer_beside_a_whole_article_is_noted_where_subscriptions_are_sold(
    markup: dict[str, str], told: bool
) -> None:
    """Not a shop's price, nor a button in the header or a line in the footer, which are on every page."""
    verdict = look(article(**markup))

    assert verdict.state is State.FULL
    assert (Note.PAYWALL_OFFER in verdict.also) is told
