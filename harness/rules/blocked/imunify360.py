"""Imunify360's webshield verifies the request.

"One moment, please..." is a common title: its own sentence or server header must come with it.
Silent for the title on pages with text.
"""

from harness.rules.match import all_of, header
from harness.rules.vendors import challenge, says, titled

RULE = challenge(
    says("please wait while your request is being verified", "access denied by imunify360 bot-protection"),
    all_of(titled("one moment, please"), header("server", "imunify360")),
    words=80,
)
