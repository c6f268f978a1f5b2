"""How many pages of a run may be incomplete before it fails: ``5%`` of those judged, or a number of them."""

from __future__ import annotations

from dataclasses import dataclass

from harness.core.errors import UsageError


@dataclass(frozen=True, slots=True)
class MostIncomplete:
    """A threshold.

    Args:
        written: as the user wrote it: ``5%``, ``2.5 %``, ``20``.
        number: of pages, or of percent.
        of_hundred: it is a share.
    """

    written: str
    number: float
    of_hundred: bool

    @classmethod
    def read(cls, written: str, where: str = "--max-incomplete") -> MostIncomplete:
        """From what the user wrote.

        Raises:
            UsageError: it is neither a share nor a number; the message names where it stands.
        """
        text = written.strip()
        figure = text.removesuffix("%").strip()
        of_hundred = figure != text
        try:
            number = float(figure) if of_hundred else int(figure)
        except ValueError:
            number = -1.0
        if not 0 <= number <= (100 if of_hundred else float("inf")):
            raise UsageError(
                f"{where} {written}: write a share, such as 5%, or a number of pages, such as 20"
            )
        return cls(text, number, of_hundred)

    def exceeded(self, incomplete: int, judged: int) -> bool:
        """Whether there are more incomplete pages among the judged than may be."""
        return incomplete * 100 > self.number * judged if self.of_hundred else incomplete > self.number

    def told(self, incomplete: int, judged: int) -> str:
        """What there is of them, against what may be, as a sentence without its end."""
        share = f" ({incomplete / judged:.1%})" if judged else ""
        return f"{incomplete:,} of {judged:,} pages are incomplete{share}; at most {self.written} may be"
