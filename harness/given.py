"""The verdict on what one has already: HTML, or the text that a scraper made of it. No browser, no network."""

from __future__ import annotations

from collections.abc import Mapping

from harness.model import Verdict


def judge(
    html: bytes | str,
    *,
    url: str | None = None,
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    target: str = "",
) -> Verdict:
    """The verdict on HTML you already have. No browser, no network; may be called from any thread.

    Args:
        html: the document as served (bytes are decoded as browsers do) or as text.
        url: its address; some rules need it to tell a section from a story.
        status: its HTTP status.
        headers: its response headers, any case.
        target: what reports call it; its address by default.

    Raises:
        RuleError: a rule raised while it looked.
    """
    from harness.judge import judge_observation
    from harness.observe.static import observe
    from harness.rules import questions

    lower = {name.lower(): value for name, value in (headers or {}).items()}
    observation = observe(html, url=url, status=status, headers=lower, questions=questions())
    return judge_observation(observation, target=target or url or "")


def judge_text(text: str, *, url: str | None = None, target: str = "") -> Verdict:
    """The verdict on a scraper's output: plain text, without the HTML it came from.

    Args:
        text: what the scraper made of the page.
        url: the page's address, if known.
        target: what reports call it; its address by default.

    Raises:
        RuleError: a rule raised while it looked.
    """
    from harness.judge import judge_observation
    from harness.observe.text import observe_text

    return judge_observation(observe_text(text, url=url), target=target or url or "")
