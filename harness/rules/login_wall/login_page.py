"""The page is a sign-in form: a password field, a title or headline that says so, and no article.

Every site has a sign-in form in its header; here it is all there is. Scripts draw the fields of many: then title
and address say together that it is the sign-in page.
"""

import re
from urllib.parse import urlsplit

from harness.core.model import Evidence, State
from harness.language import Strength
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


_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|signin|anmelden|anmeldung|connexion|iniciar-sesion|accedi|inloggen)/?$", re.I
)


@ask("the page's own address ends in a word for signing in")
def login_address(reading: Reading) -> tuple[Evidence, ...]:
    page = reading.page
    own = page.links.get("canonical") or page.final_url or page.url or ""
    return see("address", own) if _LOGIN_PATH.search(urlsplit(own).path) else ()


RULE = Rule(
    State.LOGIN_WALL,
    all_of(
        any_of(
            all_of(
                password,
                any_of(
                    title("login"),
                    phrase("login", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE), strength=Strength.MEDIUM),
                ),
            ),
            all_of(title("login"), login_address),
        ),
        article_shorter_than(120),
        page_shorter_than(500),
    ),
)
