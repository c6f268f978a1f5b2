"""``harness serve PAGES``: a loopback server of pages with faults."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from harness.measure.faults.server import FaultServer


@click.command(short_help="Serves pages with faults on loopback.")
@click.argument("pages", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8765,
    show_default=True,
    help="Another one when it is in use.",
)
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=3600.0,
    show_default=True,
    help="It stops by itself after that.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the faults on pages.")
@click.option("-q", "--quiet", is_flag=True, help="Do not tell each visit.")
def serve(pages: tuple[Path, ...], port: int, seconds: float, seed: int, quiet: bool) -> int:
    """Serve the saved pages of PAGES with faults by address, on 127.0.0.1 only.

    PAGES are folders; ./pages by default, or else articles that come with harness. What clients do is
    told on stderr as it happens, summed up at the end, and served as JSON under /_visits.

    \b
    harness serve pages/
    curl http://127.0.0.1:8765/open-poem                the page as it is
    curl http://127.0.0.1:8765/overlay/open-poem        with a fault on the page
    curl http://127.0.0.1:8765/stalled_body/open-poem   with a fault on the wire
    curl http://127.0.0.1:8765/meter:2/open-poem        closes after two visits
    """
    import asyncio

    from harness.measure.audit.suite import default_pages, labelled
    from harness.measure.faults.server import FaultServer

    places = [str(page) for page in pages] or default_pages()
    server = FaultServer(labelled(places), port=port, seed=seed)
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(server, seconds, quiet))
    _sum_up(server)
    return 0


COMMAND = serve


async def _serve(server: FaultServer, seconds: float, quiet: bool) -> None:
    import asyncio

    from harness.core.clean import clean

    async with server:
        if server.wanted not in (0, server.port):
            click.echo(f"harness: port {server.wanted} is in use; listening on {server.port}", err=True)
        click.echo(server.url)
        told = 0
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    await asyncio.sleep(0.2)
                    for visit in server.visits[told:] if not quiet else ():
                        status = visit.status if visit.status is not None else "---"
                        whole = "" if visit.whole or visit.hop else "  not whole"
                        click.echo(clean(f"{visit.at:8.2f} s  {status}  {visit.path}{whole}"), err=True)
                    told = len(server.visits)


def _sum_up(server: FaultServer) -> None:
    from harness.core.clean import clean

    paths = dict.fromkeys(visit.path for visit in server.visits)
    for path in paths:
        conduct = server.conduct(path)
        wrong = "; ".join(conduct.faults()) or "nothing wrong"
        ended = "got the page" if conduct.delivered else "ended without the page"
        times = "1 try" if conduct.tries == 1 else f"{conduct.tries} tries"
        click.echo(clean(f"{path}: {times}, {ended}; {wrong}"), err=True)
