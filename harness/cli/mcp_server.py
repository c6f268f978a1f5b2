"""The server of ``harness mcp``: names, schemas and errors of the tools; what they do is in ``agent_tools``."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from typing import Annotated, Any

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
from harness.look.one_page import Looker

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_LOADS = ToolAnnotations(read_only_hint=True, open_world_hint=True)


def serve(settings: Settings) -> None:
    """Serve until standard input ends."""
    server(settings).run()


def server(settings: Settings) -> MCPServer[Looker]:
    """The server: one looker for all calls, so that pace and robots.txt hold from one to the next."""

    @asynccontextmanager
    async def looker(_: MCPServer[Looker]) -> AsyncIterator[Looker]:
        async with AsyncExitStack() as stack:
            how = looking_of(settings, manners=manners_of(settings, ignore_robots=False))
            yield Looker(how.but(engine="auto"), stack)

    made: MCPServer[Looker] = MCPServer(
        "harness",
        version=__version__,
        instructions=agent_tools.INSTRUCTIONS,
        lifespan=looker,
        log_level="WARNING",
    )

    @made.tool(annotations=_LOADS, structured_output=True)
    async def check_url(
        url: Annotated[str, Field(description="The whole address of a page of the public web.")],
        ctx: Context[Looker, Any],
    ) -> Answer:
        """Load a page in a browser as a reader would, and tell whether a whole article is there."""
        with _told():
            return await agent_tools.look_at_address(ctx.request_context.lifespan_context, url)

    @made.tool(annotations=_READS, structured_output=True)
    def judge_html(
        html: Annotated[str, Field(description="The document as it was served.")],
        url: Annotated[str | None, Field(description="The address that was asked for.")] = None,
        final_url: Annotated[
            str | None, Field(description="The address that answered, after redirects.")
        ] = None,
        status: Annotated[int | None, Field(description="The HTTP status.")] = None,
    ) -> Answer:
        """Tell whether HTML that you already have holds a whole article. Nothing is loaded."""
        with _told():
            return agent_tools.look_at_html(html, url, final_url, status)

    @made.tool(annotations=_READS, structured_output=True)
    def judge_text(
        text: Annotated[str, Field(description="What a scraper or a reader tool made of a page.")],
        url: Annotated[str | None, Field(description="The page's address, if known.")] = None,
    ) -> Answer:
        """Tell whether extracted text looks like a whole article: cut, a wall, an error? Nothing is loaded."""
        with _told():
            return agent_tools.look_at_text(text, url)

    @made.tool(annotations=_READS, structured_output=True)
    def explain(
        word: Annotated[str, Field(description="A state, a note or a rule, as an answer names it.")],
    ) -> Explanation:
        """Say what a word of an answer means and what to do about it."""
        with _told():
            return agent_tools.explain(word)

    return made


@contextmanager
def _told() -> Iterator[None]:
    """What harness says of a failure reaches the agent as a sentence."""
    try:
        yield
    except HarnessError as error:
        raise ToolError(clean(str(error))) from error
