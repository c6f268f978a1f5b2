"""The server failed, with status 500."""

from __future__ import annotations

from random import Random

from harness.audit.case import Case, Kind
from harness.audit.fault import Fault
from harness.audit.faults._parts import page_instead
from harness.audit.specimen import Specimen
from harness.audit.texts import wording
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Answer with 500."""
    texts = wording("en", "server_error")
    return page_instead(page, State.SERVER_ERROR, Kind.ERROR, *texts, status=500)


FAULT = Fault(apply, State.SERVER_ERROR)
