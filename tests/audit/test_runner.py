"""Scrapers run in processes of their own: what they do to themselves is an outcome."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from harness.browser.process.memory import processes
from harness.core.errors import UsageError
from harness.core.model import Content, State
from harness.measure.audit.answer import Answer, Ended
from harness.measure.audit.run_scrapers import GIVE_UP, run
from harness.measure.audit.scraper import Output, Scraper, find_scrapers
from harness.measure.audit.scraper_process import MEGABYTE, Limits
from harness.measure.faults.case import Case, Truth

BAD = Path(__file__).with_name("bad_scrapers.py")
PAGE = Case("page", "<p>A page.</p>", Truth(State.FULL, Content.COMPLETE), "https://news.example/a")
LIMITS = Limits(deadline=20.0, memory=150 * MEGABYTE, output=4 * MEGABYTE)


def function(name: str) -> str:
    return f"{BAD}:{name}"


def answers(
    words: Sequence[str],
    cases: Sequence[Case] = (PAGE,),
    limits: Limits = LIMITS,
    output: Output = Output.AUTO,
) -> list[Answer]:
    """What each scraper makes of each case."""
    scrapers = find_scrapers(words, output=output)
    return asyncio.run(run([(s, c) for s in scrapers for c in cases], limits=limits))


def command(tmp_path: Path, body: str) -> str:
    script = tmp_path / "scraper.py"
    script.write_text(body)
    return f"{sys.executable} {script}"


def test_one_that_loops_for_ever_hangs_and_the_next_page_is_tried_anew() -> None:
    first, second = answers([function("loops")], [PAGE, PAGE], Limits(deadline=0.5))

    assert (first.ended, second.ended) == (Ended.HUNG, Ended.HUNG)
    assert first.detail == "no answer within 0.5 s"


def test_one_that_eats_memory_dies() -> None:
    [answer] = answers([function("eats")])

    assert answer.ended is Ended.DIED
    assert "memory" in answer.detail


def test_one_that_kills_its_process_dies_by_that_signal() -> None:
    killed, left = answers([function("kills"), function("leaves")])

    assert (killed.ended, killed.detail) == (Ended.DIED, "ended by SIGKILL")
    assert left.ended is Ended.DIED


def test_what_one_prints_is_not_its_answer() -> None:
    """Neither does it fill a disk or a pipe."""
    [answer] = answers([function("prints")])

    assert (answer.ended, answer.text) == (Ended.ANSWERED, "answer")


def test_an_answer_without_measure_is_cut_off() -> None:
    [answer] = answers([function("returns_too_much")])

    assert (answer.ended, answer.detail) == (Ended.DIED, "its answer is longer than 4 MB")


def test_a_command_that_writes_a_gigabyte_dies_of_it(tmp_path: Path) -> None:
    """Long before it has written it."""
    endless = command(tmp_path, "import sys\nfor _ in range(1024): sys.stdout.write('x' * 1024 * 1024)")
    [answer] = answers([endless])

    assert (answer.ended, answer.detail) == (Ended.DIED, "its answer is longer than 4 MB")


def test_a_command_that_eats_memory_is_ended_with_its_children(tmp_path: Path) -> None:
    """The watch looks at its whole group."""
    child = "held = []\nwhile True: held.append(bytearray(4 * 1024 * 1024))"
    hungry = command(tmp_path, f"import subprocess, sys\nsubprocess.run([sys.executable, '-c', {child!r}])")
    [answer] = answers([hungry])

    assert (answer.ended, answer.detail) == (Ended.DIED, "it used more than 150 MB of memory")


def test_nothing_is_left_running(tmp_path: Path) -> None:
    """Not even what a scraper started itself."""
    mark = "91.7531"
    child = f"import time; time.sleep({mark})"
    body = (
        f"import subprocess, sys, time\nsubprocess.Popen([sys.executable, '-c', {child!r}])\ntime.sleep(60)"
    )
    answers([command(tmp_path, body), function("loops")], limits=Limits(deadline=0.7))

    ours = [p.pid for p in processes() if p.parent == os.getpid()]
    assert [pid for pid in ours if b"bad_scrapers" in Path(f"/proc/{pid}/cmdline").read_bytes()] == []
    assert not any(
        mark.encode() in p.read_bytes() for p in Path("/proc").glob("[0-9]*/cmdline") if p.exists()
    )


def test_an_exception_is_an_answer() -> None:
    [answer] = answers([function("raises")])

    assert (answer.ended, answer.detail) == (Ended.RAISED, "ValueError: no article here")


def test_a_missing_package_is_no_opinion_about_the_page() -> None:
    """It counts as a crash, costs no process, and is not given up for it."""
    found = answers([function("lacks")], [PAGE] * (GIVE_UP + 2))

    assert {(a.ended, a.detail) for a in found} == {
        (Ended.DIED, "a package is missing: No module named 'no_such_package'")
    }


def test_a_page_that_kills_the_scraper_does_not_cost_the_next_its_answer() -> None:
    deadly = Case("deadly", "<p>die</p>", PAGE.truth)
    found = answers([function("sometimes")], [PAGE, deadly, PAGE])

    assert [a.ended for a in found] == [Ended.ANSWERED, Ended.DIED, Ended.ANSWERED]
    assert found[0].text != found[2].text  # another process


def test_one_that_always_dies_is_given_up() -> None:
    """Or an audit would take for ever; the runs that were not made say so."""
    found = answers([function("kills")], [PAGE] * (GIVE_UP + 30))

    assert all(a.ended is Ended.DIED for a in found)
    assert found[-1].detail == f"not run: it hung or died {GIVE_UP} times in a row"


def test_functions_are_called_by_their_parameters() -> None:
    good, waits, flags, number, takes_bytes = answers(
        [function(n) for n in ("good", "waits", "with_flags", "number", "takes_bytes")]
    )

    assert good.text == "https://news.example/a 14"
    assert waits.text == "waited"
    assert (flags.text, flags.flags) == ("some text", ("paywall",))
    assert (number.ended, number.detail) == (Ended.DIED, "it returned 42, not a text")
    assert takes_bytes.text == "bytes"


def test_a_command_reads_the_page_and_writes_text_or_json(tmp_path: Path) -> None:
    echo = command(tmp_path, "import sys; sys.stdout.write(sys.stdin.read())")
    said = '{"text": "A page.", "flags": ["paywall"], "complete": false}'
    (tmp_path / "json.py").write_text(f"print({said!r})")
    text, data = answers([echo, f"{sys.executable} {tmp_path / 'json.py'}"])

    assert text.text == "<p>A page.</p>"
    assert (data.text, data.flags, data.complete) == ("A page.", ("paywall",), False)


def test_a_commands_exit_code_is_its_word(tmp_path: Path) -> None:
    [answer] = answers([command(tmp_path, "import sys; sys.exit('no article')")])

    assert (answer.ended, answer.detail) == (Ended.RAISED, "no article")


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("trafilatur", "there is no such command or folder; did you mean 'trafilatura'?"),
        ("no_such_module:extract", "there is no module 'no_such_module'"),
        ("json:lods", "json has no 'lods'; did you mean 'load"),
        (f"{BAD}:NOT_A_FUNCTION", "is a int, not a function"),
        ("missing.py:extract", "there is no file missing.py"),
        ("no-such-program --fast", "there is no such command"),
        ("'unclosed", "the command cannot be read"),
    ],
)
def test_a_scraper_that_cannot_be_run_is_named_before_anything_runs(word: str, message: str) -> None:
    with pytest.raises(UsageError) as error:
        find_scrapers(["json:dumps", word])

    assert message in str(error.value)


def test_a_promise_of_json_is_tried_before_the_audit(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="its output is not the promised JSON"):
        find_scrapers([command(tmp_path, "print('just text')")], output=Output.JSON)


def test_two_scrapers_of_one_name_are_told_apart_by_the_user() -> None:
    with pytest.raises(UsageError, match="name one of them: other="):
        find_scrapers(["json:dumps", "json:dumps"])
    assert [s.name for s in find_scrapers(["json:dumps", "new=json:dumps"])] == ["json:dumps", "new"]


def test_scrapers_run_side_by_side_and_keep_their_order() -> None:
    scrapers = find_scrapers([f"a={function('sometimes')}", f"b={function('good')}"])
    cases = [Case(str(n), "<p>" + "x" * n, PAGE.truth, "https://news.example/") for n in range(60)]
    told: list[int] = []
    jobs = [(s, c) for s in scrapers for c in cases]
    found = asyncio.run(run(jobs, lanes=3, done=lambda place, answer: told.append(place)))

    assert [a.text for a in found[60:]] == [f"https://news.example/ {n + 3}" for n in range(60)]
    assert sorted(told) == list(range(120))
    assert len({a.text for a in found[:60]}) == 3


def test_a_scraper_that_cannot_be_started_again_dies() -> None:
    gone = Scraper("gone", ("/no/such/program",))
    [answer] = asyncio.run(run([(gone, PAGE)]))

    assert answer.ended is Ended.DIED
    assert answer.detail.startswith("it did not start")


def test_mozilla_readability_answers_where_node_and_its_packages_are() -> None:
    """It speaks the workers' protocol from another language."""
    try:
        scrapers = find_scrapers(["mozilla-readability"])
    except UsageError as error:
        pytest.skip(str(error))
    paragraph = "<p>The boat left the harbour at six in the morning, with forty passengers and one goat.</p>"
    page = Case("page", f"<article><h1>Ferry</h1>{paragraph * 12}</article>", PAGE.truth)
    [answer] = asyncio.run(run([(scrapers[0], page)]))

    assert "one goat" in (answer.text or "")


@pytest.mark.parametrize(
    "name", ["trafilatura", "newspaper4k", "readability-lxml", "resiliparse", "all-text"]
)
def test_the_built_in_adapters_return_the_main_text(name: str) -> None:
    paragraph = "<p>The boat left the harbour at six in the morning, with forty passengers and one goat.</p>"
    page = Case(
        "page", f"<html><body><article><h1>Ferry</h1>{paragraph * 12}</article></body></html>", PAGE.truth
    )
    [answer] = answers([name], [page], Limits())

    assert "one goat" in (answer.text or "")
