"""Manners towards sites: what robots.txt says, whose turn it is, how often a page is asked. Time is turned by hand."""

from __future__ import annotations

import asyncio
import os
import selectors
import subprocess
import sys
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeVar

import pytest

import harness
from harness.core.errors import UsageError
from harness.core.model import Advice, Content, Evidence, Retry, Signal, State, Verdict
from harness.look.live import Asks, LivePages
from harness.look.look import Look, look_static
from harness.look.looking import Looking
from harness.observe.capture import Capture
from harness.sources.page import Page
from harness.web.fetch import Fetched, Streams, Unreachable, fetch
from harness.web.hosts import Hosts, RobotsFiles
from harness.web.manners import Manners, robots_name
from harness.web.retries import Loaded, load_politely
from harness.web.robots import Robots, Ruling
from harness.web.session import FRESH, Session
from harness.web.turns import Turns

T = TypeVar("T")

URL = "https://news.example/2026/ferry"
NAME = "scraper-harness"


class _Leaping(selectors.DefaultSelector):  # type: ignore[misc,valid-type]  # chosen per system
    """Waits for nothing: what the loop would sleep, it adds to the loop's clock."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 1000.0

    def select(self, timeout: float | None = None) -> Any:
        if timeout:
            self.now += timeout
        return super().select(0)


class Clockwork(asyncio.SelectorEventLoop):
    """An event loop whose hours pass in no time."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.now


def run(work: Coroutine[Any, Any, T]) -> T:
    """What ``work`` gives, on a clock of its own."""
    with asyncio.Runner(loop_factory=Clockwork) as runner:
        return runner.run(work)


def clock() -> float:
    return asyncio.get_running_loop().time()


def verdict(state: State, after: float | None = None, code: str = "") -> Verdict:
    """A verdict in a state, whose server asks to wait."""
    plain = harness.judge("<p>The ferry runs again.</p>", url=URL)
    signals = (
        (Signal("load_error/no_page", state, True, (Evidence("load", f"{code}: why"),)),) if code else ()
    )
    return replace(
        plain,
        state=state,
        content=Content.UNKNOWN,
        signals=signals,
        retry=Retry(Advice.TRANSIENT if after is None else Advice.LATER, after),
    )


FULL = verdict(State.FULL)


class Script:
    """Loads that give one verdict after the other, and note when they were asked for."""

    def __init__(self, *verdicts: Verdict, takes: float = 0.0) -> None:
        self._verdicts = list(verdicts)
        self._takes = takes
        self.times: list[float] = []
        self.seconds: list[float] = []

    async def load(self, seconds: float) -> Verdict:
        self.times.append(clock() - 1000.0)
        self.seconds.append(seconds)
        await asyncio.sleep(min(self._takes, seconds))
        return self._verdicts.pop(0) if len(self._verdicts) > 1 else self._verdicts[0]


def loaded(script: Script, manners: Manners) -> Loaded:
    async def go() -> Loaded:
        return await load_politely(script.load, Hosts(manners).at(URL), manners, timeout=30.0)

    return run(go())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("User-agent: *\nDisallow: /2026/", "Disallow: /2026/ (line 2)"),
        ("User-agent: *\nAllow: /2026/ferry\nDisallow: /2026/", ""),
        ("User-agent: *\nDisallow: /", "Disallow: / (line 2)"),
        ("User-agent: *\nDisallow:", ""),
        ("User-agent: Googlebot\nDisallow: /", ""),
        ("User-agent: scraper-harness\nDisallow: /*ferry$\n", "Disallow: /*ferry$ (line 2)"),
        ("User-agent: *\nDisallow: /\n\nUser-agent: scraper-harness\nDisallow: /private", ""),
        (
            "User-agent: x\nDisallow: /2026/fe\n\nUser-agent: *\nDisallow: /a\nDisallow: /2026 # old\n",
            "Disallow: /2026 (line 6)",
        ),
        ("User-agent: *\nDisallow: /2026/\nDisallow: /2026/", "Disallow: /2026/ (line 2)"),
        ("", ""),
        ("<html>not found</html>", ""),
        ("\0\0\0binary", ""),
    ],
)
def test_robots_txt_closes_with_the_line_that_says_so(text: str, line: str) -> None:
    """An empty ``line``: the address is open."""
    ruling = Robots(200, text).ruling(URL, NAME)

    assert (ruling.line, ruling.allowed) == (line, not line)


