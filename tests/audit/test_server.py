"""The fault server: what it does on the wire, what it keeps of its clients, and what it says of them."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import Iterable

import aiohttp
import httpx
import pytest
import requests

from harness.cli import main
from harness.core.errors import UsageError
from harness.measure.faults.conduct import Visit, conduct_of
from harness.measure.faults.server import FaultServer, ThreadedServer
from harness.measure.faults.wire import all_wire_faults

PAGE = "lamplighter"
BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0"}


def fetched(server: FaultServer, *faults: str, session: requests.Session | None = None) -> requests.Response:
    """The page under a fault, as requests gets it."""
    return (session or requests.Session()).get(server.address(PAGE, *faults), timeout=1.5)


def test_every_fault_on_the_wire_is_documented_and_names_what_it_leaves_a_client_with() -> None:
    assert len(all_wire_faults()) >= 15
    assert all(fault.summary.endswith((".", ")")) for fault in all_wire_faults().values())


@pytest.mark.parametrize("fault", ["", "slow_start:0.1", "slow_body:0.2", "redirect_chain:3", "cookie_gate"])
def test_what_only_delays_or_leads_round_brings_the_page(
    harness_fault_server: FaultServer, fault: str
) -> None:
    response = fetched(harness_fault_server, *filter(None, [fault]))

    assert response.status_code == 200
    assert "The last lamplighter" in response.text
    conduct = harness_fault_server.conduct(harness_fault_server.address(PAGE, *filter(None, [fault])))
    assert conduct.delivered
    assert conduct.faults(reported_success=True) == ()


@pytest.mark.parametrize("fault", ["reset", "no_answer", "wrong_length"])
def test_what_breaks_off_is_an_error_to_a_client_that_looks(
    harness_fault_server: FaultServer, fault: str
) -> None:
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        fetched(harness_fault_server, fault)

    assert harness_fault_server.conduct(harness_fault_server.address(PAGE, fault)).gave_up


@pytest.mark.parametrize("fault", ["cut_gzip", "no_length"])
def test_some_cuts_pass_for_success(harness_fault_server: FaultServer, fault: str) -> None:
    """requests hands on half a page without a word: the server knows better."""
    address = harness_fault_server.address(PAGE, fault)
    response = fetched(harness_fault_server, fault)

    assert response.ok
    assert "</html>" not in response.text
    wrong = harness_fault_server.conduct(address).faults(reported_success=True)
    assert len(wrong) == 1
    assert wrong[0].startswith("it reported success, and was given no whole page (status 200, ")


def test_a_body_that_stalls_needs_a_deadline(harness_fault_server: FaultServer) -> None:
    began = time.monotonic()
    with pytest.raises(requests.ConnectionError, match="timed out"):
        requests.get(harness_fault_server.address(PAGE, "stalled_body"), timeout=0.3)

    assert time.monotonic() - began < 5


def test_a_redirect_loop_is_followed_until_the_client_has_enough(harness_fault_server: FaultServer) -> None:
    address = harness_fault_server.address(PAGE, "redirect_loop")
    with pytest.raises(requests.TooManyRedirects):
        fetched(harness_fault_server, "redirect_loop")

    assert harness_fault_server.conduct(address).hops == 31
    assert harness_fault_server.conduct(address).tries == 1


def test_a_cookie_gate_asks_those_who_keep_none(harness_fault_server: FaultServer) -> None:
    response = httpx.get(harness_fault_server.address(PAGE, "cookie_gate") + "?cookie-check=1")

    assert "switch on cookies" in response.text


def test_a_meter_closes_after_some_visits(harness_fault_server: FaultServer) -> None:
    """Whichever pages they were to."""
    first = fetched(harness_fault_server, "meter:2")
    requests.get(harness_fault_server.address("faro", "meter:2"), timeout=2)
    third = fetched(harness_fault_server, "meter:2")

    assert len(third.text) < len(first.text)
    assert not harness_fault_server.conduct(harness_fault_server.address(PAGE, "meter:2")).delivered


def test_a_library_is_refused_by_its_name(harness_fault_server: FaultServer) -> None:
    """A client that then puts on another name is told of it."""
    address = harness_fault_server.address(PAGE, "user_agent_gate")
    refused = requests.get(address, timeout=2)
    allowed = requests.get(address, headers=BROWSER, timeout=2)

    assert (refused.status_code, allowed.status_code) == (403, 200)
    assert any("under another name" in said for said in harness_fault_server.conduct(address).faults())


def test_a_client_that_comes_back_after_a_refusal_gets_the_page(harness_fault_server: FaultServer) -> None:
    """httpx, with a wait as long as the server asked for."""
    address = harness_fault_server.address(PAGE, "too_many_requests")
    with httpx.Client() as client:
        first = client.get(address)
        time.sleep(float(first.headers["retry-after"]))
        second = client.get(address)

    assert (first.status_code, second.status_code) == (429, 200)
    conduct = harness_fault_server.conduct(address)
    assert (conduct.retried, conduct.honoured, conduct.delivered) == (True, True, True)
    assert conduct.faults(reported_success=True) == ()


def test_a_client_that_hurries_is_told_of_it(harness_fault_server: FaultServer) -> None:
    address = harness_fault_server.address(PAGE, "too_many_requests")
    for _ in range(2):
        requests.get(address, timeout=2)

    conduct = harness_fault_server.conduct(address)
    assert conduct.honoured is False
    assert "sooner than Retry-After said" in conduct.faults()[0]


@pytest.mark.asyncio
async def test_aiohttp_gets_past_a_flapping_server(harness_fault_server: FaultServer) -> None:
    address = harness_fault_server.address(PAGE, "flapping_503")
    async with aiohttp.ClientSession() as session:
        seen = []
        for _ in range(2):
            async with session.get(address) as response:
                seen.append(response.status)
            await asyncio.sleep(0.25)

    assert seen == [503, 200]
    assert harness_fault_server.conduct(address).delivered


def test_faults_on_the_page_and_on_the_wire_go_together(harness_fault_server: FaultServer) -> None:
    response = requests.get(harness_fault_server.address(PAGE, "status_410", "slow_start:0.05"), timeout=2)

    assert response.status_code == 410


def test_what_is_asked_for_wrongly_is_answered_with_what_there_is(harness_fault_server: FaultServer) -> None:
    """As a sentence in a 404, and as an error to those who make the address here."""
    wrong = requests.get(f"{harness_fault_server.url}/stalled_bdy/{PAGE}", timeout=2)

    assert wrong.status_code == 404
    assert "did you mean &#x27;stalled_body&#x27;" in wrong.text
    with pytest.raises(UsageError, match="there is no page 'lamplight'; did you mean 'lamplighter'"):
        harness_fault_server.address("lamplight")
    with pytest.raises(UsageError, match="both faults on the wire"):
        harness_fault_server.address(PAGE, "reset", "cut_gzip")
    with pytest.raises(UsageError, match="is no number"):
        harness_fault_server.address(PAGE, "meter:two")


def test_the_server_tells_what_there_is_and_what_happened(harness_fault_server: FaultServer) -> None:
    fetched(harness_fault_server)
    index = requests.get(harness_fault_server.url, timeout=2).text
    visits = requests.get(f"{harness_fault_server.url}/_visits", timeout=2).json()

    assert "stalled_body" in index
    assert f'href="/{PAGE}"' in index
    assert [(v["path"], v["status"], v["whole"]) for v in visits] == [(f"/{PAGE}", 200, True)]


def test_nonsense_does_not_end_the_server(harness_fault_server: FaultServer) -> None:
    for data in (b"\x16\x03\x01\x02\x00", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nCookie: \xff;;=\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", harness_fault_server.port), timeout=2) as sock:
            sock.sendall(data)
            sock.shutdown(socket.SHUT_WR)
            with contextlib.suppress(ConnectionError):
                sock.recv(1024)

    assert fetched(harness_fault_server).ok


def test_a_port_in_use_is_answered_by_another(harness_fault_server: FaultServer) -> None:
    with ThreadedServer(FaultServer((), port=harness_fault_server.port)) as other:
        assert other.port != harness_fault_server.port
        assert other.wanted == harness_fault_server.port


def test_the_command_serves_for_a_while_and_sums_up(capsys: pytest.CaptureFixture[str]) -> None:
    """It stops by itself, and tells on stderr what its clients did."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        code = main(["serve", "harness/measure/faults/articles", "--port", str(port), "--seconds", "0.1"])
    out, err = capsys.readouterr()

    assert code == 0
    assert out.startswith("http://127.0.0.1:")
    assert f"port {port} is in use; listening on" in err


