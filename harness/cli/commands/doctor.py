"""``harness doctor``: what the browser engine needs, and what of it is there."""

from __future__ import annotations

import sys

import click

from harness.cli.options import paper_for


@click.command(short_help="What the browser engine needs, and what is there.")
@click.option("--install", is_flag=True, help="Install a browser where none was found.")
def doctor(install: bool) -> int:
    """Look for a browser, start it once, and say how to mend what is missing.

    Only the browser engine needs one; --engine static works without.
    """
    from harness.core.extras import need_browser_extra

    need_browser_extra()
    from harness.browser.process import launch
    from harness.core.clean import clean
    from harness.report.layout import Span, paint, wrap

    paper = paper_for(sys.stdout)
    if install and launch.find_browser() is None:
        click.echo("harness: no browser found; installing one, which may take minutes", err=True)
        launch.install_browser()
    findings = launch.doctor()
    column = max(len(finding.what) for finding in findings) + 2
    for finding in findings:
        sign, tone = ("●", "green") if finding.ok else ("○", "red")
        lead = f"{paint(sign, tone, paper.colour)} {finding.what.ljust(column)}"
        spans = [Span(clean(finding.says))]
        if not finding.ok and finding.mend not in finding.says:
            spans.append(Span(f"; {clean(finding.mend)}", "yellow"))
        for number, line in enumerate(wrap(spans, min(paper.width, 100) - column - 2, colour=paper.colour)):
            click.echo((" " * (column + 2) if number else lead) + line, color=paper.colour)
    return 0 if all(finding.ok for finding in findings) else 3


COMMAND = doctor
