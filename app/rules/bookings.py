"""What is shared is booked once and comes back (R43): two laptops may have promised one hour to two."""

from collections.abc import Iterator

from app.counting.bookings import clashes, loan_state
from app.rules.facts import Facts
from app.rules.finding import Finding
from app.rules.rulebook import Rulebook
from app.rules.telling import tell
from db.model.words import N_


def booked_twice(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R43: no two bookings of one room, expert or base at one time."""
    for first, second in clashes(facts.joint.bookings, dict(facts.joint.resources)):
        start = second.from_at
        if start is None or not facts.first <= start.date() <= facts.last:
            continue
        ruling = book.on("R43", start.date())
        if ruling is None:
            continue
        resource = facts.joint.resources.get(first.resource)
        yield tell(
            ruling,
            N_("{resource}: booked by {one} and by {other} at {time}"),
            N_("Only one of them can have it; agree with both, then move or cancel one booking"),
            {
                "resource": resource.name if resource else first.resource,
                "one": first.for_whom or first.purpose or "?",
                "other": second.for_whom or second.purpose or "?",
                "time": start,
            },
            (second.id, "booking", "from_at"),
            day=start.date(),
        )


def not_back(facts: Facts, book: Rulebook) -> Iterator[Finding | None]:
    """R43: what was lent is back by its day."""
    ruling = book.on("R43", facts.day, "loans")
    if ruling is None:
        return
    for loan in facts.joint.loans:
        if loan_state(loan, facts.day) != "overdue":
            yield None
            continue
        resource = facts.joint.resources.get(loan.resource)
        yield tell(
            ruling,
            N_("{resource}: lent to {borrower}, due on {due} and not back"),
            N_("Ask for it, or write down when it comes back"),
            {
                "resource": resource.name if resource else loan.resource,
                "borrower": loan.borrower or "?",
                "due": loan.due_on,
            },
            (loan.id, "loan", "returned_on"),
            day=loan.due_on,
            due=loan.due_on,
        )
