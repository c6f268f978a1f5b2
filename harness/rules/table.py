"""The table: what a stop means, by where it stands and by whether the text is cut.

                                 text cut for sure       maybe cut                no sign of a cut
    a wall's or a rest's notice  state of what it says   the same, if it is sure  the same, if it is very sure and next
    an offer of the house        paywall                 nothing                  nothing
    none                         truncated               nothing                  nothing

A notice in a text's place gives its state when the page is little else. A layer that cannot be closed over a locked
page cuts whatever it says; what it says decides the name. What a site says of one part beside the text cuts nothing.
The numbers were set by trying others on the dev pages, the learn half, and wordings that are learned from; no script of the
project sets them yet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from harness.core.model import Engine, Evidence, Note, State
from harness.language import Strength
from harness.language.prices import names_price
from harness.language.speaks_of import names_part, names_text
from harness.observe.observation import Overlay
from harness.reading import Ending, Reading, Zone
from harness.reading.cut import PARAGRAPH, SHORT_TEXT, Cut, How, covers
from harness.reading.quotes import quoted
from harness.reading.reading import BARE_PAGE
from harness.reading.stop import READABLE, Place, Stop
from harness.rules._kinds import dated_or_signed
from harness.rules._walls import locked
from harness.rules.match import ask, excerpt, see
from harness.rules.rule import Matcher, Rule

CUT_SURE = 0.4
"""Probability of a missing text from which a notice names the cut that is sure."""

CUT_MAYBE = 0.95
"""The same where the text may be cut."""

NOT_CUT = 0.99
"""The same where nothing says that the text is cut."""

NEXT = 2
"""Boxes between the text and a notice that cuts a text which nothing else says is cut."""

SENTENCE = 5
"""Words of a notice that says something; shorter ones are buttons and labels."""

CHOICE = 8
"""Words of a choice about cookies; a label that leads to it has fewer."""

FORM = 3
"""Fields of a form that is a page of its own."""

FEW = 30
"""Words of a page that is nothing but a label."""

TEASER = 350
"""Words of a text from which an error below it is a part's beside it."""

INSTEAD = 0.75
"""Probability of a missing text from which a notice on a bare page stands in a text's place."""

FEW_LINES = 45
"""Words of a text that are no part of it to speak of: what stands below them stands in its place."""

LAST_LINES = 3
"""Lines at the end of a text that may be notices set like its paragraphs."""

MOST_OF_IT = 0.5
"""Share of a short text from which one of its lines is what it says."""

PLACED = 0.9
"""Probability of a missing text from which a line below the headline stands in a text's place, among much else."""

_ENDS = frozenset({How.DOTS, How.OPEN})

_FOLDS = frozenset({How.FADED, How.HIDDEN})

_HEADLINES = frozenset({"h1", "h2"})

_KEPT_BACK = frozenset({How.GATED, How.HIDDEN, How.FADED, How.IN_DATA, How.SCRAMBLED, How.COVERED})

_DEMANDS = frozenset({"pay", "account", "sign_in", "house_offer", "member_thanks"})

CROWD = 3
"""Boxes after the text among which several make a wall."""

LABEL = 0.9
"""Probability of a missing text from which a label above a text that may be cut names the reason."""

MOST_SHOWN = 3
"""Stops and cuts that are told of one state."""

NOTED = 0.8
"""Probability of a kind from which it is told beside the verdict."""

WALLS = frozenset(
    {State.PAYWALL, State.REGISTRATION_WALL, State.LOGIN_WALL, State.ADBLOCK_WALL, State.TRUNCATED}
)
"""States of what stops in the middle of a text; the others replace a page."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of one stop or cut.

    Args:
        state: the state, or a note.
        beside: it holds beside the verdict's state.
        evidence: what was seen.
    """

    state: State | Note
    evidence: tuple[Evidence, ...]
    beside: bool = False


