"""Omeda Olytics: its form demands registration before the rest.

Omeda also shows newsletter and survey pop-ups with the same ids.
Silent for those.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall("#olyticsPopupFR.show", ".ot-personalization-wall")
