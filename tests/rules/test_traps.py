"""Signs that look like walls, blocks and errors on whole articles: none of them may raise an alarm.

Each stands on real pages. Where a sign needs more than a line of markup, it has a page in ``pages/`` instead.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from harness.judge import judge_observation
from harness.model import State, Verdict
from harness.observe.static import observe
from harness.rules import questions

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


TRAPS = tomllib.loads((Path(__file__).parent / "traps.toml").read_text(encoding="utf-8"))


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
