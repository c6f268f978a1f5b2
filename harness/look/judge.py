"""The verdict on what one has already: HTML, or the text that a scraper made of it. No browser, no network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from harness.core.arguments import need, need_texts
from harness.core.model import Verdict
from harness.core.rulebook import STANDARD, Rulebook
from harness.look.look import look_static
from harness.look.tracing import on_span
from harness.sources.page import Page


def judge(
    html: bytes | str,
    *,
    url: str | None = None,
    final_url: str | None = None,
    history: Iterable[str] = (),
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    target: str = "",
    rulebook: Rulebook = STANDARD,
) -> Verdict:
    """The verdict on HTML you already have. No browser, no network; may be called from any thread.

    Args:
        html: the document as served (bytes are decoded as browsers do) or as text.
        url: the address you asked for; rules need it to tell a section from a story.
        final_url: the address that answered, if it is another: a story's address that answers with the home page is
            ``redirected``.
        history: the addresses passed on the way, if you have them.
        status: its HTTP status.
        headers: its response headers, any case.
        target: what reports call it; its address by default.
        rulebook: the rules, phrases and wordings it is judged by.

    Raises:
        UsageError: an argument is not what it must be, or a file of wordings is malformed; the message names it.
        RuleError: a rule is malformed, or raised while it looked.
        PhraseError: a phrase file is malformed.
    """
    page = page_in_hand(
        html, url=url, final_url=final_url, history=history, status=status, headers=headers, target=target
    )
    return _judged(page, rulebook)


def _judged(page: Page, rulebook: Rulebook) -> Verdict:
    need(isinstance(rulebook, Rulebook), "rulebook", "a harness.Rulebook", rulebook)
    return on_span(look_static(page, rulebook=rulebook).verdict)


def page_in_hand(
    html: bytes | str,
    *,
    url: str | None = None,
    final_url: str | None = None,
    history: Iterable[str] = (),
    status: int | None = None,
    headers: Mapping[str, str] | None = None,
    target: str = "",
) -> Page:
    """The page of :func:`judge`'s arguments.

    Raises:
        UsageError: one of them is not what it must be; the message names it.
    """
    need(isinstance(html, bytes | str), "html", "the document, as bytes or text", html)
    need_texts(url=url, final_url=final_url)
    need(not isinstance(history, bytes | str), "history", "a list of addresses", history)
    need(status is None or isinstance(status, int), "status", "a number, such as 404", status)
    need(headers is None or isinstance(headers, Mapping), "headers", "a mapping of names to values", headers)
    # clients count the first address and the last to the way, or do not
    way = [one for one, _ in groupby(one for one in (url, *history, final_url) if one)]
    return Page(
        target or url or final_url or "",
        html=html,
        url=way[-1] if way else None,
        redirects=tuple(way[:-1]),
        status=status,
        headers=headers or {},
    )


def judge_text(
    text: str, *, url: str | None = None, target: str = "", rulebook: Rulebook = STANDARD
) -> Verdict:
    """The verdict on a scraper's output: plain text, without the HTML it came from.

    Args:
        text: what the scraper made of the page.
        url: the page's address, if known.
        target: what reports call it; its address by default.
        rulebook: the rules, phrases and wordings it is judged by.

    Raises:
        UsageError: an argument is not what it must be, or a file of wordings is malformed; the message names it.
        RuleError: a rule is malformed, or raised while it looked.
        PhraseError: a phrase file is malformed.
    """
    need(isinstance(text, str), "text", "what a scraper made of a page, as text", text)
    need_texts(url=url)
    return _judged(Page(target or url or "", html=text, url=url, text=True), rulebook)
