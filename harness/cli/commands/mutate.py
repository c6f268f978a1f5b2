"""``harness mutate PAGE --with FAULT``: a page with faults, written out with its truth."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from harness.core.errors import UsageError

if TYPE_CHECKING:
    from harness.measure.faults.case import Case

DECLINED = 1


@click.command(short_help="Writes a page with faults, and its label.", no_args_is_help=True)
@click.argument("page")
@click.option(
    "--with",
    "faults",
    multiple=True,
    required=True,
    metavar="FAULT[,FAULT]",
    help="What to do to it, in this order.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="The same seed makes the same page.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="DIR", help="Where to write."
)
def mutate(page: str, faults: tuple[str, ...], seed: int, output: Path) -> int:
    """Write the complete saved page PAGE with faults into DIR, as saved pages of their own.

    Faults joined with commas or + are done one after the other to the same page; each --with makes a page
    of its own. PAGE may be a folder of saved pages: then every complete one is changed.
    Exit 1: a page does not allow a fault.

    \b
    harness mutate pages/open-poem --with cut_ellipsis,error_beside -o out
    harness mutate pages/open-poem --with overlay --with fade --seed 7 -o out
    """
    from harness.measure.audit.suite import labelled
    from harness.measure.faults.fault import combination
    from harness.measure.faults.fault import mutate as change
    from harness.measure.faults.specimen import examine

    combinations = [combination(text.replace(",", "+")) for text in faults]
    complete = [case for case in labelled([page]) if case.truth.complete]
    if not complete:
        raise UsageError(f"{page}: faults are made on complete pages, and its label says it is none")
    declined = 0
    for case in complete:
        specimen = examine(case)
        if specimen is None and len(complete) == 1:
            raise UsageError(
                f"{page}: its article is too short, or its text is not found in the HTML as shown"
            )
        for names in combinations:
            changed = change(specimen, names, seed=seed) if specimen is not None else None
            if changed is None:
                declined += 1
                click.echo(f"harness: {case.page} does not allow {'+'.join(names)}", err=True)
                continue
            click.echo(str(_write(changed, output, seed)))
    return DECLINED if declined else 0


COMMAND = mutate


def _write(case: Case, output: Path, seed: int) -> Path:
    import tomli_w

    folder = output / case.id
    truth = case.truth
    facts: Mapping[str, object] = {
        "url": case.url or f"https://news.example/{case.page}",
        "status": case.status or 200,
        "captured": datetime.now(UTC).date(),
        "note": f"{case.page} with {', then '.join(case.faults)} (seed {seed})",
        "headers": dict(case.headers),
        "expect": {"state": truth.state.value, "content": truth.content.value, "also": sorted(truth.also)},
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "page.html").write_bytes(case.body)
        (folder / "page.toml").write_text(tomli_w.dumps(facts), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"--output {folder}: {error.strerror}") from error
    return folder