def rows(reading: Reading) -> Iterator[Row]:
    """What the table says of a page, nearest stops first."""
    sure = next((cut for cut in reading.cuts if cut.sure), None)
    maybe = next(iter(reading.cuts), None)
    stops = [stop for stop in reading.stops if not _unfolds(reading, stop)]
    if sure is not None and sure.how in _FOLDS and len(stops) < len(reading.stops):
        sure = maybe = None
    said = [row for stop in stops for row in _row(reading, stop, sure, maybe)]
    yield from said
    # what the phrase book knows comes before what the model takes for a notice
    plain = sorted(stops, key=lambda stop: not stop.phrase)
    yield from _loudest(row for stop in plain for row in _in_place(reading, stop))
    yield from (row for stop in stops for row in _noted(stop))
    yield from _beside(reading)
    shown = reading.article.words or (sure is not None and sure.how in _KEPT_BACK)
    if sure is not None and shown and all(row.state is State.TRUNCATED for row in said):
        # the reason stands in the page's own data, where a script would have drawn the offer
        behind = locked(reading) if any(c.sure and c.how is not How.PAGED for c in reading.cuts) else ()
        yield Row(State.PAYWALL if behind else State.TRUNCATED, (*_of_cut(sure), *behind))
    elif sure is not None and sure.how in _ENDS:
        yield Row(State.TRUNCATED, _of_cut(sure))
    elif maybe is not None and any(row.state is State.TRUNCATED for row in said):
        yield Row(State.TRUNCATED, _of_cut(maybe))


def _loudest(said: Iterable[Row]) -> Iterator[Row]:
    """Of what lines in a text's place say, the first; what sells names the page whatever stands beside it."""
    found = list(said)
    sold = [row for row in found if row.state is State.PAYWALL]
    first = found[:1]
    yield from sold[:1] if sold and first[0].state in WALLS else first


def _offered(reading: Reading) -> bool:
    """Whether a line in a text's place names a price: who signs in there has paid."""
    return any(
        stop.place is Place.INSTEAD and stop.kind in _OFFERS and names_price(stop.notice.text)
        for stop in reading.stops
    )


_OFFERS = frozenset({"pay", "house_offer", "commerce"})


def _unfolds(reading: Reading, stop: Stop) -> bool:
    """Whether a button right after the text unfolds the rest of it: that is there for the reader."""
    blocks = reading.page.blocks
    tag = blocks[stop.block].tag if 0 <= stop.block < len(blocks) else ""
    return stop.place is Place.AFTER and stop.kind == "rest_elsewhere" and tag in ("button", "summary")


def _row(reading: Reading, stop: Stop, sure: Cut | None, maybe: Cut | None) -> Iterator[Row]:
    match stop.place:
        case Place.OVER | Place.FRAME:
            yield from _over(reading, stop, sure)
        case Place.AFTER:
            yield from _after(reading, stop, sure, maybe)
        case Place.ABOVE:
            yield from _above(reading, stop, sure, maybe)
        case Place.TITLE:
            yield from _headed(reading, stop)
        case Place.INSTEAD if sure is not None and stop.block in reading.article.blocks[-LAST_LINES:]:
            if _is_line(reading, stop) and stop.missing >= CUT_MAYBE:
                yield from _after(reading, stop, sure, maybe)  # a notice set like the paragraphs of the text


def _headed(reading: Reading, title: Stop) -> Iterator[Row]:
    """A title and a line above the text that both say there is no such page: the text is of another thing."""
    if title.missing < CUT_MAYBE or title.state is not State.NOT_FOUND:
        return
    for stop in reading.stops:
        above = stop.place is Place.ABOVE and reading.zone(stop.block) is Zone.LEAD
        if above and stop.state is State.NOT_FOUND and stop.missing >= PLACED:
            yield Row(State.NOT_FOUND, _of_stop(stop))
            return


def _in_place(reading: Reading, stop: Stop) -> Iterator[Row]:
    breaks_off = stop.block in reading.article.blocks and any(
        cut.sure and cut.how in _ENDS for cut in reading.cuts
    )
    if stop.place is Place.INSTEAD and not breaks_off and not _is_line(reading, stop):
        yield from _instead(reading, stop)


def _is_line(reading: Reading, stop: Stop) -> bool:
    """Whether a notice is one line of a text among others; of a few words it must say very surely that they are none."""
    if reading.article.words < READABLE and stop.missing >= NOT_CUT and stop.words < PARAGRAPH:
        return False
    return stop.block in reading.article.blocks and stop.words < MOST_OF_IT * reading.article.words


def _over(reading: Reading, stop: Stop, sure: Cut | None) -> Iterator[Row]:
    state, missing = stop.state, stop.missing
    layer = _layer(reading, stop)
    open_ = layer is not None and layer.dismissible
    covered = layer is not None and covers(reading.page, layer)
    little = reading.article.words < READABLE
    # without a browser a layer's size is not known: on a page that cannot be scrolled, one that demands something covers
    covered = covered or (
        reading.page.scroll_locked and layer is not None and not open_ and missing >= CUT_MAYBE
    )
    if missing < CUT_SURE or state is None:
        if covered:
            yield Row(_WHATEVER.get(stop.kind, State.TRUNCATED), _of_stop(stop))
        elif sure is not None and stop.kind == "house_offer":
            yield Row(State.PAYWALL, _of_stop(stop))
        return
    if state is State.CONSENT_WALL or state not in WALLS:
        if covered or (reading.article.words < FEW_LINES and missing >= CUT_MAYBE):
            yield Row(state, _of_stop(stop))
        return
    if covered or sure is not None or ((little or missing >= CUT_MAYBE) and not open_):
        yield Row(state, _of_stop(stop))


