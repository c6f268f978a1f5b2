"""Viafoura: its gate asks for an account before the rest of the article.

Viafoura runs comments on most sites, and a comment log-in is no wall: only its article gate is asked for.
Silent for the log-in tray.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall(".vf-paywall")
