"""The page is little more than a robot check or a refusal in words.

A phrase such as "access denied" stands in many articles and titles; it counts as a whole part of the title, or
near the top of a page without an article. Silent for a captcha inside a comment or contact form.
"""

from harness.core.model import Evidence, State
from harness.reading import Reading, Zone
from harness.rules.match import (
    all_of,
    any_of,
    article_shorter_than,
    ask,
    page_shorter_than,
    phrase,
    see,
    title,
    unless,
)
from harness.rules.rule import Rule


@ask("a form with several fields is seen")
def form(reading: Reading) -> tuple[Evidence, ...]:
    fields = reading.page.counts.get("input", 0) + reading.page.counts.get("textarea", 0)
    return see("form", f"{fields} fields") if fields >= 4 else ()


RULE = Rule(
    State.BLOCKED,
    unless(
        all_of(
            any_of(
                title("bot_challenge", "captcha"),
                phrase("bot_challenge", "captcha", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE, Zone.OVERLAY)),
            ),
            page_shorter_than(260),
            article_shorter_than(200),
        ),
        form,
    ),
)
