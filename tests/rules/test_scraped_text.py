"""A scraper's output, without a page: what stands below the text, and cuts that no markup tells of."""

from __future__ import annotations

import pytest

import harness
from harness import State, judge_text
from harness.observe.observation import Region
from harness.observe.text import observe_text
from harness.reading import read

TEXT = "\n".join(
    [
        "The lighthouse keeper's last winter",
        "For eleven years Maud Sandry has climbed the 203 steps of the old tower every evening, although the lamp has "
        "been lit by a timer since the spring of the great flood.",
        "The council wants to sell the tower to a hotel. Its surveyor reckons that the stairs alone would cost more "
        "than a new roof for the school, and the vote is due in March.",
        "Until then she goes up with a flask and a radio, writes down the wind, and waves to the night ferry, whose "
        "captain answers with two short blasts of the horn.",
    ]
)


def states(text: str) -> set[State | harness.Note]:
    """The state and what holds beside it."""
    verdict = judge_text(text)
    return {verdict.state, *verdict.also}


@pytest.mark.parametrize(
    "line",
    [
        "Related: Why the harbour town could not agree on a price for its own old lighthouse",
        "MORE : The night ferry and the long quarrel about who may blow the horn after ten",
        "ALSO READ: Seven towers by the sea that were sold for less than the cost of their lamps",
        "À LIRE AUSSI Comment la petite ville du port a vendu son phare pour un euro symbolique",
        "Lesen Sie auch: Warum der kleine Ort am Meer seinen alten Turm am Ende doch nicht verkauft",
        ">>> The harbour town and its lighthouse, a story of stairs, storms and unpaid bills from the mainland",
        "- The night ferry gets a new horn, and the people on the shore wonder who will pay for it",
        "Photo courtesy: Maud Sandry on the stairs of the old tower, taken by her neighbour in the last winter",
        "The minutes of all the council's meetings since the flood are kept at https://council.example/minutes",
        "Loading comments...",
        "Related stories\nWhy the harbour town could not agree on a price for its own old lighthouse",
        "Comments (2)\nI went up there once as a child and she let me hold the lamp, it was...\nMe too!",
        "3 Kommentare\nIch war als Kind einmal oben und sie ließ mich die Lampe halten, das war...",
    ],
)
def test_a_line_below_the_text_that_leads_elsewhere_cuts_nothing(line: str) -> None:
    """Links to other articles, credits, addresses, and what readers say, have no full stop and no rest."""
    assert states(f"{TEXT}\n{line}") == {State.FULL}


@pytest.mark.parametrize(
    "cut",
    [
        "\nIn the last week of January, when the storm took the railings, she stayed up all night and…",
        "\nIn the last week of January, when the storm took the railings, she stayed up all night and",
        "\nContinue reading",
        "\nIn the last week\nAn unknown error has occurred. Please click the button below to reload the page.",
        "\nIn the last week of January she stayed…\nRelated: Seven towers by the sea that were sold",
        "\nIn the last week of January, when the storm took the railings, she…\nComments (1)\nGood old Maud!",
    ],
)
def test_a_cut_is_seen_with_and_without_such_lines_below(cut: str) -> None:
    """Dots, a sentence without an end, or the words of the link to the rest as the last line."""
    assert judge_text(TEXT + cut).state is State.TRUNCATED


def test_read_on_in_the_middle_of_a_text_is_no_last_line() -> None:
    """A link that a scraper took along between paragraphs led to another article."""
    first, _, rest = TEXT.rpartition("\n")

    assert judge_text(f"{first}\nContinue reading\n{rest}").state is State.FULL


def test_a_heading_comments_above_the_text_is_a_label() -> None:
    """Beside the date it counts them; the text below it is no reader's."""
    headline, _, rest = TEXT.partition("\n")
    page = observe_text(f"{headline}\n3 comments\n{rest}")

    assert {block.region for block in page.blocks} == {Region.BODY}


def test_lists_of_a_text_are_lists() -> None:
    """Extractors write an item with a sign before it; items end without a full stop."""
    page = observe_text(f"{TEXT}\n- wind from the north\n• one ship\n– said nobody")

    assert [block.tag for block in page.blocks[-3:]] == ["li", "li", "p"]


def test_a_sentence_that_begins_like_a_lead_to_other_articles_is_text() -> None:
    """The words count before a short line only, or alone in theirs."""
    line = "See also what the keeper wrote about the wind, for she wrote it down every night for eleven long years."
    reading = read(observe_text(f"{TEXT}\n{line}"))

    assert reading.article.last == line


def test_words_about_the_rest_of_a_text_need_money_beside_them_in_a_notice() -> None:
    """A last paragraph that speaks of "the full report" is no wall because a subscription is offered below."""
    last = "The full report will be read out at the town hall in March, before the council votes on the sale."

    assert judge_text(f"{TEXT}\n{last}\nSubscribe now").state is State.FULL
    assert (
        judge_text(
            f"{TEXT}\nThe full report is for those who pay: subscribe to continue reading, from 5 euros a month."
        ).state
        is State.PAYWALL
    )


def test_a_name_above_an_error_is_no_line_that_stops_short() -> None:
    """Signatures and titles have large letters; below a whole text the error is a widget's."""
    error = "An unknown error has occurred. Please click the button below to reload the page."

    assert states(f"{TEXT}\nMaud Sandry of Gullhaven\n{error}") == {State.FULL, State.APP_ERROR}
