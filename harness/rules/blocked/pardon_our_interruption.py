""" "Pardon our interruption": a bot manager (Imperva, formerly Distil, and others) wants scripts and cookies.

Its loader ``reese84`` runs on ordinary pages as well.
Silent for the loader.
"""

from harness.rules.match import visible
from harness.rules.vendors import challenge, says, titled

RULE = challenge(
    titled("pardon our interruption"),
    says("something about your browser made us think you were a bot", "pardon our interruption"),
    visible("#distilIdentificationBlock"),
)
