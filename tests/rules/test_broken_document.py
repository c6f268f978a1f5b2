"""A document that breaks off in its text, and those that only look so."""

import pytest

from harness.core.model import Content, State
from harness.look.judge import judge

SENTENCE = "The boat left the harbour at six in the morning, with forty passengers and one goat on board. "
START = (
    "<!DOCTYPE html><html lang=en><title>Ferry</title><article><h1>The ferry is back</h1>"
    f"<p>{SENTENCE * 3}</p><p>{SENTENCE * 2}"
)
OPEN = "Its captain had waited in the village for the whole of the time, and when he came to the"


@pytest.mark.parametrize("end", ["", "<", "<a hre", " <b>bell"])
def test_a_document_that_ends_in_mid_sentence_was_cut_in_transfer(end: str) -> None:
    verdict = judge(START + OPEN + end)

    assert (verdict.state, verdict.content) == (State.LOAD_ERROR, Content.PARTIAL)
    assert "load_error/broken_document" in {signal.rule for signal in verdict.signals}


@pytest.mark.parametrize(
    "html",
    [
        START,  # no end tags, as half of all hand-written pages: the sentence has its end
        START + OPEN + "</p></article><footer>© The Harbour Post</footer>",  # it has a footer after it
        START + OPEN + "</p></article></body></html>",  # the document is whole
        START + OPEN + "</i></p>\n",  # its last line may lack a full stop, but a tag closes it
    ],
)
def test_a_document_without_end_tags_is_not_broken(html: str) -> None:
    assert judge(html).state is not State.LOAD_ERROR
