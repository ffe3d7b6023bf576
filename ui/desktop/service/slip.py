"""One slip for the opinion box: written alone on the page, and forgotten by it once it is dropped."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from app.counting.openness import Showing, collects
from app.records.openness import OpinionKind
from app.terms import Stance
from db.model.change import Json
from db.model.errors import SuixingError
from ui.desktop.desk import Desk
from ui.desktop.widgets.banner import NoteLine
from ui.desktop.widgets.buttons import Button
from ui.desktop.widgets.cards import Card
from ui.desktop.widgets.fields import ComboField, Field, LineField
from ui.desktop.widgets.longtext import LongTextField
from ui.desktop.widgets.scroll import ScrollPage
from ui.desktop.widgets.segmented import SegmentedControl

_FORM = 640


class SlipForm(ScrollPage):
    """One slip: what, of what kind, about what, and a name or none. Emits `dropped` and `left`."""

    dropped = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(gap=12)
        self._desk, self.t = desk, desk.t
        theme, t = desk.theme, desk.t
        self.text = LongTextField(theme, "", "", rows=5, most=12)
        self.text.setAccessibleName(t("Opinion"))
        self.kind = SegmentedControl(theme, [(k.value, t(k.title_)) for k in OpinionKind])
        self.about = ComboField(theme, [("", t("In general"))])
        self.about.settled.connect(lambda _value: self._fit())
        self.stance = SegmentedControl(
            theme, [(s.value, t(s.title_)) for s in (Stance.support, Stance.oppose, Stance.neutral)]
        )
        self.name = LineField(theme)
        self.name.textChanged.connect(lambda _text: self._fit())
        self.promise = NoteLine(theme, "info", "", "envelope-simple")
        self.done = NoteLine(theme, "ok", "")
        self.drop = Button(theme, t("Drop into the box"), "primary", "envelope-simple")
        self.drop.clicked.connect(self._drop)
        self._back = Button(theme, t("Back"), "quiet", "arrow-left")
        self._back.clicked.connect(self.left)
        self._lay()

    def _lay(self) -> None:
        theme, t = self._desk.theme, self.t
        card = Card(theme, t("A slip for the box"))
        card.setFixedWidth(theme.px(_FORM))
        self._said = Field(theme, t("What there is to say"), self.text)
        self._named = Field(
            theme, t("Name"), self.name, t("May stay empty; nobody has to give a name.")
        )
        self._about = Field(theme, t("About what"), self.about)
        self._stance = Field(theme, t("Position"), self.stance)
        for part in (self._said, self.kind, self._about, self._stance, self._named):
            card.add(part)
        card.body.setAlignment(self.kind, Qt.AlignmentFlag.AlignLeft)
        card.add(self.promise)
        row = QHBoxLayout()
        row.addWidget(self._back)
        row.addStretch(1)
        row.addWidget(self.drop)
        card.body.addLayout(row)
        margin = theme.layout("page_margin")
        self.body.setContentsMargins(margin, 0, margin, 16)
        for widget in (self.done, card):
            middle = QHBoxLayout()
            middle.addStretch(1)
            middle.addWidget(widget)
            middle.addStretch(1)
            self.body.addLayout(middle)
        self.done.setFixedWidth(theme.px(_FORM))

    def begin(self) -> None:
        """Begin an empty slip; what may be spoken about is read anew."""
        self.clear()
        self.done.hide()
        t, openness, today = self.t, self._desk.book.openness, self._desk.today()
        asked = [d for d in openness.deliberating.all() if collects(d, today)]
        shown = [d for d in openness.disclosing.all() if d.stands == Showing.now]
        about = [(d.id, t("Asked of members: {title}", title=d.title)) for d in asked]
        about += [
            (d.disclosure.id, t("Laid open: {title}", title=d.disclosure.title)) for d in shown
        ]
        self._asked = frozenset(d.id for d in asked)
        self.about.set_options([("", t("In general")), *about])
        self.about.set_value("")
        self._about.setVisible(bool(about))
        self._fit()
        self.text.setFocus()

    def clear(self) -> None:
        """Forget what stands here, the text's own undo too."""
        self.text.set_value("")
        self.name.set_value("")
        self._said.set_error("")

    def slip(self) -> tuple[str, dict[str, Json]]:
        """Return the kind of record it becomes and its fields, without a name."""
        text, about = self.text.value().strip(), self.about.value()
        if not about:
            return "opinion", {"text": text, "kind": self.kind.current()}
        if about in self._asked:
            return "comment", {
                "about": about, "kind": "opinion", "stance": self.stance.current(), "text": text,
            }  # fmt: skip
        return "comment", {"about": about, "kind": "question", "text": text}

    def _fit(self) -> None:
        about, t = self.about.value(), self.t
        self.kind.setVisible(not about)
        self._stance.setVisible(about in self._asked)
        words = t(
            "Without a name neither who wrote it nor when is kept. It lies in the box until several lie there or some days have passed."
        )
        if self.name.value():
            words = t("With a name it is on record at once, and the answer can be given in person.")
        self.promise.say("info", words, "envelope-simple")
        self.drop.set_label(
            t("Hand in with the name") if self.name.value() else t("Drop into the box")
        )

    def _drop(self) -> None:
        kind, fields = self.slip()
        if not fields["text"]:
            self._said.set_error(self.t("Nothing is written yet."))
            return
        book, name, t = self._desk.book, self.name.value(), self.t
        # Pressed twice it would lie there twice, and the box open before its time.
        self.drop.setEnabled(False)
        if not name:
            self._desk.work.edit(
                lambda: book.box.drop(kind, fields),
                lambda _none: self._dropped(t("It is in the box. The next one can be written.")),
                self._kept,
            )
            return
        self._desk.work.edit(
            lambda: _given(self._desk, kind, fields, name),
            lambda _none: self._dropped(t("It is on record. The next one can be written.")),
            self._kept,
        )

    def _kept(self, error: SuixingError) -> None:
        self.drop.setEnabled(True)
        self._desk.window.problem(error)

    def _dropped(self, said: str) -> None:
        self.drop.setEnabled(True)
        self.clear()
        self.done.say("ok", said)
        self.done.show()
        self.text.setFocus()
        self.dropped.emit()


def _given(desk: Desk, kind: str, fields: dict[str, Json], name: str) -> str:
    if kind == "opinion":
        return desk.book.box.give({**fields, "author": name})
    day = desk.today().isoformat()
    return desk.book.records.add("comment", {**fields, "author": name, "on": day})
