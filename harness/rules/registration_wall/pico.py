"""Pico (Hype): its open panel demands an account or address to read on.

The container is on every page, closed; newsletter prompts use it too.
Silent for those.
"""

from harness.rules.vendors import registration_wall

RULE = registration_wall("#PicoSignal__container.PicoSignal__open", ".pico-landing")
