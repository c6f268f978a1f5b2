"""The page is a sign-in form: a password field, a title or headline that says so, and no article.

Every site has a sign-in form in its header; here it is all there is.
"""

from harness.model import Evidence, State
from harness.phrases import Strength
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
)
from harness.rules.rule import Rule


@ask("a password field is seen")
def password(reading: Reading) -> tuple[Evidence, ...]:
    count = reading.page.counts.get("password", 0)
    return see("form", f"{count} password field(s)") if count else ()


RULE = Rule(
    State.LOGIN_WALL,
    all_of(
        password,
        any_of(
            title("login"), phrase("login", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE), strength=Strength.MEDIUM)
        ),
        article_shorter_than(120),
        page_shorter_than(500),
    ),
)
