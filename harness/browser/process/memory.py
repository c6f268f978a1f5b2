"""The processes of a browser: who they are, what they hold, and how to end them."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_LINUX = Path("/proc/self/stat").exists()


class Process(NamedTuple):
    """One process: its id, its parent's, its group's, its resident memory in bytes, its processor time in seconds."""

    pid: int
    parent: int
    group: int
    memory: int
    seconds: float


def processes() -> Iterator[Process]:
    """All processes that this user can see."""
    if _LINUX:
        yield from _from_proc()
    else:
        yield from _from_ps()


def _from_proc() -> Iterator[Process]:
    page, second = os.sysconf("SC_PAGE_SIZE"), os.sysconf("SC_CLK_TCK")
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text(errors="replace")
        except OSError:
            continue  # it ended while we looked
        fields = stat.rpartition(")")[2].split()
        if fields[0] != "Z":
            seconds = (int(fields[11]) + int(fields[12])) / second
            yield Process(int(entry.name), int(fields[1]), int(fields[2]), int(fields[21]) * page, seconds)


def _from_ps() -> Iterator[Process]:
    listed = subprocess.run(
        ["ps", "-axo", "pid=,ppid=,pgid=,rss=,time="], capture_output=True, text=True, timeout=10, check=False
    )
    for line in listed.stdout.splitlines():
        *numbers, time = line.split()
        pid, parent, group, kilobytes = map(int, numbers)
        yield Process(pid, parent, group, kilobytes * 1024, seconds_of(time))


def seconds_of(time: str) -> float:
    """Seconds of a time as ``ps`` writes it: ``[[days-]hours:]minutes:seconds``."""
    days, _, clock = time.rpartition("-")
    seconds = 0.0
    for part in clock.split(":"):
        seconds = seconds * 60 + float(part)
    return seconds + 86_400 * int(days or 0)


def command_line(pid: int) -> str:
    """The command line of a process, empty when it is gone."""
    if _LINUX:
        try:
            return Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
        except OSError:
            return ""
    listed = subprocess.run(
        ["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True, timeout=10, check=False
    )
    return listed.stdout


def kill(pid: int) -> None:
    """End one process at once; it may be gone already."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, signal.SIGKILL)


def kill_group(group: int) -> None:
    """End a process group at once, never our own."""
    if group > 1 and group != os.getpgrp():
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, signal.SIGKILL)