@pytest.mark.parametrize(
    ("status", "allowed", "unreadable"),
    [(404, True, False), (403, True, False), (410, True, False), (503, False, True), (None, True, False)],
)
def test_a_file_that_is_not_there_closes_nothing_one_that_fails_closes_all(
    status: int | None, allowed: bool, unreadable: bool
) -> None:
    """As RFC 9309 has it. Where nobody answers, loading the page will tell why."""
    ruling = Robots(status, "User-agent: *\nDisallow: /").ruling(URL, NAME)

    assert (ruling.allowed, ruling.unreadable) == (allowed, unreadable)


@pytest.mark.parametrize(("asked", "kept"), [("5", 5.0), ("86400", 30.0), ("x", 0.0)])
def test_a_crawl_delay_is_kept_up_to_a_cap(asked: str, kept: float) -> None:
    text = f"User-agent: *\nCrawl-delay: {asked}\nDisallow: /private"

    assert Robots(200, text).ruling(URL, NAME) == Ruling(delay=kept)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (None, NAME),
        ("Mozilla/5.0 (X11; Linux) Chrome/150", NAME),
        ("my-reader/2 (+https://me.example)", "my-reader"),
        ("my-reader", "my-reader"),
        ("", NAME),
    ],
)
def test_robots_txt_is_asked_about_the_name_we_go_by(agent: str | None, name: str) -> None:
    """Every browser calls itself Mozilla, which names nobody."""
    assert robots_name(agent) == name


def test_robots_txt_is_fetched_once_per_origin() -> None:
    """Also when many pages ask at once."""
    asked: list[str] = []

    async def get(url: str) -> Robots:
        asked.append(url)
        await asyncio.sleep(1)
        return Robots(200, "User-agent: *\nDisallow: /private")

    async def go() -> list[bool]:
        files = RobotsFiles(get, NAME)
        urls = [URL, "https://news.example/private/a", "https://NEWS.example/b", "https://other.example/"]
        return [r.allowed for r in await asyncio.gather(*map(files.ruling, urls))]

    assert run(go()) == [True, False, True, True]
    assert asked == ["https://news.example/robots.txt", "https://other.example/robots.txt"]


def test_pages_of_a_host_are_loaded_one_at_a_time_and_not_too_fast() -> None:
    """Others need not wait for it."""
    begun: dict[str, list[float]] = {"a": [], "b": []}
    together = most = 0

    async def load(hosts: Hosts, name: str) -> None:
        nonlocal together, most

        async def once(_: float) -> Verdict:
            nonlocal together, most
            begun[name].append(clock() - 1000)
            together += name == "a"
            most = max(most, together)
            await asyncio.sleep(0.5)
            together -= name == "a"
            return FULL

        url = f"https://{name}.example/"
        await load_politely(once, hosts.at(url), Manners(pace=2), timeout=30)

    async def go() -> None:
        hosts = Hosts(Manners(pace=2))
        await asyncio.gather(*(load(hosts, name) for name in "aaab"))

    run(go())
    assert begun == {"a": pytest.approx([0, 2, 4]), "b": pytest.approx([0])}
    assert most == 1


