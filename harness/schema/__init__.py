"""The published JSON Schemas: of a verdict, ``verdict.schema.json``, and of a line of results."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def verdict_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every verdict in JSON fulfils."""
    text = (files(__name__) / "verdict.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def line_schema() -> dict[str, Any]:
    """The JSON Schema of a line of ``--format jsonl`` and of ``harness run``: a verdict, or why there is none."""
    verdict = {"$id": "verdict", **verdict_schema()}  # what it refers to within itself is found by that
    return {"anyOf": [verdict, _none("error"), _none("skipped")]}


def _none(why: str) -> dict[str, Any]:
    text = {"type": "string"}
    return {
        "type": "object",
        "required": ["target", why],
        "properties": {"target": text, why: text},
        "additionalProperties": False,
    }
