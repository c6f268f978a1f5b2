"""What a test is told: its verdicts when it fails, and whether they are as its ``harness_state`` says."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.core.clean import clean
from harness.core.errors import did_you_mean
from harness.core.model import Content, State
from harness.look.checked import Checked
from harness.report.writer import Paper, open_report
from pytest_scraper_harness.at_work.looks import PHOTOGRAPH, SEEN, first_to_tell

_MOST = 3  # verdicts shown of a failing test, the last ones


def tell(item: pytest.Item, report: pytest.TestReport) -> None:
    """Put the last verdicts into the report of a failing test, each with a picture of its page where there is one.

    Where pytest-html makes a report, the pictures stand in it. A saved page's test is told under the page's name: all of
    them are called alike.
    """
    saved = item.get_closest_marker("harness_page") is not None
    if saved:
        page = Path(item.nodeid.partition("::")[0]).parent.as_posix()
        report.location = (*report.location[:2], f"{page}: {item.name}")
    seen = item.stash.get(SEEN, [])
    terminal = item.config.get_terminal_writer()
    for place, checked in list(enumerate(seen))[-_MOST:]:
        engine = checked.verdict.engine if checked.verdict is not None else ""
        if saved and first_to_tell(item, checked.target, f"verdict by {engine}") != item.name:
            continue
        stream = io.StringIO()
        paper = Paper(stream, terminal.hasmarkup, terminal.fullwidth)
        writer = open_report("text", paper)
        writer.add(checked)
        writer.close()
        if (photograph := item.stash.get(PHOTOGRAPH, {}).get(place)) and (jpeg := photograph()):
            stream.write(f"  picture {_keep(item, place, jpeg)}\n")
            _show(item.config, report, jpeg, checked)
        report.sections.append(("harness verdict", stream.getvalue()))
    if len(seen) > _MOST:
        report.sections.append(("harness verdict", f"and {len(seen) - _MOST} before these\n"))


def _show(config: pytest.Config, report: pytest.TestReport, jpeg: bytes, checked: Checked) -> None:
    if (html := config.pluginmanager.getplugin("html")) is None:
        return
    picture = html.extras.jpg(b64encode(jpeg).decode("ascii"), clean(checked.target))
    report.extras = [*getattr(report, "extras", []), picture]  # type: ignore[attr-defined]  # pytest-html's own


def _keep(item: pytest.Item, place: int, jpeg: bytes) -> Path:
    """Where a picture lies: in the folder of ``harness_pictures``, or among the run's temporary files."""
    named = item.config.getoption("harness_pictures") or item.config.getini("harness_pictures")
    factory: pytest.TempPathFactory = item.config._tmp_path_factory  # type: ignore[attr-defined]
    folder = item.config.rootpath / named if named else factory.getbasetemp() / "harness"
    folder.mkdir(parents=True, exist_ok=True)
    name = re.sub(r"[^\w.-]+", "-", f"{item.nodeid}-{place}").strip("-")
    file = folder / f"{name[-150:]}.jpg"
    file.write_bytes(jpeg)
    return file


def hold_against(mark: pytest.Mark, item: pytest.Item | None) -> None:
    """Fail where a verdict of a test is not in a state of its mark. Without the test only the mark is checked.

    Args:
        mark: ``harness_state(*states, content=None)``.
        item: the test, after it ran.
    """
    states = [_word(str(name), [s.value for s in State], "state") for name in mark.args]
    content = mark.kwargs.get("content")
    if content is not None:
        _word(str(content), [c.value for c in Content], "content")
    if not states or set(mark.kwargs) - {"content"}:
        pytest.fail('harness_state takes states, and content=…: harness_state("full")', pytrace=False)
    if item is None:
        return
    seen = item.stash.get(SEEN, [])
    if not seen:
        pytest.fail("harness_state: the test got no verdict; it needs harness_check or harness_judge", False)
    wrong = [line for checked in seen for line in _wrong(checked, states, content)]
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)


def _wrong(checked: Checked, states: list[str], content: str | None) -> Iterator[str]:
    verdict = checked.verdict
    assert verdict is not None
    if verdict.state.value not in states:
        yield f"{verdict.target}: the state is {verdict.state}, the test wants {' or '.join(states)}"
    if content is not None and verdict.content.value != content:
        yield f"{verdict.target}: the content is {verdict.content}, the test wants {content}"


def _word(word: str, known: list[str], what: str) -> str:
    if word not in known:
        pytest.fail(f"harness_state: unknown {what} {word!r}{did_you_mean(word, known)}", pytrace=False)
    return word
