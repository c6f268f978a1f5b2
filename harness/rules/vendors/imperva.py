"""Imperva, with Incapsula and Distil, which it bought."""

from harness.rules.match import all_of, frame_from, mark, present, script_from, visible
from harness.rules.vendor import challenge, says, smaller_than, titled

RULES = {
    "blocked/imperva": challenge(
        says("incapsula incident id", "request unsuccessful. incapsula", "powered by incapsula"),
        present("iframe#main-iframe"), frame_from("_Incapsula_Resource"),
        all_of(script_from("_Incapsula_Resource"), smaller_than(3_000)), words=60, doc="""
        Imperva (Incapsula) shows an incident, or nothing but its resource frame.
        A full page can carry a script from ``_Incapsula_Resource``; the frame in an empty page is the block. Silent for
        the script beside text."""),
    "blocked/pardon_our_interruption": challenge(
        titled("pardon our interruption"),
        says("something about your browser made us think you were a bot", "pardon our interruption"),
        visible("#distilIdentificationBlock"), doc="""
        "Pardon our interruption": a bot manager (Imperva, formerly Distil, and others) wants scripts and cookies.
        Its loader ``reese84`` runs on ordinary pages as well. Silent for the loader."""),
    "blocked/distil": challenge(present("#distilCaptchaForm"), mark("distilCallbackGuard"), doc="""
        Distil Networks (gone, in old captures) shows its captcha.
        Its script ran on all pages of its customers. Silent without the captcha's form."""),
}  # fmt: skip
