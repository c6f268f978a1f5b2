"""What programs hand over by mistake: said at once, with the argument's name."""

from __future__ import annotations

from typing import Any

import pytest

import harness


@pytest.mark.parametrize(
    ("call", "given", "told"),
    [
        (harness.judge, {"html": None}, "html must be the document, as bytes or text, not None"),
        (harness.judge, {"html": "<p>", "status": "404"}, "status must be a number, such as 404, not str"),
        (harness.judge, {"html": "<p>", "url": 7}, "url must be text, not int"),
        (harness.judge, {"html": "<p>", "final_url": b"/"}, "final_url must be text, not bytes"),
        (harness.judge, {"html": "<p>", "history": "https://a.example/"}, "history must be a list of addresses"),
        (harness.judge, {"html": "<p>", "headers": [("a", "b")]}, "headers must be a mapping of names to values, not list"),
        (harness.judge_text, {"text": None}, "text must be what a scraper made of a page, as text, not None"),
        (harness.check, {"target": None}, "target must be an address, a path or a harness Page, not None"),
        (harness.check, {"target": "a.html", "timeout": "3"}, "timeout must be a number of seconds, not str"),
        (harness.check, {"target": "a.html", "visits": "3"}, "visits must be a number, not str"),
    ],
)  # fmt: skip
def test_an_argument_that_is_not_what_it_must_be_is_named(
    call: Any, given: dict[str, Any], told: str
) -> None:
    """What was given is told by its kind only: it may hold a secret."""
    with pytest.raises(harness.UsageError) as raised:
        call(**given)

    assert str(raised.value).startswith(told)


@pytest.mark.asyncio
async def test_a_target_alone_is_no_list_of_targets() -> None:
    """Its letters would be."""
    with pytest.raises(harness.UsageError, match="targets must be a list of targets, not str"):
        await anext(harness.acheck_many("pages"))