_WHATEVER = {
    "newsletter": State.REGISTRATION_WALL,
    "app": State.REGISTRATION_WALL,
    "sign_in_to_comment": State.REGISTRATION_WALL,
    "house_offer": State.PAYWALL,
    "member_thanks": State.PAYWALL,
    "meter": State.PAYWALL,
    "donation": State.PAYWALL,
    "commerce": State.PAYWALL,
    "adblock_appeal": State.ADBLOCK_WALL,
    "widget_error": State.APP_ERROR,
}
"""What a layer that cannot be closed demands, by what it says."""


def _instead(reading: Reading, stop: Stop) -> Iterator[Row]:
    state, block = stop.state, reading.page.blocks[stop.block] if stop.block >= 0 else None
    least = CUT_MAYBE if stop.words >= PARAGRAPH else INSTEAD  # what is as long as a paragraph may be one
    if reading.article.words >= READABLE:
        least = NOT_CUT
    if state is None or stop.missing < least:
        return
    if reading.words >= BARE_PAGE:
        # among much else
        if stop.missing < (PLACED if reading.promise.article else NOT_CUT) or stop.words < 3:
            return
    else:
        heads = block is None or block.tag in _HEADLINES
        if stop.words < SENTENCE and not (heads or reading.words < FEW):
            return
        fields = reading.page.counts.get("input", 0) + reading.page.counts.get("textarea", 0)
        if fields >= FORM and state is not State.LOGIN_WALL and not reading.promise.article:
            return  # a form has its own robot check, and asks for what accounts are made of
    few = stop.words < CHOICE and block is not None
    if state is State.CONSENT_WALL and (few or reading.article.words >= READABLE):
        return
    if state in (State.LOGIN_WALL, State.REGISTRATION_WALL):
        heads = block is None or block.tag in _HEADLINES
        beside = reading.article.words >= FEW_LINES // 2 or reading.words >= READABLE
        if stop.words < CHOICE and not heads and beside:
            return  # a way in beside a text, or among other things
        state = State.PAYWALL if _offered(reading) else state
    yield Row(_by_code(stop.notice.text) or state, _of_stop(stop))


_CODE = re.compile(r"(?<!\d)([45]\d\d)(?!\d)")
_BEFORE_CODE = frozenset("http https 1 0 2 error status code erreur fehler errore erro ошибка".split())
_BY_CODE = {
    "401": State.LOGIN_WALL, "402": State.PAYWALL, "403": State.BLOCKED, "404": State.NOT_FOUND, "410": State.NOT_FOUND,
    "429": State.RATE_LIMITED, "451": State.GEO_BLOCK, "500": State.SERVER_ERROR, "502": State.SERVER_ERROR,
    "503": State.SERVER_ERROR, "504": State.SERVER_ERROR,
}  # fmt: skip


def _by_code(text: str) -> State | None:
    """The state of the HTTP status that a notice begins with."""
    found = _CODE.search(text[:40])
    if found is None or not _BEFORE_CODE.issuperset(re.findall(r"\w+", text[: found.start()].casefold())):
        return None
    return _BY_CODE.get(found[1])


_ONWARDS = frozenset({"rest_elsewhere", "more_to_follow", "read_also"})
"""What a link that goes on from this page's address may say below a few lines: it leads to their rest."""


