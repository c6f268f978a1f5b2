"""InPlayer: its paywall box replaced the content.

The script also sells single videos beside articles: the box must stand at the cut.
Silent for a video's box higher up.
"""

from harness.rules.vendors import paywall

RULE = paywall(".inplayer-paywall", "#inplayer-wrapper")
