"""Texts that end as they should, although no full stop closes them."""

from __future__ import annotations

import pytest

from harness.core.model import State
from harness.observe.static import observe
from harness.rules import questions
from harness.rules.decide import judge_observation

PROSE = "".join(
    f"<p>Step {n} of the manual for the harbour crane says that the hook must hang still before the load is taken, "
    "and that nobody may stand below it while it turns.</p>"
    for n in range(1, 6)
)


def state(last: str) -> State:
    html = f"<!doctype html><html lang=en><article><h1>The crane</h1>{PROSE}<p>{last}</p></article></html>"
    return judge_observation(observe(html, url="https://crane.example/manual", questions=questions())).state


@pytest.mark.parametrize(
    "last",
    [
        "You find this among the settings of the crane's own screen, by way of Tools → Load limits → Set by hand…",
        "The same list is opened from the menu of the cabin's screen with the path View → Loads → Last ten of them",
        "Its length divided by its width, which the engineers of the yard measured twice, is 3.14159...",
    ],
    ids=["a menu's entry with dots", "a menu's entry", "a number"],
)
def test_a_way_through_menus_and_an_endless_number_cut_nothing_off(last: str) -> None:
    assert state(last) is State.FULL


@pytest.mark.parametrize(
    "last",
    [
        "You find this among the settings of the crane's own screen, next to the list of loads that were set by…",
        "From the screen → by way of its settings the men of the yard once took the limits away, and nobody saw…",
        "The last time that the crane was moved was in the winter of 2019…",
    ],
    ids=["a sentence", "an arrow far before the dots", "a year"],
)
def test_other_texts_that_stop_in_dots_are_cut(last: str) -> None:
    assert state(last) is State.TRUNCATED


@pytest.mark.parametrize(
    "sentence",
    [
        "The function gives the number of loads, or −1 if an error has occurred.",
        "The lamp is red when an unknown error has occurred.",
    ],
)
def test_what_a_manual_says_of_errors_is_no_error_of_the_page(sentence: str) -> None:
    html = f"<!doctype html><html lang=en><title>The lamp</title><body><h1>The lamp</h1><p>{sentence}</p></body></html>"

    assert judge_observation(observe(html, questions=questions())).state is not State.APP_ERROR


@pytest.mark.parametrize(
    "sentence", ["An unknown error has occurred.", "Sorry! An unknown error has occurred. Try again later."]
)
def test_an_error_that_came_is_one(sentence: str) -> None:
    html = f"<!doctype html><html lang=en><title>The lamp</title><body><h1>The lamp</h1><p>{sentence}</p></body></html>"

    assert judge_observation(observe(html, questions=questions())).state is State.APP_ERROR