def test_processes_of_a_run_keep_one_pace_at_a_host(tmp_path: Path) -> None:
    """Each with its own memory of it: a page at a time between them, not too fast, and a pause is everybody's."""
    manners = Manners(pace=2, retries=1)
    begun: list[float] = []
    together = most = 0

    async def once(_: float) -> Verdict:
        nonlocal together, most
        begun.append(clock() - 1000)
        together += 1
        most = max(most, together)
        await asyncio.sleep(0.5)
        together -= 1
        return verdict(State.RATE_LIMITED, after=30) if len(begun) == 1 else FULL

    async def process() -> None:
        host = Hosts(manners, tmp_path / "turns", clock).at(URL)
        for _ in range(2):
            await load_politely(once, host, manners, timeout=30)

    async def go() -> None:
        await asyncio.gather(process(), process(), process())

    run(go())
    assert most == 1
    assert len(begun) == 7
    assert begun[1] - begun[0] >= 30
    assert min(later - sooner for sooner, later in pairwise(begun)) >= 2 - 0.001
    assert begun[-1] < 30 + 7 * 3


def test_a_process_that_is_killed_gives_its_place_up(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from harness.web.turns import Turns\n"
        "Turns(Path(sys.argv[1]), 'news.example', 60).enter(1); print('in', flush=True); time.sleep(600)"
    )
    turns = Turns(tmp_path, "news.example", 60)
    with subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        while_it_lives = turns.enter(1)
        other.kill()
        other.wait()
        place = turns.enter(1)

    assert while_it_lives is None
    assert place is not None
    os.close(place)


def test_a_clock_that_was_set_back_keeps_nobody_waiting(tmp_path: Path) -> None:
    now = [5_000.0]
    turns = Turns(tmp_path, "news.example", 60, lambda: now[0])
    turns.next(2)
    now[0] = 1_000.0

    assert turns.next(2) == 60


def test_as_many_pages_of_a_host_at_once_as_allowed() -> None:
    script = Script(FULL, takes=10)
    manners = Manners(pace=0, per_host=2)

    async def go() -> None:
        host = Hosts(manners).at(URL)
        await asyncio.gather(*(load_politely(script.load, host, manners, timeout=30) for _ in range(4)))

    run(go())
    assert script.times == pytest.approx([0, 0, 10, 10])


def test_a_crawl_delay_slows_a_host() -> None:
    script = Script(FULL)

    async def go() -> None:
        host = Hosts(Manners()).at(URL)
        host.slow_to(7)
        for _ in range(3):
            await load_politely(script.load, host, Manners(), timeout=30)

    run(go())
    assert script.times == pytest.approx([0, 7, 14])


def test_hosts_are_forgotten_in_the_end() -> None:
    """A run over many sites does not grow with them."""
    hosts = Hosts(Manners())
    first = hosts.at("https://0.example/")
    for number in range(1, 5000):
        hosts.at(f"https://{number}.example/")

    assert hosts.at("https://4999.example/") is hosts.at("https://4999.example/page")
    assert hosts.at("https://0.example/") is not first


@pytest.mark.parametrize("state", [State.SERVER_ERROR, State.APP_ERROR, State.EMPTY])
def test_what_may_pass_is_loaded_again(state: State) -> None:
    """The verdict is the last load's; the remark tells of the others."""
    script = Script(verdict(state), verdict(state), FULL)
    got = loaded(script, Manners())

    assert (got.verdict.state, len(got.before)) == (State.FULL, 2)
    assert got.remark == f"loaded 3 times; before it was {state}, {state}"
    assert 1 <= script.times[1] <= 4
    assert script.times[2] > script.times[1] + 1


@pytest.mark.parametrize(
    "state",
    [s for s in State if s not in (State.SERVER_ERROR, State.APP_ERROR, State.EMPTY, State.LOAD_ERROR)],
)
def test_walls_blocks_and_whole_pages_are_loaded_once(state: State) -> None:
    """Asking again would only be rude."""
    script = Script(verdict(state), FULL)

    assert loaded(script, Manners()).verdict.state is state
    assert len(script.times) == 1


@pytest.mark.parametrize(
    ("code", "times"),
    [
        ("network", 3),
        ("timeout-connect", 3),
        ("crash", 3),
        ("truncated-body", 3),
        ("dns", 1),
        ("tls", 1),
        ("robots", 1),
        ("not-html", 1),
        ("redirect-loop", 1),
        ("renderer-hang", 1),
    ],
)
def test_of_failed_loads_only_those_of_the_moment_are_tried_again(code: str, times: int) -> None:
    script = Script(verdict(State.LOAD_ERROR, code=code))

    assert loaded(script, Manners()).verdict.state is State.LOAD_ERROR
    assert len(script.times) == times


