"""What rules about vendors are made of: a wall that is up, a challenge in place of the page, a dialog shown.

That a vendor's script or empty mount point is on a page says nothing: it is there for every reader, on free
articles as well. These questions ask for what only the unlucky reader sees.
"""

from __future__ import annotations

from harness.core.model import Evidence, Note, State
from harness.language import normalise
from harness.language.prices import names_price
from harness.observe.observation import Hit, Region
from harness.reading import Reading
from harness.reading.stop import state_of
from harness.rules._walls import runs_to_its_end
from harness.rules.match import (
    all_of,
    any_of,
    article_shorter_than,
    ask,
    frame_from,
    hits,
    page_shorter_than,
    see,
    unless,
)
from harness.rules.rule import Matcher, Rule, needed

MAX_WALL_WORDS = 260
"""An element with more words than a wall has is a page's part, or the article itself."""

FEW_WORDS = 150
"""With no more main text than this, something is missing where a vendor asks for money."""

_ELSEWHERE = frozenset(
    {Region.NAV, Region.FOOTER, Region.RELATED, Region.COMMENTS, Region.NEWSLETTER, Region.CONSENT}
)


def _demand(reading: Reading, hit: Hit, missing: bool) -> State | None:
    """What an element demands: money or an account; one without text of its own may be a frame, so what frames say.

    Where text is missing, an offer of the house is a demand.
    """
    frames = " ".join(frame.text for frame in reading.page.frames if frame.visible)
    text = hit.text or frames
    notice = reading.understand(text)
    state = state_of(notice, text)
    if notice.missing >= (DEMANDS if missing else ALONE) and state in _DEMANDED:
        return state
    if missing and (names_price(text) or any(name == "house_offer" for name, _ in notice.likely[:1])):
        return State.PAYWALL
    return None


_FREE = (State.REGISTRATION_WALL, State.LOGIN_WALL)
_DEMANDED = (State.PAYWALL, *_FREE)

DEMANDS, ALONE = 0.5, 0.97
"""Probability of a missing text from which a vendor's element demands something: where text is missing, and where none is."""


def _about_comments(reading: Reading, hit: Hit) -> bool:
    likely = reading.understand(hit.text).likely if hit.text else ()
    told = any(
        spot.index >= hit.block and spot.index <= hit.block + 2
        for spot in reading.spots.get("comment_gate", ())
    )
    return told or (bool(likely) and likely[0][0] in _COMMENTS)


_COMMENTS = frozenset({"sign_in_to_comment", "comments_closed"})


def _stands_in_the_way(reading: Reading, hit: Hit, certain: bool) -> bool:
    """Whether an element is seen where the article should go on, over the page, or without an article.

    What is ``certain`` to be a wall may follow later, after embedded posts and share buttons.
    """
    if not hit.visible or hit.words > MAX_WALL_WORDS or hit.region in _ELSEWHERE:
        return False
    if not hit.text and (hit.share or 0) < 0.1:
        return False
    if (hit.share or 0) >= 0.5 or reading.at_cut(hit.block):
        return True
    end = reading.article.end
    return end < 0 or end < hit.block <= end + (60 if certain else 10)


def _can_be_closed(reading: Reading, hit: Hit) -> bool:
    """Whether the element lies in a dialog that shows a way to close it."""
    blocks, overlays = reading.page.blocks, reading.page.overlays
    overlay = blocks[hit.block].overlay if hit.block < len(blocks) else -1
    return overlay >= 0 and overlays[overlay].dismissible


def _on_cards(reading: Reading, selector: str) -> bool:
    """Whether the element is seen several times, as on the cards of a list: a page has one wall."""
    seen = {hit.block for hit in reading.page.hits.get(selector, ()) if hit.visible and hit.words}
    return len(seen) > 1


def _wall(selectors: tuple[str, ...], account: bool, certain: bool) -> Matcher:
    def look(reading: Reading) -> tuple[Evidence, ...]:
        missing = bool(reading.cuts) or reading.article.words < FEW_WORDS
        for selector, hit in hits(reading, selectors):
            if not _stands_in_the_way(reading, hit, certain) or _on_cards(reading, selector):
                continue
            if not missing and _can_be_closed(reading, hit):
                continue
            if _about_comments(reading, hit):
                continue
            demand = _demand(reading, hit, missing)
            pays = demand is State.PAYWALL or (certain and demand is not State.REGISTRATION_WALL)
            if demand in _FREE if account else pays:
                return see(f"visible {selector}", hit.text, hit.block)
        return ()

    demand = "an account" if account else "money"
    return Matcher(
        look,
        selectors,
        asks=f"{', '.join(selectors)} in the way, demanding {demand}",
        needs=needed("hit", selectors),
    )


