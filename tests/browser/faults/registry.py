"""All faults, by what they are about."""

from __future__ import annotations

from faults import bodies, connections, kinds, scripts, statuses
from faults.what import Fault

FAULTS: dict[str, tuple[Fault, ...]] = {
    "connections": connections.FAULTS,
    "statuses and redirects": statuses.FAULTS,
    "bodies": bodies.FAULTS,
    "kinds of document": kinds.FAULTS,
    "scripts": scripts.SCRIPTS,
    "navigations": scripts.NAVIGATIONS,
    "floods": scripts.FLOODS,
    "parts that do not come": scripts.PARTS,
}
"""Faults by theme; a theme's are played together."""
