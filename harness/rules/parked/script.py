"""A domain-parking service fills the page by script: its marks stand in a page without text.

The marks are those of the services, no site's own: ``window.park``, ``data-adblockkey``, their hosts.
"""

from harness.core.model import State
from harness.rules.match import all_of, any_of, mark, page_shorter_than, present, script_from
from harness.rules.rule import Rule

RULE = Rule(
    State.PARKED,
    all_of(
        any_of(
            mark("window.park", "window.parkingData", "parkingcrew", "sedoparking"),
            present("html[data-adblockkey]"),
            script_from(
                "parkingcrew.net", "sedoparking.com", "bodis.com", "parklogic.com", "above.com/domain"
            ),
        ),
        page_shorter_than(80),
    ),
)
