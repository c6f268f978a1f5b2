"""Google: its check of searchers, reCAPTCHA, and what Funding Choices and Subscribe with Google put up; consent: consent.py."""

from harness.core.model import State
from harness.rules.match import all_of, article_shorter_than, frame_from, present, visible
from harness.rules.rule import Rule
from harness.rules.vendor import address, challenge, paywall, registration_wall, says

RULES = {
    "blocked/google_sorry": challenge(
        address("/sorry/index"), present('form[action="/sorry/index"]'),
        says("our systems have detected unusual traffic from your computer network"), doc="""
        Google's "unusual traffic" page stands in place of results.
        The sentence is quoted in many help pages; the address and the form are Google's. Silent for help pages, which are
        longer."""),
    "blocked/recaptcha": challenge(
        visible(".g-recaptcha"), frame_from("/recaptcha/api2/anchor", "/recaptcha/enterprise/anchor"), words=60,
        doc="""
        reCAPTCHA is all that the page holds.
        Its badge and script are on countless forms. Silent for those, and for the badge."""),
    "adblock_wall/google_fc": Rule(
        State.ADBLOCK_WALL, all_of(visible(".fc-ab-root", ".fc-ab-dialog", min_words=5), article_shorter_than(120)),
        doc="""
        Google Funding Choices: its ad-blocker message covers the page.
        The same script asks for consent on most European sites; the ad-blocker message has a root of its own. Silent while
        it is not shown, and where it can be closed over a readable article (the article is complete then)."""),
    "paywall/google_offerwall": paywall(
        ".fc-monetization-dialog-container", ".fc-monetization-dialog", certain=True, doc="""
        Google's offer wall is up: watch an advertisement, pay or register to read on.
        Funding Choices' script is on all pages and mostly asks for consent. Silent for its consent and ad-blocker
        messages, which have other classes."""),
    "paywall/subscribe_with_google": paywall("iframe.swg-dialog", ".swg-dialog", "swg-container", doc="""
        Subscribe with Google, Reader Revenue Manager: its dialog sells over the page.
        The script and its buttons are on all pages, and contribution or newsletter prompts use the same dialog, which then
        can be closed; a toast is only a notice. Silent for those: the dialog's words must demand."""),
    "registration_wall/subscribe_with_google": registration_wall(
        "iframe.swg-dialog", ".swg-dialog", "swg-container", doc="""
        Subscribe with Google, Reader Revenue Manager: its dialog demands registration.
        The script is on all pages; the same dialog asks for newsletters and contributions. Silent for those."""),
}  # fmt: skip
