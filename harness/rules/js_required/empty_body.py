"""The page names and frames an article, and the box of its text is empty: scripts would have filled it.

Its head, menu and related lists are there, so it looks like a list. The box must be the one that pages name as
the text's, hold an element or stand among scripts, and show no word; or the page's data hold a text of which
nothing is shown.
Silent beside a film, which may be all there is, and where anything near asks for money or an account: then the
box is a wall's.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.reading import Reading
from harness.reading.promise import ARTICLE_TYPES
from harness.rules.match import AT_CUT, all_of, any_of, article_shorter_than, ask, hits, phrase, see, unless
from harness.rules.rule import Matcher, Rule

BODIES = (
    '[itemprop="articleBody" i]', '[class*="article-body" i]', '[class*="article__body" i]',
    '[class*="articlebody" i]', '[class*="story-body" i]', 'article[class*="body" i]', ".entry-content",
    ".post-content", ".article-content",
)  # fmt: skip


def _empty(reading: Reading) -> tuple[Evidence, ...]:
    found = list(hits(reading, BODIES))
    films = reading.page.counts.get("video", 0) or any(frame.visible for frame in reading.page.frames)
    if not found or films or any(hit.words for _, hit in found):
        return ()
    if not any(b.tag == "h1" and b.words >= 3 and b.hidden is None for b in reading.page.blocks):
        return ()
    if not (any(hit.filled for _, hit in found) or reading.page.counts.get("script", 0)):
        return ()
    return see(f"empty {found[0][0]}", f"{reading.article.words} words of prose")


@ask("the page's data hold an article's text of which nothing is shown")
def _only_in_data(reading: Reading) -> tuple[Evidence, ...]:
    promise = reading.promise
    if (
        not promise.types & ARTICLE_TYPES
        or (promise.body_words or 0) < 80
        or (promise.body_shown or 0.0) > 0.05
    ):
        return ()
    return see("articleBody in the page's data", f"{promise.body_words} words delivered, none of them shown")


RULE = Rule(
    State.JS_REQUIRED,
    unless(
        any_of(
            all_of(
                Matcher(_empty, BODIES, asks="the box of the article's text is empty"),
                article_shorter_than(60),
            ),
            all_of(_only_in_data, article_shorter_than(20)),
        ),
        phrase("paywall", "registration", "price", at=AT_CUT, strength=Strength.MEDIUM),
    ),
)
