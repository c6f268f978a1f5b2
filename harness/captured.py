"""From what a browser brought, or why it brought nothing, to a verdict."""

from __future__ import annotations

from dataclasses import replace

from harness.capture import Capture
from harness.drawing import draw_rendered
from harness.model import Verdict
from harness.sources.page import Page


def judge_capture(capture: Capture, target: str, *, drawn: bool = False) -> Verdict:
    """The verdict on a capture.

    Args:
        capture: what a browser brought.
        target: what reports call it.
        drawn: the verdict comes with a picture.

    Raises:
        RuleError: a rule raised while it looked.
    """
    from harness.judge import judge_observation
    from harness.observe.rendered import observe

    seen = draw_rendered(capture, target) if drawn else judge_observation(observe(capture), target=target)
    return replace(seen, consent=capture.consent)


def judge_refused(page: Page, code: str, detail: str) -> Verdict:
    """The verdict on a page that is not loaded.

    Args:
        page: the page.
        code: why, a key of :data:`harness.browser.guard.CODES`.
        detail: what is known beyond it.
    """
    from harness.browser.guard import failure

    return judge_capture(Capture(url=page.url, failure=failure(code, detail)), page.target)
