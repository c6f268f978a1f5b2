"""A "too many requests" page, with status 429 and Retry-After."""

from __future__ import annotations

from random import Random

from harness.audit.case import Case, Kind
from harness.audit.fault import Fault
from harness.audit.faults._parts import page_instead
from harness.audit.specimen import Specimen
from harness.audit.texts import wording
from harness.model import State


def apply(page: Specimen, random: Random) -> Case | None:
    """Answer with 429."""
    texts = wording("en", "too_many")
    return page_instead(
        page, State.RATE_LIMITED, Kind.ERROR, *texts, status=429, headers={"retry-after": "120"}
    )


FAULT = Fault(apply, State.RATE_LIMITED)
