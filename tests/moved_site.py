"""A site whose stories were moved away: their addresses lead to its home page, a section or its sign-in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

TEASERS = "".join(
    f'<article><h2><a href="/2026/10/{n:02}/story-number-{n}">What became of the harbour in year {n}</a></h2>'
    f"<p>The council met on Tuesday and talked for {n} hours about the old harbour and its seven boats.</p></article>"
    for n in range(1, 14)
)
HOME = f"<!doctype html><html lang=en><title>The Courier</title><body><main><h1>The Courier</h1>{TEASERS}</main></html>"
SIGN_IN = (
    "<!doctype html><title>Courier</title><h1>Hello</h1><form><input type=email><input type=password></form>"
)
STORY = (
    "<!doctype html><html lang=en><title>The ramp is mended</title><body><article><h1>The ramp is mended</h1>"
    + "<p>The ramp to the islands was mended on Tuesday, after two years in which nobody could use it, said the "
    "harbour office in a letter to all who had asked for it.</p>" * 9 + "</article></html>"
)
PAGES = {"/": HOME, "/sport": HOME, "/user/login": SIGN_IN, "/2026/10/12/the-ramp-is-mended": STORY}
MOVED = {
    "/moved": "/",
    "/2026/10/11/the-ferry-is-back": "/",
    "/twice": "/moved",
    "/boats": "/sport",
    "/members": "/user/login",
    "/ramp": "/2026/10/12/the-ramp-is-mended",
}
STATES = {
    "/moved": "redirected",
    "/2026/10/11/the-ferry-is-back": "redirected",
    "/twice": "redirected",
    "/boats": "redirected",
    "/members": "login_wall",
    "/ramp": "full",
    "/": "not_article",
}
"""What is to be said of each address."""


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path in MOVED:
            self.send_response(302)
            self.send_header("location", MOVED[self.path])
            self.send_header("content-length", "0")
            self.end_headers()
            return
        body = PAGES.get(self.path, "").encode()
        self.send_response(200 if body else 404)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def moved_site() -> Iterator[str]:
    """The site's address, without a slash at its end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answer) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()
