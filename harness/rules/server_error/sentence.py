"""A gateway's or database's error page, whatever its status: "502 Bad Gateway", "Error establishing a database
connection".

Counts as a whole part of the title or at the top of a page that is little more.
"""

from harness.model import State
from harness.reading import Zone
from harness.rules.match import all_of, any_of, page_shorter_than, phrase, title
from harness.rules.rule import Rule

RULE = Rule(
    State.SERVER_ERROR,
    all_of(
        any_of(title("server_error"), phrase("server_error", at=(Zone.LEAD, Zone.CUT, Zone.ARTICLE))),
        page_shorter_than(220),
    ),
)