def visits(*rows: tuple[float, int | None, bool], retry_after: float | None = None) -> Iterable[Visit]:
    return [
        Visit("/a", at=at, status=status, whole=whole, retry_after=retry_after if status == 429 else None)
        for at, status, whole in rows
    ]


def test_a_client_that_never_gives_up_is_told_so() -> None:
    hammered = conduct_of(visits(*((n * 1.0, 503, False) for n in range(9))))
    hasty = conduct_of(visits((0.0, 503, False), (0.01, 503, False)))

    assert hammered.faults() == ("it tried 9 times, and every time in vain",)
    assert hasty.faults() == ("it tried again without a wait (0.01 s)",)


def test_success_and_failure_are_compared_with_what_was_given() -> None:
    served = conduct_of(visits((0.0, 200, True)))
    refused = conduct_of(visits((0.0, 503, False)))
    nothing = conduct_of([])

    assert served.faults(reported_success=False) == ("it was given the whole page, and reported a failure",)
    assert refused.faults(reported_success=True)[0].startswith("it reported success, and was given")
    assert refused.faults(reported_success=False) == ()
    assert nothing.faults() == ("it never asked for the page",)


def test_visits_can_be_written_down() -> None:
    assert json.loads(json.dumps(Visit("/a", status=200).to_json()))["path"] == "/a"
