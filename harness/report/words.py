"""A verdict in plain words: what is there, and what to do about it."""

from __future__ import annotations

from harness.core.model import Advice, Content, Engine, Note, State, TextSource, Verdict
from harness.web.transient import code_of

_CUT = {
    State.TRUNCATED: "Part of the article is there",
    State.PAYWALL: "Part of the article is there; the rest must be paid for",
    State.REGISTRATION_WALL: "Part of the article is there; the rest wants a free account",
    State.LOGIN_WALL: "Part of the article is there; the rest wants a login",
    State.CONSENT_WALL: "Part of the article is there, behind a privacy choice",
    State.ADBLOCK_WALL: "Part of the article is there; the rest wants the ad blocker off",
    State.APP_ERROR: "Part of the article is there; the rest failed with the page's own error",
    State.JS_REQUIRED: "Part of the article is there; the rest needs scripts",
    State.LOAD_ERROR: "Part of the article is there; the page did not load to its end",
    State.UNKNOWN: "Part of the article seems to be there",
}
"""What is there, when the reader sees some of the text."""

_INSTEAD = {
    State.FULL: "The whole article is there",
    State.TRUNCATED: "The article is announced, but its text is not there",
    State.PAYWALL: "A demand for payment stands in place of the article",
    State.REGISTRATION_WALL: "A demand for a free account stands in place of the article",
    State.LOGIN_WALL: "A login stands in place of the article",
    State.CONSENT_WALL: "A privacy choice must be made before there is an article",
    State.ADBLOCK_WALL: "A demand to switch the ad blocker off stands in place of the article",
    State.BLOCKED: "The site took us for a robot, or refuses us; there is no article",
    State.RATE_LIMITED: "The site says these are too many requests; there is no article",
    State.GEO_BLOCK: "The site refuses readers from this region",
    State.NOT_FOUND: "The page is gone or never was",
    State.REDIRECTED: "The address led to another page than the article",
    State.APP_ERROR: "The page's own error message stands in place of the article",
    State.SERVER_ERROR: "The server failed; there is no article",
    State.MAINTENANCE: "The site is down for maintenance, as it says",
    State.JS_REQUIRED: "Only a shell that scripts would fill; there is no article",
    State.EMPTY: "There is nothing to read",
    State.PARKED: "The domain is for sale or not set up; there is no article",
    State.NOT_ARTICLE: "A page of another kind, not an article",
    State.LOAD_ERROR: "The page did not load",
    State.UNKNOWN: "It cannot be said whether the article is whole",
}
"""What is there, when the reader sees none of the text, or all of it."""

_DO = {
    State.FULL: "Nothing.",
    State.TRUNCATED: (
        "Do not store it as the whole article. Loading it again brings no more; "
        "look for the rest on further pages or at its source."
    ),
    State.PAYWALL: "Do not store it as the whole article. The rest needs a subscription or a licence.",
    State.REGISTRATION_WALL: "Do not store it as the whole article. The rest needs an account of yours.",
    State.LOGIN_WALL: "It needs a login of yours; look again with your own session.",
    State.CONSENT_WALL: "A person has to make the choice once; look again with that session.",
    State.ADBLOCK_WALL: "Look again without an ad blocker.",
    State.BLOCKED: "Slow down and come back later, or ask the site for access.",
    State.RATE_LIMITED: "Slow down and come back later.",
    State.GEO_BLOCK: "Nothing to be done from here; leave it out.",
    State.NOT_FOUND: "Leave it out; it will not come back by itself.",
    State.REDIRECTED: "Do not store what came instead; the address no longer leads to the article.",
    State.APP_ERROR: "Load it again; such errors often pass.",
    State.SERVER_ERROR: "Load it again in a while.",
    State.MAINTENANCE: "Come back later.",
    State.JS_REQUIRED: "Look with the browser engine, or scrape it with a browser.",
    State.EMPTY: "Load it again; if it stays empty, look at it yourself.",
    State.PARKED: "Leave it out.",
    State.NOT_ARTICLE: "Nothing, if no article was expected here.",
    State.LOAD_ERROR: "Load it again; if it keeps failing, look at the reason above.",
    State.UNKNOWN: "Look at it yourself.",
}

_ENDS = "….!?。！？؟۔।\"”’»'」』)）"
_WIDE_ENDS = ("…", "...", "[…]", "[...]", "(…)", "(...)")


