"""Statuses with and without a page of their own, and redirects that lead nowhere."""

from __future__ import annotations

from faults.connections import sends
from faults.what import Asked, Fault, answer, moved, page


async def to_itself(asked: Asked) -> None:
    await asked.send(moved(asked.base))


async def in_circles(asked: Asked) -> None:
    await asked.send(moved(asked.base + ("a" if asked.path == "b" else "b")))


async def without_end(asked: Asked) -> None:
    await asked.send(moved(f"{asked.base}{int(asked.path or 0) + 1}"))


async def five_hops(asked: Asked) -> None:
    hop = int(asked.path or 0)
    await asked.send(answer(page()) if hop == 5 else moved(f"{asked.base}{hop + 1}"))


async def to_silence(asked: Asked) -> None:
    if asked.path == "silence":
        await asked.hold()
    await asked.send(moved(f"{asked.base}silence"))


async def sets_a_cookie_first(asked: Asked) -> None:
    await asked.send(moved(asked.base))


FAULTS = (
    Fault("redirects to itself", to_itself, "load_error", "redirect-loop"),
    Fault("redirects in circles", in_circles, "load_error", "redirect-loop"),
    Fault("redirects without end", without_end, "load_error", "redirect-loop"),
    Fault("five redirects, then the page", five_hops, "full"),
    Fault("redirects to silence", to_silence, "load_error", "timeout-connect"),
    Fault("redirects to a file", sends(moved("file:///etc/hostname")), "load_error", "refused"),
    Fault("redirects to data", sends(moved("data:text/html,<p>x")), "load_error", "refused"),
    Fault("redirects to a script", sends(moved("javascript:alert(1)")), "load_error", "refused"),
    Fault("redirects to no valid address", sends(moved("http://[")), "load_error", "refused"),
    Fault("a redirect without an address", sends(answer(b"", "302 Found", kind="")), "empty"),
    Fault("204 without a body", sends(b"HTTP/1.1 204 No Content\r\n\r\n"), "load_error", "empty"),
    Fault("205 without a body", sends(answer(b"", "205 Reset Content")), "load_error", "empty"),
    Fault("304 that nobody asked for", sends(b"HTTP/1.1 304 Not Modified\r\n\r\n"), "load_error", "empty"),
    Fault("200 without a body", sends(answer(b"")), "empty"),
    Fault(
        "401 without a body",
        sends(answer(b"", "401 Unauthorized", 'WWW-Authenticate: Basic realm="x"')),
        "login_wall",
    ),
    Fault("403 without a body", sends(answer(b"", "403 Forbidden")), "blocked"),
    Fault("404 without a body", sends(answer(b"", "404 Not Found")), "not_found"),
    Fault(
        "429 without a body", sends(answer(b"", "429 Too Many Requests", "Retry-After: 60")), "rate_limited"
    ),
    Fault("451 without a body", sends(answer(b"", "451 Unavailable For Legal Reasons")), "geo_block"),
    Fault("500 without a body", sends(answer(b"", "500 Internal Server Error")), "server_error"),
    Fault(
        "503 without a body", sends(answer(b"", "503 Service Unavailable", "Retry-After: 5")), "server_error"
    ),
    Fault("500 above a whole article", sends(answer(page(), "500 Internal Server Error")), "server_error"),
    Fault("a status nobody knows", sends(answer(page(), "299 Fine")), "full"),
)
