"""``harness faults``: what can be done to a page, or on the wire."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from harness.cli.options import OneOf, paper_for
from harness.core.errors import UsageError, did_you_mean

if TYPE_CHECKING:
    from harness.measure.faults.fault import Fault
    from harness.measure.faults.wire import WireFault


@click.command(short_help="The faults that pages can be given.")
@click.argument("name", required=False)
@click.option("--format", "form", type=OneOf("format", lambda: ["text", "json"]), default="text", help="text")
def faults(name: str | None, form: str) -> int:
    """List the faults, or tell all about the fault NAME.

    On pages: what harness audit and mutate do to complete pages; the state is what a human would then see.
    On the wire: what harness serve does to the transfer.

    \b
    harness faults
    harness faults excerpt_with_error
    """
    from harness.measure.faults.fault import all_faults, all_neutral
    from harness.measure.faults.wire import all_wire_faults

    kinds: dict[str, Mapping[str, Fault | WireFault]] = {
        "on pages": {**all_faults()},
        "on the wire": {**all_wire_faults()},
        "neutral edits: they must change nothing": {**all_neutral()},
    }
    known = {n: fault for group in kinds.values() for n, fault in group.items()}
    if name is not None:
        if name not in known:
            raise UsageError(f"there is no fault {name!r}{did_you_mean(name, known)}")
        click.echo(f"{name}\n\n{known[name].doc}")
        return 0
    if form == "json":
        table = [
            {"fault": n, "kind": kind.partition(":")[0], "state": fault.state.value, "doc": fault.doc}
            for kind, group in kinds.items()
            for n, fault in group.items()
        ]
        click.echo(json.dumps(table, indent=2))
        return 0
    paper = paper_for(sys.stdout)
    from harness.report.layout import Span, paint, wrap

    width = min(paper.width, 100)
    for number, (kind, group) in enumerate(kinds.items()):
        click.echo(("\n" if number else "") + paint(kind, "bold", paper.colour), color=paper.colour)
        for n, fault in group.items():
            spans = [Span(fault.summary + " "), Span(f"→\N{NO-BREAK SPACE}{fault.state}", "dim")]
            for line in wrap(spans, width, f"  {n:<20}", " " * 22, paper.colour):
                click.echo(line, color=paper.colour)
    click.echo(paint(f"\n{len(known)} faults", "dim", paper.colour), color=paper.colour)
    return 0


COMMAND = faults
