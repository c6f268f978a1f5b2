"""A rule that raises costs no verdict, and none of ours raises wherever a notice stands."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harness.core.errors import RuleError
from harness.core.model import Note, State
from harness.core.rulebook import Rulebook
from harness.observe.observation import Block, Frame, Hidden, Observation, Overlay
from harness.observe.static import observe
from harness.reading import read
from harness.rules import all_rules, questions
from harness.rules.decide import ask_all, judge_observation
from harness.rules.rule import Matcher, Rule
from harness.schema import verdict_schema

ROOT = Path(__file__).parent.parent.parent
FOLDERS = sorted(path.parent for path in (ROOT / "pages").glob("*/page.toml"))
PAGE = "<html><body><article><h1>A bridge opens</h1>" + "<p>The council met and it voted at last.</p>" * 30


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_rule_raises_wherever_the_notices_stand(folder: Path) -> None:
    """In frames, covers and shadow roots, hidden, alone, and on a page with nothing else."""
    facts = tomllib.loads((folder / "page.toml").read_text(encoding="utf-8"))
    document = next(folder.glob("page.html*"))
    if document.suffix != ".html":
        pytest.skip("compressed")
    known = {name: facts[name] for name in ("url", "status", "headers") if name in facts}
    page = observe(document.read_bytes(), questions=questions(), **known)
    for moved in _moved(page):
        list(ask_all(read(moved), all_rules(), strict=True))


def _moved(page: Observation) -> Iterator[Observation]:
    spotted = {spot.index for spots in read(page).spots.values() for spot in spots}
    notices = [i for i in sorted(spotted) if i < len(page.blocks) and page.blocks[i].words <= 90]
    blocks = page.blocks
    texts = [blocks[i].text for i in notices]
    rest = tuple(block for i, block in enumerate(blocks) if i not in notices)
    every = " ".join(texts)
    framed = tuple(Frame("https://cmp.example/box", True, text, share=0.5, block=0) for text in texts)
    yield replace(page, blocks=rest, frames=(*page.frames, *framed))
    yield replace(page, frames=(*page.frames, Frame("", True, every, share=1.0, block=len(blocks))))
    yield replace(page, blocks=(), frames=framed)
    cover = Overlay(every[:2000], 0.9, "modal", frame="https://cmp.example/box")
    over = tuple(
        block._replace(overlay=len(page.overlays)) if i in notices else block
        for i, block in enumerate(blocks)
    )
    yield replace(page, blocks=over, overlays=(*page.overlays, cover))
    yield replace(
        page, blocks=tuple(block for block in over if block.overlay >= 0), overlays=(*page.overlays, cover)
    )
    # a shadow root's text stands where its host stands: after all, before all, in a container of its own
    apart = tuple(blocks[i]._replace(container=0, root=0) for i in notices)
    yield replace(page, blocks=(*rest, *apart))
    yield replace(page, blocks=(*apart, *rest))
    yield replace(page, blocks=apart)
    gone = tuple(_hide(block) if i in notices else block for i, block in enumerate(blocks))
    yield replace(page, blocks=gone)
    yield replace(page, blocks=tuple(_hide(block) for block in blocks))


def _hide(block: Block) -> Block:
    return block._replace(text="", hidden=Hidden.COVERED)


def test_a_consent_choice_in_a_frame_is_judged() -> None:
    """The frame's index was taken for a block's, and the page had no verdict."""
    page = observe(PAGE, questions=questions())
    choice = "We and our partners use cookies. Accept all or manage your choices to continue to the site."

    verdict = judge_observation(
        replace(page, frames=(Frame("https://cmp.example", True, choice, share=0.4),))
    )

    assert verdict.state is State.FULL


def test_the_others_decide_where_a_rule_raises(caplog: pytest.LogCaptureFixture) -> None:
    """The verdict names it, in ``also`` and among the signals; it is told once, and fits the published schema."""
    broken = Rule(State.PAYWALL, Matcher(lambda _: 1 // 0), id="mine/broken", doc="Broken.")  # type: ignore[arg-type, return-value]
    page = observe(PAGE, questions=questions())

    lenient = Rulebook(strict=False)
    verdicts = [judge_observation(page, rules=(*all_rules(), broken), rulebook=lenient) for _ in range(3)]

    assert {verdict.state for verdict in verdicts} == {State.FULL}
    assert Note.RULE_FAILED in verdicts[0].also
    failed = next(signal for signal in verdicts[0].signals if signal.rule == "mine/broken")
    assert "ZeroDivisionError" in failed.evidence[0].excerpt
    assert len([one for one in caplog.records if "mine/broken" in one.getMessage()]) == 1
    pytest.importorskip("jsonschema").validate(verdicts[0].to_json(), verdict_schema())


def test_strictly_a_rule_that_raises_is_an_error() -> None:
    """So that a project's own tests, and ours, see it."""
    broken = Rule(State.PAYWALL, Matcher(lambda _: [][1]), id="mine/broken", doc="Broken.")

    with pytest.raises(RuleError, match="mine/broken: raised IndexError"):
        judge_observation(observe(PAGE), rules=[broken], rulebook=Rulebook(strict=True))


@pytest.mark.parametrize(("options", "code", "judged"), [([], 0, 2), (["--strict"], 3, 0)])
def test_check_says_it_once_on_stderr(tmp_path: Path, options: list[str], code: int, judged: int) -> None:
    """Two pages, one line; with --strict there is no verdict at all."""
    rules = tmp_path / "rules" / "paywall"
    rules.mkdir(parents=True)
    (rules / "broken.py").write_text(
        '"""Broken."""\nfrom harness.core.model import State\nfrom harness.rules.rule import Matcher, Rule\n'
        "RULE = Rule(State.PAYWALL, Matcher(lambda reading: reading.nothing))\n"
    )
    for name in ("a.html", "b.html"):
        (tmp_path / name).write_text(PAGE)

    ran = subprocess.run(
        [
            sys.executable,
            "-m",
            "harness",
            "check",
            "a.html",
            "b.html",
            "--engine",
            "static",
            "--format",
            "jsonl",
            *options,
        ],
        cwd=tmp_path,
        env={
            **os.environ,
            "HARNESS_RULES": str(tmp_path / "rules"),
            "PYTHONPATH": str(ROOT),
            "HARNESS_STRICT": "",
        },
        capture_output=True,
        text=True,
        check=False,
    )

    told = [line for line in map(json.loads, ran.stdout.splitlines()) if "state" in line]
    assert (ran.returncode, len(told)) == (code, judged), ran.stderr
    assert ran.stderr.count("raised AttributeError") == (1 if judged else 2)
