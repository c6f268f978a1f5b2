"""Imperva (Incapsula) shows an incident, or nothing but its resource frame.

A full page can carry a script from ``_Incapsula_Resource``; the frame in an empty page is the block.
Silent for the script beside text.
"""

from harness.rules.match import all_of, frame_from, present, script_from
from harness.rules.vendors import challenge, says, smaller_than

RULE = challenge(
    says("incapsula incident id", "request unsuccessful. incapsula", "powered by incapsula"),
    present("iframe#main-iframe"),
    frame_from("_Incapsula_Resource"),
    all_of(script_from("_Incapsula_Resource"), smaller_than(3_000)),
    words=60,
)