def _after(reading: Reading, stop: Stop, sure: Cut | None, maybe: Cut | None) -> Iterator[Row]:
    state, missing, text = stop.state, stop.missing, stop.notice.text
    if sure is not None and stop.kind == "house_offer" and stop.rank <= NEXT:
        if stop.words >= SENTENCE or names_price(text):
            yield Row(State.PAYWALL, _of_stop(stop))
        return
    if sure is not None and stop.sold is not None and missing < CUT_MAYBE and stop.rank <= CROWD:
        if stop.sold is State.PAYWALL or sure.how in _KEPT_BACK:
            yield Row(stop.sold, _of_stop(stop))
        return
    if _goes_on(stop) and reading.article.words < TEASER:
        yield Row(State.TRUNCATED, _of_stop(stop))
        return
    if state is None or stop.words < 2:
        return
    if sure is not None:
        least = CUT_SURE if stop.words >= SENTENCE else CUT_MAYBE
    elif maybe is not None or _crowded(reading):
        least = CUT_MAYBE
    else:
        least = NOT_CUT
    if missing < least or (sure is None and not _alone_enough(reading, stop)):
        return
    if state is State.APP_ERROR:
        # a few lines of text are no part of it to speak of
        short = reading.article.words < FEW_LINES
        yield Row(State.APP_ERROR if short else State.TRUNCATED, _of_stop(stop))
    elif state is State.LOGIN_WALL and (_sells(reading) or locked(reading)):
        yield Row(State.PAYWALL, _of_stop(stop))
    elif state is State.LOGIN_WALL and stop.sold is State.REGISTRATION_WALL:
        yield Row(State.REGISTRATION_WALL, _of_stop(stop))
    elif state in WALLS or (reading.article.words < READABLE and state is not State.CONSENT_WALL):
        yield Row(state, _of_stop(stop))


def _goes_on(stop: Stop) -> bool:
    """Whether a link right below the text leads to its rest."""
    return stop.leads_on and stop.kind in _ONWARDS and stop.rank <= NEXT


def _is_article(reading: Reading) -> bool:
    """Whether a text is an article, which a notice can cut; what a scraper hands over is taken for one."""
    return reading.page.engine is Engine.TEXT or reading.promise.article or bool(dated_or_signed(reading))


def _sells(reading: Reading) -> bool:
    """Whether something is sold right after the text: who has paid signs in there."""
    near = (s for s in reading.stops if s.place is Place.AFTER and s.rank <= CROWD)
    scholarly = any(name.startswith("citation_") for name in reading.page.meta)
    return scholarly or any(stop.kind in ("pay", "house_offer") for stop in near)


def _crowded(reading: Reading) -> bool:
    """Whether several boxes right after the text speak of paying, registering or signing in: together they are a wall."""
    near = [s for s in reading.stops if s.place is Place.AFTER and s.rank <= CROWD]
    return sum(stop.kind in _DEMANDS for stop in near) >= 2 and any(s.missing >= CUT_SURE for s in near)


def _alone_enough(reading: Reading, stop: Stop) -> bool:
    """Whether a notice cuts a text of which nothing else says surely that it is cut: next to it, and about it."""
    short = reading.article.words < SHORT_TEXT
    if stop.rank > NEXT or names_part(stop.notice.text):
        return False
    if stop.kind == "rest_elsewhere" and stop.leads_on and short:
        return True
    if stop.kind == "site_error":  # any other may be a part's beside the text
        about = reading.article.words < FEW_LINES or (short and names_text(stop.notice.text))
        return about or bool(reading.cuts) or _left_of_a_paragraph(reading)
    if not _is_article(reading) and (not stop.phrase or _recurs(reading, stop)):
        return False
    teaser = reading.article.words < TEASER
    match stop.kind:
        case "excerpt":
            return short or (stop.rank == 0 and stop.words >= SENTENCE and teaser)
        case "rest_elsewhere":  # whole texts lead on to others, too
            scraped = reading.page.engine is Engine.TEXT and stop.rank == 0
            said = (stop.words >= SENTENCE or scraped) and (short or (stop.rank == 0 and teaser))
            return said or (stop.leads_on and stop.rank == 0)
        case "sign_in" | "account":
            form = reading.page.counts.get("password", 0)  # for all who have or want an account
            return _speaks(stop) and teaser and (not form or _promises_more(reading))
        case _:
            return _speaks(stop)


def _recurs(reading: Reading, stop: Stop) -> bool:
    """Whether a notice stands on the page several times: it is each card's of a list."""
    blocks = reading.page.blocks
    text = blocks[stop.block].text if 0 <= stop.block < len(blocks) else ""
    return sum(block.text == text for block in blocks) > 2


def _speaks(stop: Stop) -> bool:
    """Whether a notice is no mere button or label: a sentence, or words that sites use for nothing else."""
    return stop.words >= SENTENCE or stop.phrase not in ("", "sign_in")


def _promises_more(reading: Reading) -> bool:
    """Whether the page's own data promise far more than is shown."""
    return any(cut.how in (How.PROMISED, How.IN_DATA) for cut in reading.cuts)


def _left_of_a_paragraph(reading: Reading) -> bool:
    """Whether the last line is set as the text is and ends in the middle of a sentence, in no name."""
    article, blocks = reading.article, reading.page.blocks
    if article.ending is not Ending.OPEN or article.end < 0:
        return False
    word = article.last.split()[-1]
    others = {blocks[i].tag for i in article.blocks if i != article.end}
    return word.islower() and word.isalpha() and blocks[article.end].tag in others


