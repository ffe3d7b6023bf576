"""Lists: what is due, a table of members, ticks by group."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.model.words import Translate
from ui.desktop.theme.theme import Theme
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.duerow import DueRow, ListRow
from ui.desktop.widgets.gallery.frame import page, people
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Bar, Chip, Column, ListRows, Row, Strip, Text, Where
from ui.desktop.widgets.tickgrid import TickCell, TickGrid, TickGroup


def lists(theme: Theme, t: Translate) -> QWidget:
    """Return the sheet."""
    whole, column = page(t("Lists"), "")
    left, right = QVBoxLayout(), QVBoxLayout()
    left.setSpacing(12)
    right.setSpacing(12)
    left.addWidget(_due(theme, t))
    left.addWidget(_members(theme, t), 1)
    right.addWidget(_notes(theme, t))
    right.addWidget(_ticks(theme, t))
    right.addStretch(1)
    both = QHBoxLayout()
    both.setSpacing(16)
    both.addLayout(left, 3)
    both.addLayout(right, 2)
    column.addLayout(both, 1)
    return whole


def _due(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("This month"), t("1 to do, {n} days left this month", n=10), "sunken")
    rows = (
        DueRow(
            theme,
            "users-three",
            t("Group meetings"),
            t("Groups 1 and 2 have met, group 3 has not"),
            ("wait", "clock", t("1 missing|{n} missing", n=1)),
            t("Record group 3"),
            segments=(2, 3),
            primary=True,
        ),
        DueRow(
            theme,
            "flag",
            t("Themed Party day"),
            t("Together with the general meeting, tomorrow 19:30"),
            ("info", "calendar-check", t("Scheduled")),
            t("Open it"),
        ),
        DueRow(
            theme,
            "chats",
            t("Committee meeting"),
            t("8 May, 5 present, minutes signed"),
            ("ok", "check-circle", t("Archived")),
            t("View"),
            quiet=True,
        ),
    )
    for at, row in enumerate(rows):
        if at:
            card.add_rule()
        card.add(row)
    return card


def _members(theme: Theme, t: Translate) -> Card:
    columns = (
        Column("name", t("Name"), 200, sort="name"),
        Column("post", t("Post, group")),
        Column("months", t("Presence by month"), 172),
        Column("hours", t("Hours this year"), 130),
        Column("where", t("Where it is"), 110),
        Column("state", t("State"), 110),
    )
    rows = []
    for at, (name, _) in enumerate(people(t)):
        strip = tuple((at * 3 + month) % 5 if month < 5 else None for month in range(12))
        rows.append(
            Row(
                str(at),
                (
                    Text(name, role="strong", tag=t("attached") if at % 9 == 0 else ""),
                    Text(t("Survey team"), role="meta"),
                    Strip(strip),
                    Bar(8 + at, 32, f"{8 + at}/32"),
                    Where("hq" if at % 3 else "local", t("Only here")),
                    Chip("ok", "check-circle", t("Archived")),
                ),
            )
        )
    table = RowList(theme, columns)
    table.set_rows(ListRows(rows))
    table.select("4")
    card = Card(theme, head="")
    card.body.setContentsMargins(0, 0, 0, 0)
    card.add(table, 1)
    card.setSizePolicy(table.sizePolicy())
    return card


def _notes(theme: Theme, t: Translate) -> Card:
    card = Card(theme, t("To look at"), "3", "sunken")
    card.set_action(Button(theme, t("2 more to see"), "link", compact=True))
    for at, (icon, tone, title, sub, action) in enumerate(
        (
            (
                "warning-octagon",
                "error",
                t("Committee meeting of 16 April: numbers disagree"),
                t("Contradiction: 5 due"),
                t("Look into it"),
            ),
            (
                "git-fork",
                "error",
                t("2 places where two laptops differ"),
                t("Themed day of 28 April"),
                t("Choose"),
            ),
            ("book-open", "wait", t("3 members behind in hours"), t("Reminder"), t("See the list")),
        )
    ):
        if at:
            card.add_rule()
        card.add(ListRow(theme, icon, title, sub, tone=tone, action=action))
    return card


def _ticks(theme: Theme, t: Translate) -> TickGrid:
    grid = TickGrid(theme, t)
    cells = [
        TickCell(str(at), name, initials, at % 7 != 3, f"{20 + at}→{22 + at}")
        for at, (name, initials) in enumerate(people(t)[:16])
    ]
    grid.set_groups(
        (
            TickGroup("1", t("Party group 1"), tuple(cells[:8])),
            TickGroup("2", t("Party group 2"), tuple(cells[8:])),
        )
    )
    return grid