def test_retry_after_is_waited_for() -> None:
    """A site that says when to come again is asked again then, and not before."""
    script = Script(verdict(State.RATE_LIMITED, after=40), FULL)

    assert loaded(script, Manners()).verdict.state is State.FULL
    assert script.times == pytest.approx([0, 40])


@pytest.mark.parametrize("state", [State.RATE_LIMITED, State.SERVER_ERROR])
def test_a_longer_retry_after_is_not_waited_for(state: State) -> None:
    """Whoever reads the verdict is told how long."""
    script = Script(verdict(state, after=3600), FULL)
    got = loaded(script, Manners(wait=60))

    assert (got.verdict.state, got.verdict.retry.after_s) == (state, 3600)
    assert len(script.times) == 1


def test_a_host_that_asked_to_wait_is_left_alone_by_the_next_page_too() -> None:
    script = Script(verdict(State.RATE_LIMITED, after=50), verdict(State.RATE_LIMITED, after=50), FULL)
    manners = Manners(retries=1)

    async def go() -> None:
        host = Hosts(manners).at(URL)
        for _ in range(2):
            await load_politely(script.load, host, manners, timeout=30)

    run(go())
    assert script.times == pytest.approx([0, 50, 100])


def test_no_more_retries_than_allowed() -> None:
    script = Script(verdict(State.SERVER_ERROR))

    assert len(loaded(script, Manners(retries=0)).before) == 0
    assert len(loaded(script, Manners(retries=4)).before) == 4


def test_a_page_takes_no_longer_than_its_budget() -> None:
    """Waits that do not fit are not begun, and a load gets what is left."""
    script = Script(verdict(State.SERVER_ERROR), takes=20)
    loaded(script, Manners(budget=50, retries=10))

    assert sum(script.seconds[:1]) == 30
    assert script.times[-1] + min(20, script.seconds[-1]) <= 51
    assert 2 <= len(script.times) <= 4

    late = Script(verdict(State.SERVER_ERROR, after=55), FULL)
    assert loaded(late, Manners(budget=50)).verdict.state is State.SERVER_ERROR


class Web:
    """Stands for the network and the browser: gives a robots.txt, and a verdict per load."""

    def __init__(self, robots: str, *verdicts: Verdict) -> None:
        self._robots = robots
        self._script = Script(*verdicts)
        self.sessions: list[Session] = []
        self.asked: list[str] = []

    async def connect(self, host: str, port: int) -> Streams:
        reader = asyncio.StreamReader()
        answer = f"HTTP/1.1 200 OK\r\ncontent-length: {len(self._robots)}\r\n\r\n{self._robots}"
        reader.feed_data(answer.encode())
        reader.feed_eof()
        self.asked.append(f"{host}:{port}")
        return reader, _Sink()  # type: ignore[return-value]

    async def load(self, page: Page, session: Session, seconds: float, asks: Asks | None) -> Look:
        self.sessions.append(session)
        storage = {"cookies": [{"name": "n", "value": str(len(self.sessions))}]}
        look = look_static(Page(page.target, html=".", text=True))
        capture = Capture(url=page.url, storage=storage)
        return replace(look, verdict=await self._script.load(seconds), capture=capture)

    def pages(self, manners: Manners, session: Session = FRESH, visits: int = 1) -> LivePages:
        return LivePages(Looking(session=session, manners=manners, visits=visits), self)


class _Sink:
    """A writer that takes everything."""

    def write(self, data: bytes) -> None:
        self.sent = data

    async def drain(self) -> None: ...

    def close(self) -> None: ...

    async def wait_closed(self) -> None: ...


LIVE = Page("http://news.example/ferry", url="http://news.example/ferry", live=True)


