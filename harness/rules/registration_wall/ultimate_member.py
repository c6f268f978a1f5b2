"""Ultimate Member (WordPress): the message on locked content asks for an account.

Profile and log-in forms of the plugin are on open pages.
Silent for those.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall(".um-locked-content", ".um-locked-content-msg")
