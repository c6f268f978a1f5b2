"""The server of ``harness mcp``: names, schemas and errors of the tools; what they do is in ``agent_tools``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Annotated, Any, NamedTuple

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from harness import __version__
from harness.cli import agent_tools
from harness.cli.agent_tools import Answer, Explanation
from harness.cli.live_options import manners_of
from harness.cli.options import looking_of
from harness.core.clean import clean
from harness.core.config import Settings
from harness.core.errors import HarnessError
from harness.look.apart import Apart
from harness.look.judge import page_in_hand
from harness.look.one_page import Looker
from harness.sources.page import Page

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_LOADS = ToolAnnotations(read_only_hint=True, open_world_hint=True)


def serve(settings: Settings) -> None:
    """Serve until standard input ends."""
    server(settings).run()


class Lookers(NamedTuple):
    """What looks: at live pages, and at what an agent has in hand, which is never loaded."""

    live: Looker
    in_hand: Looker


def server(settings: Settings) -> MCPServer[Lookers]:
    """The server: the same lookers for all calls, so that pace and robots.txt hold from one to the next."""

    @asynccontextmanager
    async def lookers(_: MCPServer[Lookers]) -> AsyncIterator[Lookers]:
        async with Apart() as apart, AsyncExitStack() as stack:
            how = looking_of(settings, manners=manners_of(settings, ignore_robots=False))
            yield Lookers(
                live=Looker(how.but(engine="auto"), stack, apart=apart),
                in_hand=Looker(how.but(engine="static"), stack, apart=apart),
            )

    made: MCPServer[Lookers] = MCPServer(
        "harness",
        version=__version__,
        instructions=agent_tools.INSTRUCTIONS,
        lifespan=lookers,
        log_level="WARNING",
    )

    @made.tool(annotations=_LOADS, structured_output=True)
    async def check_url(
        url: Annotated[str, Field(description="The whole address of a page of the public web.")],
        ctx: Context[Lookers, Any],
    ) -> Answer:
        """Load a page in a browser as a reader would, and tell whether a whole article is there."""
        with _told():
            return await agent_tools.look_at_address(ctx.request_context.lifespan_context.live, url)

    @made.tool(annotations=_READS, structured_output=True)
    async def judge_html(
        ctx: Context[Lookers, Any],
        html: Annotated[str, Field(description="The document as it was served.")],
        url: Annotated[str | None, Field(description="The address that was asked for.")] = None,
        final_url: Annotated[
            str | None, Field(description="The address that answered, after redirects.")
        ] = None,
        status: Annotated[int | None, Field(description="The HTTP status.")] = None,
    ) -> Answer:
        """Tell whether HTML that you already have holds a whole article. Nothing is loaded."""
        with _told():
            page = page_in_hand(html, url=url, final_url=final_url, status=status)
            return await agent_tools.look_at(ctx.request_context.lifespan_context.in_hand, page)

    @made.tool(annotations=_READS, structured_output=True)
    async def judge_text(
        ctx: Context[Lookers, Any],
        text: Annotated[str, Field(description="What a scraper or a reader tool made of a page.")],
        url: Annotated[str | None, Field(description="The page's address, if known.")] = None,
    ) -> Answer:
        """Tell whether extracted text looks like a whole article: cut, a wall, an error? Nothing is loaded."""
        with _told():
            page = Page(url or "", html=text, url=url, text=True)
            return await agent_tools.look_at(ctx.request_context.lifespan_context.in_hand, page)

    @made.tool(annotations=_READS, structured_output=True)
    def explain(
        word: Annotated[
            str, Field(description="A state, a note, a rule or a kind of notice, as an answer names it.")
        ],
    ) -> Explanation:
        """Say what a word of an answer means and what to do about it."""
        with _told():
            return agent_tools.explain(word, settings.rulebook)

    return made


@contextmanager
def _told() -> Iterator[None]:
    """What harness says of a failure reaches the agent as a sentence."""
    try:
        yield
    except HarnessError as error:
        raise ToolError(clean(str(error))) from error
