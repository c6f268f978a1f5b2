"""A gateway's or database's error page, whatever its status: "502 Bad Gateway", "Error establishing a database
connection".

Counts as a whole part of the title or at the top of a page that is little more. Servers write their name under
"not found" as well: silent where the page or its status says that.
"""

from harness.core.model import State
from harness.reading import Zone
from harness.rules.match import all_of, any_of, page_shorter_than, phrase, status, title, unless
from harness.rules.rule import Rule

RULE = Rule(
    State.SERVER_ERROR,
    unless(
        all_of(
            any_of(title("server_error"), phrase("server_error", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE))),
            page_shorter_than(220),
        ),
        status(404, 410),
        title("not_found"),
    ),
)
