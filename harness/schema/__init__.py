"""The published JSON Schema of a verdict, ``verdict.schema.json``, shipped with the package."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def verdict_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) that every verdict in JSON fulfils."""
    text = (files(__name__) / "verdict.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema
