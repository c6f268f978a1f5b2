"""What one look at a page gives: what was seen, the verdict on it, and the capture and picture where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from harness.core.model import Verdict

if TYPE_CHECKING:
    from harness.look.picture import Picture
    from harness.observe.capture import Capture
    from harness.reading import Reading


@dataclass(frozen=True, slots=True)
class Look:
    """One look at one page.

    Args:
        reading: what was seen, as the rules read it; its ``page`` is the observation. ``None`` of a page that
            was judged in another process.
        verdict: the verdict.
        capture: what the browser brought, where one looked.
        picture: the page drawn with its evidence, where that was asked for.
    """

    reading: Reading | None
    verdict: Verdict
    capture: Capture | None = None
    picture: Picture | None = None
