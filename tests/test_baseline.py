"""What changed since an earlier run, and whether it counts."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

import harness
from harness.core.errors import UsageError
from harness.core.model import Advice, Content, Evidence, Note, Retry, Signal, State, Verdict
from harness.look.change import Baseline, Change, Kind, Recheck, compare, settle

TARGET = "https://news.example/ferry"
PLAIN = harness.judge("<p>The ferry runs again.</p>", url=TARGET)


def verdict(state: State, content: Content = Content.PARTIAL, words: int = 300, code: str = "") -> Verdict:
    """A verdict in a state."""
    signals = (
        (Signal("load_error/no_page", state, True, (Evidence("load", f"{code}: why"),)),) if code else ()
    )
    return replace(
        PLAIN,
        state=state,
        content=Content.COMPLETE if state is State.FULL else content,
        also=(),
        signals=signals,
        retry=Retry(Advice.NONE),
        article=replace(PLAIN.article, words=words),
    )


FULL, WALL, CUT = verdict(State.FULL), verdict(State.PAYWALL), verdict(State.TRUNCATED)
DOWN = verdict(State.SERVER_ERROR, Content.NONE)
UNREACHABLE = verdict(State.LOAD_ERROR, Content.NONE, code="dns")
CLOSED = verdict(State.LOAD_ERROR, Content.NONE, code="robots")


def change(was: Verdict | None, now: Verdict) -> Change:
    earlier = was.to_json() if was is not None else None
    return compare(earlier, now.to_json())


@pytest.mark.parametrize(
    ("was", "now", "kind", "counts"),
    [
        (FULL, FULL, Kind.SAME, False),
        (None, FULL, Kind.NEW, False),
        (None, WALL, Kind.NEW, False),
        (FULL, WALL, Kind.FAILING, True),
        (WALL, FULL, Kind.CHANGED, True),
        (WALL, CUT, Kind.CHANGED, True),
        (FULL, verdict(State.FULL, words=120), Kind.CHANGED, False),
        (FULL, DOWN, Kind.DOWN, False),
        (FULL, UNREACHABLE, Kind.DOWN, False),
        (UNREACHABLE, FULL, Kind.BACK, False),
        (DOWN, DOWN, Kind.SAME, False),
        (FULL, CLOSED, Kind.FAILING, True),
    ],
)
def test_only_another_state_counts_and_a_site_that_is_down_is_none(
    was: Verdict | None, now: Verdict, kind: Kind, counts: bool
) -> None:
    """What robots.txt closes to us is no outage: it is another state."""
    found = change(was, now)

    assert (found.kind, found.state_changed) == (kind, counts)


def test_what_changed_is_told_in_words() -> None:
    now = replace(WALL, also=(Note.CONSENT_BANNER,), status=402, article=replace(WALL.article, words=60))

    assert change(FULL, now).what == (
        "state: full → paywall",
        "content: complete → partial",
        "also: +consent_banner",
        "words: 300 → 60",
        "status: None → 402",
    )


@pytest.mark.parametrize("words", [260, 340])
def test_an_edited_article_is_the_same(words: int) -> None:
    """Publishers change a sentence here and there."""
    assert change(FULL, verdict(State.FULL, words=words)).kind is Kind.SAME


@pytest.mark.parametrize(
    ("looks", "state", "kind"),
    [
        ([FULL], State.FULL, Kind.SAME),
        ([DOWN], State.SERVER_ERROR, Kind.DOWN),
        ([WALL], None, None),
        ([WALL, WALL], State.PAYWALL, Kind.FAILING),
        ([WALL, FULL], None, None),
        ([WALL, FULL, FULL], State.FULL, Kind.SAME),
        ([WALL, FULL, WALL], State.PAYWALL, Kind.FAILING),
        ([WALL, DOWN, WALL], State.PAYWALL, Kind.FAILING),
        ([WALL, CUT, FULL], State.FULL, Kind.UNSETTLED),
        ([WALL, DOWN, DOWN], State.SERVER_ERROR, Kind.UNSETTLED),
    ],
)
def test_a_change_counts_when_two_of_three_looks_see_it(
    looks: list[Verdict], state: State | None, kind: Kind | None
) -> None:
    """``None``: another look is needed. Looks that disagree are no change."""
    found = settle(FULL.to_json(), looks, Recheck(2, 3))

    assert (found and found[0].state, found and found[1].kind) == (state, kind)
    assert found is None or found[1].state_changed == (kind is Kind.FAILING)


def test_the_looks_are_told() -> None:
    found = settle(FULL.to_json(), [WALL, FULL, WALL], Recheck())

    assert found is not None
    assert found[1].looks == ("paywall", "full", "paywall")
    assert "3 looks: paywall, full, paywall" in str(found[1])


def test_one_look_is_enough_where_one_must_agree() -> None:
    found = settle(FULL.to_json(), [WALL], Recheck.read("1"))

    assert found is not None
    assert found[1].kind is Kind.FAILING


@pytest.mark.parametrize(("text", "agree", "looks"), [("1", 1, 1), ("2", 2, 3), ("3/4", 3, 4), ("3", 3, 5)])
def test_k_alone_is_a_majority(text: str, agree: int, looks: int) -> None:
    assert Recheck.read(text) == Recheck(agree, looks)


@pytest.mark.parametrize("text", ["", "0", "x", "2/4", "3/2", "1/3", "30", "-1", "2/"])
def test_what_is_no_k_of_n_is_refused(text: str) -> None:
    """Half is not enough: two states could both have it."""
    with pytest.raises(UsageError, match="recheck"):
        Recheck.read(text)


@pytest.mark.parametrize("array", [False, True])
def test_a_baseline_is_json_lines_or_an_array(array: bool) -> None:
    entries = [FULL.to_json(), WALL.to_json() | {"target": "b"}]
    text = json.dumps(entries) if array else "\n".join(map(json.dumps, entries)) + "\n\n"
    baseline = Baseline.parse(text, "old.jsonl")

    assert [v["state"] for v in baseline.verdicts.values()] == ["full", "paywall"]
    assert baseline.gone(["b", "c"]) == [TARGET]


def test_what_was_gone_already_is_not_told_again() -> None:
    entry = FULL.to_json() | {"change": {"kind": "gone"}}

    assert not Baseline.parse(json.dumps(entry), "old.jsonl").verdicts


def test_what_a_run_could_not_look_at_is_no_verdict() -> None:
    lines = [json.dumps({"target": "a", "error": "it is cut"}), json.dumps(FULL.to_json())]

    assert list(Baseline.parse("\n".join(lines), "run.jsonl").verdicts) == [TARGET]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{}", "old.jsonl:1"),
        (json.dumps(FULL.to_json()) + "\nnot json", "old.jsonl:2"),
        (json.dumps(FULL.to_json() | {"schema": 99}), "old.jsonl:1"),
        ("[1]", "old.jsonl: entry 1"),
        ("[", "old.jsonl:1"),
        ('"text"', "old.jsonl:1"),
    ],
)
def test_a_baseline_that_is_none_names_its_line(text: str, where: str) -> None:
    with pytest.raises(UsageError, match=where):
        Baseline.parse(text, "old.jsonl")


@pytest.mark.parametrize("state", list(State))
def test_only_a_whole_article_newly_fails(state: State) -> None:
    """A home page that is one no more was none to store before."""
    gone = replace(PLAIN, state=State.NOT_FOUND)
    one = replace(PLAIN, state=state)

    assert (compare(one.to_json(), gone.to_json()).kind is Kind.FAILING) == one.whole_article
