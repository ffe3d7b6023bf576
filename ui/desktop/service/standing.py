"""How a matter stands, in words: its state, the days left, the names of its steps."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from app.counting.matters import Column, is_back
from app.dates import say_date, say_near_date
from app.records.service import MatterState
from app.services.matterlists import Board, Line
from db.model.words import N_, Translate
from ui.desktop.service.boardcard import BoardCard, BoardColumn
from ui.desktop.widgets.rows import Text

TONES: Mapping[MatterState, tuple[str, str]] = MappingProxyType(
    {
        MatterState.registered: ("mute", "circle-dashed"),
        MatterState.assigned: ("info", "user"),
        MatterState.in_progress: ("info", "circle-half"),
        MatterState.done: ("wait", "clock"),
        MatterState.verified: ("wait", "clock"),
        MatterState.closed: ("ok", "check-circle"),
        MatterState.rejected: ("mute", "x-circle"),
        MatterState.suspended: ("wait", "clock"),
        MatterState.transferred: ("mute", "arrow-right"),
    }
)
"""Tone and icon of each state."""
STEPS: Mapping[MatterState, tuple[str, str]] = MappingProxyType(
    {
        MatterState.registered: (N_("Take up again"), "arrow-counter-clockwise"),
        MatterState.assigned: (N_("Assign it"), "user"),
        MatterState.in_progress: (N_("Begin with it"), "play"),
        MatterState.done: (N_("It is done"), "check"),
        MatterState.verified: (N_("Verify it"), "check-circle"),
        MatterState.closed: (N_("Answer and close"), "chat-circle-text"),
        MatterState.rejected: (N_("Do not deal with it"), "x-circle"),
        MatterState.suspended: (N_("Put by"), "clock"),
        MatterState.transferred: (N_("Hand over to others"), "arrow-right"),
    }
)
"""What a step is called, and its icon."""
WHY_NOT: Mapping[Column, str] = MappingProxyType(
    {
        Column.todo: N_("What was begun does not go back; undo takes the last step back."),
        Column.doing: N_("It is begun once somebody is responsible and has a day."),
        Column.check: N_("It is verified once it is begun and done."),
        Column.over: N_("It closes after it is done and verified; its menu has reject and hand over."),
    }
)  # fmt: skip
"""Why a card stays where it is, by the column it was to go to."""


def step_words(state: MatterState, to: MatterState, t: Translate) -> tuple[str, str]:
    """Return what the step from one state to another is called, and its icon."""
    if is_back(state, to):
        words = (
            N_("Go on with it") if state == MatterState.suspended else N_("Open the matter again")
        )
        return t(words), "arrow-counter-clockwise"
    words, icon = STEPS[to]
    return t(words), icon


def day_cell(day: date | None, today: date, t: Translate) -> Text:
    """Return a day as a cell of a list; one of another year has its year below."""
    if day is None:
        return Text("")
    other = "" if day.year == today.year else t("Year {year}", year=day.year)
    return Text(say_date(day, t), other)


def due_words(line: Line, today: date, t: Translate) -> tuple[str, str, str]:
    """Return tone, icon and words of the days left, or of what else is to be said of a matter's end."""
    matter, left = line.matter, line.left
    if left is None:
        tone, icon = TONES[matter.state]
        on = matter.closed_on or matter.done_on
        if on is not None and matter.state in (
            MatterState.done,
            MatterState.verified,
            MatterState.closed,
        ):
            words = t(
                "{state} {day}", state=t(matter.state.title_), day=say_near_date(on, today, t)
            )
            return tone, icon, words
        if matter.state in (MatterState.registered, MatterState.assigned, MatterState.in_progress):
            return "", "", t("no day set")
        return tone, icon, t(matter.state.title_)
    if left < 0:
        return "wait", "clock", t("overdue {n} day|overdue {n} days", n=-left)
    if left == 0:
        return "wait", "clock", t("due today")
    return "", "", t("{n} day left|{n} days left", n=left)  # fmt: skip


def origin_words(line: Line, t: Translate) -> str:
    """Return whom a matter came from: a partner, whoever raised it, else where it came from."""
    source = line.matter.source
    return line.partner or line.matter.raised_by or (t(source.title_) if source else "")


def card_of(line: Line, today: date, t: Translate) -> BoardCard:
    """Return a matter as a card."""
    tone, icon, when = due_words(line, today, t)
    return BoardCard(
        line.id, line.matter.title, origin_words(line, t), line.responsible, when, tone, icon
    )


def columns_of(board: Board, today: date, t: Translate) -> list[BoardColumn]:
    """Return the board's columns; of what is over the latest few."""
    columns = []
    for column, lines in board.columns.items():
        n = board.over if column == Column.over else len(lines)
        more = t("All {n} are in the list", n=n) if n > len(lines) else ""
        cards = tuple(card_of(line, today, t) for line in lines)
        columns.append(BoardColumn(column.value, t(column.title_), n, cards, more))
    return columns
