"""The calibration's seam: numbers are found in the source, and modules work with others in place."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "benchmarks"))

import calibrate  # noqa: E402
from thresholds import find, one_module  # noqa: E402

from harness.core.model import Content, State  # noqa: E402
from harness.sources.labels import Label  # noqa: E402


def test_every_kind_of_threshold_is_found() -> None:
    names = {(t.module, t.name) for t in find("harness.reading", ROOT)}
    names |= {(t.module, t.name) for t in find("harness.rules", ROOT)}

    assert ("harness.reading.article", "NEAR_WORDS") in names  # a constant
    assert ("harness.reading.promise", "MAX_WORD_COUNT") in names  # one of two in a row
    assert ("harness.rules.app_error.boundary", "article_shorter_than(90)") in names  # an argument
    assert ("harness.rules.vendors.imperva", "smaller_than(3_000)") in names  # one of a vendor's rules
    assert ("harness.rules.not_article.other", "links < 12") in names  # a comparison


def test_statuses_and_ranges_of_characters_are_no_thresholds() -> None:
    assert not [t for t in find("harness.rules", ROOT) if t.name.startswith("status(")]
    assert not [t for t in find("harness.reading", ROOT) if t.name.startswith("range(")]


def test_a_module_takes_another_number_and_the_imported_one_keeps_its_own() -> None:
    from harness.rules import table

    choice = next(t for t in find("harness.rules", ROOT) if t.name == "CHOICE")
    made = one_module(choice.module, {choice.place: 3})

    assert (3, int(choice.value)) == (made.CHOICE, table.CHOICE)


def test_whole_numbers_stay_whole() -> None:
    threshold = next(t for t in find("harness.reading", ROOT) if t.name == "MIN_PROSE")

    assert calibrate.scaled(threshold, [0.5, 0.67, 2.0]) == [4.0, 5.0, 16.0]


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.courier.example/a", "courier.example"),
        ("https://news.harbour.co.uk/a", "harbour.co.uk"),
        (None, "page-1"),
    ],
)
def test_pages_are_grouped_by_domain(url: str | None, domain: str) -> None:
    label = Label("page-1", Path("x.html"), State.FULL, Content.COMPLETE, url=url)

    assert calibrate.domain(label) == domain


def test_the_middle_of_the_best_values_is_chosen() -> None:
    threshold = next(t for t in find("harness.reading", ROOT) if t.name == "MIN_PROSE")
    table = {threshold: {4.0: [2, 1], 8.0: [2, 2], 10.0: [2, 2], 12.0: [2, 2], 16.0: [1, 2]}}

    assert calibrate.chosen(table, [0, 1]) == {threshold: 10.0}


def test_a_number_of_a_vendors_file_is_tried_on_the_rules_of_that_file(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What the others say of the page is known."""
    from harness.observe.static import observe
    from harness.reading import read
    from harness.rules import all_rules, questions
    from harness.rules.decide import ask_all

    html = '<title>Ferry</title><script src="/_Incapsula_Resource?x=1"></script>'
    reading = read(observe(html, questions=questions()))
    found = tuple(ask_all(reading, all_rules()))
    base = calibrate._decided([reading], [found])
    monkeypatch.setattr(calibrate, "PAGES", calibrate.Pages([], [], [reading], [found], base))
    size = next(t for t in find("harness.rules", ROOT) if t.name == "smaller_than(3_000)")

    assert base[0][0] is State.BLOCKED
    assert size.alone
    assert calibrate.attempt_rule(size.module, size.place, size.value) == base
    assert calibrate.attempt_rule(size.module, size.place, 10)[0][0] is not State.BLOCKED