def paywall(*selectors: str, doc: str = "", certain: bool = False) -> Rule:
    """A vendor's element stands in the way and demands money.

    Args:
        selectors: the vendor's elements.
        doc: the rule's documentation, unless it is a module's.
        certain: the vendor sends the element only to readers without access, so that it needs no words that
            the phrase book knows.
    """
    return Rule(State.PAYWALL, unless(_wall(selectors, False, certain), runs_to_its_end), doc=doc)


def registration_wall(*selectors: str, doc: str = "") -> Rule:
    """A vendor's element stands in the way and demands a free account."""
    return Rule(State.REGISTRATION_WALL, unless(_wall(selectors, True, False), runs_to_its_end), doc=doc)


@ask("a form with several fields is seen")
def _form(reading: Reading) -> tuple[Evidence, ...]:
    fields = reading.page.counts.get("input", 0) + reading.page.counts.get("textarea", 0)
    return see("form", f"{fields} fields") if fields >= 4 else ()


def challenge(*signs: Matcher, doc: str = "", state: State = State.BLOCKED, words: int = 260) -> Rule:
    """One of ``signs`` on a page that is little else: few words, no article, no form to fill in.

    Args:
        signs: what the challenge is known by.
        doc: the rule's documentation, unless it is a module's.
        state: what it comes to.
        words: a page with so many visible words is no challenge.
    """
    sign = any_of(*signs)
    alone = unless(all_of(page_shorter_than(words), article_shorter_than(160)), _form)

    def look(reading: Reading) -> tuple[Evidence, ...]:
        return sign(reading) if alone(reading) else ()

    asks = f"({sign.asks}) on a page of under {words} words without an article"
    when = Matcher(look, sign.selectors, sign.marks, asks, sign.needs or alone.needs)
    return Rule(state, when, doc=doc)


def says(*sentences: str) -> Matcher:
    """A short visible block holds one of ``sentences``, in the phrase book's spelling of them."""
    wanted = tuple(map(normalise, sentences))

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for index, block in enumerate(reading.page.blocks[:120]):
            if block.hidden is not None or block.words > 90 or block.quote:
                continue
            text = normalise(block.text)
            for sentence in wanted:
                at = text.find(sentence)
                if at >= 0:
                    return see("visible text", block.text, index, at)
        return ()

    return Matcher(look, asks=f"the words {' or '.join(map(repr, sentences))}")


def titled(*titles: str) -> Matcher:
    """The page's title begins with one of ``titles``."""
    wanted = tuple(map(normalise, titles))

    def look(reading: Reading) -> tuple[Evidence, ...]:
        title = reading.page.title
        return see("title", title) if title and normalise(title).startswith(wanted) else ()

    return Matcher(look, asks=f"a title {' or '.join(map(repr, titles))}")


def address(*parts: str) -> Matcher:
    """The page's final address contains one of ``parts``."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        url = reading.page.final_url or reading.page.url or ""
        return see("final address", url) if any(part in url for part in parts) else ()

    return Matcher(look, asks=f"an address with {', '.join(parts)}")


def smaller_than(size: int) -> Matcher:
    """The served document has fewer bytes than ``size``: even a shell of an application has more."""

    def look(reading: Reading) -> tuple[Evidence, ...]:
        served = reading.page.bytes
        return see("bytes served", str(served)) if 0 < served < size else ()

    return Matcher(look, asks=f"a document under {size} bytes")


def consent_tool(*selectors: str, doc: str = "", frames: tuple[str, ...] = ()) -> Rule:
    """A consent tool's dialog or banner is up: beside a readable article, never its state.

    Args:
        selectors: elements that are seen only while a choice is open.
        doc: the rule's documentation, unless it is a module's.
        frames: parts of the addresses of frames that hold the dialog.
    """

    def look(reading: Reading) -> tuple[Evidence, ...]:
        for selector, hit in hits(reading, selectors):
            if hit.visible and ((hit.text and hit.words >= 4) or (hit.share or 0) >= 0.02):
                return see(f"visible {selector}", hit.text, hit.block)
        return ()

    shown = Matcher(look, selectors, asks=f"{', '.join(selectors)} is up", needs=needed("hit", selectors))
    when = any_of(shown, frame_from(*frames)) if frames else shown
    return Rule(Note.CONSENT_BANNER, when, beside=True, doc=doc)
