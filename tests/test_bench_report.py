"""A bench in words and as JSON."""

import json
from dataclasses import replace
from pathlib import Path

from rich.cells import cell_len

from harness.core.model import (
    Advice,
    ArticleFacts,
    Content,
    Engine,
    Evidence,
    Retry,
    Signal,
    State,
    TextSource,
    Verdict,
)
from harness.measure.bench.bench import Judged
from harness.measure.bench.bench_report import as_json, as_text
from harness.measure.bench.bench_score import score
from harness.measure.bench.markdown import as_markdown
from harness.sources.labels import Confidence, Label


def judged(
    true: State,
    said: State,
    *,
    id: str = "harbour",
    evidence: str = "ends: the ferry will …",
    excerpt: str = "Read the rest tomorrow",
    confidence: Confidence = Confidence.SURE,
    cpu_ms: float | None = 2.0,
) -> Judged:
    """A page and its verdict; content follows from the state."""
    complete = {State.FULL: Content.COMPLETE}
    label = Label(
        id,
        Path("harbour.html"),
        true,
        complete.get(true, Content.PARTIAL),
        lang="en",
        evidence=evidence,
        confidence=confidence,
    )
    signal = Signal(f"{said}/telltale", said, True, (Evidence("after the article", excerpt),))
    verdict = Verdict(
        target=id,
        url=None,
        final_url=None,
        status=None,
        title="The harbour reopens",
        lang="en",
        engine=Engine.STATIC,
        state=said,
        content=complete.get(said, Content.PARTIAL),
        also=(),
        retry=Retry(Advice.NONE),
        article=ArticleFacts(120, 400, TextSource.VISIBLE, "The harbour", "ferry will"),
        signals=(signal,),
        despite=(replace(signal, rule="full/natural_end", state=State.FULL, decisive=False),),
    )
    return Judged(label, verdict, cpu_ms=cpu_ms)


def text_of(*pages: Judged, details: bool = False) -> str:
    scores = score((j.label, j.verdict) for j in pages if j.verdict is not None)
    return as_text(scores, pages, title="pages, static engine", details=details)


def test_the_question_that_matters_most_comes_first() -> None:
    text = text_of(
        judged(State.TRUNCATED, State.TRUNCATED),
        judged(State.FULL, State.FULL),
        judged(State.FULL, State.PAYWALL),
    )

    head = text[: text.index("Right answers")]
    assert "pages, static engine: 3 pages" in head
    assert "precision    0.500" in head
    assert "1 of 2 complete pages" in head


def test_a_miss_is_listed_with_the_labels_reason_and_what_misled() -> None:
    text = text_of(judged(State.TRUNCATED, State.FULL, id="quay"))

    misses = text[text.index("Misses") : text.index("False alarms: ")]
    assert "Misses (incomplete, called complete): 1" in misses
    assert "quay" in misses
    assert "truncated/partial, called full/complete" in misses
    assert "label: ends: the ferry will …" in misses
    assert "full/telltale (full, decisive)" in misses


def test_a_false_alarm_is_listed_with_its_evidence() -> None:
    text = text_of(judged(State.FULL, State.PAYWALL))

    alarms = text[text.index("False alarms: ") :]
    assert 'paywall/telltale (paywall, decisive) after the article: "Read the rest' in alarms


def test_a_long_list_ends_with_how_to_see_the_rest() -> None:
    text = text_of(*(judged(State.FULL, State.PAYWALL, id=f"page-{n}") for n in range(45)))

    assert "… and 5 more; --details lists all" in text


def test_details_show_every_disagreement_with_all_evidence_also_of_unsure_labels() -> None:
    text = text_of(
        judged(State.PAYWALL, State.TRUNCATED, id="quay"),
        judged(State.FULL, State.PAYWALL, id="pier", confidence=Confidence.UNSURE),
        judged(State.FULL, State.FULL, id="dock"),
        details=True,
    )

    details = text[text.index("Disagreements") :]
    assert "unsure labels included: 2" in details
    assert "pier  (unsure label)" in details
    assert "label    paywall/partial" in details
    assert "verdict  truncated/partial" in details
    assert "because  truncated/telltale" in details
    assert "despite  full/natural_end (full, circumstantial)" in details
    assert "120 words of 400 promised, visible, language en" in details
    assert "dock" not in details


