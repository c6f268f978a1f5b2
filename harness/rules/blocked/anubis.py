"""Anubis makes the browser prove work, with status 200 and in the reader's language.

Articles about Anubis carry its name, and so does its licence note: its own script elements are the sign.
Silent for those.
"""

from harness.rules.match import present, script_from
from harness.rules.vendors import challenge, says, titled

RULE = challenge(
    present("#anubis_challenge", "#anubis_version"),
    script_from("/.within.website/x/cmd/anubis/"),
    says("protected by anubis"),
    titled("making sure you're not a bot!"),
)