def headline(verdict: Verdict) -> str:
    """What is there, in one sentence: ``Part of the article is there: 312 words, cut with an ellipsis.``"""
    partial = verdict.content is Content.PARTIAL
    sentence = _CUT.get(verdict.state, "Part of the text is there") if partial else _INSTEAD[verdict.state]
    if _refused(verdict) == "private-address":
        sentence = "The address is not of the public network; it was not loaded"
    elif _refused(verdict):
        sentence = "The site's robots.txt keeps programs away from this address; it was not loaded"
    figures = _figures(verdict)
    return f"{sentence}: {figures}." if figures else f"{sentence}."


def advice(verdict: Verdict) -> str:
    """What to do about it, in one or two sentences."""
    sentence = _DO[verdict.state]
    if _refused(verdict) == "private-address":
        sentence = "If you mean to look at it: --allow-private."
    elif _refused(verdict):
        sentence = (
            "Leave it out, or ask the site for access. If you may read it all the same: --ignore-robots."
        )
    if verdict.state is State.JS_REQUIRED and verdict.engine is Engine.BROWSER:
        sentence = "Its scripts brought nothing, or were not saved with it; look at the live page."
    if verdict.state is State.UNKNOWN and verdict.engine is Engine.STATIC:
        sentence = "Look with the browser engine, or at the page yourself."
    if verdict.retry.after_s is not None and verdict.retry.advice in (Advice.LATER, Advice.TRANSIENT):
        sentence += f" The server asks to wait {duration(verdict.retry.after_s)}."
    return sentence


def _refused(verdict: Verdict) -> str:
    """Why we did not load the page, where that is our own choice, which somebody may want otherwise: ``robots`` or
    ``private-address``."""
    chosen = verdict.state is State.LOAD_ERROR and verdict.retry.advice is Advice.NEEDS_ACTION
    return code_of(verdict) or "robots" if chosen else ""


def duration(seconds: float) -> str:
    """``90`` as ``90 s``, ``7200`` as ``2 h``."""
    if seconds < 120:
        return f"{seconds:.0f} s"
    if seconds < 7200:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.0f} h"


def _figures(verdict: Verdict) -> str:
    article = verdict.article
    if verdict.state is State.NOT_ARTICLE or (not article.words and not article.expected_words):
        return _elsewhere(article.text_source) if not article.words else ""
    shown = f"{article.words:,} word" + ("s" if article.words != 1 else "")
    promised = article.expected_words
    if promised and abs(promised - article.words) > max(20, promised * 0.05):
        shown = f"{article.words:,} of {promised:,} promised words"
    parts = [shown]
    if verdict.content is Content.PARTIAL and (ending := _ending(article.last)):
        parts.append(ending)
    elif verdict.content is not Content.COMPLETE and (elsewhere := _elsewhere(article.text_source)):
        parts.append(elsewhere)
    return ", ".join(parts)


def _ending(last: str) -> str:
    text = last.rstrip()
    if not text:
        return ""
    if text.endswith(_WIDE_ENDS):
        return "cut with an ellipsis"
    return "ending with a whole sentence" if text[-1] in _ENDS else "cut in mid-sentence"


def _elsewhere(source: TextSource) -> str:
    match source:
        case TextSource.HIDDEN:
            return "more is delivered but not shown"
        case TextSource.STRUCTURED_DATA:
            return "more is delivered as data but not shown"
    return ""


NOTES: dict[Note, str] = {
    Note.CONSENT_BANNER: "a cookie or privacy banner over a page that can be read",
    Note.MARKED_NOT_FREE: "the page's own data says it is not free to read, which alone decides nothing",
    Note.METER_NOTICE: "a count of the articles left this month",
    Note.NEWSLETTER_BOX: "a box that asks for an e-mail address for a newsletter",
    Note.PAYWALL_OFFER: "a subscription offer that cuts nothing",
    Note.SCRAMBLED_TEXT: "text turned into nonsense letters until it is paid for",
    Note.TEXT_IN_JSONLD: "the text is delivered in the page's data and not shown",
    Note.LISTING_TEASERS: "short teasers of other articles",
    Note.MENTIONS_TOPIC: "the article itself is about walls, errors or scraping",
    Note.UI_CHROME: "buttons, filters and menus of the site within the text",
    Note.ENCODING_SUSPECT: "garbled letters: the text was decoded in the wrong way",
    Note.RULE_FAILED: "a rule raised and was left out; the others decided",
}
"""What each note means, in one line."""

RETRY_WORDS: dict[Advice, str] = {
    Advice.NONE: "there is nothing to try again for",
    Advice.TRANSIENT: "such failures often pass; try again soon",
    Advice.LATER: "try again later, and slower",
    Advice.NEEDS_ACTION: "trying again changes nothing until a person acts",
    Advice.NEVER: "do not try again",
}
"""What each advice means, in one line."""
