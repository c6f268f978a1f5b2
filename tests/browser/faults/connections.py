"""No connection, no answer, or an answer that is no HTTP."""

from __future__ import annotations

import socket
import struct

from faults.what import Asked, Fault, answer, page


def sends(data: bytes):  # type: ignore[no-untyped-def]
    """Plays an answer as it is."""

    async def play(asked: Asked) -> None:
        await asked.send(data)

    return play


async def silence(asked: Asked) -> None:
    await asked.hold()


async def hangs_up(asked: Asked) -> None:
    pass


async def resets(asked: Asked) -> None:
    reset(asked)


def reset(asked: Asked) -> None:
    """Close so that the other side gets a reset."""
    sock = asked.writer.get_extra_info("socket")
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    asked.writer.transport.abort()


async def drips_its_head(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-A: ")
    await asked.drip(b"x", 0.2)


async def half_a_head(asked: Asked) -> None:
    await asked.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Le")


async def early_hints(asked: Asked) -> None:
    await asked.send(
        b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload; as=style\r\n\r\n" + answer(page())
    )


GARBAGE = b"\x00\x01\x02 this is no HTTP \xff\xfe" * 20 + b"\r\n\r\n"

FAULTS = (
    Fault("nobody listens", None, "load_error", "network", url="{closed}/x"),
    Fault("the name does not exist", None, "load_error", "dns", url="http://no-such-name.example/"),
    Fault("the name does not exist, https", None, "load_error", "dns", url="https://no-such-name.example/"),
    Fault("the resolver is silent", None, "load_error", "timeout-connect", url="http://slow-name.example/"),
    Fault(
        "the address never answers",
        None,
        "load_error",
        "timeout-connect",
        url="http://never-answers.example/",
    ),
    Fault("accepts and says nothing", silence, "load_error", "timeout-connect"),
    Fault("accepts and hangs up", hangs_up, "load_error", "network"),
    Fault("resets the connection", resets, "load_error", "network"),
    Fault("headers drip", drips_its_head, "load_error", "timeout-connect"),
    Fault("headers break off", half_a_head, "load_error", "network"),
    Fault("garbage in place of HTTP", sends(GARBAGE), "load_error", "network"),
    Fault(
        "a megabyte of headers",
        sends(answer(page(), "200 OK", *(f"X-{i}: {'a' * 1000}" for i in range(1000)))),
        "load_error",
        "network",
    ),
    Fault("early hints before the answer", early_hints, "full"),
    Fault("a certificate nobody knows", sends(answer(page())), "load_error", "tls", tls=True),
    Fault("TLS spoken to a plain port", None, "load_error", "tls", url="https://{secure_host}/x"),
    Fault("a port browsers refuse", None, "load_error", "refused", url="http://news.example:6667/"),
    Fault("a file of this machine", None, "load_error", "refused", url="file:///etc/hostname"),
    Fault("an address without a host", None, "load_error", "refused", url="http:///x"),
)
