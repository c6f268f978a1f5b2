"""The names of what goes wrong with a page. They are stable: reports carry them, and docs/reliability.md lists them."""

from __future__ import annotations

CODES: dict[str, str] = {
    "timeout-connect": "the server did not answer in time",
    "timeout-load": "the document did not finish in time",
    "renderer-hang": "a script of the page did not end and was stopped",
    "browser-hang": "the page made the whole browser stop answering",
    "crash": "the page crashed its tab",
    "memory": "the page took more memory than its budget",
    "navigation-loop": "the page kept loading itself or other pages",
    "left": "a script of the page went to an address that is not saved with it",
    "dialog-loop": "the page kept opening dialogs",
    "frame-bomb": "the page kept adding frames",
    "popup-loop": "the page kept opening windows",
    "request-flood": "the page kept asking for more than its budget of requests or bytes",
    "not-html": "the document is of another kind than HTML",
    "download": "the address starts a download",
    "too-big": "the document is larger than the budget; its beginning was read",
    "redirect-loop": "the address redirects in circles",
    "truncated-body": "the transfer broke off before the document's end",
    "ill-formed": "the document is XHTML with an error in its markup; browsers show what comes before it",
    "stalled-body": "the document's bytes stopped coming",
    "tls": "no trusted secure connection",
    "dns": "the host name does not resolve",
    "network": "the connection failed",
    "empty": "the server answered without a document",
    "reading-hang": "reading the page did not end in its time and was stopped",
    "reading-crash": "reading the page ended the process that read it",
    "probe": "the page could not be examined",
    "refused": "the address is not one that harness opens",
    "robots": "the site's robots.txt closes this address to us",
    "robots-unreadable": "the site fails to give its robots.txt, and counts as closed until it does",
    "private-address": "the address is not of the public network; --allow-private opens it",
}
"""Every code of a failure, and what it says."""
