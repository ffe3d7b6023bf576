"""学习材料: what headquarters sent and what was brought, read here; a study record begins from one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.dates import say_date
from app.records.openness import MaterialKind
from app.rules.pack_file import content_of
from app.said import listed
from app.services.materials import Here
from db.model.errors import SuixingError
from ui.desktop.desk import Desk, Route
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.empty import EmptyState, Way
from ui.desktop.widgets.labels import Label
from ui.desktop.widgets.rowlist import RowList
from ui.desktop.widgets.rows import Column, ListRows, Row, Text
from ui.desktop.widgets.scroll import FlowRow, ScrollPage

_LIST = 400


class MaterialsView(QWidget):
    """A list at the left, the chosen text at the right; above, for whom it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        theme, t = desk.theme, desk.t
        self.items: Sequence[Here] = ()
        self._chosen = ""
        columns = (Column("title", t("Title")), Column("day", t("Issued on"), 92))
        self.list = RowList(theme, columns, two_lines=True, many=False)
        self.list.chosen.connect(self._choose)
        self.audiences = FlowRow(6)
        self._text = Card(theme)
        self._title = Label("", "heading", wrap=True)
        self._body = Label("", "read", wrap=True)
        self._facts = Label("", "meta", "secondary", wrap=True)
        study = Button(theme, t("Make a study record"), "secondary", "book-open")
        study.clicked.connect(self.study)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(study, 0, Qt.AlignmentFlag.AlignTop)
        self._text.body.addLayout(head)
        self._text.add(self._facts)
        self._text.add(self._body)
        self.empty = EmptyState(
            theme,
            t("No study material yet"),
            t(
                "Headquarters sends materials with the next sync; a pack can also be brought from a stick"
            ),
            (Way("bring", "file-arrow-down", "", "", t("Bring a pack of materials")),),
        )
        self.empty.chosen.connect(lambda _key: self.bring())
        self._lay()

    def _lay(self) -> None:
        theme = self._desk.theme
        card = Card(theme, head="")
        card.body.setContentsMargins(0, 0, 0, 0)
        card.add(self.list)
        left = QWidget()
        left.setFixedWidth(theme.px(_LIST))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.audiences)
        column.addWidget(card)
        column.addStretch(1)
        right = ScrollPage()
        right.body.addWidget(self._text)
        self._both = QWidget()
        row = QHBoxLayout(self._both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.layout("gutter"))
        row.addWidget(left)
        row.addWidget(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._both, 1)
        outer.addWidget(self.empty, 1)

    def refresh(self) -> None:
        """Read again what there is."""
        materials = self._desk.book.materials
        self.items = materials.here()
        known = materials.audiences()
        has = bool(self.items) or bool(known)
        self._both.setVisible(has)
        self.empty.setVisible(not has)
        if self._chosen not in {item.id for item in self.items}:
            self._chosen = self.items[0].id if self.items else ""
        self._show_audiences(known, materials.wanted())
        self.list.set_rows(ListRows([self._row(item) for item in self.items]))
        self.list.fit_height(most=12)
        if self._chosen:
            self.list.select(self._chosen)
        self._show_chosen()

    def meta(self) -> str:
        """Return how many there are, and for whom."""
        t, wanted = self._desk.t, self._desk.book.materials.wanted()
        said = t("{n} material|{n} materials", n=len(self.items))
        words = listed(wanted, t)
        shown = t("Shown: what is for {words}", words=words) if words else t("Shown: everything")
        return t("{one}, {next}", one=said, next=shown)

    def _show_audiences(self, known: Sequence[str], wanted: Sequence[str]) -> None:
        self.audiences.clear()
        self.audiences.setVisible(bool(known))
        for word in known:
            icon = "check-square" if word in wanted else "square"
            button = Button(self._desk.theme, word, "secondary", icon, compact=True)
            button.setCheckable(True)
            button.setChecked(word in wanted)
            button.clicked.connect(partial(self.turn, word))
            self.audiences.add(button)

    def turn(self, audience: str) -> None:
        """Ask for the materials of an audience, or no longer."""
        materials = self._desk.book.materials
        before = materials.wanted()
        kept = [w for w in before if w != audience] if audience in before else [*before, audience]
        self._desk.work.edit(lambda: materials.want(kept), None, self._desk.window.problem)

    def _row(self, item: Here) -> Row:
        t = self._desk.t
        under = "  ".join(w for w in (item.issuer, self._for_whom(item)) if w)
        return Row(
            item.id, (Text(item.title, under), Text(say_date(item.day, t) if item.day else ""))
        )

    def _for_whom(self, item: Here) -> str:
        return listed(item.audience, self._desk.t) or self._desk.t("for everybody")

    def _choose(self, material: str) -> None:
        if material and material != self._chosen:
            self._chosen = material
            self._show_chosen()

    def _show_chosen(self) -> None:
        t = self._desk.t
        found = next((item for item in self.items if item.id == self._chosen), None)
        self._text.setVisible(found is not None)
        if found is not None:
            kind = next((t(k.title_) for k in MaterialKind if k == found.kind), "")
            self._title.setText(found.title)
            words = (kind, found.issuer, self._for_whom(found))
            self._facts.setText("  ".join(w for w in words if w))
            self._body.setText(found.text)

    def study(self) -> None:
        """Begin a study record of the chosen material, and open it."""
        materials, chosen, desk = self._desk.book.materials, self._chosen, self._desk
        said = desk.t("Begun: fill in who studied and how long")

        def begun(record: str) -> None:
            desk.window.undoable(said)
            desk.window.go(Route("record", record))

        desk.work.edit(lambda: materials.study(chosen), begun, desk.window.problem)

    def bring(self) -> None:
        """Take in a pack from a file."""
        window, materials = self._desk.window, self._desk.book.materials
        path = window.choose_file(self._desk.t("Bring a pack of materials"), "(*.toml)")
        if not path:
            return
        try:
            content = content_of(Path(path))
        except SuixingError as error:
            window.problem(error)
            return
        said = self._desk.t
        self._desk.work.edit(
            lambda: materials.bring(content),
            lambda made: window.undoable(
                said("{n} material taken in.|{n} materials taken in.", n=len(made))
            ),
            window.problem,
        )
