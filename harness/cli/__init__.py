"""The command line: ``harness COMMAND``. One file per command in ``harness/cli/commands``."""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from harness.cli.group import Commands, PipeClosed
from harness.cli.terminal import never_fail_to_encode
from harness.core.errors import HarnessError

INTERRUPTED = 130
CLOSED_PIPE = 141  # what a program ended by SIGPIPE returns; the reader of our output has gone


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, no_args_is_help=True)
@click.version_option(package_name="scraper-harness", prog_name="harness", message="%(prog)s %(version)s")
def cli() -> None:
    """Tells what state a news page is in, how much of the article is there, and why.

    \b
    harness check pages/seed-excerpt          a saved page
    harness check article.html scraped.txt    files: HTML, or a scraper's text
    harness check https://news.example/story  a live page
    harness explain paywall                   what a state or a rule means

    Exit: 0 all whole articles, or as expected · 1 some are not · 2 usage or configuration ·
    3 could not look · 130 interrupted.
    """


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Args:
        argv: the arguments; the process's own by default.
    """
    never_fail_to_encode()
    try:
        code = cli.main(args=None if argv is None else list(argv), prog_name="harness", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return 2
    except click.UsageError as error:
        return _tell(error.format_message(), 2, hint=_help_hint(error))
    except click.ClickException as error:
        return _tell(error.format_message(), 2)
    except HarnessError as error:
        return _tell(str(error), error.exit_code)
    except (KeyboardInterrupt, click.Abort):
        return _tell("interrupted", INTERRUPTED)
    except (PipeClosed, BrokenPipeError):
        _give_up_stdout()
        return CLOSED_PIPE
    except OSError as error:
        # What cannot be read is told by the sources; what is left is the output: a full disk, a lost drive.
        _give_up_stdout()
        return _tell(f"the output cannot be written ({error.strerror or error})", HarnessError.exit_code)
    return code if isinstance(code, int) else 0


def entry() -> NoReturn:
    """The console script."""
    # Starting makes hundreds of thousands of objects and next to no garbage: looking for it costs 30 ms.
    gc.set_threshold(50_000)
    end_as_interrupted()
    code = main()
    if threading.active_count() > 1:
        # Nobody waits for a thread that still reads; one that is inside of C++ when Python before 3.14 ends it
        # aborts the process.
        atexit._run_exitfuncs()
        with suppress(OSError):
            sys.stderr.flush()
        os._exit(code)
    sys.exit(code)


def end_as_interrupted() -> None:
    """Have a polite end (a scheduler's SIGTERM, a closed terminal's SIGHUP) be what Ctrl-C is: what is judged is
    written, the browser and temporary folders go. What the caller has us ignore (nohup) stays ignored."""
    for polite in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(polite) is signal.SIG_DFL:
            signal.signal(polite, lambda *_: signal.raise_signal(signal.SIGINT))


def _tell(message: str, code: int, hint: str = "") -> int:
    from harness.core.clean import clean

    click.echo(f"harness: {clean(message)}", err=True)
    if hint:
        click.echo(hint, err=True)
    return code


def _give_up_stdout() -> None:
    """Python would try to flush once more at exit, and complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _help_hint(error: click.UsageError) -> str:
    path = error.ctx.command_path if error.ctx is not None else "harness"
    return f"         {path} --help shows what there is"
