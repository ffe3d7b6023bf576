"""Who studied: everyone by group with a tick, before and after, and who stays under the pace."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from app.records.member import Member
from app.services.people import initials
from app.services.studying import Step, members_named, say_hours
from app.services.values import SEPARATOR
from db.model.words import Translate
from ui.desktop.desk import Desk
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.empty import EmptyLine
from ui.desktop.widgets.fields import SearchBox
from ui.desktop.widgets.labels import KeyCap, Label
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.tickgrid import TickCell, TickGrid, TickGroup

_NAMED = 6


class TickBox(SearchBox):
    """The field over the grid: letters find, Space and Enter tick, Ctrl+A ticks everyone."""

    all_asked = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.text().strip():
            self.entered.emit()
        elif event.matches(QKeySequence.StandardKey.SelectAll) and not self.text():
            self.all_asked.emit()
        else:
            super().keyPressEvent(event)


class StudyWho(QWidget):
    """Emits `changed` when who is ticked did."""

    changed = Signal()
    last_asked = Signal()
    paste_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._members: Sequence[Member] = ()
        theme, t = desk.theme, desk.t
        self.grid, self.search = (
            TickGrid(theme, t),
            TickBox(theme, t("Initials or name, Enter ticks")),
        )
        self.search.setMinimumWidth(200)
        self.search.setMaximumWidth(theme.px(300))
        self._count = Label("", "meta", "secondary")
        self.note = NoteLine(theme, "info", "")
        self._pasted = NoteLine(theme, "wait", "")
        self._pasted.hide()
        self.nobody = EmptyLine(
            theme, "users", t("No roster yet"), t("Bring the roster in first"), t("Members")
        )
        self._everyone = Button(theme, t("Tick all"), "quiet", compact=True)
        self._last = Button(
            theme, t("As last meeting"), "secondary", "clock-counter-clockwise", compact=True
        )
        self._paste = Button(theme, t("Paste names"), "secondary", "clipboard-text", compact=True)
        self._lay()
        self._join()

    def _lay(self) -> None:
        t = self._desk.t
        head, keys = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(t("Who studied"), "heading"))
        head.addWidget(self._count, 1)
        for button in (self._everyone, self._last, self._paste):
            head.addWidget(button)
        keys.setSpacing(8)
        keys.addWidget(self.search, 2)
        keys.addWidget(KeyCap(t("Space ticks")))
        keys.addWidget(KeyCap(t("Ctrl A all")))
        keys.addStretch(1)
        scroll = ScrollPage(gap=12)
        scroll.body.addWidget(self.nobody)
        scroll.body.addWidget(self.grid)
        scroll.body.addWidget(self._pasted)
        scroll.body.addWidget(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addLayout(keys)
        column.addWidget(scroll, 1)

    def _join(self) -> None:
        self.search.typed.connect(self.grid.seek)
        self.search.entered.connect(self._tick_found)
        self.search.left_down.connect(self.grid.setFocus)
        self.search.all_asked.connect(self.tick_all)
        self._everyone.clicked.connect(self.tick_all)
        self._last.clicked.connect(self.last_asked)
        self._paste.clicked.connect(self.paste_asked)
        self.grid.ticked.connect(lambda _member, _on: self.changed.emit())
        self.grid.group_ticked.connect(lambda _group, _on: self.changed.emit())

    def show_members(
        self, members: Sequence[Member], groups: Mapping[str, str], chosen: Iterable[str]
    ) -> None:
        """Show everyone by group, these ticked."""
        self._members, wanted = members, set(chosen)
        columns = [TickGroup(g, name, self._cells(g, wanted)) for g, name in groups.items()]
        rest = [m for m in members if m.group not in groups]
        if rest:
            cells = tuple(_cell(m, wanted) for m in rest)
            columns.append(TickGroup("", self._desk.t("In no group"), cells))
        self.grid.set_groups([c for c in columns if c.cells])
        self.nobody.setVisible(not members)
        self.grid.setVisible(bool(members))
        self._pasted.hide()

    def _cells(self, group: str, wanted: set[str]) -> tuple[TickCell, ...]:
        return tuple(_cell(m, wanted) for m in self._members if m.group == group)

    def chosen(self) -> list[str]:
        """Return the ids ticked."""
        return self.grid.checked()

    def choose(self, ids: Iterable[str]) -> None:
        """Tick these and no others."""
        self.grid.set_checked(list(ids))
        self.changed.emit()

    def tick_all(self) -> None:
        """Tick everyone, or nobody where everyone is ticked."""
        ids = [m.id for m in self._members]
        self.choose([] if len(self.chosen()) == len(ids) else ids)

    def paste(self, text: str) -> None:
        """Tick whom a pasted list names, and say which names are nobody's here."""
        t = self._desk.t
        found, unknown = members_named(text, self._members)
        if found:
            self.choose(found)
        if unknown:
            names = SEPARATOR.join(unknown[:_NAMED])
            self._pasted.say(
                "wait", t("{n} recognised; not in the roster: {names}", n=len(found), names=names)
            )
        elif not found:
            self._pasted.say("wait", t("There are no names on the clipboard: copy a list first"))
        self._pasted.setVisible(bool(unknown) or not found)

    def show_steps(self, steps: Sequence[Step], names: Mapping[str, str]) -> None:
        """Show before and after, and the sentence about the pace."""
        ticked = set(self.chosen())
        self.grid.set_notes({s.member: _note(s, s.member in ticked) for s in steps})
        self._count.setText(self._desk.t("{n} chosen", n=len(ticked)))
        self.note.say("info", sentence(steps, names, self._desk.t))
        self.note.setVisible(bool(steps))

    def _tick_found(self) -> None:
        if self.search.text().strip() and self.grid.seek(self.search.text()):
            self.grid.toggle()
            self.search.clear()


def _cell(member: Member, wanted: set[str]) -> TickCell:
    return TickCell(member.id, member.name, initials(member.name), member.id in wanted)


def _note(step: Step, ticked: bool) -> str:
    before, after = say_hours(step.before), say_hours(step.after)
    return f"{before}→{after}" if ticked and step.after != step.before else before


def sentence(steps: Sequence[Step], names: Mapping[str, str], t: Translate) -> str:
    """Return who stays under the pace of the year after the entry, as a fact without an order."""
    behind = [s for s in steps if s.behind]
    paces = " / ".join(say_hours(p) for p in sorted({s.pace for s in steps if s.pace}))
    if not behind:
        return t("Afterwards all {n} have the pace of the year ({pace})", n=len(steps), pace=paces)
    named = SEPARATOR.join(
        f"{names.get(s.member, '')} {say_hours(s.after)}" for s in behind[:_NAMED]
    )
    if len(behind) > _NAMED:
        named = t("{names} and others", names=named)
    return t(
        "Afterwards {under} of {n} are still under the pace of the year ({names}; pace {pace})",
        under=len(behind),
        n=len(steps),
        names=named,
        pace=paces,
    )
