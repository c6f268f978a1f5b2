"""The service is unavailable, with status 503."""

from __future__ import annotations

from random import Random

from harness.audit.case import Case, Kind
from harness.audit.fault import Fault
from harness.audit.faults._parts import page_instead
from harness.audit.specimen import Specimen
from harness.audit.texts import wording
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Answer with 503."""
    texts = wording("en", "unavailable")
    return page_instead(page, State.SERVER_ERROR, Kind.ERROR, *texts, status=503)


FAULT = Fault(apply, State.SERVER_ERROR)
