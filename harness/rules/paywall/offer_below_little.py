"""A few lines of text, and right below them words that sell reading: a price, "for subscribers", "unlock this story".

Briefs are short as well and stand on pages that sell; there the offer is a button in the header, not a sentence
where the text should go on. Price lists and home pages sell too: something must call, date or sign the text as an
article. Silent where the page's data promise no more words than are shown, and where the same
words open the text to all.
"""

from harness.core.model import Evidence, State
from harness.language import Strength
from harness.reading import Reading
from harness.rules._kinds import dated_or_signed
from harness.rules._walls import opposite
from harness.rules.match import AT_CUT, all_of, any_of, ask, phrase, see, unless
from harness.rules.rule import Rule

FEWEST, LITTLE = 15, 120


@ask("as many words are shown as the page promises")
def as_promised(reading: Reading) -> tuple[Evidence, ...]:
    words = reading.promise.words
    if words is None or reading.article.words < 0.8 * words:
        return ()
    return see("words shown", f"{reading.article.words} of {words} promised")


@ask("a few lines of an article")
def a_beginning(reading: Reading) -> tuple[Evidence, ...]:
    words = reading.article.words
    if not FEWEST <= words < LITTLE or not (reading.promise.article or dated_or_signed(reading)):
        return ()
    return see("words of main text", str(words))


@ask("something at the cut speaks of reading on")
def of_reading(reading: Reading) -> tuple[Evidence, ...]:
    for at in (*reading.pairs, *(one.at for one in reading.notices if one.onward)):
        return see(reading.zone(at).value, reading.text(at), at)
    return ()


RULE = Rule(
    State.PAYWALL,
    unless(
        all_of(
            any_of(
                phrase("paywall", at=AT_CUT, strength=Strength.MEDIUM),
                all_of(phrase("price", at=AT_CUT, strength=Strength.MEDIUM), of_reading),
            ),
            a_beginning,
        ),
        opposite,
        as_promised,
    ),
)
