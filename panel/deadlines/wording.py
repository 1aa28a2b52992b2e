"""What a reminder says. Pure text from plain facts; a child is only ever a reference here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Reminded:
    """A date that somebody is reminded of, as it stands today."""

    subject: str
    title: str
    due_on: date  # the day to work to
    reason: str
    today: date

    @property
    def subject_line(self) -> str:
        """Say in one line what is or was due on which case."""
        verb = "was" if self.due_on < self.today else "is"
        return f"{self.subject}: {self.title} {verb} due on {day(self.due_on)}"

    def body(self, address: str) -> str:
        """Say what is owed, how soon, why that day, and at which address to answer."""
        return (
            f"{self.title} on {self.subject}: {self._nearness()}.\n\n"
            f"Day to work to: {day(self.due_on)}\n"
            f"Why that day: {self.reason}\n\n"
            f"Sign in and find {self.subject}: {address}\n"
        )

    def _nearness(self) -> str:
        days = (self.due_on - self.today).days
        if days == 0:
            return "due today"
        count = f"{abs(days)} day" if abs(days) == 1 else f"{abs(days)} days"
        return f"due in {count}" if days > 0 else f"overdue by {count}"


def day(on: date) -> str:
    """Write a date for people: `Monday 14 December 2026`."""
    return f"{on:%A %-d %B %Y}"
