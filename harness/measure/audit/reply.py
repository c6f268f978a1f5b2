"""What a scraper gives back, in whatever form, as an answer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from harness.measure.audit.answer import Answer, Ended

TEXT_FIELDS = ("text", "content", "article", "textContent", "maintext", "body")
"""Where an object's or a JSON answer's text is looked for, in this order."""


def from_value(value: object) -> Answer:
    """The answer that a Python function returned.

    Args:
        value: a text, ``None``, or an object or mapping with ``text`` and, where the scraper says more,
            ``flags`` (words, or one word), ``complete`` (a bool) and ``error`` (why there is no text).
    """
    match value:
        case None:
            return Answer()
        case str():
            return Answer(value)
        case bytes():
            return Answer(value.decode("utf-8", "replace"))
        case bool() | int() | float():
            return _none(f"it returned {value!r}, not a text")
        case Mapping():
            return _from_fields(value)
    fields = {name: getattr(value, name) for name in (*TEXT_FIELDS, *_MORE) if hasattr(value, name)}
    if not fields:
        return _none(f"it returned a {type(value).__name__}, which has no text")
    return _from_fields(fields)


def from_output(data: bytes, *, json_only: bool = False, text_only: bool = False) -> Answer:
    """The answer that a command wrote.

    Args:
        data: its stdout.
        json_only: it promised JSON.
        text_only: it promised text.
    """
    written = data.decode("utf-8", "replace")
    if text_only or not (json_only or written.lstrip().startswith("{")):
        return Answer(written)
    try:
        value = json.loads(written)
    except ValueError as error:
        if not json_only:
            return Answer(written)
        return _none(f"its output is not the promised JSON ({error})")
    if isinstance(value, str) or value is None:
        return Answer(value)
    if not isinstance(value, dict):
        return _none("its output is JSON, but no object with a text")
    return _from_fields(value)


_MORE = ("flags", "complete", "error")


def _from_fields(fields: Mapping[str, Any]) -> Answer:
    text = next((fields[name] for name in TEXT_FIELDS if fields.get(name)), None)
    if callable(text) or not isinstance(text, str | None):
        return _none(f"its text is a {type(text).__name__}")
    complete = fields.get("complete")
    if not any(name in fields for name in (*TEXT_FIELDS, *_MORE)):
        return _none(f"its answer has none of the fields {', '.join(TEXT_FIELDS)}")
    error = fields.get("error")
    ended = Ended.RAISED if error and not text else Ended.ANSWERED
    flags = _flags(fields.get("flags"))
    return Answer(text, flags, complete if isinstance(complete, bool) else None, ended, str(error or ""))


def _flags(value: object) -> tuple[str, ...]:
    match value:
        case str():
            return (value,)
        case list() | tuple() | set() | frozenset():
            return tuple(sorted(str(item) for item in value))
        case Mapping():
            return tuple(sorted(str(name) for name, said in value.items() if said))
        case True:
            return ("flagged",)
    return ()


def _none(why: str) -> Answer:
    return Answer(ended=Ended.DIED, detail=why)
