"""The published JSON Schema and real verdicts agree."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import harness
from harness.core.model import Advice, Consent, Content, Engine, Note, State, TextSource
from harness.look.change import Baseline, Kind, compare
from harness.schema import verdict_schema

PAGES = {
    "empty": "",
    "article": "<html lang=en><title>Ferry</title><article><p>The ferry runs again.</p></article>",
    "cut": "<html lang=en><article><p>Article excerpt</p><p>The ferry was closed for two years and…</p>",
    "surrogate": "<p>\ud800</p>",
}


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    return verdict_schema()


def test_the_schema_is_a_valid_schema(schema: dict[str, Any]) -> None:
    """Draft 2020-12."""
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("status", [None, 200, 503])
def test_verdicts_fulfil_the_schema(schema: dict[str, Any], page: str, status: int | None) -> None:
    """Of HTML and of text."""
    validator = Draft202012Validator(schema)

    validator.validate(harness.judge(PAGES[page], url="https://news.example/ferry", status=status).to_json())
    validator.validate(harness.judge_text(PAGES[page]).to_json())


def test_the_schema_knows_every_word_of_the_model(schema: dict[str, Any]) -> None:
    """A new state must be published too."""
    field = schema["properties"]

    assert field["state"]["enum"] == [s.value for s in State]
    assert field["content"]["enum"] == [c.value for c in Content]
    assert field["engine"]["enum"] == [e.value for e in Engine]
    assert field["also"]["items"]["enum"] == [w.value for w in (*State, *Note)]
    assert field["retry"]["properties"]["advice"]["enum"] == [a.value for a in Advice]
    assert field["article"]["properties"]["text_source"]["enum"] == [t.value for t in TextSource]


def test_the_schema_describes_exactly_the_fields_there_are(schema: dict[str, Any]) -> None:
    """None is undocumented, none is missing; all are required but those that only some runs have."""
    verdict = harness.judge(PAGES["cut"]).to_json()

    assert set(verdict) == set(schema["required"]) == set(schema["properties"]) - {"visits", "change"}
    for part in ("article", "retry"):
        assert set(verdict[part]) == set(schema["properties"][part]["required"])


def test_visits_changes_and_answered_banners_fulfil_the_schema(schema: dict[str, Any]) -> None:
    """The forms that only some runs write."""
    verdict = replace(harness.judge(PAGES["article"], url="https://news.example/"), consent=Consent("reject"))
    change = compare(verdict.to_json(), harness.judge(PAGES["cut"]).to_json())
    checked = harness.Checked("page", verdict, visits=(verdict, verdict), change=change)
    baseline = Baseline({"page": verdict.to_json()})

    for told in (checked.to_json(), baseline.as_gone("page")):
        Draft202012Validator(schema).validate(told)
    assert schema["properties"]["change"]["properties"]["kind"]["enum"] == [k.value for k in Kind]


@pytest.mark.parametrize(
    "change", [{"state": "wall"}, {"schema": 2}, {"article": {}}, {"also": ["full", "full"]}, {"status": 9}]
)
def test_the_schema_refuses_what_is_no_verdict(schema: dict[str, Any], change: dict[str, Any]) -> None:
    """So that a wrong writer is noticed."""
    verdict = harness.judge(PAGES["article"]).to_json() | change

    assert not Draft202012Validator(schema).is_valid(verdict)


def test_a_verdict_says_what_made_it() -> None:
    """Of every engine; two verdicts with the same hash can be compared, and equality does not ask for it."""
    cut = harness.judge(PAGES["cut"])
    text = harness.judge_text("Article excerpt")
    told = cut.to_json()["judged_by"]

    assert cut.judged_by is not None
    assert cut.judged_by == text.judged_by
    assert told == {"harness": harness.__version__, "rules": cut.judged_by.rules}
    assert len(told["rules"]) == 16
    assert replace(cut, judged_by=None) == cut