def test_a_page_that_robots_txt_closes_is_not_loaded() -> None:
    """It is a verdict with the line as evidence, and no invitation to try again."""
    web = Web("User-agent: *\nDisallow: /ferry", FULL)
    seen = run(web.pages(Manners()).look(LIVE))

    assert [look.verdict.state for look in seen.looks] == [State.LOAD_ERROR]
    assert seen.looks[0].verdict.signals[0].evidence[0].excerpt == (
        "robots: the site's robots.txt closes this address to us (Disallow: /ferry (line 2))"
    )
    assert seen.looks[0].verdict.retry.advice is Advice.NEEDS_ACTION
    assert (web.sessions, web.asked) == ([], ["news.example:80"])


def test_it_is_loaded_when_the_user_says_so_and_robots_txt_is_not_even_asked_for() -> None:
    web = Web("User-agent: *\nDisallow: /", FULL)
    seen = run(web.pages(Manners(robots=False)).look(LIVE))

    assert [look.verdict.state for look in seen.looks] == [State.FULL]
    assert web.asked == []


def test_each_visit_begins_where_the_one_before_ended() -> None:
    """The first with the profile as given; paced as all loads of a host are."""
    web = Web("", FULL, FULL, verdict(State.PAYWALL))
    seen = run(web.pages(Manners(), visits=3).look(LIVE))

    assert [look.verdict.state for look in seen.looks] == [State.FULL, State.FULL, State.PAYWALL]
    brought = [[c["value"] for c in s.storage.get("cookies", ())] for s in web.sessions]
    assert brought == [[], ["1"], ["2"]]


@pytest.mark.parametrize(
    ("contact", "said"),
    [
        ("", "scraper-harness/0.1.0"),
        ("me@site.example", "scraper-harness/0.1.0 (+mailto:me@site.example)"),
        ("https://site.example/bot", "scraper-harness/0.1.0 (+https://site.example/bot)"),
    ],
)
def test_the_user_agent_says_who_to_write_to(contact: str, said: str) -> None:
    assert Manners(contact=contact).suffix == said


@pytest.mark.parametrize(
    "wrong",
    [
        {"contact": "a\r\nb"},
        {"contact": "Zoë"},
        {"contact": "(x)"},
        {"pace": -1},
        {"per_host": 0},
        {"budget": 0},
    ],
)
def test_manners_that_make_no_sense_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        Manners(**wrong)


Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


def fetched(answers: dict[str, bytes], path: str = "/robots.txt", most: int = 1000) -> Fetched:
    """What a server on loopback gives for a path."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        writer.write(answers[head.split()[1].decode()])
        await writer.drain()
        writer.close()

    async def go() -> Fetched:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        async with server:
            url = f"http://127.0.0.1:{port}{path}"
            return await fetch(url, asyncio.open_connection, user_agent="me", most=most, seconds=10)

    return asyncio.run(go())


@pytest.mark.parametrize(
    ("answer", "body"),
    [
        (b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello and more", b"hello"),
        (b"HTTP/1.0 200 OK\r\n\r\nto the end", b"to the end"),
        (
            b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n",
            b"hello!",
        ),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000, b"x" * 1000),
        (b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1000\r\n" + b"x" * 4096, b"x" * 1000),
    ],
)
def test_a_small_text_is_fetched_up_to_its_cap(answer: bytes, body: bytes) -> None:
    assert fetched({"/robots.txt": answer}) == Fetched(200, body)


def test_redirects_are_followed() -> None:
    moved = b"HTTP/1.1 301 Moved\r\nlocation: /there\r\n\r\n"

    assert fetched({"/robots.txt": moved, "/there": b"HTTP/1.1 404 No\r\n\r\n"}) == Fetched(404, b"")


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"no http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nx: " + b"y" * 200_000,
        b"HTTP/1.1 302 Found\r\nlocation: /robots.txt\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nlocation: file:///etc/hostname\r\n\r\n",
        b"HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n",
    ],
)
def test_what_is_no_answer_is_told_as_such(answer: bytes) -> None:
    with pytest.raises(Unreachable):
        fetched({"/robots.txt": answer})
