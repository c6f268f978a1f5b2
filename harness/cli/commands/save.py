"""``harness save TARGET --as NAME``: a page becomes a test case."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from harness.cli.live_options import manners_of, manners_options, session_options, take_session
from harness.cli.options import looking_of, settings_with
from harness.cli.sections import Sectioned

if TYPE_CHECKING:
    from harness.core.model import Verdict
    from harness.look.save import Saved

REFUSED = 1


@click.command(cls=Sectioned, short_help="Record a page as a test case.", no_args_is_help=True)
@click.argument("target")
@click.option("--as", "name", required=True, metavar="NAME", help="The folder's name, paywall-offer-shown.")
@click.option("--pages", default="pages", metavar="DIR", help="The folder of saved pages; pages.")
@click.option("--url", metavar="URL", help="Where a file came from, if it does not say so itself.")
@click.option("--force", is_flag=True, help="Keep it also when it is judged otherwise offline.")
@click.option(
    "--max-resources-mb",
    "resources",
    type=click.FloatRange(min=0),
    default=3.0,
    metavar="MB",
    help="Styles, scripts and data saved; 3.",
)
@click.option("--timeout", type=click.FloatRange(min=0.1), metavar="SECONDS", help="For one load; 30.")
@click.option("--max-mb", type=click.FloatRange(min=0.001), metavar="MB", help="Longest document read; 10.")
@click.option("--allow-private", is_flag=True, default=None, help="Also open private network addresses.")
@session_options
@manners_options
def save(
    target: str,
    name: str,
    pages: str,
    url: str | None,
    force: bool,
    resources: float,
    ignore_robots: bool,
    **options: Any,
) -> int:
    """Save a live page or an HTML file as pages/NAME, to be tested from then on.

    \b
    harness save https://news.example/story --as paywall-offer-shown
    harness save story.html --as truncated-teaser --url https://news.example/story

    It holds the page as served and as rendered, what it needed, and page.toml with a proposed
    label. Until a person confirms the label, the page fails its test. What was saved is looked
    at again offline; when it is judged otherwise there, nothing is kept unless --force is given.
    """
    import asyncio
    from datetime import UTC, datetime

    from harness.look.save import asave
    from harness.sources.source import MEGABYTE

    session = take_session(options)
    settings = settings_with(**options)
    saved = asyncio.run(
        asave(
            target,
            name,
            pages=Path(pages),
            today=datetime.now(UTC).date(),
            url=url,
            force=force,
            how=looking_of(
                settings,
                resources=int(resources * MEGABYTE),
                session=session,
                manners=manners_of(settings, ignore_robots=ignore_robots),
            ),
        )
    )
    for line in _told(saved, own=bool(session.storage or session.headers)):
        click.echo(line)
    return 0 if saved.kept else REFUSED


def _told(saved: Saved, *, own: bool) -> list[str]:
    from harness.core.clean import clean

    live, offline = _said(saved.live), _said(saved.offline)
    lines = []
    if not saved.kept:
        lines.append(f"not saved: the page is judged {live}, what was saved of it {offline}.")
        if saved.left_out:
            lines.append(
                f"  Not among what was saved: {len(saved.left_out)} answers, the first {saved.left_out[0]}"
            )
            lines.append("  --max-resources-mb raises what is saved; --force keeps it as it is.")
        else:
            lines.append("  It needs more than can be saved; --force keeps it as it is.")
        return [clean(line) for line in lines]
    lines.append(f"saved {saved.folder}: {live}.")
    if not saved.same:
        lines.append(f"  Kept by --force: offline it is judged {offline}.")
    if _said(saved.static) != offline:
        lines.append(f"  Its HTML alone, without a browser, is judged {_said(saved.static)}.")
    if own:
        lines.append("  It was loaded with a session of yours: read it through before you share it.")
    lines.append(f"  Now confirm the label: look at the page, mend [expect] in {saved.folder / 'page.toml'}")
    lines.append("  where it is wrong, and take out the line confirmed = false.")
    return [clean(line) for line in lines]


def _said(verdict: Verdict) -> str:
    return f"{verdict.state} ({verdict.content})"


COMMAND = save
