"""Plan items of a campaign by front line (domain 1.1, row 21), and how far each has come."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from app.counting.planned import due_of, outcome_of
from app.records.plan import Plan, PlanItem

LineState = Literal["done", "explained", "open", "overdue"]


class FrontLine(NamedTuple):
    """One item with how far it has come."""

    item: PlanItem
    state: LineState


class Front(NamedTuple):
    """A front line as the unit calls it, empty for what stands under none, with its items by day."""

    name: str
    lines: tuple[FrontLine, ...]

    @property
    def done(self) -> int:
        """Return how many items are done."""
        return sum(line.state == "done" for line in self.lines)


def state_of(
    item: PlanItem,
    named: Collection[str],
    was_held: Callable[[str], bool],
    today: date,
    plan: Plan | None = None,
) -> LineState:
    """Return how far an item has come; open ones past their day, or their plan's, are overdue."""
    outcome, due = outcome_of(item, named, was_held), due_of(item, plan)
    return "overdue" if outcome == "open" and due is not None and due < today else outcome


def by_front(lines: Iterable[FrontLine]) -> tuple[Front, ...]:
    """Return the items under their front lines, in the order in which a front was first written."""
    found: dict[str, list[FrontLine]] = {}
    for line in lines:
        found.setdefault((line.item.front or "").strip(), []).append(line)
    named = [name for name in found if name]
    ordered = [*named, ""] if "" in found else named
    return tuple(Front(name, tuple(sorted(found[name], key=_by_day))) for name in ordered)


def totals(fronts: Sequence[Front]) -> tuple[int, int]:
    """Return how many items are done, of how many."""
    return sum(front.done for front in fronts), sum(len(front.lines) for front in fronts)


def _by_day(line: FrontLine) -> tuple[date, str]:
    return line.item.due_on or line.item.done_on or date.max, line.item.title
