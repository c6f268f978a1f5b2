"""The bench with the browser engine."""

import gzip
from pathlib import Path

import pytest

from harness.browser.process.launch import ENV, find_browser
from harness.core.errors import BrowserError
from harness.core.model import Content, Engine, State
from harness.look.looking import Looking
from harness.measure.bench.bench import in_browser
from harness.sources.labels import Label

WHOLE = "".join(
    f"<p>The {nth} boat of the morning left the harbour with the tide, and the ferry office said that every "
    "passenger who had waited through the storm was on board before noon.</p>"
    for nth in ("first", "second", "third", "fourth", "fifth", "sixth")
)


def label(folder: Path, name: str, html: str) -> Label:
    path = folder / f"{name}.html.gz"
    path.write_bytes(gzip.compress(html.encode()))
    return Label(name, path, State.FULL, Content.COMPLETE, url=f"https://courier.example/{name}")


@pytest.mark.skipif(find_browser() is None, reason="no browser on this machine (harness doctor)")
def test_pages_are_opened_in_the_browser_and_keep_their_labels(tmp_path: Path) -> None:
    page = f'<!doctype html><html lang="en"><body><article><h1>Ferry</h1>{WHOLE}</article></body></html>'
    labels = [label(tmp_path, f"ferry-{n}", page) for n in range(3)]
    cut = label(tmp_path, "cut", page)
    cut.path.write_bytes(cut.path.read_bytes()[:-12])

    judged = {j.label.id: j for j in in_browser([labels[0], cut, *labels[1:]], how=Looking(concurrency=2))}

    assert set(judged) == {"ferry-0", "ferry-1", "ferry-2", "cut"}
    assert judged["cut"].verdict is None
    for each in labels:
        verdict = judged[each.id].verdict
        assert verdict is not None
        assert (verdict.target, verdict.state, verdict.engine) == (each.id, State.FULL, Engine.BROWSER)


def test_without_a_browser_the_run_ends_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(ENV, str(tmp_path / "no-browser"))

    with pytest.raises(BrowserError, match="no-browser"):
        list(in_browser([label(tmp_path, "ferry", WHOLE)], how=Looking(concurrency=1)))
