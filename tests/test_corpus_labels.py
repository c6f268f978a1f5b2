"""Reading labelled corpora."""

import json
from pathlib import Path
from typing import Any

import pytest

from harness.core.errors import TargetError
from harness.core.model import Content, State, TextSource
from harness.sources.labels import Confidence, read_corpus

LABEL = {"id": "harbour", "path": "harbour.html", "state": "full", "content": "complete"}


def corpus(folder: Path, *rows: dict[str, Any] | str) -> Path:
    """A corpus folder with these lines in its labels.jsonl."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    (folder / "labels.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "harbour.html").write_text("<p>The harbour reopened.</p>", encoding="utf-8")
    return folder


def test_a_label_needs_only_id_path_state_and_content(tmp_path: Path) -> None:
    (label,) = read_corpus(corpus(tmp_path, LABEL)).labels

    assert label.id == "harbour"
    assert label.path == tmp_path / "harbour.html"
    assert (label.state, label.content) == (State.FULL, Content.COMPLETE)
    assert label.confidence is Confidence.SURE
    assert (label.url, label.status, label.lang) == (None, None, None)


def test_header_names_are_read_in_lower_case(tmp_path: Path) -> None:
    (label,) = read_corpus(corpus(tmp_path, LABEL | {"headers": {"Retry-After": 30}})).labels

    assert label.headers == {"retry-after": "30"}


@pytest.mark.parametrize(
    ("more", "source"),
    [
        ({}, TextSource.VISIBLE),
        ({"content": "partial"}, None),
        ({"content": "partial", "also": ["text_in_jsonld"]}, TextSource.STRUCTURED_DATA),
        ({"content": "none", "text_source": "hidden"}, TextSource.HIDDEN),
    ],
)
def test_the_text_source_is_taken_only_from_what_the_label_tells(
    tmp_path: Path, more: dict[str, Any], source: TextSource | None
) -> None:
    (label,) = read_corpus(corpus(tmp_path, LABEL | more)).labels

    assert label.text_source is source


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{", "no JSON"),
        ("[]", "not a JSON object"),
        (LABEL | {"id": ""}, "id: a text is needed, not ''"),
        (LABEL | {"path": "quay.html"}, "path: there is no file 'quay.html'"),
        (LABEL | {"state": "paywal"}, "state: unknown 'paywal'; did you mean 'paywall'?"),
        (LABEL | {"content": None}, "content: a text is needed, not None"),
        (LABEL | {"status": "200"}, "status: a number or null, not '200'"),
        (LABEL | {"headers": ["a"]}, "headers: an object or null"),
        (LABEL | {"also": "paywall"}, "also: a list of names"),
        (LABEL | {"confidence": "sur"}, "confidence: unknown 'sur'; did you mean 'sure'?"),
        (LABEL, "id 'harbour' stands twice"),
    ],
)
def test_a_bad_line_is_named_with_its_place_and_the_others_are_read(
    tmp_path: Path, row: dict[str, Any] | str, why: str
) -> None:
    read = read_corpus(corpus(tmp_path, LABEL, "", row, LABEL | {"id": "quay"}))

    assert [label.id for label in read.labels] == ["harbour", "quay"]
    (problem,) = read.problems
    assert problem.startswith(f"{tmp_path / 'labels.jsonl'}:3: {why}")


def test_a_folder_without_labels_is_no_corpus(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"not a labelled corpus: cannot read its labels\.jsonl"):
        read_corpus(tmp_path)


def test_a_corpus_without_a_usable_line_is_refused_with_the_first_reason(tmp_path: Path) -> None:
    with pytest.raises(TargetError, match=r"labels\.jsonl:1: no JSON"):
        read_corpus(corpus(tmp_path, "{", "{"))


def test_pages_as_they_come_have_a_domain_a_half_and_a_marked_text_and_may_be_unread(tmp_path: Path) -> None:
    (tmp_path / "harbour.html").write_text("<p>The harbour reopened.</p>", encoding="utf-8")
    row = LABEL | {
        "state": None,
        "content": None,
        "domain": "quay.example",
        "half": "learn",
        "gold": "h.txt.gz",
    }
    (tmp_path / "pages.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (label,) = read_corpus(tmp_path).labels

    assert (label.domain, label.half, label.gold) == ("quay.example", "learn", tmp_path / "h.txt.gz")
    assert label.unread
    assert not label.sure
    assert (label.state, label.complete) == (State.FULL, True)
