"""Rules that no saved page shows, and the promise that every rule is shown somewhere."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from harness.core.model import State, Verdict
from harness.observe.observation import Failure, Observation
from harness.observe.static import observe
from harness.rules import all_rules, questions
from harness.rules.decide import judge_observation

ROOT = Path(__file__).parents[2]
PROSE = "".join(
    f"<p>The ferry left the harbour at {n} o'clock, and on the quay a crowd of people had gathered to wave, "
    "although the weather was poor and nobody was quite sure who was on board.</p>"
    for n in range(1, 9)
)
HEAD = '<meta property="og:type" content="article"><title>The ferry | The Quay</title>'


def look(html: str, **known: object) -> Verdict:
    """The static verdict on ``html``."""
    return judge_observation(observe(html, questions=questions(), **known))  # type: ignore[arg-type]


def fired(verdict: Verdict) -> set[str]:
    """The ids of all rules that fired."""
    return {signal.rule for signal in (*verdict.signals, *verdict.despite)}


def test_a_framework_s_crash_screen_is_an_application_error() -> None:
    """The error boundary of a framework, seen without an article, is the application's error."""
    verdict = look('<div id="__next_error__"><h2>Oh no, that did not work out</h2></div>')

    assert "app_error/boundary" in fired(verdict)
    assert verdict.state is State.APP_ERROR


def test_a_parking_service_s_script_is_a_parked_domain() -> None:
    """A page that only a parking service's script fills is parked."""
    verdict = look("<body><script>window.park = 'eyJ';</script></body>")

    assert "parked/script" in fired(verdict)
    assert verdict.state is State.PARKED


def test_status_402_is_a_paywall() -> None:
    """HTTP 402 demands payment by itself."""
    verdict = look("<p>Payment required</p>", status=402)

    assert "paywall/status_402" in fired(verdict)
    assert verdict.state is State.PAYWALL


def test_words_that_sell_the_rest_right_after_a_text_are_a_wall() -> None:
    """Whatever their box is called; a price for something else is an offer."""
    box = '<div class="my-box"><p>{}</p></div>'
    rest = box.format("The rest of this article is for subscribers: from $ 5 a month")
    paper = box.format("Get the Quay on paper every week, from $ 5 a month")

    assert "paywall/stop" in fired(look(f"{HEAD}<article>{PROSE}</article>{rest}"))
    assert "paywall/stop" not in fired(look(f"{HEAD}<article>{PROSE}</article>{paper}"))


def test_rel_next_to_the_same_address_with_a_number_is_page_one() -> None:
    """The next page of the same article cuts this one; the next post does not."""
    canonical = '<link rel="canonical" href="https://quay.example/ferry.html">'
    cut = look(f'{HEAD}{canonical}<link rel="next" href="/ferry/2"><article>{PROSE}</article>')
    post = look(f'{HEAD}{canonical}<link rel="next" href="/lighthouse"><article>{PROSE}</article>')

    assert "truncated/stop" in fired(cut)
    assert cut.state is State.TRUNCATED
    assert post.state is State.FULL


@pytest.mark.parametrize(
    ("page", "rule"),
    [
        (Observation(engine=look("").engine, failure=Failure("dns", "no such host")), "load_error/no_page"),
        (observe("%PDF-1.7 binary follows here"), "load_error/not_html"),
        (
            Observation(engine=look("").engine, partial=Failure("truncated-body", "12 of 40 bytes")),
            "load_error/cut_transfer",
        ),
        (
            Observation(engine=look("").engine, partial=Failure("renderer-hang", "after 10 s")),
            "load_error/stopped",
        ),
    ],
)
def test_no_page_is_a_load_error(page: Observation, rule: str) -> None:
    """What did not load, or is no HTML, is a load error with its reason."""
    verdict = judge_observation(page)

    assert rule in fired(verdict)
    assert verdict.state is State.LOAD_ERROR


def test_a_page_that_was_stopped_is_judged_by_what_it_shows() -> None:
    """A hang beside a whole article is kept in the verdict and does not decide it; a cut transfer does."""
    whole = observe(f"{HEAD}<article>{PROSE}</article>")

    stopped = judge_observation(replace(whole, partial=Failure("renderer-hang", "after 10 s")))
    cut = judge_observation(replace(whole, partial=Failure("truncated-body", "12 of 40 bytes")))

    assert (stopped.state, cut.state) == (State.FULL, State.LOAD_ERROR)
    assert [signal.rule for signal in stopped.despite] == ["load_error/disturbed"]


def test_every_rule_is_shown_by_a_page_or_a_test() -> None:
    """A rule that nothing shows could be broken unseen."""
    shown = set()
    for folder in sorted((ROOT / "pages").iterdir()):
        facts = tomllib.loads((folder / "page.toml").read_text(encoding="utf-8"))
        page = observe(
            (folder / "page.html").read_bytes(),
            url=facts.get("url"),
            status=facts.get("status"),
            headers=facts.get("headers"),
            questions=questions(),
        )
        shown |= fired(judge_observation(page))
    tests = "".join(
        p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests" / "rules").iterdir()) if p.is_file()
    )
    unseen = [
        rule.id for rule in all_rules() if rule.id not in shown and rule.id.rpartition("/")[2] not in tests
    ]

    assert unseen == []


@pytest.mark.parametrize(
    ("html", "status", "state"),
    [
        (
            "<title>Just a moment...</title><h1>Checking your browser before accessing r.example</h1>",
            503,
            State.BLOCKED,
        ),
        (
            "<title>500</title><h1>500 Internal Server Error</h1><p>Something went wrong.</p>",
            500,
            State.SERVER_ERROR,
        ),
    ],
)
def test_a_refusal_sent_as_an_error_is_no_second_failure(html: str, status: int, state: State) -> None:
    """Its status, and an error's words on it, say the same thing once more."""
    verdict = judge_observation(observe(html, status=status, questions=questions()))

    assert verdict.state is state
    assert {State.SERVER_ERROR, State.APP_ERROR}.isdisjoint(verdict.also)


@pytest.mark.parametrize(("below", "also"), [("", True), ("<p>Subscribe to continue reading</p>", False)])
def test_a_clipped_text_is_cut_only_where_nobody_asks_for_anything(below: str, also: bool) -> None:
    """Else it is the wall that hides it, and all of it is there."""
    text = "".join(
        f"<p>The lock keeper's {n} geese know the timetable, and leave the towpath when the boat is due.</p>"
        for n in range(30)
    )
    html = (
        '<meta property="og:type" content="article"><h1>Geese</h1>'
        f'<article><div style="max-height:120px;overflow:hidden">{text}</div>{below}</article>'
    )

    verdict = judge_observation(observe(html, questions=questions()))

    assert ("truncated/stop" in {s.rule for s in verdict.signals}) is also
    assert (verdict.state is State.TRUNCATED) is also


def test_a_saved_page_whose_script_left_is_judged_by_what_it_is() -> None:
    """Whether the script leaves before or after the last tag is chance; the status says the same both times."""
    gone = Failure("left", "a script of the page went to an address that is not saved with it")
    page = observe("<title>x</title><script>location='/login'</script>", status=401, questions=questions())

    assert judge_observation(replace(page, partial=gone)).state is State.LOGIN_WALL
    assert judge_observation(replace(page, partial=Failure("crash", ""))).state is State.LOAD_ERROR