def test_every_line_fits_80_columns_whatever_pages_and_labels_hold() -> None:
    long = "word " * 80
    pages = [
        judged(State.TRUNCATED, State.FULL, id="i" * 120, evidence=long, excerpt=long),
        judged(
            State.FULL, State.REGISTRATION_WALL, evidence="港口重新开放" * 40, excerpt="港口重新开放" * 40
        ),
    ]

    for details in (False, True):
        assert max(map(cell_len, text_of(*pages, details=details).splitlines())) <= 80


def test_escape_sequences_of_pages_and_labels_do_not_reach_the_terminal() -> None:
    page = judged(State.FULL, State.PAYWALL, evidence="\x1b[2Jend", excerpt="\x1b]0;title\x07")

    for details in (False, True):
        assert "\x1b" not in text_of(page, details=details)


def test_pages_without_a_verdict_are_counted_apart_and_named() -> None:
    lost = Judged(judged(State.FULL, State.FULL).label, None, "harbour: its gzip data is broken")

    text = text_of(lost, judged(State.FULL, State.FULL, id="quay"))

    assert "pages, static engine: 1 pages" in text
    assert "Could not look: 1\n  harbour: its gzip data is broken" in text


def test_processor_time_is_told_where_it_was_measured() -> None:
    pages = [judged(State.FULL, State.FULL, cpu_ms=ms) for ms in (1.0, 3.0, 5.0)]

    assert "processor time a page: median 3.0 ms" in text_of(*pages)
    assert "processor time" not in text_of(judged(State.FULL, State.FULL, cpu_ms=None))


def test_json_holds_the_scores_and_every_disagreement() -> None:
    pages = [judged(State.PAYWALL, State.TRUNCATED, id="quay"), judged(State.FULL, State.FULL)]
    scores = score((j.label, j.verdict) for j in pages if j.verdict is not None)

    data = json.loads(json.dumps(as_json(scores, pages)))

    assert data["pages"] == 2
    assert data["incomplete"] == {
        "tp": 1,
        "fp": 0,
        "fn": 0,
        "tn": 1,
        "precision": 1.0,
        "recall": 1.0,
        "f1": 1.0,
        "false_alarms": 0.0,
    }
    assert data["state"] == {"hits": 1, "of": 2, "rate": 0.5}
    assert {"label": "paywall", "verdict": "truncated", "pages": 1} in data["confusion"]
    (wrong,) = data["wrong"]
    assert wrong["id"] == "quay"
    assert wrong["verdict"]["state"] == "truncated"


def test_alarms_on_pages_that_nobody_has_read_are_listed_apart() -> None:
    pages = [
        judged(State.FULL, State.PAYWALL, id="harbour", confidence=Confidence.UNREAD),
        judged(State.FULL, State.FULL, id="quay", confidence=Confidence.UNREAD),
        judged(State.TRUNCATED, State.TRUNCATED, id="pier"),
    ]
    text = text_of(*pages)

    assert "1 pages, and 2 that nobody has read" in text
    assert "500.0 alarms per 1,000 complete pages" in text
    assert "1 on 2 pages, 1 of them on pages nobody has read; in 1 of 2 domains" in text
    assert "precision 0.020 where 1% of the pages are incomplete" in text
    assert "False alarms: 0" in text
    assert "Alarms on pages nobody has read: 1" in text
    said = as_json(score((j.label, j.verdict) for j in pages if j.verdict), pages)
    assert said["ordinary"]["per_thousand"] == 500
    assert [(wrong["id"], wrong["unread"]) for wrong in said["wrong"]] == [("harbour", True)]
    assert "| alarms per 1,000 | 500.0 |" in as_markdown(
        score((j.label, j.verdict) for j in pages if j.verdict)
    )