def _above(reading: Reading, stop: Stop, sure: Cut | None, maybe: Cut | None) -> Iterator[Row]:
    if maybe is None or stop.missing < LABEL:
        return
    if stop.state is State.PAYWALL and maybe.how is not How.OPEN:
        yield Row(State.PAYWALL, _of_stop(stop))
    elif stop.kind == "excerpt":
        yield Row(State.TRUNCATED, _of_stop(stop))


def _noted(stop: Stop) -> Iterator[Row]:
    """What a notice tells beside the verdict, wherever it stands."""
    if stop.notice.kind is None or stop.notice.probability < NOTED:
        return
    note = _NOTES.get(stop.kind)
    if note is not None:
        yield Row(note, _of_stop(stop), beside=True)


_NOTES: dict[str, State | Note] = {
    "consent": Note.CONSENT_BANNER,
    "meter": Note.METER_NOTICE,
    "newsletter": Note.NEWSLETTER_BOX,
    "house_offer": Note.PAYWALL_OFFER,
    "pay": Note.PAYWALL_OFFER,
    "site_error": State.APP_ERROR,
    "widget_error": State.APP_ERROR,
    "adblock": State.ADBLOCK_WALL,
}


def _beside(reading: Reading) -> Iterator[Row]:
    """What strong phrases tell of parts of the page that no model is asked about."""
    for cls, note in _PHRASES.items():
        for spot, zone in reading.find(cls, at=_OUTSIDE, strength=Strength.STRONG):
            blocks = reading.page.blocks
            if (
                spot.index < len(blocks)
                and blocks[spot.index].words <= MOST
                and not quoted(blocks[spot.index], spot)
            ):
                where = see(zone.value, blocks[spot.index].text, spot.index, spot.start)
                yield Row(note, where, beside=True)


_PHRASES: dict[str, State | Note] = {
    "error": State.APP_ERROR,
    "adblock_wall": State.ADBLOCK_WALL,
    "consent": Note.CONSENT_BANNER,
    "metered": Note.METER_NOTICE,
    "newsletter": Note.NEWSLETTER_BOX,
    "paywall": Note.PAYWALL_OFFER,
}
_OUTSIDE = (Zone.LEAD, Zone.CUT, Zone.OVERLAY, Zone.FRAME, Zone.ASIDE)

MOST = 90
"""Words of a block that is a notice."""


def _layer(reading: Reading, stop: Stop) -> Overlay | None:
    blocks = reading.page.blocks
    if stop.place is Place.OVER and blocks[stop.block].overlay >= 0:
        return reading.page.overlays[blocks[stop.block].overlay]
    return None


def _of_stop(stop: Stop) -> tuple[Evidence, ...]:
    """Where it stands, what kind it is, and its own words."""
    where = f"{stop.place.value} ({stop.kind})" if stop.kind else stop.place.value
    text = " ".join(stop.notice.text.split())
    return (Evidence(where, excerpt(text), stop.block if stop.block >= 0 else None),)


def _of_cut(cut: Cut) -> tuple[Evidence, ...]:
    return (Evidence(cut.how.value, excerpt(" ".join(cut.seen.split()), len(cut.seen)), cut.block),)


@lru_cache(maxsize=2)
def _table(reading: Reading) -> tuple[Row, ...]:
    """The rows of the reading that the rules of all states ask about in turn."""
    return tuple(rows(reading))


def told(state: State | Note, *, beside: bool = False) -> Rule:
    """The rule of a state, or of what holds ``beside`` it: what the table says for it."""
    beside = beside or isinstance(state, Note)

    def look(reading: Reading) -> tuple[Evidence, ...]:
        found = [row for row in _table(reading) if row.state is state and row.beside is beside]
        told = dict.fromkeys(one for row in found for one in row.evidence)
        return tuple(told)[: 1 if beside else MOST_SHOWN]

    return Rule(state, Matcher(look, asks="a row of the table of stops and cuts"), beside=beside)


@ask("the text of an article is cut for sure, or goes on at an address that begins with its own")
def surely_cut(reading: Reading) -> tuple[Evidence, ...]:
    if not reading.promise.article:
        return ()
    cut = next((cut for cut in reading.cuts if cut.sure), None)
    onward = next((stop for stop in reading.stops if stop.place is Place.AFTER and _goes_on(stop)), None)
    return _of_cut(cut) if cut is not None else _of_stop(onward) if onward is not None else ()
